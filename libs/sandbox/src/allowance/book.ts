import { AllowanceReached, type SandboxAllowance, type SandboxShare, type SandboxUse } from './ledger.js';

/** Less is not worth a start. */
const LEAST_MS = 1_000;

export interface OpenEntry {
  share: SandboxShare;
  /** Milliseconds since 1970. */
  since: number;
  promisedMs: number;
  /** Whose it is. */
  mark: string;
}

/** One organization's page of a ledger. */
export interface Book {
  month: string;
  usedMs: number;
  cpuMs: number;
  open: Record<string, OpenEntry>;
}

export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);
export const emptyBook = (at: number): Book => ({ month: monthOf(at), usedMs: 0, cpuMs: 0, open: {} });

/** The book as it stands now: a new month begins at nothing, and what was left by workers that are gone is counted as used. */
export function settled(book: Book, now: number, isAlive: (mark: string) => boolean): Book {
  const next = book.month === monthOf(now) ? { ...book } : emptyBook(now);
  next.open = {};
  for (const [id, entry] of Object.entries(book.open)) {
    if (isAlive(entry.mark)) next.open[id] = entry;
    // Nobody saw its end: it had no more than it was promised.
    else next.usedMs += Math.min(Math.max(0, now - entry.since), entry.promisedMs);
  }
  return next;
}

export function useOf({ month, usedMs, cpuMs, open }: Book): SandboxUse {
  const entries = Object.values(open);
  const sum = (pick: (entry: OpenEntry) => number): number => entries.reduce((total, entry) => total + pick(entry), 0);
  return {
    ...{ month, usedMs, cpuMs, promisedMs: sum((entry) => entry.promisedMs) },
    open: {
      sandboxes: entries.length,
      cpus: sum(({ share }) => share.cpus),
      memoryBytes: sum(({ share }) => share.memoryBytes),
      diskBytes: sum(({ share }) => share.diskBytes),
    },
  };
}

/** @throws AllowanceReached naming the first meter that one more sandbox would pass. */
export function holdShare(book: Book, share: SandboxShare, allowance: SandboxAllowance): void {
  const { open } = useOf(book);
  const wanted = { sandboxes: 1, ...share };
  for (const meter of ['sandboxes', 'cpus', 'memoryBytes', 'diskBytes'] as const)
    if (open[meter] + wanted[meter] > allowance[meter]) throw new AllowanceReached(meter, allowance[meter]);
}

/**
 * What may be promised of the time that was asked.
 *
 * @param heldMs promised to the same sandbox already.
 * @throws AllowanceReached
 */
export function grantTime(book: Book, askedMs: number, allowance: SandboxAllowance, heldMs = 0): number {
  const { usedMs, promisedMs } = useOf(book);
  const leftMs = allowance.minutes * 60_000 - usedMs - promisedMs + heldMs;
  if (askedMs <= leftMs) return askedMs;
  if (leftMs < heldMs + LEAST_MS) throw new AllowanceReached('minutes', allowance.minutes);
  return leftMs;
}
