import { chmodSync, existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './say.ts';

const OTHERS = 0o077;
/** Of a folder: its owner's alone. */
export const OWN_FOLDER = 0o700;
/** Of a folder: passed through by others, and read by its owner alone. */
export const PASSABLE = 0o711;

/** From now on this process and its children make no file or folder that another account may read. */
export function makePrivately(): void {
  process.umask(OTHERS);
}

/** Whether PostgreSQL runs as an account of its own, as it refuses to run as root. */
export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Makes a data folder its owner's alone, also one of an earlier release, whose files others may read.
 *
 * Where the launcher is root, PostgreSQL runs as another account, which has to pass through this folder and the one of its
 * cluster: these two may be passed by all (0711) and listed by nobody else; whatever else is in them is closed (0700).
 */
export function closeDataFolder(folder: string): void {
  if (process.platform === 'win32') return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    // One for trials lies within another (`npm start -- --simulate`), and its database may be running.
    if (existsSync(join(path, 'launcher.lock'))) closeDataFolder(path);
    // The cluster itself is closed by PostgreSQL, which does not start on an open one.
    else if (name === 'postgres') close(path, isRoot() ? PASSABLE : OWN_FOLDER);
    else closeTree(path);
  }
  close(folder, isRoot() && existsSync(join(folder, 'postgres')) ? PASSABLE : OWN_FOLDER);
}

/** Inside before outside: a folder that is closed already has been gone through, and costs one look. */
function closeTree(path: string): void {
  const { mode, isFolder } = look(path);
  if (mode === undefined || (mode & OTHERS) === 0) return;
  if (isFolder) for (const name of readdirSync(path)) closeTree(join(path, name));
  close(path, mode & ~OTHERS);
}

function look(path: string): { mode?: number; isFolder: boolean } {
  const found = lstatSync(path, { throwIfNoEntry: false });
  // The mode of a symbolic link is that of what it leads to, which is not ours to change.
  return found && !found.isSymbolicLink() ? { mode: found.mode & 0o7777, isFolder: found.isDirectory() } : { isFolder: false };
}

function close(path: string, mode: number): void {
  const now = statSync(path, { throwIfNoEntry: false });
  if (!now || (now.mode & 0o7777) === mode) return;
  try {
    chmodSync(path, mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    say(`Other accounts may read ${path}, and this one cannot change that (${(error as Error).message})`);
  }
}
