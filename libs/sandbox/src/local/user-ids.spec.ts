import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SandboxUnavailable } from '../problems.js';
import { ChildWorker } from './child-worker.testing.js';
import { machineFolder } from './machine-folder.js';
import { claimOf } from './owned-rows.js';
import { ownMark } from './owner-mark.js';
import { processesOf } from './processes.js';
import { isRoot } from './state-folder.js';
import { UserIds, type UserRange } from './user-ids.js';

const WORKERS = 20;
const EACH = 4;
/** Fewer than what dead workers leave behind: without a sweep there are not enough. */
const SPARE = 10;
/** No process has this start. */
const DEAD = '4194303.1';

describe('users for sandboxes', () => {
  let folder: string;
  let range: UserRange;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'millwright-users-'));
    // Numbers of nobody: these tests start nothing by them.
    range = { folder, first: 3_000_000_000, count: WORKERS * EACH + SPARE };
  });
  afterEach(async () => {
    await ChildWorker.endAll();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Waits for a line before it does anything, so that all begin at once. */
  const worker = (body: string): ChildWorker =>
    new ChildWorker(`
      const { UserIds } = await import(${JSON.stringify(join(import.meta.dirname, 'user-ids.ts'))});
      const users = new UserIds(${JSON.stringify(range)});
      const { createInterface } = await import('node:readline');
      const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
      say('ready');
      await lines.next();
      ${body}
      await lines.next();`);

  /** Starts workers, lets them go at once, and gives what each says. */
  async function atOnce<T>(count: number, body: string): Promise<{ workers: ChildWorker[]; said: T[] }> {
    const workers = Array.from({ length: count }, () => worker(body));
    await Promise.all(workers.map((child) => child.said()));
    for (const child of workers) child.tell('go');
    return { workers, said: await Promise.all(workers.map((child) => child.said<T>())) };
  }

  const stale = (name: string, mark = DEAD): void => writeFileSync(join(folder, name), mark);

  it('are each given to one worker, while all sweep and take at once what others left', async () => {
    const dead = await atOnce(5, `const uids = []; for (let i = 0; i < ${EACH}; i++) uids.push(await users.take()); say(uids);`);
    await Promise.all(dead.workers.map((child) => child.kill()));
    const body = `
      const uids = [];
      for (let i = 0; i < ${EACH}; i++) {
        if (i === 0) await users.sweep();
        users.release(await users.take());
        uids.push(await users.take());
      }
      say(uids);`;
    const { workers, said } = await atOnce<number[]>(WORKERS, body);
    expect(said.flat()).toHaveLength(WORKERS * EACH);
    expect(new Set(said.flat()).size).toBe(WORKERS * EACH);
    expect(readdirSync(folder).filter((name) => /^\d+$/.test(name))).toHaveLength(WORKERS * EACH);
    await Promise.all(workers.map((child) => child.leave()));
    await new UserIds(range).sweep();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('appear with their mark or not at all', async () => {
    const { workers } = await atOnce(
      4,
      `say('begun'); const until = Date.now() + 700; while (Date.now() < until) users.release(await users.take()); say('ended');`,
    );
    let isRunning = true;
    const ended = Promise.all(workers.map((child) => child.said())).then(() => (isRunning = false));
    let looks = 0;
    while (isRunning) {
      for (const name of readdirSync(folder).filter((entry) => /^\d+$/.test(entry))) {
        const mark = readOrGone(join(folder, name));
        if (mark !== undefined) expect(mark).toMatch(/^\d+\.\d+$/);
        looks++;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    await ended;
    expect(looks).toBeGreaterThan(0);
    await Promise.all(workers.map((child) => child.leave()));
  });

  it('are left to whoever has claimed them, and taken from a sweep that died', async () => {
    const [held, left, twice] = [0, 1, 2].map((index) => String(range.first + index));
    for (const name of [held!, left!, twice!]) stale(name);
    stale(claimOf(held!, DEAD), ownMark());
    stale(claimOf(left!, DEAD));
    const claim = claimOf(twice!, DEAD);
    stale(claim);
    stale(claimOf(claim, DEAD));
    stale(`draft-${DEAD}-0`, '');
    await new UserIds(range).sweep();
    expect(readdirSync(folder).sort()).toEqual([held, claimOf(held!, DEAD)].sort());
  });

  it('are refused, with a remedy, where all are taken', async () => {
    const users = new UserIds({ ...range, count: 1 });
    users.release(await users.take());
    await users.take();
    await expect(users.take()).rejects.toThrow(SandboxUnavailable);
  });

  it('are freed once nothing runs by them', async () => {
    // Where the worker is not root it has no users to give; its processes are its own.
    const real = isRoot() ? new UserIds() : undefined;
    const uid = (await real?.take()) ?? process.getuid!();
    if (real) {
      const child = spawn('/bin/sh', ['-c', 'sleep 1000 & sleep 1000'], { uid, gid: uid, stdio: 'ignore', cwd: '/' });
      const exited = new Promise((resolve) => child.once('exit', resolve));
      stale(String(uid));
      await new UserIds({ folder, first: uid, count: 1 }).sweep();
      await exited;
      expect(processesOf(uid)).toEqual([]);
      expect(readdirSync(folder)).toEqual([]);
      real.release(uid);
    } else expect(() => new UserIds()).toThrow(SandboxUnavailable);
  });
});

function readOrGone(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}

describe('the folder of a machine', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(isRoot() ? '/run' : tmpdir(), 'millwright-test-'));
    mkdirSync(join(place, 'here'));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const rows = (): string => join(place, 'here', 'rows');
  const make = (...before: string[]): string => machineFolder('rows', [...before, join(place, 'here')]);

  if (!isRoot()) {
    it('is refused to others than root', () => expect(() => make()).toThrow(SandboxUnavailable));
    return;
  }

  it('may be entered by root alone', () => {
    expect([make(), statSync(rows()).mode & 0o777]).toEqual([rows(), 0o700]);
    expect(make()).toBe(rows());
  });

  it('is another where the first cannot be made, for whoever asks', () => {
    writeFileSync(join(place, 'file'), '');
    expect(make(join(place, 'file'))).toBe(rows());
  });

  it('is refused where others may enter it', () => {
    mkdirSync(rows());
    chmodSync(rows(), 0o755);
    expect(() => make()).toThrow(SandboxUnavailable);
  });

  it('is refused where it leads to what others may change', () => {
    mkdirSync(join(place, 'open', 'rows'), { recursive: true, mode: 0o700 });
    chmodSync(join(place, 'open'), 0o777);
    symlinkSync(join(place, 'open', 'rows'), rows());
    expect(() => make()).toThrow(SandboxUnavailable);
  });
});
