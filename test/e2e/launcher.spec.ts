import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../deploy/local/src/ports.js';
import { TestClient } from '../support/client.js';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'millwright-launcher-'));
const begun: Launch[] = [];
let port: number;
beforeAll(async () => {
  port = await freePort();
});
afterAll(async () => {
  for (const launch of begun) await launch.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start`, as it is run: what it says, and how it ends. */
class Launch {
  output = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(env: NodeJS.ProcessEnv = {}) {
    begun.push(this);
    const { MILLWRIGHT_TEST_ENV: _, ...own } = process.env;
    this.child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'deploy/local/src/main.ts', 'start'], {
      cwd: ROOT,
      env: { ...own, PORT: String(port), DATA_DIR: join(folder, 'data'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
  }

  get pid(): number {
    return this.child.pid!;
  }

  async says(words: string): Promise<void> {
    let isOver = false;
    void this.ended.then(() => (isOver = true));
    while (!this.output.includes(words)) {
      if (isOver) throw new Error(`It ended without saying “${words}”:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** @returns its exit code. */
  async end(signal?: NodeJS.Signals): Promise<number | null> {
    if (signal && this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return await this.ended;
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
const gone = async (pids: readonly number[]): Promise<void> => {
  while (pids.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 50));
};

it('starts, says where everything is, is told apart from a second start, loses nothing to kill -9, and stops without a trace', async () => {
  const first = new Launch();
  await first.says('Ctrl-C stops all of it.');
  for (const line of [
    `Console      http://localhost:${port}`,
    `GraphQL      http://localhost:${port}/graphql`,
    'Temporal UI  http://localhost:',
    'Data  ',
    'Engines',
  ])
    expect(first.output).toContain(line);
  const ana = await TestClient.signUp('Ana', `http://localhost:${port}`);
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

  const pids = stackPids();
  await first.end('SIGKILL');
  for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await gone(pids);

  // An upgrade: what waited goes on with the code that it began on, and ends there; what is new begins on the new code.
  const upgraded = join(folder, 'upgraded.js');
  writeFileSync(upgraded, `${readFileSync(join(ROOT, 'workflows/dist/workflow-bundle.js'), 'utf8')}\n// Another release.\n`);
  const third = new Launch({ WORKFLOW_BUNDLE: upgraded });
  await third.says('Ctrl-C stops all of it.');
  expect(third.output).toContain('1 generation goes on with the workflow code that it began on');
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
  await ana.close();

  const last = stackPids();
  expect(await third.end('SIGINT')).toBe(0);
  expect(third.output).toContain('Stopped');
  await gone(last);
}, 180_000);

it('names the port that is taken, and the variable that changes it', async () => {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const launch = new Launch({ DATA_DIR: join(folder, 'other') });
  expect(await launch.end()).toBe(1);
  expect(launch.output).toContain(`Port ${port} is taken. Free it, or set PORT to another one.`);
  await new Promise((resolve) => server.close(resolve));
}, 60_000);

it('names a variable that is set wrong, and what it takes', async () => {
  const launch = new Launch({ DATA_DIR: join(folder, 'other'), STAGE_WINDOW: 'many' });
  expect(await launch.end()).toBe(1);
  expect(launch.output).toMatch(/STAGE_WINDOW/);
  expect(launch.output).not.toContain('    at ');
}, 60_000);
