import type { Contributions } from '../../kits/kit.js';
import { quote } from '../code.js';
import type { seedPeople, SeedTable, SeedValue } from '../../knowledge/seed-rows.js';
import { camel } from '../code.js';
import { isNumber, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { profileFieldsOf } from './shared-files.js';

type People = ReturnType<typeof seedPeople>;

/** src/seed-rows.ts: the examples as data; days and hours are counted from the day of the start. */
export function seedRowsFile(plan: Plan, tables: SeedTable[], people: People): string {
  const counts = new Map(people.map(({ role, people: all }) => [role, Math.max(1, all.length)]));
  const kept = tables.flatMap(({ table, rows }) => {
    const record = plan.records.find((one) => one.table === table);
    if (!record || rows.length === 0) return [];
    const fields = record.fields.filter(({ name }) => rows.some((row) => row[name] !== undefined));
    return [{ record, fields, rows }];
  });
  for (const { fields, rows } of kept)
    for (const field of fields) if (field.isUnique || field.setTo === 'code') makeUnique(rows, field.name);
  return `/** A value that depends on the day of the start, hours from its midnight, or on the people who are made first. */
export type ExampleValue = string | number | null | { days: number } | { hours: number }${plan.people ? ' | { person: Role; n: number }' : ''};

/** Examples by table, parents first: the columns, then a line for each row. */
export const exampleRows: { table: string; columns: string[]; rows: ExampleValue[][] }[] = [
${kept
  .map(
    ({ record, fields, rows }) => `  {
    table: ${quote(record.sql)},
    columns: [${fields.map(({ column }) => quote(column)).join(', ')}],
    rows: [
${rows.map((row) => `      [${fields.map((field) => literal(seeded(row[field.name], field, counts))).join(', ')}],`).join('\n')}
    ],
  },`,
  )
  .join('\n')}
];
`;
}

/** Changes a text that another row has already: the same with the number of its row. */
function makeUnique(rows: Record<string, SeedValue>[], name: string): void {
  const seen = new Set<SeedValue>();
  rows.forEach((row, i) => {
    const value = row[name];
    if (typeof value === 'string' && seen.has(value)) row[name] = `${value}${i + 1}`;
    if (typeof value === 'number' && seen.has(value)) row[name] = Math.max(...[...seen].map(Number)) + 1;
    if (row[name] !== null && row[name] !== undefined) seen.add(row[name]);
  });
}

/** The value as its column takes it; of one that has to be there and is not, the plainest. */
function seeded(value: SeedValue | undefined, field: FieldPlan, counts: ReadonlyMap<string, number>): SeedValue {
  const { kind, isNullable } = field;
  if (value === undefined || value === null) return isNullable ? null : plainest(field, counts);
  if (kind === 'person') {
    const isKnown = typeof value === 'object' && 'person' in value && counts.has(value.person);
    return isKnown ? { person: value.person, n: value.n % counts.get(value.person)! } : isNullable ? null : plainest(field, counts);
  }
  if (kind === 'datetime' && typeof value === 'object' && 'days' in value) return { hours: value.days * 24 + 10 };
  return value;
}

function plainest({ kind, role, values, min = 0 }: FieldPlan, counts: ReadonlyMap<string, number>): SeedValue {
  if (kind === 'person') return { person: role !== undefined && counts.has(role) ? role : [...counts.keys()].at(-1)!, n: 0 };
  if (kind === 'boolean') return false;
  if (kind === 'reference') return 1;
  if (kind === 'date') return { days: 0 };
  if (kind === 'datetime') return { hours: 9 };
  if (kind === 'enum') return values?.[0] ?? '';
  return isNumber({ kind }) ? min : '';
}

function literal(value: SeedValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return String(value);
  if ('days' in value) return `{ days: ${value.days} }`;
  return 'hours' in value ? `{ hours: ${value.hours} }` : `{ person: ${quote(value.person)}, n: ${value.n} }`;
}

/** src/seed.ts: puts the examples into an empty database. */
export function seedFile(plan: Plan, kits: Contributions, examples: People): string {
  const stamped = plan.records.filter(({ hasCreatedAt }) => hasCreatedAt).map(({ sql }) => quote(sql));
  const made = plan.records.map(
    (record) =>
      `${/^\w+$/.test(record.sql) ? record.sql : quote(record.sql)}: [${[record.table, record.createLabel, ...madeOn(record)].map(quote).join(', ')}]`,
  );
  const people = plan.roles.map((role) => {
    const kept = profileFieldsOf(role.fields);
    const all = examples.find((one) => one.role === role.slug)?.people ?? [];
    return {
      role,
      all: (all.length > 0 ? all : [{ name: role.name, profile: {} as Record<string, SeedValue> }]).map(({ name, profile }) => ({
        name,
        profile: kept.flatMap((field) => profileMember(camel(field.name), profile[field.name])),
      })),
    };
  });
  return `${
    plan.people
      ? `/** Of every example account; it is never used in production. */
const EXAMPLE_PASSWORD = 'try it out 2026';
export const EXAMPLE_HINT = \`Examples are loaded: sign in as ${plan.roles.map(({ slug }) => `${slug}@example.org`).join(' or ')} with the password "\${EXAMPLE_PASSWORD}".\`;

const PEOPLE: [Role, { name: string; profile: Profile }[]][] = [
${people.map(({ role, all }) => `  [\n    '${role.slug}',\n    [\n${all.map(({ name, profile }) => `      { name: ${quote(name)}, profile: {${profile.length > 0 ? ` ${profile.join(', ')} ` : ''}} },`).join('\n')}\n    ],\n  ],`).join('\n')}
];

`
      : ''
  }const STAMPED = new Set<string>([${stamped.join(', ')}]);
/** Of each table, its name in the log, what making a row is called there, and the column that says when. */
const MADE: Record<string, [string, string, string?]> = { ${made.join(', ')} };

/** Fills an empty database with examples. @returns whether it was empty. */
export function seed(database: Database, clock: Clock): boolean {
  const isUsed = ${plan.people ? 'hasPeople(database)' : `exampleRows.some(({ table }) => database.prepare(\`SELECT 1 FROM \${table}\`).get())`};
  if (isUsed) return false;
  const now = clock();
  transaction(database, () => {
${plan.people ? '    const ids = seedPeople(database, clock);\n' : ''}    for (const { table, columns, rows } of exampleRows) {
      const all = STAMPED.has(table) ? [...columns, 'created_at'] : columns;
      const insert = database.prepare(\`INSERT INTO \${table} (\${all.join(', ')}) VALUES (\${all.map(() => '?').join(', ')})\`);
      rows.forEach((row, i) => {
        const values = row.map((value) => valueAt(value, now${plan.people ? ', ids' : ''}));
        const [name, what, day] = MADE[table]!;
        const at = madeAt(now, day === undefined ? undefined : values[columns.indexOf(day)], (i + 1) / rows.length);
        const { lastInsertRowid } = insert.run(...values, ...(STAMPED.has(table) ? [at.toISOString()] : []));
        noteChange(database, ${plan.people ? 'undefined, ' : ''}name, Number(lastInsertRowid), what, at);
      });
    }
${kits
  .afterSeed()
  .map((sql) => `    database.exec(\`${sql}\`);\n`)
  .join('')}  });
  return true;
}

function valueAt(value: ExampleValue, now: Date${plan.people ? ', ids: ReadonlyMap<Role, number[]>' : ''}): string | number | null {
  if (value === null || typeof value !== 'object') return value;
  if ('days' in value) return addDays(dayOf(now), value.days);
${
  plan.people
    ? `  if ('hours' in value) return atHour(now, value.hours);
  const all = ids.get(value.person) ?? [];
  return all[value.n % all.length] ?? null;`
    : '  return atHour(now, value.hours);'
}
}

/** When the row says that it was made; else one after the other over three months. */
function madeAt(now: Date, said: string | number | null | undefined, share: number): Date {
  const at = typeof said === 'string' && said.length > 10 ? new Date(said) : new Date(typeof said === 'string' ? \`\${said}T10:00Z\` : atHour(now, Math.round(share * 89 - 90) * 24 + 10));
  return at < now ? at : now;
}

function atHour(now: Date, hours: number): string {
  return new Date(Date.parse(dayOf(now)) + hours * 3_600_000).toISOString();
}
${
  plan.people
    ? `
/** The first of each role has its name as address: "${plan.roles.at(-1)!.slug}@example.org". */
function seedPeople(database: Database, clock: Clock): Map<Role, number[]> {
  const password = hashPassword(EXAMPLE_PASSWORD);
  const ids = new Map<Role, number[]>();
  for (const [role, people] of PEOPLE)
    ids.set(
      role,
      people.map(({ name, profile }, i) => {
        const email = i === 0 ? \`\${role}@example.org\` : \`\${name.toLowerCase().normalize('NFD').replace(/[^a-z ]/g, '').replaceAll(' ', '.')}.\${i}.\${role}@example.org\`;
        return storePerson(database, { name, email, role, password, profile }, clock).id;
      }),
    );
  return ids;
}

/** Whether the example accounts are there, to be told where people sign in. */
export function hasExamples(database: Database): boolean {
  return database.prepare('SELECT 1 FROM person_account WHERE email = ?').get(\`\${FIRST_ROLE}@example.org\`) !== undefined;
}
`
    : ''
}`;
}

const madeOn = (record: RecordPlan): string[] =>
  record.fields
    .filter(({ setTo, kind }) => (setTo === 'now' || setTo === 'today') && (kind === 'date' || kind === 'datetime'))
    .map(({ column }) => column)
    .slice(0, 1);

/** Of a profile what is no day of the start: an example of it stays right for years. */
function profileMember(prop: string, value: SeedValue | undefined): string[] {
  return value === undefined || (typeof value === 'object' && value !== null)
    ? []
    : [`${prop}: ${typeof value === 'string' ? quote(value) : String(value)}`];
}
