import { fork, spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../deploy/local/src/ports.js';

const ROOT = join(import.meta.dirname, '../..');
const TALK = pathToFileURL(join(ROOT, 'test/support/talk.mjs')).href;
const PROCESSES = {
  API: 'api/dist/main.js',
  'workflow worker': 'workflows/dist/worker/main.js',
  'activity worker': 'activities/dist/main.js',
};
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

async function environment(): Promise<NodeJS.ProcessEnv> {
  const port = String(await freePort());
  // A workflow worker beside the stack's own leaves the choice of its version alone.
  return { ...(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv), PORT: port, WORKFLOW_VERSIONING: 'follow' };
}

const message = async (child: ChildProcess): Promise<unknown> =>
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code, signal) => reject(new Error(`It ended (${signal ?? code})`)));
  });
const end = async (child: ChildProcess): Promise<NodeJS.Signals | number | null> =>
  await new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));

/** Standard output and standard error of a process: one that nobody reads and one that is closed, or both on a full disk. */
const TROUBLES = ['unread and broken', 'on a full disk'] as const;

it.concurrent.each(Object.entries(PROCESSES).flatMap(([name, script]) => TROUBLES.map((trouble) => ({ name, script, trouble }))))(
  '$name: goes on with its log $trouble, and ends in good order',
  async ({ script, trouble }) => {
    const output = trouble === 'on a full disk' ? openSync('/dev/full', 'w') : 'pipe';
    const child = fork(join(ROOT, script), {
      env: await environment(),
      execArgv: ['--disable-warning=ExperimentalWarning', '--import', TALK],
      stdio: ['ignore', output, output, 'ipc'],
    });
    running.add(child);
    expect(await message(child)).toBe('ready');
    child.stderr?.destroy();
    for (let i = 0; i < 3; i++) {
      child.send('talk');
      expect(await message(child)).toBe('talked');
    }
    const ended = end(child);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  },
);

it('ends by itself, with its pollers, where its main thread hangs and its launcher was killed', async () => {
  // A launcher that is killed without a word.
  const launcher = spawn(
    process.execPath,
    [
      '-e',
      `const { fork } = require('node:child_process');
       const child = fork(${JSON.stringify(join(ROOT, PROCESSES['activity worker']))}, ['--launcher=' + process.pid],
         { execArgv: ['--import', ${JSON.stringify(TALK)}], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
       child.once('message', () => { child.send('hang'); process.send('here'); });`,
    ],
    { env: await environment(), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  running.add(launcher);
  let output = '';
  launcher.stderr!.setEncoding('utf8').on('data', (text: string) => (output += text));
  launcher.stdout!.resume();
  expect(await message(launcher)).toBe('here');
  // The worker holds the same outputs: they are closed once it is gone as well.
  const closed = new Promise((resolve) => launcher.once('close', resolve));
  launcher.kill('SIGKILL');
  await closed;
  expect(output).toContain('Ended by its watching thread: its launcher is gone, and its main thread stands still');
});
