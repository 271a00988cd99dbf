import type { Correction } from '@millwright/domain';
import { DESIGN_FIELD_KINDS, type DesignFieldKind, type DesignRecord, type Field } from '../../design/design.types.js';
import { labelOf } from '../../design/claims/pointers.js';
import { a } from '../say.js';
import { Refused, type Bench } from './bench.js';
import { choicesAt } from './choices.js';
import { columnAt, free, labelAt } from './naming.js';
import { usesOf } from './rule-fields.js';
import { canBeTitle, takeOutField } from './taking-out.js';

type Of<K extends Correction['do']> = Extract<Correction, { do: K }>;
const MOST_FIELDS = 40;

/** Kinds that a person chooses; what a field refers to is chosen as a relation. */
export const CHOSEN_KINDS = DESIGN_FIELD_KINDS.filter((kind) => kind !== 'reference' && kind !== 'person');
/** A kind as people say it. */
export const KIND_WORDS: Readonly<Record<DesignFieldKind, string>> = {
  text: 'short text',
  'long-text': 'long text',
  integer: 'whole number',
  decimal: 'number',
  money: 'amount of money',
  percent: 'percentage',
  rating: 'rating from 1 to 5',
  boolean: 'yes or no',
  date: 'date',
  datetime: 'date and time',
  time: 'time of day',
  email: 'e-mail address',
  phone: 'telephone number',
  url: 'web address',
  colour: 'colour',
  image: 'picture',
  file: 'file',
  enum: 'choice',
  reference: 'reference',
  person: 'person',
};

/** Bounds and units that follow from a kind. */
function boundsOf(kind: DesignFieldKind): Partial<Field> {
  if (kind === 'rating') return { min: 1, max: 5 };
  if (kind === 'percent') return { min: 0, max: 100, unit: '%' };
  return kind === 'money' ? { min: 0 } : {};
}

function kindAt(place: string, typed: string): DesignFieldKind {
  const kind = CHOSEN_KINDS.find((one) => one === typed);
  if (!kind) throw new Refused(place, `There is no kind “${typed}”`, `Choose one of ${CHOSEN_KINDS.join(', ')}.`);
  return kind;
}

/** Names of a field that no other of the record has. @throws Refused */
function namesAt(record: DesignRecord, place: string, typed: string, self?: Field): { name: string; label: string } {
  const label = labelAt(place, typed);
  const name = `${columnAt(place, label).replace(/_id$/, '')}${self?.kind === 'reference' || self?.kind === 'person' ? '_id' : ''}`;
  const same = record.fields.find((one) => one !== self && (one.name === name || one.label.toLowerCase() === label.toLowerCase()));
  if (same) throw new Refused(place, `${record.name} has a field “${same.label}” already`, 'Choose another name.');
  return { name, label };
}

export function addField(bench: Bench, correction: Of<'add-field'>): void {
  const record = bench.record(correction.record);
  const place = `records/${record.table}/add-field`;
  const { name, label } = namesAt(record, `${place}/label`, correction.label);
  const kind = kindAt(`${place}/kind`, correction.kind);
  if (record.fields.length >= MOST_FIELDS)
    throw new Refused(
      `${place}/label`,
      `${record.name} has ${MOST_FIELDS} fields already`,
      'Take one out first, or keep it in a record of its own.',
    );
  const values = kind === 'enum' ? choicesAt(`${place}/choices`, correction.choices ?? []) : undefined;
  const required = correction.required ?? false;
  record.fields.push({ name, label, kind, required, ...(values ? { values } : {}), ...boundsOf(kind), origin: 'stated' });
  bench.say(
    `${record.name} gets the field “${label}”, ${a(KIND_WORDS[kind])}${values ? ` (${values.join(', ')})` : ''}${required ? ', which is always asked for' : ''}.`,
  );
}

/** Kits that find fields by what they are called. */
const BY_NAME = new Set(['quiz', 'poll', 'cart', 'message', 'enquiry']);

export function renameField(bench: Bench, correction: Of<'rename-field'>): void {
  const { record, field } = bench.field(correction.record, correction.field);
  const { name, label } = namesAt(record, `records/${record.table}/fields/${field.name}/label`, correction.label, field);
  if (label === field.label) return;
  const isKept = bench.design.rules.some((rule) => BY_NAME.has(rule.kit) && Object.values(rule).includes(record.table));
  bench.say(`${record.name}: “${field.label}” is called “${label}” everywhere.`);
  field.label = label;
  if (isKept || name === field.name) return;
  const chosen = free(
    name,
    record.fields.filter((one) => one !== field).map((one) => one.name),
  );
  for (const rule of bench.design.rules)
    for (const use of usesOf(rule)) if (use.table === record.table && use.field === field.name) use.put(chosen);
  if (record.title === field.name) record.title = chosen;
  if (record.owner === field.name) record.owner = chosen;
  field.was ??= field.name;
  bench.renamed.set(`field ${record.table}.${field.name}`, chosen);
  field.name = chosen;
}

const FAMILIES: readonly DesignFieldKind[][] = [
  ['integer', 'decimal', 'money', 'percent'],
  ['text', 'long-text', 'email', 'phone', 'url'],
];

export function setKind(bench: Bench, correction: Of<'set-kind'>): void {
  const { record, field } = bench.field(correction.record, correction.field);
  const place = `records/${record.table}/fields/${field.name}/kind`;
  const kind = kindAt(place, correction.kind);
  if (kind === field.kind) return;
  if (field.kind === 'reference' || field.kind === 'person')
    throw new Refused(place, `“${field.label}” refers to something else`, 'Take the relation out and add a field.');
  if (field.setTo || field.isRuled)
    throw new Refused(place, `“${field.label}” is set by the application`, 'Take out the rule that sets it first.');
  const rule = bench.design.rules.find((one) => usesOf(one).some((use) => use.table === record.table && use.field === field.name));
  if (rule && !FAMILIES.some((family) => family.includes(kind) && family.includes(field.kind)))
    throw new Refused(
      place,
      `“${labelOf(rule, bench.design)}” counts on “${field.label}” as it is`,
      'Take out that rule first, or leave the kind.',
    );
  if (record.title === field.name && !canBeTitle({ ...field, kind }))
    throw new Refused(
      place,
      `“${field.label}” stands for ${record.plural.toLowerCase()}, which takes a short text`,
      'Choose another field as title first.',
    );
  for (const key of ['values', 'unit', 'min', 'max', 'isUnique'] as const) Reflect.deleteProperty(field, key);
  Object.assign(field, { kind, ...boundsOf(kind), ...(kind === 'enum' ? { values: ['First', 'Second'] } : {}) });
  bench.say(`${record.name}: “${field.label}” is ${a(KIND_WORDS[kind])}.`);
}

export function setRequired(bench: Bench, correction: Of<'set-required'>): void {
  const { record, field } = bench.field(correction.record, correction.field);
  if (field.required === correction.required) return;
  const place = `records/${record.table}/fields/${field.name}/required`;
  if (!correction.required && record.title === field.name)
    throw new Refused(
      place,
      `“${field.label}” stands for ${record.plural.toLowerCase()} in lists and links`,
      'Choose another field as title first.',
    );
  const rule = bench.design.rules.find((one) =>
    usesOf(one).some((use) => use.isNeeded && use.table === record.table && use.field === field.name),
  );
  if (!correction.required && rule)
    throw new Refused(place, `“${labelOf(rule, bench.design)}” needs “${field.label}”`, 'Take out that rule first.');
  field.required = correction.required;
  bench.say(`${record.name}: “${field.label}” ${field.required ? 'is always asked for' : 'may be left empty'}.`);
}

export function dropField(bench: Bench, correction: Of<'drop-field'>): void {
  const { record, field } = bench.field(correction.record, correction.field);
  if (
    record.title === field.name &&
    record.fields.length > 1 &&
    !record.fields.some((one) => one !== field && canBeTitle(one) && !one.isRuled)
  )
    throw new Refused(
      `records/${record.table}/fields/${field.name}`,
      `“${field.label}” stands for ${record.plural.toLowerCase()} in lists and links, and no other field could`,
      'Add a field with a short text first.',
    );
  takeOutField(bench, record, field);
}

export function moveField(bench: Bench, correction: Of<'move-field'>): void {
  const { record, field } = bench.field(correction.record, correction.field);
  const from = record.fields.indexOf(field);
  const to = Math.min(correction.to, record.fields.length - 1);
  if (from === to) return;
  record.fields.splice(from, 1);
  record.fields.splice(to, 0, field);
  bench.say(`${record.name}: “${field.label}” stands ${to === 0 ? 'first' : `after “${record.fields[to - 1]!.label}”`}.`);
}

/** Whether a record belongs to another, at first or at further hand: neither could be made first in a circle. */
function dependsOn(bench: Bench, record: DesignRecord, other: DesignRecord, seen = new Set<DesignRecord>()): boolean {
  if (record === other) return true;
  if (seen.has(record)) return false;
  seen.add(record);
  return record.fields.some(({ references }) => {
    const parent = bench.design.records.find(({ table }) => table === references);
    return parent !== undefined && dependsOn(bench, parent, other, seen);
  });
}

/** A field that refers to another record, or to somebody with an account. */
export function addRelation(bench: Bench, { record: table, to, required = false }: Of<'add-relation'>): void {
  const record = bench.record(table);
  const place = `records/${table}/add-relation/to`;
  const role = bench.design.roles.find(({ slug }) => to === `role:${slug}`);
  const other = role ? undefined : bench.design.records.find((one) => one.table === to);
  if (!role && !other) throw new Refused(place, `There is no record “${to}”`, 'Choose one of the records that are there.');
  if (other && other !== record && dependsOn(bench, other, record))
    throw new Refused(place, `${other.plural} belong to ${record.plural.toLowerCase()} already`, 'Take that relation out first.');
  const label = role?.name ?? other!.name;
  const { name } = namesAt(record, place, label);
  const field: Field = {
    name: `${name}_id`,
    label,
    kind: role ? 'person' : 'reference',
    required,
    ...(role ? { role: role.slug } : { references: other!.table }),
    origin: 'stated',
  };
  if (record.fields.some((one) => one.name === field.name))
    throw new Refused(place, `${record.name} refers to ${a(label.toLowerCase())} already`, 'Rename that field first, to have another.');
  record.fields.push(field);
  bench.say(`Each ${record.name.toLowerCase()} ${required ? 'belongs' : 'can belong'} to ${a(label.toLowerCase())}.`);
}
