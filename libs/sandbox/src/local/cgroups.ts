import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SandboxLimits } from '../port.js';
import { identify, kill } from './processes.js';
import { isOwned, ownMark } from './owner-mark.js';

/** What the processes of a sandbox have used together. */
export interface Used {
  cpuMs: number;
  /** The most at one time. */
  peakMemoryBytes: number;
}

/** A group of processes whose memory, number and processor time the kernel holds. */
export interface ControlGroup {
  add(pid: number): void;
  /** Whether the kernel ended a process of it for want of memory. */
  wasOutOfMemory(): boolean;
  used(): Used;
  /** Removes the group; what is left in it is ended first. */
  remove(): Promise<void>;
}

export interface ControlGroups {
  readonly version: 'cgroup-v1' | 'cgroup-v2';
  create(id: string, limits: SandboxLimits): ControlGroup;
  /** Removes groups whose worker is gone. */
  sweep(): Promise<void>;
}

const PREFIX = 'millwright-';
const PERIOD_US = 100_000;

/** A name that says whose the group is. */
const nameOf = (id: string): string => `${PREFIX}${id}-${ownMark()}`;
const ownerOf = (name: string): string => name.slice(name.lastIndexOf('-') + 1);

/** All that is in memory: files of a tmpfs count as the group's. */
const totalBytes = (limits: SandboxLimits): number => limits.memoryBytes + limits.diskBytes + 2 * limits.temporaryBytes;

/** Mount points by controller; the unified hierarchy under the empty name. */
function mounts(): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of readFileSync('/proc/self/mounts', 'utf8').split('\n')) {
    const [, path, kind, options = ''] = line.split(' ');
    if (kind === 'cgroup2' && !found.has('')) found.set('', path!);
    if (kind === 'cgroup') for (const option of options.split(',')) found.set(option, path!);
  }
  return found;
}

/** The worker's own group by controller. */
function ownPaths(): Map<string, string> {
  const lines = readFileSync('/proc/self/cgroup', 'utf8').trim().split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, names = '', path = '/'] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
      return names.split(',').map((name): [string, string] => [name, path]);
    }),
  );
}

/** @returns the control groups that this process may make; undefined where it may make none. */
export function findControlGroups(): ControlGroups | undefined {
  return firstVersion() ?? secondVersion();
}

function firstVersion(): ControlGroups | undefined {
  const [at, own] = [mounts(), ownPaths()];
  const parentOf = (name: string): string | undefined => {
    const path = at.has(name) ? join(at.get(name)!, own.get(name) ?? '/') : undefined;
    return path && existsSync(path) ? path : undefined;
  };
  const [memory, pids, cpu, time] = ['memory', 'pids', 'cpu', 'cpuacct'].map(parentOf);
  if (!memory || !pids || !cpu || !time) return undefined;
  // Some systems mount two of them as one.
  const parents = [...new Set([memory, pids, cpu, time])];
  return usable({
    version: 'cgroup-v1',
    create(id, limits) {
      const name = nameOf(id);
      const settings: [string, string][] = [
        [join(memory, name, 'memory.limit_in_bytes'), String(totalBytes(limits))],
        [join(pids, name, 'pids.max'), String(limits.processes)],
        [join(cpu, name, 'cpu.cfs_period_us'), String(PERIOD_US)],
        [join(cpu, name, 'cpu.cfs_quota_us'), String(Math.round(limits.cpus * PERIOD_US))],
      ];
      return makeGroup({
        folders: parents.map((parent) => join(parent, name)),
        settings,
        wasOutOfMemory: () => /^oom_kill [1-9]/m.test(readFileSync(join(memory, name, 'memory.oom_control'), 'utf8')),
        used: () => ({
          cpuMs: numberIn(join(time, name, 'cpuacct.usage')) / 1e6,
          peakMemoryBytes: numberIn(join(memory, name, 'memory.max_usage_in_bytes')),
        }),
      });
    },
    sweep: () => sweepFolders(parents),
  });
}

const numberIn = (path: string, pattern = /(\d+)/): number => Number(pattern.exec(readFileSync(path, 'utf8'))?.[1] ?? 0);

function secondVersion(): ControlGroups | undefined {
  const at = mounts().get('');
  const parent = at && join(at, ownPaths().get('') ?? '/');
  if (!parent || !existsSync(parent) || !delegate(parent)) return undefined;
  return usable({
    version: 'cgroup-v2',
    create(id, limits) {
      const folder = join(parent, nameOf(id));
      const settings: [string, string][] = [
        [join(folder, 'memory.max'), String(totalBytes(limits))],
        [join(folder, 'memory.swap.max'), '0'],
        [join(folder, 'memory.oom.group'), '1'],
        [join(folder, 'pids.max'), String(limits.processes)],
        [join(folder, 'cpu.max'), `${Math.round(limits.cpus * PERIOD_US)} ${PERIOD_US}`],
      ];
      return makeGroup({
        folders: [folder],
        settings,
        wasOutOfMemory: () => /^oom_kill [1-9]/m.test(readFileSync(join(folder, 'memory.events'), 'utf8')),
        used: () => ({
          cpuMs: numberIn(join(folder, 'cpu.stat'), /^usage_usec (\d+)/m) / 1e3,
          // Kernels before 5.19 keep no peak.
          peakMemoryBytes: numberIn(join(folder, existsSync(join(folder, 'memory.peak')) ? 'memory.peak' : 'memory.current')),
        }),
      });
    },
    sweep: () => sweepFolders([parent]),
  });
}

/** Hands the controllers down, which asks that the parent holds no process itself. */
function delegate(parent: string): boolean {
  const enable = (): void => writeFileSync(join(parent, 'cgroup.subtree_control'), '+memory +pids +cpu');
  try {
    enable();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') return false;
  }
  try {
    const own = join(parent, `${PREFIX}worker`);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'cgroup.procs'), String(process.pid));
    enable();
    return true;
  } catch {
    return false;
  }
}

/** Makes one and removes it: rights to a folder say little here. */
function usable(groups: ControlGroups): ControlGroups | undefined {
  try {
    const limits = { memoryBytes: 2 ** 28, diskBytes: 2 ** 20, temporaryBytes: 2 ** 20, processes: 8, cpus: 1, openFiles: 64, wallMs: 1 };
    const group = groups.create(`try${process.pid}`, limits);
    try {
      group.used();
    } finally {
      void group.remove();
    }
    return groups;
  } catch {
    return undefined;
  }
}

interface GroupParts {
  folders: string[];
  /** File and what is written to it. */
  settings: [string, string][];
  wasOutOfMemory: () => boolean;
  used: () => Used;
}

function makeGroup({ folders, settings, wasOutOfMemory, used }: GroupParts): ControlGroup {
  const made: string[] = [];
  try {
    for (const folder of folders) {
      mkdirSync(folder);
      made.push(folder);
    }
    for (const [file, value] of settings) {
      // Swap is no part of every kernel.
      if (file.endsWith('memory.swap.max') && !existsSync(file)) continue;
      writeFileSync(file, value);
    }
  } catch (error) {
    for (const folder of made) rmdirSync(folder);
    throw error;
  }
  return {
    add: (pid) => folders.forEach((folder) => writeFileSync(join(folder, 'cgroup.procs'), String(pid))),
    wasOutOfMemory,
    used,
    remove: async () => {
      for (const folder of folders) await removeFolder(folder);
    },
  };
}

async function removeFolder(folder: string): Promise<void> {
  // A process that was ended leaves its group a moment later.
  for (let tries = 0; tries < 200; tries++) {
    try {
      rmdirSync(folder);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    }
    for (const pid of membersOf(folder)) {
      const id = identify(pid);
      if (id) kill(id);
    }
    await pause(10);
  }
}

const membersOf = (folder: string): number[] => {
  try {
    return readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number);
  } catch {
    return [];
  }
};

async function sweepFolders(parents: string[]): Promise<void> {
  for (const parent of parents)
    for (const name of readdirSync(parent))
      if (name.startsWith(PREFIX) && name !== `${PREFIX}worker` && !isOwned(ownerOf(name))) await removeFolder(join(parent, name));
}
