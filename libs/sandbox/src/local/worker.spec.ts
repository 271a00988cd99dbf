import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { encodeFrame, FRAME } from '../agent/frames.js';
import { sandboxTests } from '../testing.js';
import { EXECUTABLE } from './bwrap-wheel.js';
import { ChildWorker } from './child-worker.testing.js';
import type { Bwrap } from './find-bwrap.js';
import { LocalSandboxProvider } from './local-provider.js';
import type { LocalSandbox } from './local-sandbox.js';
import { isAlive, processesOf, statusOf, type ProcessId } from './processes.js';
import { defaultFolder, isRoot } from './state-folder.js';
import { UserIds } from './user-ids.js';

const { describeSandboxed } = await sandboxTests(new LocalSandboxProvider());

const worker = (folder: string, body: string, bwrap?: Bwrap): string => `
const { LocalSandboxProvider } = await import(${JSON.stringify(join(import.meta.dirname, 'local-provider.ts'))});
const provider = new LocalSandboxProvider(${JSON.stringify({ folder, bwrap })});
${body}`;

/** Makes a sandbox with three programs that sleep, says its users and processes, and waits. */
const SLEEPERS = `const sandbox = await provider.create();
sandbox.exec({ argv: ['/bin/sh', '-c', 'setsid sleep 1000 & setsid sleep 1000 & sleep 1000'] }).catch(() => {});
while (sandbox.processes().length < 6) await new Promise((resolve) => setTimeout(resolve, 20));
say(sandbox.processes());
await new Promise((resolve) => setTimeout(resolve, 1e6));`;

const userOf = (sandbox: LocalSandbox): string | undefined => statusOf(sandbox.processes()[0]!.pid).get('Uid')?.split('\t')[0];

describeSandboxed('a worker with sandboxes', () => {
  let folder: string;
  beforeEach(() => {
    mkdirSync(dirname(defaultFolder()), { recursive: true });
    folder = mkdtempSync(join(dirname(defaultFolder()), 'test-'));
    // Users of sandboxes pass through it.
    chmodSync(folder, 0o711);
  });
  afterEach(async () => {
    await ChildWorker.endAll();
    rmSync(folder, { recursive: true, force: true });
  });

  it('hands on no descriptor that it was itself given', async () => {
    const secret = join(folder, 'secret');
    writeFileSync(secret, 'secret');
    const file = openSync(secret, 'r');
    // Far behind the first gap, where Node no longer marks what it was given.
    const extra = Array.from({ length: 40 }, (_, index) => (index < 30 ? ('ignore' as const) : file));
    const child = new ChildWorker(
      worker(
        folder,
        `const sandbox = await provider.create();
        const { stdout } = await sandbox.exec({ argv: ['/bin/sh', '-c', 'ls -l /proc/[0-9]*/fd /proc/self/fd 2>/dev/null; for i in $(seq 3 60); do cat /proc/self/fd/$i 2>/dev/null; done'] });
        await sandbox.stop();
        say(stdout);`,
      ),
      { extra },
    );
    closeSync(file);
    const seen = await child.said<string>();
    await child.exited;
    expect(seen).not.toContain('secret');
    expect(seen).toContain('/proc/self/fd:');
  });

  it('takes them along when it is killed, and the next one sweeps what it left', async () => {
    const child = new ChildWorker(worker(folder, SLEEPERS));
    const started = await child.said<ProcessId[]>();
    const [mark] = readdirSync(join(folder, 'run')).map((name) => name.slice(name.indexOf('-') + 1));
    await child.kill();
    for (let tries = 0; started.some(isAlive) && tries < 400; tries++) await pause(50);
    expect(started.filter(isAlive)).toEqual([]);
    expect(readdirSync(join(folder, 'run'))).toHaveLength(1);
    const next = new LocalSandboxProvider({ folder });
    expect(await next.probe()).toMatchObject({ usable: true });
    expect(readdirSync(join(folder, 'run'))).toEqual([]);
    if (isRoot()) expect(new UserIds().heldBy(mark!)).toEqual([]);
  });

  it('has sandboxes where it keeps the files that it makes to itself', async () => {
    const child = new ChildWorker(
      worker(join(folder, 'kept'), `process.umask(0o077); say(await provider.probe()); await provider.close();`),
    );
    expect(await child.said()).toMatchObject({ usable: true });
    await child.exited;
  });

  it('gives no user to two sandboxes, whatever folder a worker keeps its files in', async () => {
    const providers = ['one', 'other'].map((name) => new LocalSandboxProvider({ folder: join(folder, name) }));
    const sandboxes = await Promise.all(providers.map((provider) => provider.create()));
    const users = sandboxes.map(userOf);
    // The user is the worker's own where it is not root, and a sandbox says so.
    if (isRoot()) expect(new Set(users).size).toBe(2);
    else expect(sandboxes.map(({ isolation }) => isolation.user)).toEqual(['shared', 'shared']);
    await sandboxes[0]!.stop();
    expect((await sandboxes[1]!.exec({ argv: ['echo', 'here'] })).stdout).toBe('here\n');
    await sandboxes[1]!.stop();
  });

  it('sweeps nothing of a worker that runs, whatever folder that one has', async () => {
    const [dying, living] = ['one', 'other'].map((name) => new ChildWorker(worker(join(folder, name), SLEEPERS)));
    const [, started] = [await dying!.said(), await living!.said<ProcessId[]>()];
    await dying!.kill();
    const next = new LocalSandboxProvider({ folder: join(folder, 'one') });
    expect(await next.probe()).toMatchObject({ usable: true });
    expect(started.filter(isAlive)).toEqual(started);
    await living!.kill();
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

  it('says that its user is shared where it is not root', async () => {
    const users = isRoot() ? new UserIds() : undefined;
    const user = await users?.take();
    const own = mkdtempSync(join(tmpdir(), 'millwright-user-'));
    rmSync(own, { recursive: true });
    // What root has downloaded stands in a folder of root's: its copy can be read by all.
    await new LocalSandboxProvider({ folder }).probe();
    const copy = readdirSync(folder).find((name) => name.startsWith('bwrap-'));
    const bwrap = copy ? { path: join(folder, copy, EXECUTABLE), tree: join(folder, copy) } : undefined;
    const child = new ChildWorker(worker(own, `say(await provider.probe());`, bwrap), { user });
    expect(await child.said()).toMatchObject({ usable: true, isolation: { user: 'shared', limits: 'watchdog' } });
    await child.exited;
    if (user !== undefined) {
      expect(processesOf(user)).toEqual([]);
      users!.release(user);
    }
    rmSync(own, { recursive: true, force: true });
  });
});
