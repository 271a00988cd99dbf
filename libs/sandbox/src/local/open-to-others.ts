import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const READ_BY_ALL = 0o022;

/** Makes files as other users may read them, in a process that keeps what it makes to itself. The work has to be done when it returns. */
export function openToOthers<T>(work: () => T): T {
  const before = process.umask(READ_BY_ALL);
  try {
    return work();
  } finally {
    process.umask(before);
  }
}

/** Lets all users read what stands in a folder, and run what its owner may run. */
export function openTree(path: string): void {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return;
  chmodSync(path, stats.mode | 0o444 | (stats.isDirectory() || stats.mode & 0o100 ? 0o111 : 0));
  if (stats.isDirectory()) for (const name of readdirSync(path)) openTree(join(path, name));
}
