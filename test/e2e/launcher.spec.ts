import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecord } from '@millwright/platform';
import { Client, Connection } from '@temporalio/client';
import type { Browser } from 'playwright-core';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { processesOf } from '../../deploy/local/src/orphans.js';
import { freePort } from '../../deploy/local/src/ports.js';
import { openBrowser } from '../support/browser.js';
import { TestClient } from '../support/client.js';
import { Launched } from '../support/launched.js';
import { until } from '../support/until.js';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'millwright-launcher-'));
const begun: Launch[] = [];
const PACED_ENGINE = JSON.stringify({ faults: [{ when: 'REFUSED', stage: 'BLUEPRINT', kind: 'refused' }], microsPerMTok: 1_000_000 });
let running: Launch;
let ana: TestClient;
let port: number;
beforeAll(async () => {
  port = await freePort();
});
afterAll(async () => {
  for (const launch of begun) await launch.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** One on the data folder and the port of these tests. */
class Launch extends Launched {
  constructor(env: NodeJS.ProcessEnv = {}) {
    // Encrypted, as a company that shares a Temporal server has it.
    super({ PORT: String(port), DATA_DIR: join(folder, 'data'), PAYLOAD_ENCRYPTION: 'true', PACED_ENGINE, ...env });
    begun.push(this);
  }
}

const versions = async (ana: TestClient): Promise<{ status: string; open: number }[]> =>
  (await ana.get<{ workflowVersions: { status: string; open: number }[] }>('{ workflowVersions { status open } }')).workflowVersions;
const stackPids = (): number[] =>
  Object.values((JSON.parse(readFileSync(join(folder, 'data/stack.json'), 'utf8')) as { pids: Record<string, number> }).pids);
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that has ended and that nobody has collected yet is still listed.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
const gone = async (pids: readonly number[]): Promise<void> => await until(() => !pids.some(isAlive));

it('starts, says where everything is, is told apart from a second start, and loses nothing to kill -9 and an upgrade', async () => {
  // Readable by all, as earlier releases left it.
  mkdirSync(join(folder, 'data/blobs/aa'), { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, 'data/blobs/aa/left'), 'of an earlier release', { mode: 0o644 });
  // With all that belongs to it; the later ones run on what was built for the tests.
  const first = new Launch({ MILLWRIGHT_BUILD: '' });
  await first.says('Ctrl-C stops all of it.');
  for (const line of [
    `Console      http://localhost:${port}`,
    `GraphQL      http://localhost:${port}/graphql`,
    `Temporal UI  http://localhost:${port}/temporal, for administrators`,
    'Data  ',
    'Engines',
  ])
    expect(first.output).toContain(line);
  ana = await TestClient.signUp('Ana', `http://localhost:${port}`);
  const token = new RegExp(`Set up +http://localhost:${port}/setup#(\\S+)`).exec(first.output)![1];
  await ana.get('mutation ($token: String!) { claimServer(input: { token: $token }) { isAdministrator } }', { token });
  const project = await ana.project('A tool library where members borrow tools', 'Tools');
  const waiting = await ana.start(project.id, { engine: 'offline', approveAfter: ['DEV_PLAN'] });
  await ana.events(waiting, undefined, (event) => event.type === 'APPROVAL_REQUESTED');

  const second = new Launch();
  expect(await second.end()).toBe(1);
  expect(second.output).toContain(`Millwright runs already on this data folder: http://localhost:${port} (process ${first.pid})`);

  // A process of its own that dies is started again, and that is said.
  const [api] = (await (await fetch(`http://localhost:${port}/healthz`)).json()) ? stackPids().slice(2, 3) : [];
  process.kill(api!, 'SIGKILL');
  await first.says('ended (SIGKILL); starting it again in');
  await first.says('is back');

  // One that cannot end by itself: it stands still, with all that it holds.
  const pids = stackPids();
  process.kill(pids[4]!, 'SIGSTOP');
  await first.end('SIGKILL');

  // An upgrade: what waited goes on with the code that it began on, and ends there; what is new begins on the new code.
  const upgraded = join(folder, 'upgraded.js');
  // The map of its sources has to stay its last line.
  writeFileSync(upgraded, `// Another release.\n${readFileSync(join(ROOT, 'workflows/dist/workflow-bundle.encrypted.js'), 'utf8')}`);
  const third = new Launch({ WORKFLOW_BUNDLE: upgraded });
  await third.says('Ctrl-C stops all of it.');
  expect(third.output).toContain('Ended what an earlier run left behind: ');
  expect(third.output).toContain(`(process ${pids[4]})`);
  expect(pids.filter(isAlive)).toEqual([]);
  await third.says('1 generation goes on with the workflow code that it began on');
  // Both workers of today, and the one of the code before.
  let states: string[] = [];
  await until(async () => {
    const { workerProcesses } = await ana.get<{ workerProcesses: { state: string }[] }>('{ workerProcesses { state } }');
    states = workerProcesses.map(({ state }) => state);
    return states.filter((state) => state === 'RUNNING').length >= 3;
  });
  expect(states).not.toContain('STRAY');
  expect(await versions(ana)).toEqual([
    { status: 'CURRENT', open: 0 },
    { status: 'DRAINING', open: 1 },
  ]);
  const { project: found } = await ana.get<{ project: { name: string } }>('query ($id: ID!) { project(id: $id) { name } }', {
    id: project.id,
  });
  expect(found.name).toBe('Tools');
  const id = await ana.start(project.id, { engine: 'offline' });
  expect((await ana.events(id)).at(-1)?.type).toBe('GENERATION_COMPLETED');
  expect((await ana.events(waiting, undefined, (event) => event.type === 'APPROVAL_REQUESTED')).at(-1)?.type).toBe('APPROVAL_REQUESTED');
  await ana.get('mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { id } } }', {
    input: { generationId: waiting, stage: 'DEV_PLAN', approved: true },
  });
  expect((await ana.events(waiting)).at(-1)?.type).toBe('GENERATION_COMPLETED');
  await third.says('any more; its worker has ended');
  running = third;
});

it('keeps every file and folder of its data from other accounts', () => {
  const data = join(folder, 'data');
  const found = (...tests: string[]): string[] =>
    execFileSync('find', [data, '!', '-type', 'l', ...tests], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
  expect(found().length).toBeGreaterThan(1_000);
  // Another account than the launcher's may pass where PostgreSQL runs as one, and see nothing on its way.
  expect(found('-perm', '/066').map((path) => path.slice(folder.length))).toEqual([]);
  const passable = process.getuid?.() === 0 ? [data, join(data, 'postgres')] : [];
  expect(found('-perm', '/077').sort()).toEqual(passable);
});

describe('what Temporal keeps', () => {
  interface WirePayload {
    metadata: Record<string, string>;
    data: string;
  }
  const base = (): string => `http://localhost:${port}`;
  let connection: Connection;
  let client: Client;
  let id: string;
  beforeAll(async () => {
    const { temporalPort } = JSON.parse(readFileSync(join(folder, 'data/stack.json'), 'utf8')) as { temporalPort: number };
    connection = await Connection.connect({ address: `127.0.0.1:${temporalPort}` });
    client = new Client({ connection, namespace: 'millwright' });
    const project = await ana.project('A mill that is REFUSED for its secret recipe', 'Confidential');
    id = await ana.start(project.id, { engine: 'paced' });
    await ana.events(id);
    await client.workflow
      .getHandle(`gen-${id}`)
      .result()
      .catch(() => undefined);
  });
  afterAll(async () => await connection.close());

  const payloads = async (): Promise<WirePayload[]> => {
    const json = historyToJSON(await client.workflow.getHandle(`gen-${id}`).fetchHistory());
    const found: WirePayload[] = [];
    JSON.parse(json, (_key, value: WirePayload | undefined) => (value?.metadata && value.data && found.push(value), value));
    return found;
  };
  const codec = async (
    what: string,
    list: readonly WirePayload[],
    who?: TestClient,
  ): Promise<{ status: number; payloads: WirePayload[] }> => {
    const answer = await fetch(`${base()}/codec/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...who?.headers },
      body: JSON.stringify({ payloads: list }),
    });
    return { status: answer.status, ...((await answer.json()) as { payloads: WirePayload[] }) };
  };
  const plain = (list: readonly WirePayload[]): string => list.map(({ data }) => Buffer.from(data, 'base64').toString('utf8')).join('\n');

  it('is found by what it is, its cost and why it failed, and links back', async () => {
    const query = `MillwrightFailure = 'REFUSED' AND MillwrightCostUsd > 0 AND MillwrightStatus = 'FAILED' AND MillwrightEngine = 'paced'`;
    // Temporal lists what has ended a moment later.
    await until(async () => (await client.workflow.count(query)).count > 0);
    expect((await client.workflow.count(`${query} AND WorkflowId = 'gen-${id}'`)).count).toBe(1);
    const details = (await payloads()).filter(({ metadata }) => metadata['millwright-organization']);
    expect(plain((await codec('decode', details, ana)).payloads)).toContain(`[Open it in Millwright](${base()}/projects/`);
  });

  it('is encrypted: inputs, results, failures and summaries', async () => {
    const history = historyToJSON(await client.workflow.getHandle(`gen-${id}`).fetchHistory());
    const all = `${history}\n${plain(await payloads())}`;
    for (const word of ['Confidential', 'secret recipe', 'told to fail', 'Development plan', 'projectName'])
      expect(all).not.toContain(word);
  });

  it('is opened by the codec endpoint for those who belong to the organization, and for nobody else', async () => {
    const encrypted = await payloads();
    const opened = plain((await codec('decode', encrypted, ana)).payloads);
    for (const word of ['Confidential', 'told to fail', 'Development plan']) expect(opened).toContain(word);
    const stranger = await TestClient.signUp('Stranger', base());
    expect((await codec('decode', encrypted, stranger)).payloads).toEqual(encrypted);
    expect((await codec('decode', encrypted)).status).toBe(401);
    const one = [{ metadata: { encoding: Buffer.from('json/plain').toString('base64') }, data: Buffer.from('"hi"').toString('base64') }];
    const encoded = (await codec('encode', one, ana)).payloads;
    expect(plain(encoded)).not.toContain('hi');
    expect((await codec('decode', encoded, ana)).payloads).toEqual(one);
    expect((await codec('encode', [{ data: '***' } as never], ana)).status).toBe(400);
    // The UI is of our own origin: no other may ask.
    const preflight = await fetch(`${base()}/codec/decode`, { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is in a record as it was before it was encrypted, and is replayed', async () => {
    const file = Buffer.from(await (await fetch(`${base()}/records/${id}`, { headers: ana.headers })).arrayBuffer());
    const { history } = await readRecord(file);
    expect(Buffer.from(JSON.stringify(history).match(/"data":"([^"]+)"/)![1]!, 'base64').toString()).toContain('Confidential');
    const { replayGeneration } = await ana.get<{ replayGeneration: { generation: { id: string } } }>(
      'mutation ($input: ReplayGenerationInput!) { replayGeneration(input: $input) { generation { id } } }',
      { input: { generationId: id } },
    );
    await ana.events(replayGeneration.generation.id);
    const { generation } = await ana.get<{ generation: { replay: { verdict: string } } }>(
      'query ($id: ID!) { generation(id: $id) { replay { verdict } } }',
      { id: replayGeneration.generation.id },
    );
    expect(generation.replay.verdict).toBe('SAME');
  });
});

describe('the UI of Temporal', () => {
  const base = (): string => `http://localhost:${port}`;
  let link: string;
  let browser: Browser;
  beforeAll(async () => {
    const project = await ana.project('A mill whose history is looked at', 'Looked at');
    const id = await ana.start(project.id, { engine: 'offline' });
    await ana.events(id);
    const { generation } = await ana.get<{ generation: { temporalUrl: string } }>(
      'query ($id: ID!) { generation(id: $id) { temporalUrl } }',
      {
        id,
      },
    );
    link = generation.temporalUrl;
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => await browser?.close());

  it('opens by the link of a generation for an administrator who signs in, with what is encrypted readable', async () => {
    expect(link).toMatch(new RegExp(`^${base()}/temporal/namespaces/millwright/workflows/gen-[^/]+/[^/]+/history$`));
    const page = await browser.newPage();
    const refused: string[] = [];
    page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
    await page.goto(link);
    await page.waitForURL('**/sign-in?next=*');
    await page.fill('#email', ana.email);
    await page.fill('#password', 'correct horse battery');
    await page.click('button[type=submit]');
    await page.waitForURL(link);
    await page.waitForSelector('text=generateProject');
    await page.waitForSelector('text=Looked at');
    // Again, with the console's worker that answers for pages without the network.
    await page.reload();
    await page.waitForSelector('text=generateProject');
    expect(refused).toEqual([]);
    expect(await page.evaluate(async () => (await fetch('/temporal/api/v1/namespaces')).status)).toBe(200);
  }, 60_000);

  it('is not there for a member, for a stranger, or under another name', async () => {
    const ben = await TestClient.signUp('Ben', base());
    const ask = async (path: string, headers: Record<string, string>): Promise<number | undefined> =>
      await new Promise((resolve, reject) => {
        get(`${base()}${path}`, { headers }, (answer) => resolve(answer.resume().statusCode)).once('error', reject);
      });
    const [data, page] = ['/temporal/api/v1/namespaces', new URL(link).pathname];
    expect([await ask(data, ana.headers), await ask(data, ben.headers), await ask(page, ben.headers), await ask(data, {})]).toEqual([
      200, 404, 404, 401,
    ]);
    expect(await ask(page, { accept: 'text/html' })).toBe(302);
    for (const path of [data, page]) {
      expect(await ask(path, { ...ana.headers, host: `elsewhere.example:${port}` })).toBe(421);
      expect(await ask(path, { ...ana.headers, origin: 'http://localhost:1' })).toBe(403);
    }
  });

  it('answers our API alone, at an address that nobody can guess', async () => {
    const { temporalUi } = JSON.parse(readFileSync(join(folder, 'data/stack.json'), 'utf8')) as { temporalUi: string };
    expect((await fetch(`http://${temporalUi}/temporal/`)).status).toBe(200);
    if (process.platform === 'linux')
      await expect(fetch(`http://127.0.0.1:${temporalUi.split(':')[1]}/temporal/`)).rejects.toThrow('fetch failed');
  });
});

it('goes on where nobody reads what it says', async () => {
  const apiDies = async (): Promise<void> => {
    const api = stackPids().find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('api/dist/main.js'))!;
    process.kill(api, 'SIGKILL');
    await gone([api]);
  };
  await running.talkToNobody();
  await apiDies();
  // Only the launcher can bring it back.
  const isUp = async (): Promise<boolean> =>
    await fetch(`http://localhost:${port}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
  await until(isUp);
  running.listen();
  await apiDies();
  await running.says('lines were dropped here');
});

it('stops without a trace', async () => {
  await ana.close();
  const last = stackPids();
  expect(await running.end('SIGINT')).toBe(0);
  expect(running.output).toContain('Stopped');
  await gone(last);
});

it('leaves nothing behind where it is stopped before all of it is up', async () => {
  const data = join(folder, 'interrupted');
  const launch = new Launch({ DATA_DIR: data });
  await launch.says('PostgreSQL is up');
  expect(processesOf(data)).not.toEqual([]);
  expect(await launch.end('SIGINT')).toBe(0);
  expect(processesOf(data)).toEqual([]);
});

it('names the port that is taken, and the variable that changes it', async () => {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const launch = new Launch({ DATA_DIR: join(folder, 'other') });
  expect(await launch.end()).toBe(1);
  expect(launch.output).toContain(`Port ${port} is taken. Free it, or set PORT to another one.`);
  await new Promise((resolve) => server.close(resolve));
});

it('names a variable that is set wrong, and what it takes', async () => {
  const launch = new Launch({ DATA_DIR: join(folder, 'other'), STAGE_WINDOW: 'many' });
  expect(await launch.end()).toBe(1);
  expect(launch.output).toMatch(/STAGE_WINDOW/);
  expect(launch.output).not.toContain('    at ');
});
