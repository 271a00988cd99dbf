import type { Value } from '../db/repository.ts';

export type FieldKind =
  | 'text' | 'long-text' | 'integer' | 'decimal' | 'money' | 'boolean'
  | 'date' | 'datetime' | 'time' | 'email' | 'phone' | 'url' | 'enum' | 'reference';

/** One field of an entity: what it holds, and how people read it. */
export interface FieldSpec {
  name: string;
  label: string;
  kind: FieldKind;
  required: boolean;
  /** Allowed values of an enum. */
  values?: readonly string[];
  /** Table that a reference points to. */
  references?: string;
}

const MAX_TEXT = 300;
const MAX_LONG_TEXT = 10_000;

/** Reads one value as it comes from a form or JSON. @returns the value to store, or what is wrong with it. */
export function readField(field: FieldSpec, input: unknown): { value: Value } | { fault: string } {
  const text = input === undefined || input === null ? '' : typeof input === 'boolean' ? String(input) : String(input).trim();
  if (field.kind === 'boolean') return { value: ['true', '1', 'on', 'yes'].includes(text.toLowerCase()) ? 1 : 0 };
  if (text === '') return field.required ? { fault: 'is required' } : { value: null };
  switch (field.kind) {
    case 'integer':
    case 'reference':
      return /^-?\d{1,15}$/.test(text) ? { value: Number(text) } : { fault: 'must be a whole number' };
    case 'decimal':
    case 'money': {
      const number = Number(text.replace(',', '.'));
      if (!Number.isFinite(number)) return { fault: 'must be a number' };
      if (field.kind === 'money' && number < 0) return { fault: 'must not be negative' };
      return { value: field.kind === 'money' ? Math.round(number * 100) / 100 : number };
    }
    case 'date':
      return isDate(text) ? { value: text } : { fault: 'must be a date such as 2026-03-31' };
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text) ? { value: text.slice(0, 5) } : { fault: 'must be a time such as 14:30' };
    case 'datetime':
      return Number.isNaN(Date.parse(text)) || !isDate(text.slice(0, 10)) ? { fault: 'must be a date and time such as 2026-03-31T14:30' } : { value: text.slice(0, 16) };
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? { value: text.toLowerCase() } : { fault: 'must be an e-mail address' };
    case 'phone':
      return /^[+()\d][\d\s().\/-]{2,30}$/.test(text) ? { value: text } : { fault: 'must be a phone number' };
    case 'url':
      return /^https?:\/\/\S+$/.test(text) ? { value: text } : { fault: 'must be an address that begins with http:// or https://' };
    case 'enum':
      return field.values?.includes(text) ? { value: text } : { fault: `must be one of: ${(field.values ?? []).join(', ')}` };
    default: {
      const most = field.kind === 'long-text' ? MAX_LONG_TEXT : MAX_TEXT;
      return text.length <= most ? { value: text } : { fault: `must have at most ${most} characters` };
    }
  }
}

/** Reads all fields at once, so that a person sees every fault together. `partial` leaves absent fields alone. */
export function readFields(fields: readonly FieldSpec[], input: Record<string, unknown>, partial = false): { values: Record<string, Value>; faults: Record<string, string> } {
  const values: Record<string, Value> = {};
  const faults: Record<string, string> = {};
  for (const field of fields) {
    if (partial && !(field.name in input)) continue;
    const result = readField(field, input[field.name]);
    if ('fault' in result) faults[field.name] = `${field.label} ${result.fault}`;
    else values[field.name] = result.value;
  }
  return { values, faults };
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(match[3]);
}
