import { identify, isAlive } from './processes.js';

let own: string | undefined;

/** Names this process among all since the system started: number and start. It may be a part of a file's name. */
export function ownMark(): string {
  if (own !== undefined) return own;
  const { pid, startedAt } = identify(process.pid)!;
  return (own = `${pid}.${startedAt}`);
}

/** Whether the process that left a mark still runs. */
export function isOwned(mark: string): boolean {
  const [, pid, startedAt] = /^(\d+)\.(\d+)$/.exec(mark) ?? [];
  return startedAt !== undefined && isAlive({ pid: Number(pid), startedAt });
}
