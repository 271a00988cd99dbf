import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningStack } from './stack.js';

let folder: string;
let stranger: Server;
const children: ChildProcess[] = [];
beforeAll(async () => {
  // Another server, at the address that the stack had.
  stranger = createServer((_request, response) => response.end('ok'));
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millwright-state-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) await end(child);
  rmSync(folder, { recursive: true, force: true });
});
afterAll(async () => await new Promise((resolve) => stranger.close(resolve)));

const writeDown = (pid: number): void =>
  writeFileSync(
    join(folder, 'stack.json'),
    JSON.stringify({ pid, port: (stranger.address() as AddressInfo).port, url: 'http://localhost:1', pids: {} }),
  );

/** A process that runs `code`; settled when it has said something. */
async function run(code: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return { child, said: await new Promise((resolve) => child.stdout!.once('data', (data: Buffer) => resolve(data.toString().trim()))) };
}
async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.kill('SIGKILL')) await ended;
}
const launcher = async () =>
  await run(
    `import { lock } from './lock.ts'; const own = lock(${JSON.stringify(join(folder, 'launcher.lock'))}); console.log(own ? 'runs' : 'refused'); setInterval(() => own, 1000);`,
  );

describe('whether a stack runs on a data folder', () => {
  it('is not decided by who answers at its old address, where it was stopped', async () => {
    writeDown(0);
    expect(await runningStack(folder)).toBeUndefined();
  });

  it('is not decided by its process id, which another process has by now', async () => {
    const { child } = await run(`console.log('deploy/local/src/main.ts'); setInterval(() => undefined, 1000);`);
    writeDown(child.pid!);
    expect(await runningStack(folder)).toBeUndefined();
  });

  it('is decided by its own process, also where nobody answers yet', async () => {
    const { child, said } = await launcher();
    writeDown(child.pid!);
    expect(said).toBe('runs');
    expect(await runningStack(folder)).toMatchObject({ pid: child.pid });
    await end(child);
    expect(await runningStack(folder)).toBeUndefined();
  });

  it('has one answer where several begin in the same moment', async () => {
    const answers = (await Promise.all([launcher(), launcher(), launcher()])).map(({ said }) => said);
    expect(answers.sort()).toEqual(['refused', 'refused', 'runs']);
  });

  it('is told for each data folder apart', async () => {
    const { child } = await launcher();
    const other = mkdtempSync(join(tmpdir(), 'millwright-state-'));
    writeFileSync(join(other, 'stack.json'), JSON.stringify({ pid: child.pid, port: (stranger.address() as AddressInfo).port }));
    expect(await runningStack(other)).toBeUndefined();
    rmSync(other, { recursive: true });
  });
});
