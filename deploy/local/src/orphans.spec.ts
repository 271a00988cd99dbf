import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endLeftovers, endServer, marksOf, processesOf, type Machine } from './orphans.ts';
import { processTable, SEPARATOR } from './process-table.ts';
import { Plain } from './say.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'millwright-orphans-')));
const begun: ChildProcess[] = [];
afterAll(() => {
  for (const child of begun) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Runs with the command line of one of ours, and does not listen to a request to end. */
async function begin(args: string[]): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['-e', `process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000); process.send('here')`, '--', ...args],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  begun.push(child);
  await new Promise((resolve) => child.once('message', resolve));
  return child;
}
const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;
const ofLauncher = (dataDir: string, launcher: number): string[] => [marksOf(dataDir)[0]!, `--launcher=${launcher}`];

it('ends what an earlier run left on a data folder, servers too, and nothing else', async () => {
  const data = join(folder, 'with a space');
  const left = await Promise.all([
    begin(['/anywhere/activities/dist/main.js', ...ofLauncher(data, 1)]),
    begin(['/anywhere/workflows/dist/worker/main.js', ...ofLauncher(data, 1)]),
    begin(['temporal', 'server', '--db-filename', join(data, 'temporal/temporal.db')]),
    begin(['postgres', '-D', join(data, 'postgres/data'), '-p', '1']),
  ]);
  const others = await Promise.all([
    begin(['/anywhere/activities/dist/main.js', ...ofLauncher(`${data} too`, 1)]),
    begin(['postgres', '-D', join(`${data} too`, 'postgres/data')]),
    begin(['tail', marksOf(data)[0]!]),
  ]);
  await endLeftovers(data);
  expect(processesOf(data)).toEqual([]);
  await Promise.all(left.map(async (child) => hasEnded(child) || (await new Promise((resolve) => child.once('exit', resolve)))));
  expect(others.map(hasEnded)).toEqual([false, false, false]);
});

it('leaves processes alone whose launcher runs, and says so', async () => {
  const data = join(folder, 'running');
  await begin(['/anywhere/api/dist/main.js', ...marksOf(data)]);
  await expect(endLeftovers(data)).rejects.toThrow(`Millwright runs already on this data folder (process ${process.pid})`);
});

/** A machine of which we may end nothing, or on which nothing ends. */
const machine = (code: string | undefined, dataDirs: Record<number, string> = {}): Machine => ({
  table: () => [
    { pid: 11, parent: 1, command: ['', 'node', '/old/activities/dist/main.js', ''].join(SEPARATOR) },
    { pid: 12, parent: 1, command: ['', 'postgres', '-D', '/data/postgres/data', ''].join(SEPARATOR) },
  ],
  dataDirOf: (pid) => dataDirs[pid],
  kill: () => {
    if (code) throw Object.assign(new Error(code), { code });
  },
});

it('says which process it may not end', async () => {
  const refusal = endLeftovers('/data', machine('EPERM', { 11: '/data' }));
  await expect(refusal).rejects.toThrow(Plain);
  await expect(refusal).rejects.toThrow('cannot be ended from here: Activity worker (process 11)');
  await expect(endServer('PostgreSQL', '/data', machine('EPERM'))).rejects.toThrow('PostgreSQL (process 12)');
});

it('knows processes of a release that did not mark them by their variable', () => {
  expect(processesOf('/data', machine(undefined, { 11: '/data' })).map(({ name }) => name)).toEqual(['Activity worker', 'PostgreSQL']);
  expect(processesOf('/data', machine(undefined, { 11: '/data/simulated' })).map(({ name }) => name)).toEqual(['PostgreSQL']);
});

it('sees itself among the processes of the machine', () => {
  expect(processTable().find(({ pid }) => pid === process.pid)?.parent).toBe(process.ppid);
});
