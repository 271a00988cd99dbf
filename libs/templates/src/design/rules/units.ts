import { tableOf } from '../../shared/table-of.js';
import { sentenceCase, singular } from '../../knowledge/words.js';
import type { DesignRecord, Field } from '../design.types.js';

/** What is measured in a unit, or meant by a word for it: the field that holds it, and how the unit is written. */
export interface Unit {
  field: RegExp;
  /** Of the field that is made where none holds it; absent: only what is kept is added up. */
  name?: string;
  unit?: string;
  kind: 'decimal' | 'integer' | 'money';
}

const weight = (unit: string): Unit => ({ field: /weight|kilo|kg|grams?\b|tons?\b/, name: 'weight', unit, kind: 'decimal' });
const volume: Unit = { field: /volume|lit(er|re)s?/, name: 'volume', unit: 'l', kind: 'decimal' };
const distance = (unit: string): Unit => ({ field: /distance|km|kilomet|miles?/, name: 'distance', unit, kind: 'decimal' });
const money: Unit = { field: /amount|total|price|cost|fee|value|donat|paid/, name: 'amount', kind: 'money' };
const earned: Unit = { field: /total|amount|price|fee|value/, kind: 'money' };
const UNITS = tableOf<Unit>({
  kilogram: weight('kg'),
  kilo: weight('kg'),
  ton: weight('t'),
  tonne: weight('t'),
  gram: weight('g'),
  litre: volume,
  liter: volume,
  kilometre: distance('km'),
  kilometer: distance('km'),
  mile: distance('mi'),
  hour: { field: /hours?|duration|time_spent/, name: 'hours', unit: 'h', kind: 'decimal' },
  minute: { field: /minutes?|duration/, name: 'minutes', unit: 'min', kind: 'integer' },
  calorie: { field: /calor|kcal/, name: 'calories', unit: 'kcal', kind: 'integer' },
  money,
  euro: money,
  dollar: money,
  pound: money,
  revenue: earned,
  income: earned,
  turnover: earned,
  earning: earned,
  sale: earned,
  spending: earned,
  energy: { field: /consumption|energy|kwh|kilowatt/, kind: 'decimal' },
  electricity: { field: /consumption|electricity|kwh|kilowatt/, kind: 'decimal' },
  power: { field: /consumption|power|kwh|kilowatt/, kind: 'decimal' },
  water: { field: /consumption|water|volume|lit(er|re)s?/, kind: 'decimal' },
  time: { field: /hours?|minutes|duration|time_spent/, kind: 'decimal' },
});

export const unitOf = (noun: string | undefined): Unit | undefined =>
  noun ? (UNITS[noun] ?? UNITS[singular(noun.split(' ').at(-1)!)]) : undefined;

export const isNumber = ({ kind }: Field): boolean => ['integer', 'decimal', 'money', 'percent', 'rating'].includes(kind);

/** Numbers that say which one it is, or between what, rather than how much. */
const NAMING =
  /(^|_)(year|number|no|rank|floor|age|from|to|min|max|minimum|maximum|least|most|id|code|isbn|position|latitude|longitude|zip|postcode|shirt|room|level|order|priority|version|built_in|built|since)$|^(number|year)_?(?!of)|_(in|on|at)$/;

/** How a field of numbers is put together over many rows; undefined: it says nothing together. */
export function togetherOf({ name, kind }: Field): 'sum' | 'mean' | undefined {
  if (NAMING.test(name)) return undefined;
  if (kind === 'rating' || kind === 'percent') return 'mean';
  if (
    /temperature|pressure|height|score|grade|^bmi$|speed|rate$|(^|_)(price|salary|wage|rent|fee)|(^|_)(capacity|size|area|limit)$|humidity|level/.test(
      name,
    )
  )
    return 'mean';
  return 'sum';
}

/** The number of a record that is meant by a word: its name, what its unit is for, the last word of either. */
export function numberNamed(record: DesignRecord, noun: string, unit: Unit | undefined): Field | undefined {
  const name = noun.replaceAll(' ', '_');
  const isNamed = (field: Field): boolean => field.name === name || singular(field.name) === name || field.name.endsWith(`_${name}`);
  return (
    record.fields.find((field) => isNumber(field) && isNamed(field)) ??
    record.fields.find((field) => isNumber(field) && unit?.field.test(field.name)) ??
    // What is added up is a number, whatever it was taken for.
    record.fields.find(
      (field) =>
        field.kind === 'text' &&
        field.origin === 'stated' &&
        field.name !== record.title &&
        (isNamed(field) || unit?.field.test(field.name)),
    )
  );
}

/** Made into a number, with its unit, where it was taken for words. */
export function asNumber(field: Field, unit: Unit | undefined): Field {
  if (!isNumber(field)) Object.assign(field, { kind: unit?.kind ?? 'decimal', min: 0 });
  if (unit?.unit && !field.unit && field.kind !== 'money') field.unit = unit.unit;
  return field;
}

export const madeOf = (unit: Unit): Field => ({
  name: unit.name!,
  label: sentenceCase(unit.name!),
  kind: unit.kind,
  required: false,
  min: 0,
  ...(unit.unit && { unit: unit.unit }),
  origin: 'stated',
});
