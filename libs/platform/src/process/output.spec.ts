import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';

/** Writes 20 MB to both outputs in every way there is, then says by its channel that it goes on, and what it lost. */
const TALK = `
const { droppedLines, guardOutput } = await import(${JSON.stringify(join(import.meta.dirname, 'output.ts'))});
guardOutput((count) => count + ' lines lost\\n');
const { spawnSync } = await import('node:child_process');
process.on('message', async () => {
  for (let i = 0; i < 20; i++) {
    // A child that shares the outputs makes them block, for its parent too.
    if (i < 2) spawnSync('true', { stdio: 'inherit' });
    for (let k = 0; k < 250; k++)
      for (const write of [console.log, console.error, (text) => process.stdout.write(text), (text) => process.stderr.write(text)]) write('x'.repeat(1000));
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.send({ dropped: droppedLines(), waiting: process.stdout.writableLength + process.stderr.writableLength });
});
process.send('here');`;

const heard = async (child: ReturnType<typeof spawn>): Promise<unknown> =>
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code, signal) => reject(new Error(`It ended (${signal ?? code})`)));
  });

it.each(['full pipe', 'broken pipe', 'full disk'] as const)('is not held by a %s, and counts what it loses', async (trouble) => {
  const output = trouble === 'full disk' ? openSync('/dev/full', 'w') : 'pipe';
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', TALK], {
    stdio: ['ignore', output, output, 'ipc'],
  });
  expect(await heard(child)).toBe('here');
  if (trouble === 'broken pipe') for (const stream of [child.stdout!, child.stderr!]) stream.destroy();
  child.send('talk');
  const { dropped, waiting } = (await heard(child)) as { dropped: number; waiting: number };
  expect(dropped).toBeGreaterThan(10_000);
  expect(waiting).toBeLessThan(3 * 1024 * 1024);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
});

it('goes on once there is a reader again, and says how much is missing', async () => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', TALK], {
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  expect(await heard(child)).toBe('here');
  child.send('talk');
  await heard(child);
  let output = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-10_000_000)));
  child.send('talk');
  await heard(child);
  while (!/\d+ lines lost/.test(output)) await new Promise((resolve) => child.stdout!.once('data', resolve));
  child.kill('SIGKILL');
});
