import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process of this machine. */
export interface Listed {
  pid: number;
  parent: number;
  /** Its arguments, the program first, each between two SEPARATORs. */
  command: string;
}

const hasProc = process.platform === 'linux';
/** Between two arguments: `ps` tells them apart by nothing more than a space. */
export const SEPARATOR = hasProc ? '\0' : ' ';

/** All processes that we can see; without those that have ended and that nobody has collected. None on Windows. */
export function processTable(): Listed[] {
  if (process.platform === 'win32') return [];
  return hasProc ? readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? listed(Number(name)) : [])) : byPs();
}

function listed(pid: number): Listed[] {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    // Kernel threads and zombies have none; what runs in a container has paths of its own.
    if (command === '' || !isOfOurSpace(pid)) return [];
    // The name may hold anything, parentheses too.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return [{ pid, parent: Number(parent), command: `\0${command}${command.endsWith('\0') ? '' : '\0'}` }];
  } catch {
    // It ended while it was looked at.
    return [];
  }
}

function isOfOurSpace(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`) === readlinkSync('/proc/self/ns/pid');
  } catch {
    // Another user's: not to be looked into.
    return true;
  }
}

/** The variable DATA_DIR of a process; undefined where it has none, or it cannot be read. */
export function dataDirOf(pid: number): string | undefined {
  if (!hasProc) return undefined;
  try {
    const found = readFileSync(`/proc/${pid}/environ`, 'utf8')
      .split('\0')
      .find((line) => line.startsWith('DATA_DIR='));
    return found?.slice('DATA_DIR='.length);
  } catch {
    return undefined;
  }
}

function byPs(): Listed[] {
  const lines = execFileSync('ps', ['-axww', '-o', 'pid=,ppid=,stat=,command='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return lines.split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid && !state!.startsWith('Z') ? [{ pid: Number(pid), parent: Number(parent), command: ` ${command} ` }] : [];
  });
}
