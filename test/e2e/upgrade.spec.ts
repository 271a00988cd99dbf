import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY_STATE, reduceGeneration, type GenerationEvent } from '@millwright/domain';
import { readLedger, readPublicKeys } from '@millwright/platform';
import { FakeGitHub } from '@millwright/testing';
import { freePort } from '../../deploy/local/src/ports.js';
import { startSimulation, type Simulation } from '../../deploy/local/src/simulate.js';
import { TestClient } from '../support/client.js';
import { Launched, runOn } from '../support/launched.js';
import { layOut, readStored, statesIn } from '../support/stored-installation.js';

const ROOT = join(import.meta.dirname, '../..');
const BUNDLE = join(ROOT, 'workflows/dist/workflow-bundle.js');
const stored = readStored(join(ROOT, 'test/upgrade/f1dd815.json.gz'));
const { person, projects, generations } = stored;
const folder = mkdtempSync(join(tmpdir(), 'millwright-upgrade-'));
const github = new FakeGitHub();
github.token = 'ghp_right';

let base: string;
let simulation: Simulation;
let launched: Launched;
/** With the session of before. */
let ana: TestClient;

beforeAll(async () => {
  await layOut(stored, join(folder, 'data'));
  simulation = await startSimulation(folder);
  const port = String(await freePort());
  base = `http://localhost:${port}`;
  launched = new Launched({
    ...simulation.env,
    DATA_DIR: join(folder, 'data'),
    PORT: port,
    MILLWRIGHT_SECRET: stored.secret,
    GITHUB_API_URL: await github.start(),
    PACED_ENGINE: '{}',
    SWEEP_SECONDS: '1',
    // However long ago they were stored.
    RECORD_DAYS: '3650',
  });
  await launched.says('Ctrl-C stops all of it.');
  ana = new TestClient({ authorization: `Bearer ${person.token}` }, person.email, base);
});
afterAll(async () => {
  await ana?.close();
  await launched?.end('SIGTERM');
  await simulation?.provider.stop();
  await github.stop();
  rmSync(folder, { recursive: true, force: true });
});

const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');
const text = async (path: string): Promise<string> => {
  const answer = await fetch(`${base}${path}`, { headers: ana.headers });
  expect(answer.status).toBe(200);
  return await answer.text();
};
const act = async (name: string, input: object): Promise<string> => {
  const type = name === 'retryGeneration' ? 'GenerationIdInput' : `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const answer = await ana.get<Record<string, { generation: { id: string } }>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { generation { id } } }`,
    { input },
  );
  return answer[name]!.generation.id;
};
const look = async <T>(id: string, fields: string): Promise<T> =>
  (await ana.get<{ generation: T }>(`query ($id: ID!) { generation(id: $id) { ${fields} } }`, { id })).generation;
const files = async (id: string): Promise<Record<string, string>> => {
  const { repositoryFiles } = await ana.get<{ repositoryFiles: { path: string; sha256: string }[] }>(
    'query ($id: ID!) { repositoryFiles(generationId: $id) { path sha256 } }',
    { id },
  );
  return Object.fromEntries(repositoryFiles.map((file) => [file.path, file.sha256]));
};
const command = async (...args: string[]): Promise<{ code: number; said: string }> => await runOn(join(folder, 'data'), ...args);

it('brings the database to today’s shape, from where that release had it', () => {
  expect(stored.migrations.at(-1)).toBe('KeysEndWithMembership1795200024000');
  expect(launched.output).toMatch(/Migrated the database: CreateStreams1795200050000, /);
});

it('has of each generation the state that its events lead to', async () => {
  const states = await statesIn(join(folder, 'data'));
  for (const [id, ledger] of Object.entries(stored.ledgers)) {
    const state = (readLedger(ledger).entries as GenerationEvent[]).reduce(reduceGeneration, EMPTY_STATE);
    // What was edited by hand since has another head, of which that release wrote no event.
    const headCommit = stored.rows.generation!.find((row) => row.id === id)!.head_commit;
    expect([id, states[id]]).toEqual([id, { ...state, ...(headCommit ? { headCommit } : {}) }]);
  }
});

it('knows its people: by session, password and key of before', async () => {
  const who = '{ viewer { name email memberships { role } } }';
  const expected = { viewer: { name: person.name, email: person.email, memberships: [{ role: 'OWNER' }] } };
  expect(await ana.get(who)).toEqual(expected);
  const answer = await fetch(`${base}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ email: person.email, password: person.password }),
  });
  expect(answer.status).toBe(200);
  expect(await new TestClient({ authorization: `Bearer ${answer.headers.get('set-auth-token')}` }, '', base).get(who)).toEqual(expected);
  const { viewer } = await new TestClient({ 'x-api-key': person.apiKey }, '', base).get<{ viewer: { memberships: { role: string }[] } }>(
    who,
  );
  expect(viewer.memberships).toEqual([{ role: 'EDITOR' }]);
});

it('shows projects and generations as they were, with numbers', async () => {
  const found = await ana.get<{
    projects: { edges: { node: { id: string; generations: { edges: { node: { id: string; number: number; status: string } }[] } } }[] };
  }>('{ projects { edges { node { id generations { edges { node { id number status } } } } } } }');
  const seen = Object.fromEntries(
    found.projects.edges.map(({ node }) => [
      node.id,
      node.generations.edges.map((edge) => [edge.node.id, edge.node.number, edge.node.status]),
    ]),
  );
  expect(seen).toEqual({
    [projects.mill.id]: [
      [generations.fork, 2, 'COMPLETE'],
      [generations.gated, 1, 'COMPLETE'],
    ],
    [projects.notes.id]: [[generations.offline, 1, 'COMPLETE']],
    [projects.broken.id]: [[generations.failed, 1, 'FAILED']],
  });
  // In a project of its own, which no list shows.
  expect(await look(generations.replay, 'number status replay { generationId verdict }')).toEqual({
    number: 1,
    status: 'FAILED',
    replay: { generationId: generations.failed, verdict: 'SAME' },
  });
});

it('tells what was done and spent before, and writes on', async () => {
  const { generationEvents } = await ana.get<{ generationEvents: { edges: { node: { message: string } }[] } }>(
    'query ($id: ID!) { generationEvents(generationId: $id) { edges { node { message } } } }',
    { id: generations.gated },
  );
  expect(generationEvents.edges.map(({ node }) => node.message)).toContain('Blueprint approved by Ana');

  const entries = stored.rows.ledger_entry as { generation_id: string; at: string; body: { usage?: { costMicros: number } } }[];
  const ofMill = entries.filter((entry) => [generations.gated, generations.fork].includes(entry.generation_id));
  const spent = ofMill.reduce((sum, { body }) => sum + (body.usage?.costMicros ?? 0), 0);
  expect(spent).toBeGreaterThan(0);
  const { usage } = await ana.get<{ usage: { total: { costUsd: number } } }>(
    'query ($from: String, $projectId: ID) { usage(from: $from, to: $from, projectId: $projectId) { total { costUsd } } }',
    { from: ofMill[0]!.at.slice(0, 7), projectId: projects.mill.id },
  );
  expect(usage.total.costUsd).toBeCloseTo(spent / 1e6, 6);

  await ana.get('mutation { setRecordPolicy(input: { days: 3650 }) { policy { days } } }');
  const { organizationEvents } = await ana.get<{ organizationEvents: { edges: { node: { type: string; actor: string } }[] } }>(
    '{ organizationEvents { edges { node { type actor } } } }',
  );
  expect(organizationEvents.edges.map(({ node }) => node)).toEqual([{ type: 'RECORD_DAYS_CHANGED', actor: person.name }]);
});

it('gives every ledger as it was, which the command finds whole', async () => {
  const [keys, file] = [join(folder, 'keys.json'), join(folder, 'ledger.jsonl')];
  writeFileSync(keys, stored.publicKeys);
  expect(readPublicKeys(await text('/.well-known/millwright-keys.json')).map(({ keyId }) => keyId)).toEqual(
    readPublicKeys(stored.publicKeys).map(({ keyId }) => keyId),
  );
  for (const [id, before] of Object.entries(stored.ledgers)) {
    expect(await text(`/ledgers/${id}`)).toBe(before);
    writeFileSync(file, before);
    const { code, said } = await command('verify', '--ledger', file, '--key', keys);
    expect(said).toMatch(new RegExp(`ledger entries are as they were written, to the signed end: generation ${id}`));
    expect(code).toBe(0);
  }
});

it.each(['fork', 'offline'] as const)('gives the repository of %s to git, and the command finds it whole', async (name) => {
  const id = generations[name];
  const { project } = await look<{ project: { repository: { cloneUrl: string } } }>(id, 'project { repository { cloneUrl } }');
  const clone = join(folder, `clone-${name}`);
  const url = new URL(project.repository.cloneUrl);
  [url.username, url.password] = ['x', person.apiKey];
  execFileSync('git', ['clone', '--quiet', url.href, clone]);
  for (const [path, hash] of Object.entries(stored.repositories[id]!))
    expect([path, sha256(readFileSync(join(clone, path)))]).toEqual([path, hash]);
  const ledger = join(folder, `ledger-${name}.jsonl`);
  writeFileSync(ledger, stored.ledgers[id]!);
  const { code, said } = await command('verify', clone, '--ledger', ledger);
  expect(said).toMatch(new RegExp(`\\d+ files and \\d+ ledger entries are as generation ${id} made them`));
  expect(code).toBe(0);
});

describe('a record of before', () => {
  interface Replayed {
    status: string;
    failure: { code: string; hint: string } | null;
    replay: { generationId: string; verdict: string; differences: { path: string; was: string; is: string }[] };
    artifacts: { edges: { node: { path: string; sha256: string } }[] };
  }
  const replay = async (name: keyof typeof generations, withCode: boolean): Promise<Replayed> => {
    const id = await act('replayGeneration', { generationId: generations[name], withCode });
    await ana.events(id);
    return await look<Replayed>(
      id,
      `status failure { code hint } replay { generationId verdict differences { path was is } }
        artifacts(first: 100) { edges { node { path sha256 } } }`,
    );
  };

  it.each(['gated', 'failed', 'fork'] as const)('of %s is replayed to the same bytes, with what was answered then', async (name) => {
    expect((await replay(name, true)).replay).toEqual({ generationId: generations[name], verdict: 'SAME', differences: [] });
  });

  it('says what to do where today’s prompts ask what it holds no answer to', async () => {
    expect(await replay('gated', false)).toMatchObject({
      status: 'FAILED',
      failure: { code: 'NOT_RECORDED', hint: expect.stringContaining('replay it with today’s code') as string },
    });
  });

  it('of an engine without a model names each file that today’s templates write otherwise', async () => {
    const { status, replay: told, artifacts } = await replay('offline', true);
    expect(status).toBe('COMPLETE');
    const before = stored.repositories[generations.offline]!;
    const changed = artifacts.edges
      .map(({ node }) => node)
      .filter(({ path, sha256: is }) => before[path] !== is && path !== 'provenance.json');
    expect(told.differences.map(({ path, was, is }) => [path, was, is]).sort()).toEqual(
      changed.map(({ path, sha256: is }) => [path, before[path], is]).sort(),
    );
  });

  it.each(['gated', 'offline', 'failed', 'fork'] as const)('of %s has a history that goes through today’s workflow', async (name) => {
    const [corpus, file] = [join(folder, `corpus-${name}`), join(folder, `${name}.record.gz`)];
    mkdirSync(corpus);
    writeFileSync(file, Buffer.from(await (await fetch(`${base}/records/${generations[name]}`, { headers: ana.headers })).arrayBuffer()));
    const { code, said } = await command('replay:check', '--bundle', BUNDLE, '--corpus', corpus, '--add', file);
    expect(said).toContain('1 recorded and 0 open workflows replayed');
    expect(code).toBe(0);
  });
});

it('forks an old generation at its code, and keeps what was written by hand', async () => {
  const before = await files(generations.fork);
  const id = await act('forkGeneration', { generationId: generations.gated, fromStage: 'CODE' });
  const events = await ana.events(id);
  expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
  expect(events.filter(({ type }) => type === 'STAGE_REUSED').map(({ stage }) => stage)).toContain('BLUEPRINT');
  const after = await files(id);
  for (const path of ['README.md', stored.edited]) expect(after[path]).toBe(before[path]);
  expect((await look<{ number: number }>(id, 'number')).number).toBeGreaterThan(2);
});

it('goes on from one that had failed, where it failed', async () => {
  const id = await act('retryGeneration', { generationId: generations.failed });
  const events = await ana.events(id);
  expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
  expect(events.filter(({ type }) => type === 'STAGE_REUSED').map(({ stage }) => stage)).toEqual(['DEV_PLAN', 'TECH_ARCHITECTURE']);
});

it('exports an old generation to GitHub by the account of before, and remembers what was exported', async () => {
  const exported = async (id: string): Promise<object> =>
    (await look<{ githubExport: object }>(id, 'githubExport { status url }')).githubExport;
  expect(await exported(generations.gated)).toEqual({ status: 'COMPLETE', url: `https://github.example/ana/${projects.mill.slug}` });
  // Where it was deleted on GitHub meanwhile, it is brought there again.
  for (const [id, slug] of [
    [generations.offline, projects.notes.slug],
    [generations.gated, projects.mill.slug],
  ] as const) {
    const { exportToGithub } = await ana.get<{ exportToGithub: { export: { streamId: string } } }>(
      'mutation ($i: ExportToGithubInput!) { exportToGithub(input: $i) { export { streamId } } }',
      { i: { generationId: id } },
    );
    const told: string[] = [];
    for await (const { data } of ana.subscribe<{ streamEvents: { status: string } }>(
      'subscription ($id: ID!) { streamEvents(streamId: $id) { status } }',
      { id: exportToGithub.export.streamId },
    ))
      if (data) told.push(data.streamEvents.status);
    expect(told).toEqual(['RUNNING', 'COMPLETE']);
    expect(await exported(id)).toEqual({ status: 'COMPLETE', url: `https://github.example/ana/${slug}` });
  }
  expect([...github.repositories.keys()].sort()).toEqual(['ana/mill', 'ana/notes']);
});

it('edits the repository of before by hand, and generates anew beside the edit', async () => {
  const { repositoryFiles } = await ana.get<{ repositoryFiles: { text: string; sha256: string }[] }>(
    'query ($id: ID!, $p: [String!]) { repositoryFiles(generationId: $id, paths: $p) { text sha256 } }',
    { id: generations.offline, p: ['README.md'] },
  );
  const [{ text: before, sha256: baseSha256 }] = repositoryFiles as [{ text: string; sha256: string }];
  await act('editFile', { generationId: generations.offline, path: 'README.md', text: `${before}\nBy hand.\n`, baseSha256 });
  const id = await ana.start(projects.notes.id, { engine: 'offline' });
  expect((await ana.events(id)).at(-1)!.type).toBe('GENERATION_COMPLETED');
  expect((await files(id))['README.md']).toBe(sha256(`${before}\nBy hand.\n`));
});
