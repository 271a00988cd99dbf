import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive, kill, processesOf, type ProcessId } from './processes.js';

/** Beyond what systems give to people, services and containers. */
const HIGH = 2_000_000_000;
/** Unused by the systems that number users: for containers, which have 65 536 of them. */
const LOW = 60_706;
const COUNT = 400;

const firstId = (): number => {
  const mapped = readFileSync('/proc/self/uid_map', 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return mapped.some(([from, , count]) => from! <= HIGH && HIGH + COUNT < from! + count!) ? HIGH : LOW;
};

/** Marks what belongs to this process, so that a later one knows what was left behind. */
export const ownMark = (): string => JSON.stringify(identify(process.pid));

/** Whether the process that left a mark still runs. */
export function isOwned(mark: string): boolean {
  try {
    return isAlive(JSON.parse(mark) as ProcessId);
  } catch {
    return false;
  }
}

/** A user of the host for one sandbox, given to no other on this machine as long as it is held. */
export class UserIds {
  private readonly folder: string;
  private readonly first = firstId();

  constructor(stateFolder: string) {
    this.folder = join(stateFolder, 'users');
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  /** @throws RangeError where all are taken. */
  take(): number {
    for (let uid = this.first; uid < this.first + COUNT; uid++) {
      try {
        const file = openSync(join(this.folder, String(uid)), 'wx', 0o600);
        writeSync(file, ownMark());
        closeSync(file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        throw error;
      }
      return uid;
    }
    throw new RangeError(`All ${COUNT} users for sandboxes are taken`);
  }

  release(uid: number): void {
    rmSync(join(this.folder, String(uid)), { force: true });
  }

  /** Ends what a worker that is gone left running, and frees its users. */
  sweep(): void {
    for (const name of readdirSync(this.folder)) {
      const file = join(this.folder, name);
      if (!/^\d+$/.test(name) || isOwned(readFileSync(file, 'utf8'))) continue;
      for (const info of processesOf(Number(name))) kill(info);
      rmSync(file, { force: true });
    }
  }
}
