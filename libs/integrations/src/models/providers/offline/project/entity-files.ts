import type { DomainModel, Entity, Field } from '../domain-model.js';
import { capital } from '../analysis/words.js';
import { inTemplate, listOf, quote } from './quote.js';

const TYPE_OF: Record<Field['kind'], string> = {
  text: 'string',
  'long-text': 'string',
  integer: 'number',
  decimal: 'number',
  money: 'number',
  boolean: 'number',
  date: 'string',
  datetime: 'string',
  time: 'string',
  email: 'string',
  phone: 'string',
  url: 'string',
  enum: 'string',
  reference: 'number',
};
const COLUMN_OF: Record<Field['kind'], string> = {
  text: 'TEXT',
  'long-text': 'TEXT',
  integer: 'INTEGER',
  decimal: 'REAL',
  money: 'REAL',
  boolean: 'INTEGER',
  date: 'TEXT',
  datetime: 'TEXT',
  time: 'TEXT',
  email: 'TEXT',
  phone: 'TEXT',
  url: 'TEXT',
  enum: 'TEXT',
  reference: 'INTEGER',
};

/** src/domain/<entity>.ts: its type and its definition. */
export function domainFile(entity: Entity): string {
  const fieldLines = entity.fields.map((field) => {
    const parts = [
      `name: ${quote(field.name)}`,
      `label: ${quote(field.label)}`,
      `kind: ${quote(field.kind)}`,
      `required: ${field.required}`,
    ];
    if (field.kind === 'enum') parts.push(`values: ${listOf(field.values)}`);
    if (field.references) parts.push(`references: ${quote(field.references)}`);
    return `    { ${parts.join(', ')} },`;
  });
  return `import type { EntitySpec } from './entity.ts';

/** ${entity.name} as it is stored and sent. */
export interface ${entity.className} {
  id: number;
${entity.fields.map((field) => `  ${field.name}: ${field.kind === 'enum' ? field.values.map(quote).join(' | ') : TYPE_OF[field.kind]}${field.required || field.kind === 'boolean' ? '' : ' | null'};`).join('\n')}
  created_at: string;
  updated_at: string;
}

export const ${entity.variable}Spec: EntitySpec = {
  table: ${quote(entity.table)},
  path: ${quote(entity.path)},
  singular: ${quote(entity.name)},
  plural: ${quote(entity.plural)},
  createLabel: ${quote(entity.createLabel)},
  fields: [
${fieldLines.join('\n')}
  ],
  actions: [${entity.actions.map((action) => `{ name: ${quote(action.name)}, label: ${quote(action.label)}, status: ${quote(action.status)} }`).join(', ')}],
};
`;
}

/** src/repositories/<entity>-repository.ts */
export function repositoryFile(entity: Entity): string {
  const finders = entity.fields
    .filter((field) => field.references)
    .map(
      (field) => `
  /** Those of one ${field.label.toLowerCase()}, newest first. */
  of${pascalOf(field.references!)}(id: number): Row[] {
    return this.list({ limit: 500, offset: 0, where: { ${field.name}: id } }).rows;
  }
`,
    );
  return `import type { Database } from '../db/database.ts';
import { Repository${finders.length > 0 ? ', type Row' : ''} } from '../db/repository.ts';
import { ${entity.variable}Spec } from '../domain/${entity.file}.ts';

export class ${entity.className}Repository extends Repository {
  constructor(database: Database) {
    super(database, ${entity.variable}Spec.table, ${entity.variable}Spec.fields);
  }
${finders.join('')}}
`;
}

/** src/services/<entity>-service.ts: the rules of this kind of record. */
export function serviceFile(entity: Entity, entities: readonly Entity[]): string {
  const parents = parentsOf(entity, entities);
  const actions = entity.actions.map(
    (action) => `
  /** Sets the status to ${quote(action.status).replaceAll('*/', '* /')}. */
  ${methodOf(action.name)}(id: number): Row {
    return this.act(id, ${quote(action.name)});
  }
`,
  );
  const imports = [entity, ...parents.filter((parent) => parent !== entity)].map(
    (e) => `import type { ${e.className}Repository } from '../repositories/${e.file}-repository.ts';`,
  );
  return `${actions.length > 0 ? "import type { Row } from '../db/repository.ts';\n" : ''}import { ${entity.variable}Spec } from '../domain/${entity.file}.ts';
${imports.join('\n')}
import { CrudService } from './crud-service.ts';

/** ${entity.plural}: what may be stored, and what may be done with them. */
export class ${entity.className}Service extends CrudService {
  constructor(${[entity, ...parents.filter((parent) => parent !== entity)].map((e) => `${e.variable}Repository: ${e.className}Repository`).join(', ')}) {
    super(${entity.variable}Spec, ${entity.variable}Repository, new Map([${parents.map((parent) => `[${quote(parent.table)}, ${parent.variable}Repository]`).join(', ')}]));
  }
${actions.join('')}}
`;
}

export function parentsOf(entity: Entity, entities: readonly Entity[]): Entity[] {
  const tables = new Set(entity.fields.flatMap((field) => field.references ?? []));
  return entities.filter((candidate) => tables.has(candidate.table));
}

export function childrenOf(entity: Entity, entities: readonly Entity[]): { entity: Entity; field: string }[] {
  return entities.flatMap((child) =>
    child.fields.filter((field) => field.references === entity.table).map((field) => ({ entity: child, field: field.name })),
  );
}

/** Of the sign-in's own tables: a kind of record may be called an account too. */
const accountMigration = (model: DomainModel): string =>
  model.entities.some((entity) => entity.file === 'account') ? 'create-user-account' : 'create-account';

/** src/db/migrations.ts */
export function migrationsFile(model: DomainModel): string {
  const names = new Set(['schema_migration', 'user_account', 'user_session', ...model.entities.map((entity) => entity.table)]);
  /** Tables and indexes share their names. */
  const unused = (name: string): string => {
    if (names.has(name)) return unused(`${name}_index`);
    names.add(name);
    return name;
  };
  const tables = model.entities.map((entity) => {
    const columns = entity.fields.map((field) => {
      const check =
        field.kind === 'enum'
          ? ` CHECK ("${field.name}" IN (${field.values.map((value) => inTemplate(`'${value.replaceAll("'", "''")}'`)).join(', ')}))`
          : '';
      const reference = field.references
        ? ` REFERENCES "${field.references}" (id) ON DELETE ${field.required ? 'RESTRICT' : 'SET NULL'}`
        : '';
      return `  "${field.name}" ${COLUMN_OF[field.kind]}${field.required ? ' NOT NULL' : ''}${check}${reference},`;
    });
    const indexes = entity.fields
      .filter((field) => field.references)
      .map((field) => `CREATE INDEX "${unused(`${entity.table}_${field.name}`)}" ON "${entity.table}" ("${field.name}");`);
    return `  {
    name: 'create-${entity.file}',
    sql: \`
CREATE TABLE "${entity.table}" (
  id INTEGER PRIMARY KEY,
${columns.join('\n')}
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
${indexes.length > 0 ? `${indexes.join('\n')}\n` : ''}\`,
  },`;
  });
  if (model.actors.length > 0)
    tables.push(`  {
    name: ${quote(accountMigration(model))},
    sql: \`
CREATE TABLE user_account (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL, created_at TEXT NOT NULL);
CREATE TABLE user_session (token_hash TEXT PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE, expires_at TEXT NOT NULL);
\`,
  },`);
  return `/** Each runs once, in this order, in a transaction of its own. Add to the end; change none that has run. */
export const migrations: readonly { name: string; sql: string }[] = [
${tables.join('\n')}
];
`;
}

const SAMPLES: Record<string, string[]> = {
  name: ['Alder', 'Birch', 'Cedar'],
  title: ['First', 'Second', 'Third'],
  city: ['Ghent', 'Turin', 'Porto'],
  street: ['1 Mill Lane', '2 Mill Lane', '3 Mill Lane'],
  address: ['1 Mill Lane', '2 Mill Lane', '3 Mill Lane'],
};
const PEOPLE = ['Ada Moss', 'Ben Reed', 'Cora Vale'];

/** A valid value of a field, the n-th (0 to 2); as code. */
export function sampleValue(entity: Entity, field: Field, n: number): string {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
      return String((n + 1) * 2);
    case 'money':
      return `${(n + 1) * 12}.5`;
    case 'boolean':
      return String(n % 2);
    case 'date':
      return quote(`2026-0${n + 3}-1${n}`);
    case 'datetime':
      return quote(`2026-0${n + 3}-1${n}T09:30`);
    case 'time':
      return quote(`1${n}:30`);
    case 'email':
      return quote(`${entity.file}${n + 1}@example.com`);
    case 'phone':
      return quote(`+32 9 000 00 0${n + 1}`);
    case 'url':
      return quote(`https://example.com/${entity.file}-${n + 1}`);
    case 'enum':
      return quote(field.values[n % field.values.length]!);
    case 'long-text':
      return quote(`${field.label} of ${entity.name.toLowerCase()} ${n + 1}.`);
    case 'reference':
      return '1';
    default:
      if (field.name === 'name' && entity.isActor) return quote(PEOPLE[n]!);
      return quote(
        field.name === 'name' || field.name === 'title'
          ? `${entity.name} ${(SAMPLES[field.name] ?? [])[n]}`
          : ((SAMPLES[field.name] ?? [])[n] ?? `${field.label} ${n + 1}`),
      );
  }
}

/** src/seed.ts */
export function seedFile(model: DomainModel): string {
  const blocks = model.entities.map((entity) => {
    const rows = [0, 1, 2].map(
      (n) =>
        `  { ${entity.fields.map((field) => `${field.name}: ${field.references ? referenceSample(model, entity, field, n) : sampleValue(entity, field, n)}`).join(', ')} },`,
    );
    return `  for (const row of ${entity.variable}Rows) services.${entity.variable}.create(row);`.concat(
      `\u0000const ${entity.variable}Rows = [\n${rows.join('\n')}\n];`,
    );
  });
  return `import { pathToFileURL } from 'node:url';
import { createServices, type Services } from './app.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/database.ts';

${blocks.map((block) => block.split('\u0000')[1]).join('\n\n')}

/** Fills an empty database with examples; one that holds anything is left as it is. */
export function seed(services: Services): boolean {
  if (services.${model.entities[0]!.variable}.list({ limit: 1, offset: 0 }).total > 0) return false;
${blocks.map((block) => block.split('\u0000')[0]).join('\n')}
${model.actors.length > 0 && model.kind !== 'site' ? `  for (const role of services.accounts.roles) services.accounts.register({ name: \`Demo \${role}\`, email: \`\${role.toLowerCase().replaceAll(' ', '-')}@example.com\`, password: 'demo-password', role });\n` : ''}  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const config = readConfig();
  const isSeeded = seed(createServices(openDatabase(config.databasePath)));
  console.log(isSeeded ? \`Examples added to \${config.databasePath}\` : 'The database holds data already; nothing was added');
}
`;
}

/** A row that exists when this one is made: of an earlier table one each, of this table or a later one none. */
function referenceSample(model: DomainModel, entity: Entity, field: Field, n: number): string {
  const isEarlier = model.entities.findIndex((candidate) => candidate.table === field.references) < model.entities.indexOf(entity);
  return isEarlier ? String(n + 1) : 'null';
}

/** test/<entity>.test.ts: the life of one record through the API. */
export function entityTestFile(model: DomainModel, entity: Entity): string {
  const own = entity.fields.filter((field) => !field.references);
  const required = own.find((field) => field.required && field.kind !== 'boolean' && !(field.kind === 'enum' && field.name === 'status'));
  const changed = own.find((field) => field.kind !== 'boolean' && field.kind !== 'enum') ?? own[0]!;
  const searched = own.find((field) => field.kind === 'text');
  const requiredParent = entity.fields.find((field) => field.references);
  const action = entity.actions[0];
  const input = entity.fields
    .map((field) => `${field.name}: ${field.references ? referenceSample(model, entity, field, 0) : sampleValue(entity, field, 0)}`)
    .join(', ');
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './support.ts';

const input = { ${input} };

test('a ${entity.name.toLowerCase()} can be made, read, changed and deleted', async (t) => {
  const app = await startApp(t);
  const created = await app.api('POST', '/${entity.path}', input);
  assert.equal(created.status, 201, JSON.stringify(created.body));
  for (const [name, value] of Object.entries(input)) assert.deepEqual(created.body[name], value, name);
  const path = \`/${entity.path}/\${created.body.id}\`;
  assert.equal((await app.api('GET', path)).body.id, created.body.id);
  const changed = await app.api('PATCH', path, { ${changed.name}: ${sampleValue(entity, changed, 1)} });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  assert.equal(changed.body.${changed.name}, ${sampleValue(entity, changed, 1)});
  assert.equal((await app.api('DELETE', path)).status, 204);
  assert.equal((await app.api('GET', path)).status, 404);
});

test('${entity.plural.toLowerCase()} are listed${searched ? ' and searched' : ''}', async (t) => {
  const app = await startApp(t);
  const { total } = (await app.api('GET', '/${entity.path}')).body;
  assert.equal(total, 3);
${
  searched
    ? `  const made = await app.api('POST', '/${entity.path}', { ...input, ${searched.name}: 'Quite unusual' });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const found = (await app.api('GET', '/${entity.path}?search=quite%20unus')).body;
  assert.equal(found.total, 1);
  assert.equal((await app.api('GET', '/${entity.path}?search=100%25')).body.total, 0);
`
    : ''
}});
${
  required
    ? `
test('a ${entity.name.toLowerCase()} without ${required.label.toLowerCase()} is refused, and the field is named', async (t) => {
  const app = await startApp(t);
  const refused = await app.api('POST', '/${entity.path}', { ...input, ${required.name}: '' });
  assert.equal(refused.status, 422);
  assert.match(refused.body.fields.${required.name}, /is required/);
  assert.equal((await app.api('GET', '/${entity.path}')).body.total, 3);
});
`
    : ''
}${
    requiredParent
      ? `
test('a ${entity.name.toLowerCase()} of a ${requiredParent.label.toLowerCase()} that does not exist is refused', async (t) => {
  const app = await startApp(t);
  const refused = await app.api('POST', '/${entity.path}', { ...input, ${requiredParent.name}: 999999 });
  assert.equal(refused.status, 422);
  assert.match(refused.body.fields.${requiredParent.name}, /does not exist/);
});
`
      : ''
  }${
    action
      ? `
test('${action.name} sets the status of a ${entity.name.toLowerCase()}, once', async (t) => {
  const app = await startApp(t);
  const created = await app.api('POST', '/${entity.path}', { ...input, status: ${quote(entity.fields.find((field) => field.name === 'status')!.values.find((value) => value !== action.status) ?? action.status)} });
  const done = await app.api('POST', \`/${entity.path}/\${created.body.id}/${action.name}\`);
  assert.equal(done.status, 200, JSON.stringify(done.body));
  assert.equal(done.body.status, ${quote(action.status)});
  assert.equal((await app.api('POST', \`/${entity.path}/\${created.body.id}/${action.name}\`)).status, 409);
});
`
      : ''
  }`;
}

const pascalOf = (snake: string): string => snake.split('_').map(capital).join('');
export const methodOf = (name: string): string =>
  name
    .split('-')
    .map((part, i) => (i === 0 ? part : capital(part)))
    .join('');
