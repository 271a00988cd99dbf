import type { Contributions } from '../../kits/kit.js';
import { asset } from '../assets.js';
import { camel, lower } from '../code.js';
import { names, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import type { Draft } from '../project-file.js';
import { profileFieldsOf } from './shared-files.js';
import { sampleOf } from './sample-values.js';
import { accessTests } from './test-access.js';
import { domainTests, namingTests } from './test-domain.js';
import { serviceTests } from './test-service.js';
import { webTests } from './test-web.js';

/** Tests of the written project: each record's rules, operations and addresses, and what all share. */
export function testDrafts(plan: Plan, kits: Contributions): Draft[] {
  const fixed = (path: string, purpose: string): Draft => ({
    path,
    purpose,
    role: 'test',
    component: 'Tests',
    code: asset(path, plan),
    isWhole: true,
  });
  const files: Draft[] = [
    {
      path: 'test/support.ts',
      purpose: 'A database and a server of its own for each test',
      role: 'test',
      component: 'Tests',
      code: supportFile(plan),
    },
    { path: 'test/samples.ts', purpose: 'Valid things to start from', role: 'test', component: 'Tests', code: samplesFile(plan) },
    fixed('test/reader.test.ts', 'How inputs are read'),
    fixed('test/shared.test.ts', 'Days, pages, search'),
    { path: 'test/web.test.ts', purpose: 'What every address has in common', role: 'test', component: 'Tests', code: webTests(plan, kits) },
  ];
  if (plan.people) files.push(fixed('test/accounts.test.ts', 'Accounts, sessions, invitations'));
  for (const record of plan.records) {
    const head = `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n`;
    const entities = [record.name];
    files.push({
      path: `test/${record.file}.rules.test.ts`,
      purpose: `What is ${/^[aeiou]/i.test(record.name) ? 'an' : 'a'} valid ${lower(record.name)}, and who may do what`,
      role: 'test',
      component: 'Tests',
      entities,
      code: `${head}\n${[...domainTests(record), ...namingTests(record), ...accessTests(plan, record)].join('\n\n')}\n`,
    });
    files.push({
      path: `test/${record.file}.test.ts`,
      purpose: `${record.plural} through functions and addresses`,
      role: 'test',
      component: 'Tests',
      entities,
      code: `${head}\n${[...serviceTests(plan, record, kits), ...kits.tests(record.table)].join('\n\n')}\n`,
    });
  }
  return files;
}

function supportFile(plan: Plan): string {
  return `import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** When all tests take place. */
export const NOW = new Date('2026-05-20T10:00:00.000Z');
export const clock: Clock = () => NOW;

export function freshDatabase(): Database {
  return openDatabase(':memory:');
}

/** Whether what was thrown is a refusal with this status, and faults of exactly these fields where they are given. */
export const refusedWith = (status: number, ...fields: string[]) => (error: unknown): boolean =>
  error instanceof Refusal && error.status === status && (fields.length === 0 || Object.keys(error.faults).sort().join() === [...fields].sort().join());

/** Puts values into a row that rules alone set otherwise. */
export function put(database: Database, table: string, id: number, values: Record<string, SqlValue>): void {
  for (const [column, value] of Object.entries(values)) database.prepare(\`UPDATE \${table} SET \${column} = ? WHERE id = ?\`).run(value, id);
}

/** Numbers from 0 to below what is asked, the same in every run. Source: T. Ettinger, mulberry32. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
${
  plan.people
    ? `
let people = 0;
/** A new account with a role, without a password that anybody knows. */
export function person(database: Database, role: Role): Viewer {
  people++;
  return storePerson(database, { name: \`Person \${people}\`, email: \`person\${people}@example.org\`, role, password: 'none', profile: {} }, clock);
}

/** Somebody who may do everything. */
export const firstPerson = (database: Database): Viewer => person(database, FIRST_ROLE);
`
    : ''
}
export interface Answer {
  status: number;
  text: string;
  headers: Headers;
  json: () => any;
}

export interface Client {
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  post: (path: string, fields?: Record<string, unknown>, headers?: Record<string, string>) => Promise<Answer>;
  send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
}

/** A server that ends with the test, and clients of it. */
export async function startApp(t: TestContext, database = freshDatabase()): Promise<{ database: Database; as: (${plan.people ? 'viewer?: Viewer' : ''}) => Client }> {
  const server = createApp({ database, clock });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = \`http://127.0.0.1:\${(server.address() as AddressInfo).port}\`;
  t.after(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { database, as: (${plan.people ? 'viewer' : ''}) => clientOf(url${plan.people ? ', viewer && startSession(database, viewer.id, clock)' : ''}) };
}

function clientOf(url: string${plan.people ? ', secret: string | undefined' : ''}): Client {
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> => {
    const response = await fetch(url + path, { method, headers: { ${plan.people ? '...(secret && { cookie: `session=${secret}` }), ' : ''}...headers }, redirect: 'manual', ...(body !== undefined && { body }) });
    const text = await response.text();
    return { status: response.status, text, headers: response.headers, json: () => JSON.parse(text) };
  };
  return {
    get: (path, headers = {}) => ask('GET', path, headers),
    post: (path, fields = {}, headers = {}) =>
      ask('POST', path, { 'content-type': 'application/x-www-form-urlencoded', ...headers }, new URLSearchParams(asForm(fields)).toString()),
    send: (method, path, body, headers = {}) => ask(method, path, { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers }, body === undefined ? undefined : JSON.stringify(body)),
  };
}

/** As a browser sends it: a box that is not ticked is left out. */
function asForm(fields: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === false || value === null || value === undefined ? [] : [[name, value === true ? 'on' : String(value)]])));
}
`;
}

function samplesFile(plan: Plan): string {
  const usesPeople = plan.people;
  const own = plan.roles.flatMap(({ slug, fields }) => {
    const members = profileFieldsOf(fields).map(
      (field) =>
        `${camel(field.name)}: ${sampleOf({ ...field, prop: camel(field.name) } as FieldPlan, { inputs: [] } as unknown as RecordPlan)}`,
    );
    return members.length > 0 ? [`  if (role === '${slug}') return { ${members.join(', ')} };\n`] : [];
  });
  const profiles = usesPeople
    ? `
/** What a role keeps of a person, valid. */
export function profileSample(${own.length > 0 ? 'role' : '_role'}: Role): Record<string, string | number | boolean> {
${own.join('')}  return {};
}
`
    : '';
  const counts = plan.records.some(({ inputs }) => inputs.some(({ isUnique }) => isUnique));
  return `${counts ? 'let made = 0;\n' : ''}${profiles}${plan.records.map((record) => sampleFunctions(plan, record, usesPeople)).join('\n')}`;
}

function sampleFunctions(plan: Plan, record: RecordPlan, usesPeople: boolean): string {
  const name = names(record);
  const members = record.inputs.flatMap((field) => {
    if (field.kind === 'reference') {
      if (!field.required || field.references === record.table) return [];
      return [`${field.prop}: make${recordOf(plan, field.references!).className}(database).id`];
    }
    if (field.kind === 'person')
      return field.required ? [`${field.prop}: person(database, ${field.role ? `'${field.role}'` : 'FIRST_ROLE'}).id`] : [];
    if (field.isUnique) return [`${field.prop}: ${unique(sampleOf(field, record), field.kind)}`];
    return [`${field.prop}: ${sampleOf(field, record)}`];
  });
  const needs = members.some((member) => member.includes('database'));
  return `
/** Everything that a person can type, valid. */
export function ${record.variable}Sample(${needs ? 'database' : '_database'}: Database): Input {
${members.some((member) => /\bmade\b/.test(member)) ? '  made++;\n' : ''}  return { ${members.join(', ')} };
}

export function make${record.className}(database: Database, changes: Input = {}): ${record.className} {
  return ${name.create}(database, ${usesPeople ? 'firstPerson(database), ' : ''}{ ...${record.variable}Sample(database), ...changes }, clock);
}
`;
}

function unique(literal: string, kind: string): string {
  if (kind === 'email') return '`ana${made}@example.org`';
  if (kind === 'url') return '`https://example.org/${made}`';
  if (/^\d/.test(literal)) return 'made';
  return kind === 'text' ? `\`${literal.slice(1, -1)}\${made}\`` : literal;
}
