import { LocalRepositories } from '@millwright/integrations';
import { ledgerFaults, readPublicKeys } from '@millwright/platform';
import { FakeGitHub } from '@millwright/testing';
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BASE, TestClient } from '../support/client.js';
import { until } from '../support/until.js';

const EXPORT = `mutation ($i: ExportToGithubInput!) { exportToGithub(input: $i) { export { status owner name private } } }`;
const STATE = `query ($id: ID!) { generation(id: $id) { githubExport { status url commit message hint } project { repository { githubUrl } } } }`;
interface State {
  generation: {
    githubExport: { status: string; url: string | null; commit: string | null; message: string | null; hint: string | null } | null;
    project: { repository: { githubUrl: string | null } | null };
  };
}
interface OnGithub {
  private: boolean;
  homepage: string;
  topics: string[];
  history: { tree: string; parents: string[] }[];
  files: Record<string, string>;
}
const onGithub = async (): Promise<Record<string, OnGithub>> =>
  (await (await fetch(`${process.env.MILLWRIGHT_TEST_GITHUB}/fake/repositories`)).json()) as Record<string, OnGithub>;

async function ended(client: TestClient, id: string): Promise<State['generation']> {
  for (;;) {
    const { generation } = await client.get<State>(STATE, { id });
    if (generation.githubExport && generation.githubExport.status !== 'RUNNING') return generation;
  }
}

let ana: TestClient;
let generationId: string;
let slug: string;
beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  const project = await ana.project('A mill that goes to GitHub', `Mill ${Date.now()}`);
  slug = project.slug;
  generationId = await ana.start(project.id);
  await ana.events(generationId);
});
afterAll(async () => await ana.close());

it('is refused without an account, takes none that GitHub refuses, and shows whose it is', async () => {
  const refused = await ana.ask(EXPORT, { i: { generationId } });
  expect(refused.errors![0]!.extensions).toMatchObject({ code: 'PRECONDITION_FAILED', hint: expect.stringContaining('Settings, GitHub') });
  const connect = 'mutation ($i: ConnectGithubInput!) { connectGithub(input: $i) { connection { login scopes connectedAt } } }';
  const wrong = await ana.ask(connect, { i: { token: 'ghp_wrong' } });
  expect(wrong.errors![0]!.extensions).toMatchObject({
    code: 'BAD_INPUT',
    fields: [{ path: 'input.token', message: expect.stringContaining('Bad credentials') }],
  });
  const unlinked = await ana.ask(connect, { i: {} });
  expect(unlinked.errors![0]!.extensions).toMatchObject({ code: 'PRECONDITION_FAILED' });
  const { connectGithub } = await ana.get<{ connectGithub: { connection: object } }>(connect, { i: { token: 'ghp_right' } });
  expect(connectGithub.connection).toEqual({ login: 'ana', scopes: ['repo', 'workflow', 'read:org'], connectedAt: expect.any(String) });
});

it('brings a generation to GitHub as a private repository with one commit, and again as the same', async () => {
  await ana.get(EXPORT, { i: { generationId } });
  const first = await ended(ana, generationId);
  expect(first).toMatchObject({
    githubExport: { status: 'COMPLETE', url: `https://github.example/ana/${slug}` },
    project: { repository: { githubUrl: `https://github.example/ana/${slug}` } },
  });
  const repository = (await onGithub())[`ana/${slug}`]!;
  expect(repository).toMatchObject({ private: true, topics: ['millwright'], homepage: expect.stringContaining(generationId) });
  expect(repository.history).toHaveLength(1);
  expect(Object.keys(repository.files)).toContain('README.md');
  // In the very moment in which it is told that the last one has ended.
  for (let i = 0; i < 10; i++) {
    await ana.get(EXPORT, { i: { generationId } });
    expect((await ended(ana, generationId)).githubExport).toEqual(first.githubExport);
  }
  expect((await onGithub())[`ana/${slug}`]!.history).toEqual(repository.history);
});

it('leaves another repository of the same name alone, and offers a name', async () => {
  const project = await ana.project('A mill with a name that is taken', 'Another mill');
  const id = await ana.start(project.id);
  await ana.events(id);
  await ana.get(EXPORT, { i: { generationId: id, name: slug } });
  expect((await ended(ana, id)).githubExport).toMatchObject({
    status: 'FAILED',
    message: expect.stringContaining('exists on GitHub already'),
    hint: expect.stringMatching(/Choose another name, such as .*\./),
  });
  await ana.get(EXPORT, { i: { generationId: id, name: `${slug}-2`, owner: 'mill-works', private: false } });
  expect((await ended(ana, id)).githubExport).toMatchObject({ status: 'COMPLETE', url: `https://github.example/mill-works/${slug}-2` });
  expect((await onGithub())[`mill-works/${slug}-2`]).toMatchObject({ private: false });
});

it('keeps each try in a ledger of its own, which is followed to its end and can be checked', async () => {
  const project = await ana.project('A mill whose way to GitHub is told', `Told ${Date.now()}`);
  const id = await ana.start(project.id);
  await ana.events(id);
  const begin = async (name: string): Promise<string> => {
    const { exportToGithub } = await ana.get<{ exportToGithub: { export: { streamId: string } } }>(
      'mutation ($i: ExportToGithubInput!) { exportToGithub(input: $i) { export { streamId } } }',
      { i: { generationId: id, name } },
    );
    return exportToGithub.export.streamId;
  };
  const follow = async (streamId: string): Promise<string[]> => {
    const told: string[] = [];
    const query = 'subscription ($id: ID!) { streamEvents(streamId: $id) { message status } }';
    for await (const { data } of ana.subscribe<{ streamEvents: { message: string; status: string } }>(query, { id: streamId }))
      if (data) told.push(`${data.streamEvents.status}: ${data.streamEvents.message}`);
    return told;
  };
  const first = await begin(slug);
  expect(await follow(first)).toEqual([
    `RUNNING: Ana exports to GitHub as ${slug}, private`,
    expect.stringMatching(/^FAILED: It did not reach GitHub: .*exists on GitHub already/),
  ]);
  const second = await begin(`${slug}-told`);
  expect(second).not.toBe(first);
  expect(await follow(second)).toEqual([
    `RUNNING: Ana exports to GitHub as ${slug}-told, private`,
    `COMPLETE: It is at https://github.example/ana/${slug}-told`,
  ]);
  const keys = readPublicKeys(await (await fetch(`${BASE}/.well-known/millwright-keys.json`)).text());
  for (const streamId of [first, second])
    await until(async () => {
      const text = await (await fetch(`${BASE}/ledgers/${streamId}`, { headers: ana.headers })).text();
      return ledgerFaults(text, keys).faults.length === 0;
    });
});

it('names the field of bad input', async () => {
  for (const [input, path] of [
    [{ name: 'no spaces please' }, 'input.name'],
    [{ name: '..' }, 'input.name'],
    [{ owner: 'a/b' }, 'input.owner'],
  ] as const) {
    const answer = await ana.ask(EXPORT, { i: { generationId, ...input } });
    expect(answer.errors![0]!.extensions).toMatchObject({ code: 'BAD_INPUT', fields: [{ path }] });
  }
});

it('comes to one repository with one commit, wherever it is killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-export-'));
  const files = Array.from({ length: 450 }, (_, i) => ({ path: `src/file-${i}.ts`, text: `export const n = ${i};\n` }));
  const tree = await new LocalRepositories(folder).treeOf({
    message: 'm',
    files: files.map(({ path, text }) => ({ path, content: Buffer.from(text) })),
  });
  rmSync(folder, { recursive: true, force: true });
  const request = {
    owner: null,
    name: 'mill',
    isPrivate: true,
    description: 'A mill',
    homepage: 'http://localhost/p?generation=g',
    topics: ['millwright'],
    message: 'Generate the project\n',
    files,
    tree,
  };
  /** @returns whether it came to its end; `killAt`: the call in whose middle it is killed, or after which. */
  const run = async (github: FakeGitHub, apiUrl: string, killAt?: number, isDone = false): Promise<boolean> => {
    const child = fork(join(import.meta.dirname, '../support/export-once.mjs'), [JSON.stringify({ apiUrl, token: 't', request })], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let isComplete = false;
    child.on('message', () => (isComplete = true));
    const first = github.calls.length;
    const kill = (index: number): void => void (index - first === killAt && child.kill('SIGKILL'));
    github.fault = (_call, index) => {
      if (!isDone) kill(index);
      return !isDone && index - first === killAt ? { status: 503 } : undefined;
    };
    github.onDone = (index) => void (isDone && kill(index));
    await new Promise((resolve) => child.once('exit', resolve));
    github.fault = github.onDone = undefined;
    return isComplete;
  };
  const clean = new FakeGitHub();
  expect(await run(clean, await clean.start())).toBe(true);
  const calls = clean.calls.length;
  await clean.stop();
  expect(calls).toBeGreaterThanOrEqual(8);
  const killed = async (killAt: number, isDone: boolean): Promise<void> => {
    const github = new FakeGitHub();
    const apiUrl = await github.start();
    await run(github, apiUrl, killAt, isDone);
    expect(await run(github, apiUrl)).toBe(true);
    expect([...github.repositories.keys()]).toEqual(['ana/mill']);
    const history = github.history('ana/mill');
    expect(history.map((commit) => commit.tree)).toEqual([tree]);
    await github.stop();
  };
  for (let killAt = 0; killAt < calls; killAt++) await Promise.all([killed(killAt, false), killed(killAt, true)]);
});
