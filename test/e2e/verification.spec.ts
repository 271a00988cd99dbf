import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalSandboxProvider } from '@millwright/sandbox';
import pg from 'pg';
import { readState } from '../../deploy/local/src/stack.js';
import { TestClient } from '../support/client.js';
import { otherStack, type StackEnv } from '../support/other-stack.js';
import { until } from '../support/until.js';

const root = join(import.meta.dirname, '../..');
const DESCRIPTION =
  'A library lends books to its members. A book has a title, an author and a year. A member has a name and an e-mail address. Librarians add books and members, lend a book to a member for three weeks and take it back.';
const VERIFICATION = `query ($id: ID!) { generation(id: $id) { status project { repository { cloneUrl headCommit } cover { url } }
  artifacts(stage: VERIFY) { totalCount edges { node { path text } } }
  verification { id digest commit status reason startedAt finishedAt isolation { provider } pages { path } repairs { round } usage { requests }
    generation { id } checks { name status reason command exitCode durationMs output passed failed skipped } } } }`;
const VERIFY = 'mutation ($i: VerifyGenerationInput!) { verifyGeneration(input: $i) { verification { id status digest } } }';

interface Check {
  name: string;
  status: string;
  output: string | null;
  passed: number | null;
  failed: number | null;
}
interface Verification {
  id: string;
  digest: string;
  commit: string | null;
  status: string;
  reason: string | null;
  isolation: { provider: string } | null;
  checks: Check[];
}
interface Shape {
  generation: {
    status: string;
    project: { repository: { cloneUrl: string; headCommit: string } | null; cover: null };
    artifacts: { totalCount: number; edges: { node: { path: string; text: string } }[] };
    verification: Verification | null;
  };
}

const probe = await new LocalSandboxProvider().probe();
const folder = mkdtempSync(join(tmpdir(), 'millwright-verification-'));
let stack: StackEnv;
let database: pg.Client;
let ana: TestClient;
beforeAll(async () => {
  stack = await otherStack({ VERIFY: 'on' });
  database = new pg.Client({ connectionString: stack.MILLWRIGHT_TEST_DATABASE });
  await database.connect();
  ana = await TestClient.signUp('Ana', stack.MILLWRIGHT_TEST_URL);
});
afterAll(async () => {
  await ana?.close();
  await database?.end();
  rmSync(folder, { recursive: true, force: true });
});

const begin = async (): Promise<string> => await ana.start((await ana.project(DESCRIPTION)).id, { engine: 'offline' });
const look = async (id: string): Promise<Shape['generation']> => (await ana.get<Shape>(VERIFICATION, { id })).generation;
const sandboxWorker = (): number => readState(stack.MILLWRIGHT_TEST_DATA)!.pids['Sandbox worker']!;

/** Types of the events of a stream, until it ends. */
async function followed(streamId: string): Promise<{ type: string; message: string }[]> {
  const events: { type: string; message: string }[] = [];
  const subscription = 'subscription ($id: ID!) { streamEvents(streamId: $id) { type message } }';
  for await (const { data } of ana.subscribe<{ streamEvents: { type: string; message: string } }>(subscription, { id: streamId }))
    if (data) events.push(data.streamEvents);
  return events;
}

/** Waits until a generation's verification tries something. @returns its id */
async function trying(id: string): Promise<string> {
  let found: Verification | null = null;
  await until(async () => {
    found = (await look(id)).verification;
    return found?.checks.some(({ status }) => status === 'RUNNING') ?? false;
  });
  return found!.id;
}

/** Every process of this machine, those of sandboxes among them, by its parent; without those that have ended. */
const living = (): { pid: number; parent: number }[] =>
  readdirSync('/proc').flatMap((name) => {
    try {
      const [state, parent] = readFileSync(`/proc/${Number(name)}/stat`, 'utf8')
        .split(') ')
        .at(-1)!
        .split(' ');
      return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent) }];
    } catch {
      // No process, or one that ended while it was looked at.
      return [];
    }
  });
/** Processes that a worker started, and those started by them. */
function sandboxed(worker: number): number[] {
  const all = living();
  const below = (pid: number): number[] => all.filter(({ parent }) => parent === pid).flatMap((one) => [one.pid, ...below(one.pid)]);
  return below(worker);
}
const isAlive = (pid: number): boolean => living().some((one) => one.pid === pid);

async function sealsOf(streamId: string): Promise<number> {
  return (await database.query('SELECT 1 FROM ledger_seal WHERE stream_id = $1', [streamId])).rowCount ?? 0;
}

(probe.usable ? describe : describe.skip)('what a generation makes', () => {
  let id: string;

  it('is tried before it is delivered, and what was seen stands in the repository', async () => {
    id = await begin();
    expect((await ana.events(id)).at(-1)).toMatchObject({ type: 'GENERATION_COMPLETED' });
    const { verification, artifacts, project } = await look(id);
    expect(verification).toMatchObject({
      status: 'PASSED',
      reason: null,
      commit: project.repository!.headCommit,
      isolation: { provider: 'local' },
      checks: [
        { name: 'TEST', status: 'PASSED', command: 'npm test', exitCode: 0, failed: 0 },
        { name: 'START', status: 'PASSED' },
        { name: 'PROBE', status: 'PASSED' },
      ],
      pages: [],
      repairs: [],
      usage: { requests: 0 },
      generation: { id },
    });
    expect(project.cover).toBeNull();
    const test = verification!.checks[0]!;
    expect([test.passed! > 50, test.output!.length > 1_000]).toEqual([true, true]);
    expect(artifacts.edges.map(({ node }) => node.path)).toEqual(['docs/verification.json']);

    const clone = join(folder, 'clone');
    const header = `http.extraHeader=authorization: ${ana.headers.authorization}`;
    execFileSync('git', ['-c', header, 'clone', '-q', project.repository!.cloneUrl, clone]);
    const file = readFileSync(join(clone, 'docs/verification.json'), 'utf8');
    expect(file).toBe(artifacts.edges[0]!.node.text);
    expect(JSON.parse(file)).toMatchObject({
      format: 'millwright-verification/1',
      status: 'PASSED',
      digest: verification!.digest,
      verificationId: verification!.id,
      versions: { node: expect.stringMatching(/^24\./) },
    });
    expect(file).not.toContain('given nobody is there');
  });

  it('has a ledger of its own, which is followed, signed and checked elsewhere', async () => {
    const { verification } = await look(id);
    const events = await followed(verification!.id);
    expect(events.map(({ type }) => type)).toEqual([
      'VERIFICATION_REQUESTED',
      'VERIFICATION_BEGAN',
      ...['TEST', 'START', 'PROBE'].flatMap(() => ['CHECK_BEGAN', 'CHECK_ENDED']),
      'VERIFICATION_ENDED',
    ]);
    const [file, keys] = [join(folder, 'ledger.jsonl'), join(folder, 'keys.json')];
    const take = async (path: string): Promise<string> =>
      await (await fetch(`${stack.MILLWRIGHT_TEST_URL}${path}`, { headers: ana.headers })).text();
    writeFileSync(keys, await take('/.well-known/millwright-keys.json'));
    writeFileSync(file, await take(`/ledgers/${verification!.id}`));
    const { stdout, status } = spawnSync(process.execPath, ['deploy/local/run.mjs', 'verify', '--ledger', file, '--key', keys], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, MILLWRIGHT_BUILD: stack.MILLWRIGHT_TEST_BUILD },
    });
    expect(stdout).toContain(
      `${events.length} ledger entries are as they were written, to the signed end: verification ${verification!.id}`,
    );
    expect(status).toBe(0);
  });

  it('is signed for its commit, in notes and as files, which are checked without the server', async () => {
    const { verification, project } = await look(id);
    const clone = join(folder, 'clone');
    const header = `http.extraHeader=authorization: ${ana.headers.authorization}`;
    execFileSync('git', ['-C', clone, '-c', header, 'fetch', '-q', 'origin', '+refs/notes/*:refs/notes/*']);
    const verify = (...args: string[]): { stdout: string; stderr: string; status: number | null } =>
      spawnSync(process.execPath, ['deploy/local/run.mjs', 'verify', clone, '--key', join(folder, 'keys.json'), ...args], {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, MILLWRIGHT_BUILD: stack.MILLWRIGHT_TEST_BUILD },
      });
    const said = verify();
    expect(said.stdout).toMatch(/passed test: TEST \(npm test\), \d+ tests passed, 0 failed; as the sandbox told it/);
    expect(said.stdout).toMatch(/passed start: START .*seen by the server/);
    expect(said.stdout).toContain(`${stack.MILLWRIGHT_TEST_URL} signed PASSED`);
    expect(said.status).toBe(0);

    const from = join(folder, 'evidence');
    mkdirSync(from);
    const address = `${stack.MILLWRIGHT_TEST_URL}/evidence/${verification!.id}/${project.repository!.headCommit}`;
    for (const file of ['test.dsse.json', 'test.sigstore.json', 'start.dsse.json', 'start.sigstore.json', 'summary.dsse.json']) {
      const answer = await fetch(`${address}/${file}`, { headers: ana.headers });
      expect([file, answer.status]).toEqual([file, 200]);
      writeFileSync(join(from, file), await answer.text());
    }
    expect(verify('--evidence', from).status).toBe(0);
    const stranger = await TestClient.signUp('Eve', stack.MILLWRIGHT_TEST_URL);
    expect((await fetch(`${address}/test.dsse.json`, { headers: stranger.headers })).status).toBe(404);
    await stranger.close();

    writeFileSync(join(clone, 'docs/verification.json'), `${readFileSync(join(clone, 'docs/verification.json'), 'utf8')} `);
    const changed = verify();
    expect(changed.stderr).toContain('rests on another verification.json');
    expect(changed.status).not.toBe(0);
    execFileSync('git', ['-C', clone, 'checkout', '-q', '--', 'docs/verification.json']);
  });

  it('is tried again when a person asks, once for each key', async () => {
    const before = (await look(id)).verification!;
    const ask = async (): Promise<{ id: string; digest: string }> =>
      (
        await ana.get<{ verifyGeneration: { verification: { id: string; digest: string } } }>(VERIFY, {
          i: { generationId: id, idempotencyKey: 'once' },
        })
      ).verifyGeneration.verification;
    const again = await ask();
    expect(again.id).not.toBe(before.id);
    expect(again.digest).toBe(before.digest);
    expect((await ask()).id).toBe(again.id);
    expect((await followed(again.id)).at(-1)).toMatchObject({ type: 'VERIFICATION_ENDED', message: 'The verification passed' });
    expect((await look(id)).verification).toMatchObject({ id: again.id, status: 'PASSED' });
    expect((await ask()).id).toBe(again.id);
    await until(async () => (await sealsOf(again.id)) === 1);
  });

  it('is told as it was recorded where the generation is replayed, and nothing is run', async () => {
    const { replayGeneration } = await ana.get<{ replayGeneration: { generation: { id: string } } }>(
      'mutation ($i: ReplayGenerationInput!) { replayGeneration(input: $i) { generation { id } } }',
      { i: { generationId: id } },
    );
    await ana.events(replayGeneration.generation.id);
    const { status, verification, artifacts } = await look(replayGeneration.generation.id);
    expect([status, verification]).toEqual(['COMPLETE', null]);
    expect(artifacts.edges[0]!.node.text).toBe((await look(id)).artifacts.edges[0]!.node.text);
  });

  it.each(['REPOSITORY', 'VERIFY'])('goes on from an earlier one with a fork at %s', async (fromStage) => {
    const { forkGeneration } = await ana.get<{ forkGeneration: { generation: { id: string } } }>(
      'mutation ($i: ForkGenerationInput!) { forkGeneration(input: $i) { generation { id } } }',
      { i: { generationId: id, fromStage } },
    );
    expect((await ana.events(forkGeneration.generation.id)).at(-1)).toMatchObject({ type: 'GENERATION_COMPLETED' });
    const { verification, artifacts } = await look(forkGeneration.generation.id);
    // What is reused was seen by the earlier one.
    expect(verification?.status ?? null).toBe(fromStage === 'VERIFY' ? 'PASSED' : null);
    expect(artifacts.totalCount).toBe(1);
  });

  it('is not tried any more once its generation is cancelled', async () => {
    const cancelled = await begin();
    const verificationId = await trying(cancelled);
    await ana.get('mutation ($i: CancelGenerationInput!) { cancelGeneration(input: $i) { generation { id } } }', {
      i: { generationId: cancelled },
    });
    expect((await ana.events(cancelled)).at(-1)).toMatchObject({ type: 'GENERATION_CANCELLED' });
    expect((await look(cancelled)).verification).toMatchObject({ id: verificationId, status: 'CANCELLED' });
    expect(await sealsOf(verificationId)).toBe(1);
  });

  it('is tried from the start again where the worker is killed, and leaves no sandbox behind', async () => {
    const killed = await begin();
    const verificationId = await trying(killed);
    const worker = sandboxWorker();
    const inside = sandboxed(worker);
    expect(inside.length).toBeGreaterThan(2);
    process.kill(worker, 'SIGKILL');
    await until(() => !inside.some(isAlive));
    expect((await ana.events(killed)).at(-1)).toMatchObject({ type: 'GENERATION_COMPLETED' });
    expect(sandboxWorker()).not.toBe(worker);
    const { verification, artifacts } = await look(killed);
    expect(verification).toMatchObject({ id: verificationId, status: 'PASSED' });
    expect(artifacts.totalCount).toBe(1);
    const types = (await followed(verificationId)).map(({ type }) => type);
    expect(types.filter((type) => type === 'VERIFICATION_BEGAN')).toHaveLength(2);
    expect(types.filter((type) => type === 'VERIFICATION_ENDED')).toHaveLength(1);
  });
});

it('is delivered and says so where nothing can be tried: in the README, the provenance and the ledger', async () => {
  const id = await ana.start((await ana.project('A mill of words that nobody can start')).id);
  const events = await ana.events(id);
  expect(events.at(-1)).toMatchObject({ type: 'GENERATION_COMPLETED' });
  const { verification, project } = await look(id);
  expect(verification).toMatchObject({ status: 'SKIPPED', checks: [], isolation: null, commit: project.repository!.headCommit });
  expect(verification!.reason).toMatch(probe.usable ? /^None of the files at its top says how it is built/ : /^No sandbox can be started/);
  const done = events.find(({ type, stage }) => type === 'STAGE_COMPLETED' && stage === 'VERIFY')!;
  expect(done.data).toMatchObject({ verification: { id: verification!.id, status: 'SKIPPED', digest: verification!.digest } });
  const { generation } = await ana.get<{ generation: { readme: { text: string }; provenance: { text: string } } }>(
    'query ($id: ID!) { generation(id: $id) { readme: artifact(stage: REPOSITORY, path: "README.md") { text } provenance: artifact(stage: REPOSITORY, path: "provenance.json") { text } } }',
    { id },
  );
  expect(generation.readme.text).toContain('Not verified: it was not tried.');
  const { payload } = JSON.parse(generation.provenance.text) as { payload: string };
  expect(Buffer.from(payload, 'base64').toString()).toContain(`"status":"SKIPPED"`);
});

it('is delivered untried where nothing is tried on the server, and is not begun there', async () => {
  const ben = await TestClient.signUp('Ben');
  const project = await ben.project(DESCRIPTION);
  const id = await ben.start(project.id, { engine: 'offline' });
  await ben.events(id);
  expect((await ben.get<Shape>(VERIFICATION, { id })).generation).toMatchObject({ status: 'COMPLETE', verification: null });
  const { errors } = await ben.ask(VERIFY, { i: { generationId: id } });
  expect(errors?.[0]).toMatchObject({
    message: 'Nothing is verified on this server',
    extensions: { code: 'PRECONDITION_FAILED', hint: 'Ask who runs it to set VERIFY=on.' },
  });
  await ben.close();
});
