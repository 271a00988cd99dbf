import type { Design, DesignRecord, Field } from '../design/design.types.js';
import { applyRules } from './seeds/apply-rules.js';
import { peopleOf, thingOfRecord, titleOf, valueOf, type RowContext } from './seeds/field-values.js';
import { Random } from './seeds/random.js';
import { NAMES } from './seeds/seed-data.js';
import type { SeedTable, SeedValue } from './seeds/seed.types.js';

export type { SeedTable, SeedValue } from './seeds/seed.types.js';

/**
 * Examples for each record, parents first, 12 to 40 of each, that keep the rules of the design. The same design gives the same rows.
 *
 * A reference is the number of its row, from 1, within its table; times count from the start; people by role and place among its examples.
 */
export function seedRows(design: Design): SeedTable[] {
  const records = parentsFirst(design.records);
  const counts = new Map(records.map((record) => [record.table, countOf(record, design)]));
  const tables = records.map((record) => ({ table: record.table, rows: rowsOf(record, design, counts) }));
  applyRules(design, tables);
  // Rules may have left out rows that others point to.
  for (const table of tables) mendReferences(table, design, tables);
  return tables;
}

/** Examples of people for each role, in the order of their numbers: names, and what is kept of them. */
export function seedPeople(design: Design): { role: string; people: { name: string; profile: Record<string, SeedValue> }[] }[] {
  return design.roles.map((role, place) => {
    const random = new Random(`${design.slug}/people/${role.slug}`);
    const title: Field = { name: 'name', label: 'Name', kind: 'text', required: true, origin: 'assumed' };
    const record = {
      name: role.name,
      plural: role.plural,
      table: role.slug,
      path: role.slug,
      fields: role.fields,
      title: 'name',
      view: 'table',
    } as DesignRecord;
    const count = peopleOf(role.slug, design);
    const people = Array.from({ length: count }, (_, at) => {
      const name = NAMES[(place * 7 + at) % NAMES.length]!;
      const profile: Record<string, SeedValue> = {};
      const context: RowContext = {
        design,
        record,
        thing: thingOfRecord(record),
        random,
        at,
        count,
        counts: new Map(),
        row: { [title.name]: name },
      };
      for (const field of role.fields) profile[field.name] = valueOf(field, context);
      return { name, profile };
    });
    return { role: role.slug, people };
  });
}

function rowsOf(record: DesignRecord, design: Design, counts: ReadonlyMap<string, number>): Record<string, SeedValue>[] {
  const random = new Random(`${design.slug}/${record.table}`);
  const thing = thingOfRecord(record);
  const count = counts.get(record.table)!;
  const unique = new Map<string, Set<SeedValue>>();
  return Array.from({ length: count }, (_, at) => {
    const row: Record<string, SeedValue> = {};
    const context: RowContext = { design, record, thing, random, at, count, counts, row };
    // The title first: the address of a person follows from the name.
    for (const field of [...record.fields].sort((one, two) => Number(two.name === record.title) - Number(one.name === record.title))) {
      row[field.name] = distinct(field, valueOf(field, context), unique, context);
    }
    putInOrder(record.fields, row, random);
    return row;
  });
}

function distinct(field: Field, value: SeedValue, seen: Map<string, Set<SeedValue>>, context: RowContext): SeedValue {
  if (!field.isUnique || value === null || typeof value === 'object') return value;
  const taken = seen.get(field.name) ?? new Set();
  seen.set(field.name, taken);
  let one = value;
  for (let n = 2; taken.has(one); n++) {
    if (typeof one === 'number') one = one + 1;
    else if (field.kind === 'email') one = String(value).replace('@', `.${n}@`);
    else one = `${field.kind === 'text' && n === 2 ? titleOf(field, context) : String(value)} ${n}`;
  }
  taken.add(one);
  return one;
}

/** What ends does so after it started. */
function putInOrder(fields: Field[], row: Record<string, SeedValue>, random: Random): void {
  for (const end of fields.filter(
    ({ kind, name }) =>
      (kind === 'date' || kind === 'datetime') &&
      /(?:^|_)(?:end|ends|until|to|finish|arrives|due|checkout|check_out|valid_until|expires)(?:_|$)/.test(name),
  )) {
    const start = fields.find(
      ({ kind, name }) =>
        kind === end.kind &&
        name !== end.name &&
        /(?:^|_)(?:start|starts|from|begin|begins|departs|lent|checkin|check_in|valid_from|issued)(?:_|$)/.test(name),
    );
    const from = start && row[start.name];
    if (from === null || from === undefined || typeof from !== 'object' || row[end.name] === null) continue;
    if ('days' in from) row[end.name] = { days: from.days + random.whole(1, 14) };
    else if ('hours' in from) row[end.name] = { hours: from.hours + random.whole(1, 4) };
  }
}

/** Few of what others hang on, more of what happens. */
function countOf(record: DesignRecord, design: Design): number {
  const kits = design.rules.filter((rule) => 'record' in rule && rule.record === record.table).map(({ kit }) => kit);
  if (kits.includes('tracking')) return 40;
  if (kits.includes('booking')) return 40;
  if (kits.some((kit) => kit === 'loan' || kit === 'message')) return 24;
  if (kits.some((kit) => ['enrolment', 'review', 'favourite', 'comment'].includes(kit))) return 30;
  if (kits.includes('lifecycle') || record.view === 'calendar') return 24;
  // Figures over time make a chart.
  const has = (...kinds: string[]) => record.fields.some(({ kind }) => kinds.includes(kind));
  if (has('money', 'decimal') && has('date', 'datetime')) return 36;
  const isParent = design.records.some((other) => other.fields.some(({ references }) => references === record.table));
  return isParent || !has('date', 'datetime') ? 12 : 16;
}

function parentsFirst(records: readonly DesignRecord[]): DesignRecord[] {
  const ordered: DesignRecord[] = [];
  const seen = new Set<string>();
  const visit = (record: DesignRecord) => {
    if (seen.has(record.table)) return;
    seen.add(record.table);
    for (const { references } of record.fields) {
      const parent = records.find(({ table }) => table === references);
      if (parent) visit(parent);
    }
    ordered.push(record);
  };
  records.forEach(visit);
  return ordered;
}

function mendReferences(table: SeedTable, design: Design, tables: SeedTable[]): void {
  const fields = design.records.find((record) => record.table === table.table)?.fields.filter(({ kind }) => kind === 'reference') ?? [];
  for (const field of fields) {
    const at = tables.findIndex((other) => other.table === field.references);
    const rows = tables[at]?.rows.length ?? 0;
    // Two that refer to each other: what comes first cannot know the rows of the other.
    if (at > tables.indexOf(table) && !field.required) for (const row of table.rows) row[field.name] = null;
    for (const row of table.rows) {
      const value = row[field.name];
      if (typeof value === 'number' && value > rows) row[field.name] = rows > 0 ? ((value - 1) % rows) + 1 : null;
    }
  }
}
