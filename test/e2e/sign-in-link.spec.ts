import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { signIn, type ApiClient } from '../../deploy/local/src/client.js';
import { BASE, TestClient } from '../support/client.js';

const ROOT = join(import.meta.dirname, '../..');
const DATA_DIR = process.env.MILLWRIGHT_TEST_DATA!;
const folder = mkdtempSync(join(tmpdir(), 'millwright-link-'));
let local: ApiClient;
let ana: TestClient;
beforeAll(async () => {
  [local, ana] = await Promise.all([signIn(BASE, { DATA_DIR }), TestClient.signUp('Ana')]);
});
afterAll(async () => {
  await ana.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = async (link: string): Promise<Response> => await fetch(link, { redirect: 'manual' });
/** Whoever a browser is after it opened a link. */
async function browserAfter(link: string): Promise<TestClient> {
  const cookies = (await open(link)).headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  // As a page of the console has it: a cookie alone signs nothing that comes from elsewhere.
  return new TestClient({ cookie: cookies.join('; '), origin: BASE });
}
const keyOf = async (client: TestClient): Promise<string> =>
  (await client.get<{ createApiKey: { secret: string } }>('mutation { createApiKey(input: { name: "terminal", role: OWNER }) { secret } }'))
    .createApiKey.secret;
const emailOf = async (client: TestClient): Promise<string> =>
  (await client.get<{ viewer: { email: string } }>('{ viewer { email } }')).viewer.email;

describe('a sign-in link', () => {
  it('signs the local user in and leads to a page, once', async () => {
    const link = await local.signInLink('/projects/1?tab=overview');
    const answer = await open(link);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/projects/1?tab=overview']);
    const again = await open(link);
    expect([again.status, again.headers.getSetCookie()]).toEqual([410, []]);
    expect(await again.text()).toContain('npm run open');
    expect(await emailOf(await browserAfter(await local.signInLink('/')))).toBe('local@millwright.localhost');
  });

  it('stays within the console', async () => {
    for (const to of ['//example.org', 'https://example.org', '/\\example.org', '/\texample.org', 'javascript:alert(1)', ''])
      expect((await open(await local.signInLink(to))).headers.get('location')).toBe('/');
    const link = new URL(await local.signInLink('/'));
    link.searchParams.set('to', '//example.org');
    expect((await open(link.href)).headers.get('location')).toBe('/');
  });

  it('is kept as its hash alone', async () => {
    const token = new URL(await local.signInLink('/')).pathname.split('/').at(-1)!;
    const client = new pg.Client(process.env.MILLWRIGHT_TEST_DATABASE);
    await client.connect();
    // An open connection would end the whole run with an error when the server stops.
    const { rows } = await client
      .query<{ text: string }>(`SELECT v::text AS text FROM auth.verification v`)
      .finally(async () => await client.end());
    expect(rows).not.toEqual([]);
    expect(rows.filter(({ text }) => text.includes(token))).toEqual([]);
    // Nor is any session that it would open.
    const session = decodeURIComponent(local.password).split('.')[0]!;
    expect(rows.filter(({ text }) => text.includes(session))).toEqual([]);
  });

  it('is made for nobody else, and by no other way', async () => {
    const ask = async (path: string, headers: Record<string, string> = {}, init: RequestInit = { method: 'POST' }): Promise<number> =>
      (await fetch(`${BASE}/api${path}`, { ...init, headers })).status;
    const key = await keyOf(ana);
    expect(await ask('/sign-in-link')).toBe(404);
    expect(await ask('/sign-in-link', ana.headers)).toBe(404);
    expect(await ask('/sign-in-link', { 'x-api-key': key })).toBe(404);
    expect(await ask('/auth/one-time-token/generate', { authorization: `Bearer ${local.password}` }, { method: 'GET' })).toBe(404);
    const body = { method: 'POST', body: '{"token":"a"}' };
    expect(await ask('/auth/one-time-token/verify', { 'content-type': 'application/json', origin: BASE }, body)).toBe(404);
    for (const token of ['a', '..%2f', 'a'.repeat(250)]) expect((await open(`${BASE}/api/sign-in-link/${token}`)).status).toBe(410);
    expect((await open(`${BASE}/api/sign-in-link/%00`)).status).toBe(400);
  });
});

/** `npm run generate`, as it is run beside this stack. */
async function generate(name: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { MILLWRIGHT_TEST_ENV: _, ...own } = process.env;
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      'deploy/local/src/main.ts',
      'generate',
      '--engine',
      'offline',
      'A list of books',
      '--out',
      join(folder, name),
      '--name',
      name,
      ...args,
    ],
    {
      cwd: ROOT,
      env: { ...own, MILLWRIGHT_BUILD: process.env.MILLWRIGHT_TEST_BUILD, DATA_DIR, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0 || !existsSync(join(folder, name, '.git'))) throw new Error(`It ended with ${String(code)}:\n${output}`);
  return output;
}
const projectsOf = async (client: TestClient): Promise<string[]> =>
  (await client.get<{ projects: { edges: { node: { name: string } }[] } }>('{ projects { edges { node { name } } } }')).projects.edges.map(
    ({ node }) => node.name,
  );

describe('what npm run generate made', () => {
  it('is opened in the console by the link that it prints', async () => {
    const link = /^http\S+\/api\/sign-in-link\/\S+$/m.exec(await generate('Linked', []))?.[0];
    expect(await projectsOf(await browserAfter(link!))).toContain('Linked');
  });

  it('belongs to the owner of the key that it is given', async () => {
    const output = await generate('Keyed', [], { MILLWRIGHT_API_KEY: await keyOf(ana) });
    expect(output).toMatch(/In the console: http\S+\/projects\/[\w-]+\n/);
    expect(output).not.toContain('sign-in-link');
    expect(await projectsOf(ana)).toEqual(['Keyed']);
  });
});
