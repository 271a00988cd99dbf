import { connect } from 'node:net';
import { BadPath, FileRefused, SandboxGone } from '../../problems.js';
import type { LocalSandbox } from '../local-sandbox.js';
import { script, shell, unless, type Escape } from './escape.js';

type Refusal = abstract new (...values: never[]) => Error;

/** '' where the work was refused with one of the classes. */
async function refusal(work: Promise<unknown>, ...classes: Refusal[]): Promise<string> {
  try {
    return `it was done: ${JSON.stringify(await work)}`.slice(0, 200);
  } catch (error) {
    return classes.some((one) => error instanceof one) ? '' : String(error);
  }
}

const named = (name: string, paths: string[], use: (sandbox: LocalSandbox, path: string) => Promise<unknown>): Escape => ({
  name,
  attempt: async (sandbox) => {
    const faults = await Promise.all(paths.map((path) => refusal(use(sandbox, path), BadPath)));
    return faults.filter(Boolean).join('; ');
  },
});

const OUTSIDE = [
  '../x',
  '/etc/passwd',
  'a/../../x',
  '.',
  '',
  'a//b',
  'C:\\x',
  'a\\..\\b',
  'a\u0000b',
  '.git/config',
  '.GIT/hooks/x',
  'a/.git/x',
];
const content = (path: string): { path: string; bytes: Buffer } => ({ path, bytes: Buffer.from('x') });

/** Attempts by names, links and what the agent says. */
export const WAY_OUT_ESCAPES: Escape[] = [
  named('names that lead out, written', OUTSIDE, (sandbox, path) => sandbox.write([content(path)])),
  named('names that lead out, read', OUTSIDE, (sandbox, path) => sandbox.read(path)),
  named('names that lead out, listed', OUTSIDE, (sandbox, path) => sandbox.list(path)),
  named('names that lead out, as a folder to run in', OUTSIDE.filter(Boolean), (sandbox, path) =>
    sandbox.exec({ argv: ['true'], cwd: path }),
  ),
  {
    name: 'links out of the work folder',
    attempt: async (sandbox) => {
      await shell(sandbox, 'ln -s /etc/passwd file; ln -s /etc folder; ln -s /tmp there; ln -s /proc/self/environ env');
      const reads = ['file', 'folder/passwd', 'env'].map((path) => refusal(sandbox.read(path), FileRefused));
      const writes = ['file', 'there/x'].map((path) => refusal(sandbox.write([content(path)]), FileRefused));
      const listed = refusal(sandbox.list('folder'), FileRefused);
      const { files, refused } = await sandbox.snapshot();
      const inSnapshot = unless(files.length === 0 && refused.length === 4, { files, refused });
      return [...(await Promise.all([...reads, ...writes, listed])), inSnapshot].filter(Boolean).join('; ');
    },
  },
  {
    name: 'zip-slip names in a snapshot',
    attempt: async (sandbox) => {
      await script(
        sandbox,
        `for (const name of ['..\\\\up', 'C:x', 'a\\nb', '.GIT', 'git~1', 'plain']) require('fs').writeFileSync(name, 'x'); console.log(1)`,
      );
      const [{ files, refused }, entries] = [await sandbox.snapshot(), await sandbox.list()];
      const names = files.map((file) => file.path).join();
      return unless(names === 'plain' && refused.length === 5 && entries.length === 1, { names, refused, entries });
    },
  },
  {
    name: 'named pipes and devices as files',
    attempt: async (sandbox) => {
      await shell(sandbox, 'mkfifo pipe');
      const { files, refused } = await sandbox.snapshot();
      return (await refusal(sandbox.read('pipe'), FileRefused)) || unless(files.length === 0 && refused.length === 1, refused);
    },
  },
  {
    name: 'a snapshot of more than was asked for',
    attempt: async (sandbox) => {
      await shell(sandbox, 'head -c 300000 /dev/zero > big; mkdir d; for i in $(seq 50); do : > d/$i; done');
      return (
        (await refusal(sandbox.snapshot({ maxBytes: 1000 }), FileRefused)) ||
        (await refusal(sandbox.snapshot({ maxFiles: 10 }), FileRefused))
      );
    },
  },
  {
    name: 'killing the agent',
    attempt: async (sandbox) => await refusal(shell(sandbox, 'kill -9 -1; sleep 5'), SandboxGone),
  },
  {
    name: 'stopping the agent',
    attempt: async (sandbox) => {
      await refusal(shell(sandbox, 'kill -STOP 2; sleep 20', 300), SandboxGone);
      return unless((await sandbox.ended) === 'lost', await sandbox.ended);
    },
  },
  {
    name: 'a daemon that outlives its command and the stop',
    attempt: async (sandbox) => {
      await shell(
        sandbox,
        'for i in 1 2 3; do (setsid nohup sh -c "trap \\"\\" TERM HUP; while :; do sleep 1; done" >/dev/null 2>&1 &) ; done',
      );
      const before = sandbox.processes().length;
      await sandbox.stop();
      return unless(before >= 5 && sandbox.processes().length === 0, { before, after: sandbox.processes() });
    },
  },
  {
    name: 'all connections to the host at once',
    attempt: async (sandbox, { secret }) => {
      const { socketPath } = await sandbox.openPort(8080);
      const source = `const net = require('net'); let open = 0; for (let i = 0; i < 400; i++) { const s = net.connect('/run/host/ports.sock'); s.on('connect', () => open++); s.on('close', () => open--); s.on('error', () => {}); } setTimeout(() => { console.log(open); process.exit(); }, 700);`;
      const open = await script<number>(sandbox, source);
      const caller = connect(socketPath);
      caller.on('error', () => undefined);
      caller.destroy();
      return unless(open <= 20 && secret !== '', `${open} stay open`);
    },
  },
  {
    name: 'replacing the sockets of the host',
    attempt: async (sandbox) => {
      await sandbox.openPort(8080);
      const { exitCode } = await shell(sandbox, 'rm /run/host/ports.sock || mv /run/host/ports.sock /run/host/x || ln -s /x /run/host/y');
      return unless(exitCode !== 0, 'it was replaced');
    },
  },
  {
    name: 'messages between programs of the host',
    attempt: async (sandbox) => {
      const { stdout } = await shell(sandbox, 'cat /proc/sysvipc/shm /proc/sysvipc/msg /proc/sysvipc/sem | grep -vc "key" ; hostname');
      return unless(stdout.trim().split('\n')[0] === '0', stdout);
    },
  },
];
