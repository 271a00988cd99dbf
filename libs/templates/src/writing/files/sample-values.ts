import { quote } from '../code.js';
import type { FieldPlan, RecordPlan } from '../plan.js';
import { limitsOf } from './domain-file.js';

/** Where a number may be at least so much above its least, each field has one of its own: two that were exchanged show. */
const SPREAD = 60;

/** What tests type into a field: a literal of TypeScript that is valid, `low` before `high` in every order. */
export function sampleOf(field: FieldPlan, record: RecordPlan, which: 'low' | 'high' = 'low'): string {
  const { min = 0, max = 1e12 } = limitsOf(field);
  const isLow = which === 'low';
  const position = Math.max(0, record.inputs.indexOf(field));
  switch (field.kind) {
    case 'integer':
    case 'rating':
      if (max - min > SPREAD) return String(Math.ceil(min) + 1 + position + (isLow ? 0 : SPREAD / 2));
      return String(isLow ? Math.min(max, Math.ceil(min) + (Math.ceil(min) + 1 < max ? 1 : 0)) : Math.min(max, Math.ceil(min) + 3));
    case 'decimal':
    case 'percent':
    case 'money':
      if (max - min > SPREAD) return String(round(min + 0.5 + position + (isLow ? 0 : SPREAD / 2)));
      return String(isLow ? round(min + (max - min > 1 ? 0.5 : 0)) : round(Math.min(max, min + 7.5)));
    case 'boolean':
      return isLow ? 'false' : 'true';
    case 'date':
      return quote(dayOf(position, isLow));
    case 'datetime':
      return quote(`${dayOf(position, isLow)}T${String(8 + (position % 12)).padStart(2, '0')}:00:00.000Z`);
    case 'time':
      return quote(`${String((isLow ? 8 : 12) + (position % 10)).padStart(2, '0')}:30`);
    case 'email':
      return quote(isLow ? 'ana@example.org' : 'zoe@example.org');
    case 'phone':
      return quote(isLow ? '+44 20 7946 0001' : '+44 20 7946 0999');
    case 'url':
      return quote(isLow ? 'https://example.org/a' : 'https://example.org/z');
    case 'colour':
      return quote(isLow ? '#112233' : '#ddeeff');
    case 'image':
    case 'file':
      return quote(isLow ? 'https://example.org/a.png' : 'https://example.org/z.png');
    case 'enum': {
      const sorted = [...field.values!].sort();
      return quote(isLow ? sorted[0]! : sorted.at(-1)!);
    }
    default:
      return quote(textOf(isLow ? 'Aster' : 'Zebra', field));
  }
}

/** Of a field that stands after another, a later day: what ends, ends after it began. */
const dayOf = (position: number, isLow: boolean): string =>
  `2026-0${isLow ? 6 : 8}-${String(Math.min(30, 1 + position * 2)).padStart(2, '0')}`;

const round = (value: number): number => Math.round(value * 100) / 100;

/** Within the limits, and in it a word that another field's text has not. */
function textOf(word: string, field: FieldPlan): string {
  const { min = 1, max = 120 } = limitsOf(field);
  const text = `${word} ${field.prop}`;
  return text.length > max ? (word.length > max ? word.slice(0, max) : word) : text.padEnd(min, ' x');
}
