import type { Contributions } from '../../kits/kit.js';
import { inTemplate, list, onOneLine, quote, quoteAll } from '../code.js';
import { limitsOf } from './domain-file.js';
import { names, type FieldPlan, type Plan, type RecordPlan, isNumber } from '../plan.js';
import { column } from '../reserved.js';
import { otherName, otherPagesOf } from './home-file.js';
import type { Field } from '../../design/design.types.js';
import { camel } from '../code.js';

/** src/app.ts: everything put together. */
export function appFile(plan: Plan, kits: Contributions): string {
  const { design } = plan;
  return `import type { Server } from 'node:http';

export interface Settings {
  database: Database;
  /** Default: the time of the system. */
  clock?: Clock;
  /** Behind TLS. Default false. */
  isSecure?: boolean;
${plan.pages && plan.people ? `  hint?: string;\n` : ''}}

/** The application, not yet listening. */
export function createApp({ database, clock = () => new Date(), isSecure = false${plan.pages && plan.people ? `, hint = ''` : ''} }: Settings): Server {
  const context: Context = { database, clock, isSecure${plan.pages && plan.people ? ', hint' : ''} };
  const router = new Router();
  router.get('/health', () => json({ status: database.prepare('SELECT 1').get() ? 'ok' : 'failing' }));
  router.get('/openapi.json', () => json(openApi));
${
  plan.pages
    ? `  router.get('/style.css', ({ headers }) => fixedFile(stylesheet, 'text/css; charset=utf-8', headers['if-none-match']));
  router.get('/script.js', ({ headers }) => fixedFile(script, 'text/javascript; charset=utf-8', headers['if-none-match']));
  router.get('/favicon.svg', ({ headers }) => fixedFile(favicon(${quote(design.name)}, accent, onAccent), 'image/svg+xml', headers['if-none-match']));
  router.get('/', (request) => page(homePage(request, context)));
${otherPagesOf(plan)
  .map((one) => `  router.get('/${one.path.replace(/^\//, '')}', (request) => page(${otherName(one)}(request)));\n`)
  .join('')}`
    : `  router.get('/', () => json({ name: ${quote(design.name)}, description: '/openapi.json' }));
`
}${
    plan.uploads
      ? `  router.get('/uploads/:id', ({ params }) => {
    const { bytes, type, isShown } = readFile(database, params['id']!);
    return { status: 200, headers: { 'content-type': isShown ? type : 'application/octet-stream', 'content-disposition': isShown ? 'inline' : 'attachment', 'cache-control': 'private, max-age=31536000, immutable' }, body: bytes };
  });
`
      : ''
  }${plan.people ? `  addPeopleRoutes(router, context);\n` : ''}${kits
    .routeFunctions()
    .map((name) => `  ${name.includes('(') ? name : `${name}(router, context)`};\n`)
    .join('')}${plan.records
    .filter((record) => !kits.isEmbedded(record))
    .map((record) => `  ${names(record).routes}(router, context);\n`)
    .join('')}  return createWebServer({
    router,
    isSecure,
${
  plan.people
    ? `    viewerOf: (request) => {
      const secret = secretOf(request);
      return secret === undefined ? undefined : viewerOfSecret(database, secret, clock);
    },
`
    : ''
}${plan.pages ? `    errorPage: (refusal${plan.people ? ', viewer' : ''}) => errorPage(refusal${plan.people ? ', viewer' : ''}),\n` : ''}  });
}
`;
}

export function mainFile(plan: Plan): string {
  const hint = plan.pages && plan.people;
  return `import type { AddressInfo } from 'node:net';

const config = readConfig();
const database = openDatabase(config.databasePath);
// Examples are for trying it out: a server in production starts empty.
const isSeeded = !config.isProduction && seed(database, () => new Date());
${plan.people ? `const hint = config.isProduction || !hasExamples(database) ? '' : EXAMPLE_HINT;\nif (hint !== '') console.log(hint);\n` : ''}if (isSeeded) console.log('The database was empty: examples were added');
const server = createApp({ database, isSecure: config.isProduction${hint ? ', hint' : ''} });
server.listen(config.port, config.host, () => {
  console.log(\`${inTemplate(onOneLine(plan.design.name))} is at http://localhost:\${(server.address() as AddressInfo).port}\`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
${plan.live ? '    endWaiting();\n' : ''}    server.close(() => {
      database.close();
      process.exit(0);
    });
    server.closeIdleConnections();
  });
`;
}

export const configFile = (): string => `export interface Config {
  port: number;
  host: string;
  databasePath: string;
  isProduction: boolean;
}

/** Settings from the environment. @throws Error that names the variable which is wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = Number(env['PORT'] ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT must be a number from 0 to 65535');
  return {
    port,
    host: env['HOST'] ?? '127.0.0.1',
    databasePath: env['DATABASE_PATH'] ?? 'data.sqlite',
    isProduction: env['NODE_ENV'] === 'production',
  };
}
`;

/** src/storage/migrations.ts. */
export function migrationsFile(plan: Plan, kits: Contributions): string {
  const tables = [
    ...(plan.people ? [PEOPLE] : []),
    `CREATE TABLE change_log (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
${plan.people ? '  who_id INTEGER,\n  who TEXT NOT NULL,\n' : ''}  what TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX change_log_row ON change_log (table_name, row_id);`,
    ...(plan.uploads
      ? [`CREATE TABLE upload (\n  id TEXT PRIMARY KEY,\n  name TEXT NOT NULL,\n  type TEXT NOT NULL,\n  bytes BLOB NOT NULL\n) STRICT;`]
      : []),
    ...plan.records.map((record) => tableOf(record)),
    ...kits.tables(),
  ];
  return `/** What brings a database to today's shape, in order; each runs once. A change is a new entry, never an edit. */
export const migrations: { name: string; sql: string }[] = [
  {
    name: '001-tables',
    sql: \`
${inTemplate(tables.join('\n\n')).replace(/\\n/g, '\n')}
\`,
  },
];
`;
}

const PEOPLE = `CREATE TABLE person_account (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  password TEXT NOT NULL,
  profile TEXT NOT NULL,
  created_at TEXT NOT NULL,
  closed_at TEXT
) STRICT;

CREATE TABLE person_session (
  secret_hash TEXT PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person_account (id) ON DELETE CASCADE,
  expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE person_invitation (
  secret_hash TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
) STRICT;`;

function tableOf(record: RecordPlan): string {
  const lines = record.fields.map((field) => {
    const target = field.kind === 'person' ? 'person_account' : field.kind === 'reference' ? column(field.references!) : '';
    const link = target === '' ? '' : ` REFERENCES ${target} (id)${field.isNullable ? ' ON DELETE SET NULL' : ''}`;
    return `  ${field.column} ${sqlType(field)}${field.isNullable ? '' : ' NOT NULL'}${field.isUnique || field.setTo === 'code' ? ' UNIQUE' : ''}${link}`;
  });
  const indexes = record.fields
    .filter(({ kind }) => kind === 'reference' || kind === 'person')
    .map((field) => `CREATE INDEX ${record.table}_${field.name} ON ${record.sql} (${field.column});`);
  return [
    `CREATE TABLE ${record.sql} (\n${['  id INTEGER PRIMARY KEY', ...lines, ...(record.hasCreatedAt ? ['  created_at TEXT NOT NULL'] : [])].join(',\n')}\n) STRICT;`,
    ...indexes,
  ].join('\n');
}

function sqlType(field: FieldPlan): string {
  if (field.kind === 'decimal' || field.kind === 'money' || field.kind === 'percent') return 'REAL';
  return isNumber(field) || ['boolean', 'reference', 'person'].includes(field.kind) ? 'INTEGER' : 'TEXT';
}

/** src/people/roles.ts. */
export function rolesFile(plan: Plan): string {
  const slugs = (joins: string) => plan.roles.filter((role) => role.joins === joins && role !== plan.first).map(({ slug }) => slug);
  return `/** Who may sign in. */
export const ROLES = ${list(
    '{ ',
    plan.roles.map(({ slug, name }) => `${/^[a-z]+$/.test(slug) ? slug : `'${slug}'`}: ${quote(name)}`),
    ' } as const;',
  )}
export type Role = keyof typeof ROLES;

/** Looks after the others, and may do everything: the first account has it. */
export const FIRST_ROLE: Role = '${plan.first!.slug}';
/** What anybody may become by signing up. */
export const OPEN_ROLES: readonly Role[] = [${quoteAll(slugs('open'))}];
/** What somebody is invited to be. */
export const INVITED_ROLES: readonly Role[] = [${quoteAll([...slugs('invited'), ...slugs('open'), plan.first!.slug])}];

/** Where people are looked after. */
export const PEOPLE_PATH = '/${plan.peoplePath}';

export const isFirst = (viewer: { role: Role } | undefined): boolean => viewer?.role === FIRST_ROLE;
export const hasRole = (viewer: { role: Role } | undefined, ...roles: Role[]): boolean => viewer !== undefined && roles.includes(viewer.role);
`;
}

/** Fields of a role that a profile has: no links, no files, none that an account has already. */
export const profileFieldsOf = (fields: Field[]): Field[] =>
  fields.filter(
    ({ kind, name }) =>
      !['reference', 'person', 'image', 'file'].includes(kind) &&
      !['id', 'name', 'email', 'role', 'password', 'new_password'].includes(name),
  );

/** src/people/profile.ts: what is kept of a person, by role. */
export function profileFile(plan: Plan): string {
  const roles = plan.roles.map((role) => ({ ...role, fields: profileFieldsOf(role.fields) })).filter(({ fields }) => fields.length > 0);
  const reading = (field: Field) => {
    const prop = camel(field.name);
    const { min, max } = limitsOf(field);
    const limits = [min !== undefined && `min: ${min}`, max !== undefined && `max: ${max}`].filter(Boolean).join(', ');
    const how: Record<string, string> = {
      'long-text': 'text',
      decimal: 'number',
      percent: 'number',
      rating: 'integer',
      datetime: 'dateTime',
    };
    const read =
      field.kind === 'enum'
        ? `read.choice('${prop}', [${quoteAll(field.values ?? [])}])`
        : `read.${how[field.kind] ?? field.kind}('${prop}'${limits && ['text', 'long-text', 'integer', 'rating', 'decimal', 'percent', 'money'].includes(field.kind) ? `, { ${limits} }` : ''})`;
    return `${prop}: ${field.required || field.kind === 'boolean' ? '' : `read.isBlank('${prop}') ? null : `}${read}`;
  };
  const formField = (field: Field) =>
    `{ name: '${camel(field.name)}', label: ${quote(field.label)}, kind: '${field.kind}', required: ${field.required}${field.values ? `, options: [${quoteAll(field.values)}]` : ''}${field.unit ? `, unit: ${quote(field.unit)}` : ''} }`;
  const param = roles.length > 0;
  return `/** What is kept of a person beside name and email; it depends on the role. */
export type Profile = Record<string, string | number | boolean | null>;

export function parseProfile(${param ? 'role' : '_role'}: Role, ${param ? 'input' : '_input'}: Input): Parsed<Profile> {
${
  param
    ? `  const read = new Reader(input);
${roles.map(({ slug, fields }) => `  if (role === '${slug}') return read.result<Profile>(${list('{ ', fields.map(reading), ' }', '  ')});\n`).join('')}  return read.result({});`
    : '  return { values: {} };'
}
}
${
  plan.pages
    ? `
/** Inputs of the role's own fields. */
export function profileFields(${param ? 'role' : '_role'}: Role): FormField[] {
${roles.map(({ slug, fields }) => `  if (role === '${slug}') return ${list('[', fields.map(formField), ']', '  ')};\n`).join('')}  return [];
}
`
    : ''
}`;
}

/** src/web/openapi.ts. */
export function openApiFile(plan: Plan, kits: Contributions): string {
  const schema = (field: FieldPlan): string => {
    const type =
      field.kind === 'boolean'
        ? 'boolean'
        : ['integer', 'rating', 'reference', 'person'].includes(field.kind)
          ? 'integer'
          : isNumber(field)
            ? 'number'
            : 'string';
    const format =
      field.kind === 'date'
        ? `, format: 'date'`
        : field.kind === 'datetime'
          ? `, format: 'date-time'`
          : field.kind === 'email'
            ? `, format: 'email'`
            : '';
    return `${field.prop}: { type: ${field.isNullable ? `['${type}', 'null']` : `'${type}'`}${format}${field.kind === 'enum' ? `, enum: ${field.isNullable ? `[...${field.constant}, null]` : `[...${field.constant}]`}` : ''} }`;
  };
  const shown = plan.records.filter((record) => !kits.isEmbedded(record));
  return `const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const sent = (name: string) => ({ required: true, content: { 'application/json': { schema: { $ref: \`#/components/schemas/\${name}\` } } } });
const answer = (description: string, name?: string) => ({ description, ...(name && { content: { 'application/json': { schema: { $ref: \`#/components/schemas/\${name}\` } } } }) });

/** The addresses of one kind of thing. */
function pathsOf(path: string, one: string, many: string, hasInput: boolean) {
  return {
    [\`/api/\${path}\`]: {
      get: { summary: \`List \${many}\`, responses: { 200: answer('A page of them') } },
      ...(hasInput && { post: { summary: \`Add one\`, requestBody: sent(\`\${one}Input\`), responses: { 201: answer('Made', one), 422: answer('Fields are wrong') } } }),
    },
    [\`/api/\${path}/{id}\`]: {
      parameters: [id],
      get: { summary: 'Read one', responses: { 200: answer('It', one), 404: answer('There is none') } },
      ...(hasInput && { patch: { summary: 'Change one', requestBody: sent(\`\${one}Input\`), responses: { 200: answer('Changed', one), 422: answer('Fields are wrong') } } }),
      delete: { summary: 'Remove one', responses: { 204: answer('Removed') } },
    },
  };
}

/** The description of the API (OpenAPI 3.1), served at /openapi.json. */
export const openApi = {
  openapi: '3.1.0',
  info: { title: ${quote(plan.design.name)}, description: ${quote(plan.design.purpose)}, version: '1.0.0' },
  paths: {
${shown.map((record) => `    ...pathsOf('${record.path}', '${record.className}', ${quote(record.plural.toLowerCase())}, ${record.inputs.length > 0}),`).join('\n')}
${kits
  .paths()
  .map(
    ({ method, path, summary }) =>
      `    '${path}': { ${path.includes('{id}') ? 'parameters: [id], ' : ''}${method}: { summary: ${quote(summary)}, responses: { 200: answer('Done') } } },`,
  )
  .join('\n')}
  },
  components: {
    schemas: {
${shown
  .map(
    (
      record,
    ) => `      ${record.className}: { type: 'object', properties: ${list('{ ', ["id: { type: 'integer' }", ...record.fields.map(schema)], ' }', '      ')} },
      ${record.className}Input: { type: 'object', required: [${quoteAll(record.inputs.filter((field) => field.required && field.kind !== 'boolean').map(({ prop }) => prop))}], properties: ${list('{ ', record.inputs.map(schema), ' }', '      ')} },`,
  )
  .join('\n')}
    },
  },
};
`;
}

export const packageFile = (plan: Plan): string =>
  `${JSON.stringify(
    {
      name: plan.design.slug,
      version: '1.0.0',
      private: true,
      license: 'MIT',
      type: 'module',
      engines: { node: '>=24' },
      scripts: {
        prestart: 'node check-node.cjs',
        start: 'node src/main.ts',
        predev: 'node check-node.cjs',
        dev: 'node --watch src/main.ts',
        pretest: 'node check-node.cjs',
        test: "node --test 'test/**/*.test.ts'",
      },
    },
    undefined,
    2,
  )}\n`;

// A CommonJS file without new syntax: an older Node has to be able to read it.
export const checkNodeFile = (): string => `'use strict';

// Older ones cannot run TypeScript or have no node:sqlite: their "npm test" would find no tests and seem to pass.
var major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error('This needs Node 24 or newer; this is Node ' + process.versions.node + '. See https://nodejs.org');
  process.exit(1);
}
`;

export const tsconfigFile = (): string => `{
  "compilerOptions": {
    "target": "esnext",
    "module": "nodenext",
    "lib": ["esnext"],
    "types": ["node"],
    "strict": true,
    "noUnusedLocals": true,
    "noEmit": true,
    "allowImportingTsExtensions": true,
    "erasableSyntaxOnly": true,
    "verbatimModuleSyntax": true,
    "skipLibCheck": true
  },
  "include": ["src", "test"]
}
`;

export const dockerFile = (): string => `FROM node:24-alpine
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATABASE_PATH=/data/data.sqlite
COPY package.json check-node.cjs ./
COPY src ./src
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK CMD wget -q -O /dev/null http://127.0.0.1:8080/health || exit 1
CMD ["node", "src/main.ts"]
`;

export const ciFile = (plan: Plan): string => `name: ci
on: [push, pull_request]
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      # For the check of types alone: the application has no dependencies.
      - run: npm install --no-save typescript@6 @types/node@24
      - run: npx tsc
      - run: npm test
  image:
    runs-on: ubuntu-latest
    needs: test
    steps:
      - uses: actions/checkout@v4
      - run: docker build -t ${plan.design.slug} .
`;

export const licenceFile = (plan: Plan): string => `MIT License

Copyright (c) the authors of ${onOneLine(plan.design.name)}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;
