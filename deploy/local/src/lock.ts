import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Plain } from './say.ts';

/** Held until it is released, or until the process that holds it has ended, in whatever way. */
export interface Lock {
  /** A second time does nothing. */
  release(): void;
}

const BUSY = 5;
/** For those who only look: they hold it for less than a millisecond. */
const LOOKERS_MS = 500;

/**
 * Takes a lock for this process alone. The kernel keeps it, by SQLite's locking of files: nothing is left behind by
 * kill -9, and no process id is mistaken for another's.
 *
 * @param waitMs how long to wait for another holder.
 * @returns undefined where another process holds it.
 * @throws Plain where the file cannot be locked
 */
export function lock(file: string, waitMs = LOOKERS_MS): Lock | undefined {
  return begin(file, 'BEGIN EXCLUSIVE', waitMs);
}

/** Takes a lock that others may share, and that keeps off those who want it for themselves. */
export function shareLock(file: string): Lock | undefined {
  return begin(file, 'BEGIN; SELECT * FROM sqlite_master', 0);
}

/** Whether a process, this one included, holds a lock for itself. */
export function isLocked(file: string): boolean {
  if (!existsSync(file)) return false;
  const own = shareLock(file);
  own?.release();
  return own === undefined;
}

function begin(file: string, statements: string, timeout: number): Lock | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout });
    database.exec(statements);
    const held = database;
    return { release: () => held.isOpen && held.close() };
  } catch (error) {
    database?.close();
    if ((error as { errcode?: number }).errcode === BUSY) return undefined;
    throw new Plain(`${file} cannot be locked: ${(error as Error).message}`);
  }
}
