import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const WATCH = join(import.meta.dirname, '../../dist/process/watch.js');
const TICK_MS = 50;
/** Stands still as a main thread does that sleeps in the middle of a write. */
const HANG = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)';

const watched = (launcher: string, then: string): string =>
  `const { watchProcess } = await import(${JSON.stringify(WATCH)});
   watchProcess('test', ${launcher}, ${TICK_MS});
   process.on('disconnect', () => undefined);
   ${then}`;
const begin = (code: string): ChildProcess =>
  spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
const textOf = (stream: NodeJS.ReadableStream): { text: string } => {
  const heard = { text: '' };
  stream.on('data', (chunk: Buffer) => (heard.text += chunk.toString()));
  return heard;
};
const ended = async (child: ChildProcess): Promise<NodeJS.Signals | number | null> =>
  await new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)));

it.each([
  ['sleeps', HANG],
  ['turns in circles', 'for (;;);'],
])('ends a process whose main thread %s for ever, and says so', async (_how, hang) => {
  const child = begin(watched('undefined', `setTimeout(() => { ${hang} }, 100);`));
  const said = textOf(child.stderr!);
  expect(await ended(child)).toBe('SIGKILL');
  expect(said.text).toContain('Ended by its watching thread: its main thread stands still');
});

it.each([
  ['hangs', HANG, 'its main thread stands still'],
  ['goes on', 'setInterval(() => undefined, 1000)', 'it did not end by itself'],
])('ends a process that %s after its launcher was killed', async (_how, then, reason) => {
  // A launcher that hands its own outputs on, so that they outlive it.
  const code = watched('process.ppid', `process.send('here'); setTimeout(() => { ${then} }, 100);`);
  const launcher = begin(
    `import { spawn } from 'node:child_process';
     const child = spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(code)}], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
     child.once('message', () => process.send('here'));`,
  );
  const said = textOf(launcher.stderr!);
  await new Promise((resolve) => launcher.once('message', resolve));
  launcher.kill('SIGKILL');
  // Its outputs are closed once the last process that holds them is gone.
  expect(await ended(launcher)).toBe('SIGKILL');
  expect(said.text).toContain(`Ended by its watching thread: its launcher is gone, and ${reason}`);
});

it('lets a process alone that turns, and does not keep it from ending', async () => {
  const child = begin(watched('process.ppid', 'process.disconnect(); setTimeout(() => undefined, 1_000);'));
  expect(await ended(child)).toBe(0);
});
