import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process of the host, told from a later one with the same number by its start. */
export interface ProcessId {
  pid: number;
  startedAt: string;
}

export interface ProcessInfo {
  pid: number;
  parent: number;
  /** One letter; Z has ended and waits for its parent. */
  state: string;
  startedAt: string;
  memoryBytes: number;
  /** Processor time of it and of its children that have ended. */
  cpuMs: number;
}

const PAGE = 4096;
/** Times of processes are told in hundredths of a second. */
const TICK_MS = 10;

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
};

/** @returns undefined where there is no such process any more. */
export function processInfo(pid: number): ProcessInfo | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (!stat) return undefined;
  // The name, in parentheses, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return {
    ...{ pid, state: fields[0]!, parent: Number(fields[1]), startedAt: fields[19]! },
    ...{ memoryBytes: Number(fields[21]) * PAGE, cpuMs: ticks * TICK_MS },
  };
}

export const identify = (pid: number): ProcessId | undefined => {
  const info = processInfo(pid);
  return info && { pid, startedAt: info.startedAt };
};

export const isAlive = (id: ProcessId): boolean => {
  const info = processInfo(id.pid);
  return info !== undefined && info.startedAt === id.startedAt && info.state !== 'Z';
};

/** Now, as starts of processes are told. */
export const ticksNow = (): number => Math.floor((Number(readText('/proc/uptime')!.split(' ')[0]) * 1000) / TICK_MS);

/** Ends a process, and never another that has its number by now. */
export function kill(id: ProcessId): void {
  if (!isAlive(id)) return;
  try {
    process.kill(id.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export const allProcesses = (): ProcessInfo[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processInfo(Number(name)) ?? []);

/** A process and all that came from it. */
export function familyOf(root: number, all = allProcesses()): ProcessInfo[] {
  const children = Map.groupBy(all, (info) => info.parent);
  const family = all.filter((info) => info.pid === root);
  for (const member of family) family.push(...(children.get(member.pid) ?? []));
  return family;
}

/** Fields of /proc/PID/status by name. */
export function statusOf(pid: number): Map<string, string> {
  const lines = (readText(`/proc/${pid}/status`) ?? '').split('\n').map((line) => line.split(/:\s+/, 2) as [string, string]);
  return new Map(lines.filter(([, value]) => value !== undefined));
}

/** Processes that run as a user, ended ones that wait for their parent left out. */
export const processesOf = (uid: number): ProcessInfo[] =>
  allProcesses().filter((info) => info.state !== 'Z' && statusOf(info.pid).get('Uid')?.split('\t')[0] === String(uid));

const END_TRIES = 500;

/**
 * Ends all processes of a user, and those that they start meanwhile, with the process that is named first.
 *
 * @returns whether none is left; one that the kernel holds may stay.
 */
export async function endProcessesOf(uid: number | undefined, first?: ProcessId): Promise<boolean> {
  for (let tries = 0; tries < END_TRIES; tries++) {
    if (first) kill(first);
    const left = uid === undefined ? [] : processesOf(uid);
    for (const info of left) kill(info);
    if (left.length === 0 && !(first && isAlive(first))) return true;
    await pause(5);
  }
  return false;
}

/** Soft limits of a process by their names in /proc. */
export function limitsOf(pid: number): Map<string, number> {
  const rows = (readText(`/proc/${pid}/limits`) ?? '').split('\n').slice(1);
  return new Map(rows.map((row) => [row.slice(0, 26).trim(), /^\d+/.test(row.slice(26)) ? Number.parseInt(row.slice(26), 10) : Infinity]));
}
