import { readFileSync } from 'node:fs';
import { SandboxUnavailable } from '../problems.js';
import { machineFolder } from './machine-folder.js';
import { OwnedRows } from './owned-rows.js';
import { endProcessesOf } from './processes.js';

/** Beyond what systems give to people, services and containers. */
const HIGH = 2_000_000_000;
/** Unused by the systems that number users: for containers, which have 65 536 of them. */
const LOW = 60_706;
const COUNT = 400;

/** A range of the host's users and where it is written down which of them are taken. */
export interface UserRange {
  first: number;
  count: number;
  /** One folder for a range: two that give out the same users would give one to two sandboxes. */
  folder: string;
}

/** The range of this machine. @throws SandboxUnavailable where this system has no users to give. */
export function machineRange(): UserRange {
  const mapped = readFileSync('/proc/self/uid_map', 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const first = [HIGH, LOW].find((id) => mapped.some(([from, , count]) => from! <= id && id + COUNT <= from! + count!));
  if (first === undefined)
    throw new SandboxUnavailable(
      'the container that the worker is in has no users to give to sandboxes',
      `Give its user namespace the users ${LOW} to ${LOW + COUNT - 1}, or run the worker as another user than root.`,
    );
  return { first, count: COUNT, folder: machineFolder('sandbox-users') };
}

/** Users of the host for sandboxes: each is given to no other on this machine as long as it is held. */
export class UserIds {
  private readonly rows: OwnedRows;

  constructor(private readonly range = machineRange()) {
    this.rows = new OwnedRows(range.folder);
  }

  /** @throws SandboxUnavailable where all are taken. */
  async take(): Promise<number> {
    const name = this.free() ?? (await this.sweep(), this.free());
    if (name === undefined) throw new SandboxUnavailable(`all ${this.range.count} users for sandboxes are taken`, 'Stop sandboxes first.');
    return Number(name);
  }

  /** Gives back a user that this process holds, and of which nothing runs. */
  release(uid: number): void {
    this.rows.remove(String(uid));
  }

  /** Users that the process of a mark holds. */
  heldBy(mark: string): number[] {
    return this.rows.ownedBy(mark).map(Number);
  }

  /** Ends what workers that are gone left running, and frees their users. */
  async sweep(): Promise<void> {
    await this.rows.sweep(async (name) => /^\d+$/.test(name) && (await endProcessesOf(Number(name))));
  }

  private free(): string | undefined {
    const { first, count } = this.range;
    return this.rows.place(Array.from({ length: count }, (_, index) => String(first + index)));
  }
}
