import type { Correction } from '@millwright/domain';
import { LIST_VIEWS, type Audience, type DesignRecord, type Field, type ListView, type Rule } from '../../design/design.types.js';
import { shape } from '../../design/records.js';
import { ACCOUNT } from '../blueprint-design.js';
import { a, whoOf } from '../say.js';
import { snake } from '../../knowledge/words.js';
import { Refused, type Bench } from './bench.js';
import { free, inOtherWords, nameAt } from './naming.js';
import { canBeTitle, takeOutRecord } from './taking-out.js';
import { usesOf } from './rule-fields.js';

type Of<K extends Correction['do']> = Extract<Correction, { do: K }>;

/** Names of a record that no other has. @throws Refused */
function shaped(
  bench: Bench,
  place: string,
  typed: string,
  parts: Omit<Parameters<typeof shape>[0], 'name'>,
  self?: DesignRecord,
): DesignRecord {
  const made = shape({ ...parts, name: nameAt(place, typed) });
  const others = bench.design.records.filter((one) => one !== self);
  const same = others.find(
    (one) => one.name === made.name || one.table === made.table || one.path === made.path || one.className === made.className,
  );
  if (same || made.name === ACCOUNT)
    throw new Refused(place, `There is a record “${same?.name ?? ACCOUNT}” already`, 'Choose another name, or correct that one.');
  return made;
}

export function addRecord(bench: Bench, { name }: Of<'add-record'>): void {
  const { roles, records } = bench.design;
  const first: Audience = bench.first ? { roles: [bench.first.slug] } : 'everyone';
  const isOpen = roles.length === 0 || records.length === 0 || records.some(({ access }) => access.read === 'everyone');
  const title: Field = { name: 'name', label: 'Name', kind: 'text', required: true, origin: 'stated' };
  const record = shaped(bench, 'add-record/name', name, {
    fields: [title],
    title: 'name',
    access: { read: isOpen ? 'everyone' : 'signed-in', create: first, change: first, remove: first },
    view: 'table',
    createLabel: `Add ${name.trim().toLowerCase()}`,
  });
  records.push(record);
  bench.say(
    `${record.plural} are kept, each with a name. ${capitalOf(whoOf(bench.design, record.access.read))} may see them, ${whoOf(bench.design, first)} may add and change them.`,
  );
}

const capitalOf = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function renameRecord(bench: Bench, { record: table, name }: Of<'rename-record'>): void {
  const { design } = bench;
  const record = bench.record(table);
  const before = { ...record };
  const { name: _name, fields, ...rest } = record;
  const made = shaped(bench, `records/${table}/name`, name, { ...rest, fields }, record);
  if (made.name === before.name) return;
  const [from, to] = [before.name.toLowerCase(), made.name.toLowerCase()];
  record.was ??= before.table;
  Object.assign(record, made, { createLabel: inOtherWords(record.createLabel, from, to) });
  // Its examples and its picture stay those of the thing that it is.
  if (before.thing) record.thing = before.thing;
  for (const rule of design.rules) {
    const { name: called } = rule;
    renameInRule(rule, before, record, from, to);
    if (rule.name === called) continue;
    rule.was ??= called;
    bench.renamed.set(`rule ${called}`, rule.name);
  }
  for (const page of design.pages)
    page.sections = page.sections.map(({ heading, text }) => ({
      heading: inOtherWords(heading, from, to),
      text: text === design.purpose ? text : inOtherWords(text, from, to),
    }));
  for (const other of design.records) renameReferences(bench, other, before, record);
  bench.renamed.set(`record ${before.table}`, record.table);
  bench.say(`${before.plural} are called ${record.plural.toLowerCase()} everywhere: pages, addresses, code and database.`);
}

/** Tables and names of functions that a rule has from a record. */
function renameInRule(rule: Rule, before: DesignRecord, record: DesignRecord, from: string, to: string): void {
  const parts = rule as unknown as Record<string, unknown>;
  const keys = ['record', 'of', 'product', 'order', 'line', 'poll', 'option', 'vote', 'quiz', 'question', 'attempt'];
  if (!keys.some((key) => parts[key] === before.table)) return;
  for (const key of keys) if (parts[key] === before.table) parts[key] = record.table;
  const called = (name: string): string =>
    name.replace(before.className, record.className).replace(new RegExp(`^${before.variable}(?=[A-Z]|$)`), record.variable);
  rule.name = called(rule.name);
  if ('title' in rule) rule.title = inOtherWords(rule.title, from, to);
  if (rule.kit === 'lifecycle')
    for (const step of rule.steps) Object.assign(step, { name: called(step.name), label: inOtherWords(step.label, from, to) });
  if (rule.kit === 'notice' && rule.step !== undefined) rule.step = called(rule.step);
}

function renameReferences(bench: Bench, other: DesignRecord, before: DesignRecord, record: DesignRecord): void {
  for (const field of other.fields) {
    if (field.references !== before.table) continue;
    field.references = record.table;
    if (field.label === before.name) field.label = record.name;
    if (field.name !== `${before.table}_id`) continue;
    const name = free(
      `${record.table}_id`,
      other.fields.map((one) => one.name),
    );
    for (const rule of bench.design.rules)
      for (const use of usesOf(rule)) if (use.table === other.table && use.field === field.name) use.put(name);
    if (other.title === field.name) other.title = name;
    field.was ??= field.name;
    bench.renamed.set(`field ${other.table}.${field.name}`, name);
    field.name = name;
  }
}

export function dropRecord(bench: Bench, { record: table }: Of<'drop-record'>): void {
  const record = bench.record(table);
  takeOutRecord(bench, table);
  if (bench.design.records.length === 0)
    throw new Refused(`records/${table}`, `${record.plural} are all that is kept`, 'Add another record first.');
}

export function setTitle(bench: Bench, { record: table, field: name }: Of<'set-title'>): void {
  const { record, field } = bench.field(table, name);
  if (!canBeTitle(field))
    throw new Refused(
      `records/${table}/title`,
      `“${field.label}” cannot stand for ${a(record.name.toLowerCase())}`,
      'Choose a field with a text.',
    );
  if (record.title === name) return;
  record.title = name;
  field.required = true;
  bench.say(`“${field.label}” stands for ${record.plural.toLowerCase()} in lists and links, and is always asked for.`);
}

/** Ways to list a record that its fields allow. */
export const viewsFor = (record: DesignRecord): ListView[] =>
  LIST_VIEWS.filter((view) =>
    view === 'board'
      ? record.fields.some(({ kind, values }) => kind === 'enum' && (values?.length ?? 0) <= 7)
      : view === 'calendar'
        ? record.fields.some(({ kind }) => kind === 'date' || kind === 'datetime')
        : view !== 'gallery' || record.fields.some(({ kind }) => kind === 'image'),
  );

export function setView(bench: Bench, { record: table, view }: Of<'set-view'>): void {
  const record = bench.record(table);
  const fitting = viewsFor(record);
  const chosen = fitting.find((one) => one === view);
  if (!chosen)
    throw new Refused(`records/${table}/view`, `${record.plural} cannot be shown as ${a(view)}`, `Choose one of ${fitting.join(', ')}.`);
  if (record.view === chosen) return;
  record.view = chosen;
  bench.say(`The list of ${record.plural.toLowerCase()} opens as ${a(chosen)}.`);
}

/** A field of the owner is there wherever somebody may do something to their own. */
export function setAccess(bench: Bench, { record: table, act, to }: Of<'set-access'>): void {
  const record = bench.record(table);
  const place = `records/${table}/access/${act}`;
  const audience = audienceAt(bench, place, to);
  const isOwn = typeof audience === 'object' && 'own' in audience;
  if (isOwn && act === 'create')
    throw new Refused(place, 'What is made anew is nobody’s own yet', 'Choose who may make one; it is theirs then.');
  if (JSON.stringify(record.access[act]) === JSON.stringify(audience)) return;
  if (isOwn && record.owner === undefined) giveOwner(bench, record, audience.own);
  record.access[act] = audience;
  const verb = { read: 'see', create: 'add', change: 'change', remove: 'remove' }[act];
  const first = bench.first && audience !== 'everyone' ? `, and ${bench.first.plural.toLowerCase()} always may` : '';
  bench.say(`${capitalOf(whoOf(bench.design, audience))} may ${verb} ${record.plural.toLowerCase()}${first}.`);
}

function giveOwner(bench: Bench, record: DesignRecord, slugs: readonly string[]): void {
  const role = slugs.length === 1 ? bench.role(slugs[0]!) : undefined;
  const known = record.fields.find(({ kind, setTo }) => kind === 'person' && setTo === 'viewer');
  const label = role && !['user', 'visitor', 'person', 'guest'].includes(role.slug) ? role.name : 'Author';
  const field: Field = known ?? {
    name: free(
      `${snake(label)}_id`,
      record.fields.map(({ name }) => name),
    ),
    label,
    kind: 'person',
    required: false,
    setTo: 'viewer',
    ...(role ? { role: role.slug } : {}),
    origin: 'stated',
  };
  if (!known) {
    record.fields.push(field);
    bench.say(`${record.name} keeps whose it is in “${field.label}”.`);
  }
  record.owner = field.name;
}

/** Whom a correction names. @throws Refused */
export function audienceAt(bench: Bench, place: string, to: unknown): Audience {
  if (to === 'everyone') return to;
  const refused = (): Refused => new Refused(place, 'It names nobody who has an account', 'Choose one of the roles that are there.');
  if (bench.design.roles.length === 0) throw refused();
  if (to === 'signed-in') return to;
  if (typeof to !== 'object' || to === null) throw refused();
  const { roles, own } = to as { roles?: unknown; own?: unknown };
  const slugs = roles ?? own;
  if (!Array.isArray(slugs) || slugs.length === 0 || !slugs.every((slug) => bench.design.roles.some((role) => role.slug === slug)))
    throw refused();
  return roles ? { roles: slugs as string[] } : { own: slugs as string[] };
}
