import { join } from 'node:path';
import { dataDirOf, processTable, SEPARATOR, type Listed } from './process-table.ts';
import { Plain, say } from './say.ts';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A process of ours that is found by its command line, whoever started it and whenever. */
export interface Found {
  pid: number;
  parent: number;
  name: string;
  signal: NodeJS.Signals;
  /** How long it has to end in good order. */
  graceMs: number;
  /** The launcher that started it, where it says so. */
  launcher?: number;
}

/** What is asked of the machine; given by tests. */
export interface Machine {
  table(): Listed[];
  /** Variable of a process, where it can be read. */
  dataDirOf(pid: number): string | undefined;
  kill(pid: number, signal: NodeJS.Signals): void;
}

const MACHINE: Machine = { table: processTable, dataDirOf, kill: (pid, signal) => void process.kill(pid, signal) };
const LOOK_MS = 50;
/** Work in flight is taken up again by the next worker, so that nobody waits for an old one. */
const OWN_GRACE_MS = 3_000;
const SERVER_GRACE_MS = 15_000;
/** After it, even force has not helped: a process may hang in the kernel. */
const FORCE_MS = 10_000;
const OWN: Record<string, string> = {
  'api/dist/main.js': 'API',
  'workflows/dist/worker/main.js': 'Workflow worker',
  'activities/dist/main.js': 'Activity worker',
  'activities/dist/sandbox-main.js': 'Sandbox worker',
  'deploy/local/src/migrate.ts': 'Migration',
};

/** Arguments by which a process of ours is known again: data folder and launcher. `dataDir` without symbolic links. */
export const marksOf = (dataDir: string): string[] => [markOf(dataDir), `--launcher=${process.pid}`];
const markOf = (dataDir: string): string => `--data-dir=${encodeURI(dataDir)}`;

/** Each process that runs for a data folder: API, workers and migrations first, then Temporal and PostgreSQL. */
export function processesOf(dataDir: string, machine = MACHINE): Found[] {
  const own: Found[] = [];
  const servers: Found[] = [];
  const has = ({ command }: Listed, ...args: string[]): boolean => command.includes(`${SEPARATOR}${args.join(SEPARATOR)}${SEPARATOR}`);
  for (const one of machine.table()) {
    const { pid, parent, command } = one;
    if (pid === process.pid) continue;
    const script = Object.keys(OWN).find((path) => command.includes(`/${path}${SEPARATOR}`));
    // By its variable: one of a release that did not mark its processes yet.
    if (script && (has(one, markOf(dataDir)) || machine.dataDirOf(pid) === dataDir)) {
      const launcher = /--launcher=(\d+)/.exec(command)?.[1];
      own.push({
        pid,
        parent,
        name: OWN[script]!,
        signal: 'SIGTERM',
        graceMs: OWN_GRACE_MS,
        ...(launcher ? { launcher: Number(launcher) } : {}),
      });
    }
    const server = { pid, parent, signal: 'SIGINT', graceMs: SERVER_GRACE_MS } as const;
    if (has(one, '--db-filename', join(dataDir, 'temporal/temporal.db'))) servers.push({ ...server, name: 'Temporal' });
    if (has(one, '-D', join(dataDir, 'postgres/data'))) servers.push({ ...server, name: 'PostgreSQL' });
  }
  return [...own, ...servers];
}

/**
 * Ends every process that an earlier run with a data folder left behind. By what their command lines say, not by process
 * ids that were written down: those may be of others by now.
 *
 * @throws Plain where the launcher of one still runs, and naming each that cannot be ended.
 */
export async function endLeftovers(dataDir: string, machine = MACHINE): Promise<void> {
  const left = processesOf(dataDir, machine);
  const held = left.find(({ launcher, parent }) => launcher === parent);
  if (held)
    throw new Plain(`Millwright runs already on this data folder (process ${held.parent}). Stop it first, or set DATA_DIR and PORT.`);
  if (left.length === 0) return;
  const isOwn = ({ signal }: Found): boolean => signal === 'SIGTERM';
  // Ours before the servers that they write to.
  await end(left.filter(isOwn), dataDir, machine);
  await end(
    left.filter((one) => !isOwn(one)),
    dataDir,
    machine,
  );
  say(`Ended what an earlier run left behind: ${left.map(named).join(', ')}`);
}

/** Ends a server that an earlier life of this launcher, or of another, left running. @throws Plain where it cannot */
export async function endServer(name: 'PostgreSQL' | 'Temporal', dataDir: string, machine = MACHINE): Promise<void> {
  const found = processesOf(dataDir, machine).filter((one) => one.name === name);
  await end(found, dataDir, machine);
  if (found.length > 0) say(`Ended what was left behind: ${found.map(named).join(', ')}`);
}

const named = ({ name, pid }: Found): string => `${name} (process ${pid})`;

async function end(found: readonly Found[], dataDir: string, machine: Machine): Promise<void> {
  const refused: Found[] = [];
  const send = (one: Found, signal: NodeJS.Signals): void => {
    try {
      machine.kill(one.pid, signal);
    } catch (error) {
      // Gone in the meantime is what is wanted.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') refused.push(one);
    }
  };
  const remaining = (): Found[] => {
    const now = new Set(processesOf(dataDir, machine).map(({ pid }) => pid));
    return found.filter(({ pid }) => now.has(pid));
  };
  const gone = async (ms: number): Promise<boolean> => {
    const deadline = performance.now() + ms;
    while (remaining().length > 0) {
      if (performance.now() > deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return true;
  };
  for (const one of found) send(one, one.signal);
  if (refused.length === 0 && !(await gone(Math.max(0, ...found.map(({ graceMs }) => graceMs))))) {
    for (const one of remaining()) send(one, 'SIGKILL');
    if (refused.length === 0 && !(await gone(FORCE_MS))) refused.push(...remaining());
  }
  if (refused.length > 0)
    throw new Plain(
      `An earlier run left processes behind that cannot be ended from here: ${refused.map(named).join(', ')}. End them as the user that they belong to, then run the same command again.`,
    );
}
