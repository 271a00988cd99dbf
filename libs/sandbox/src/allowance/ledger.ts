import type { SandboxUsage } from '../port.js';

/** What an organization may use. Each is a bound; Infinity is none. */
export interface SandboxAllowance {
  /** Sandboxes at one time. */
  sandboxes: number;
  /** Processors' worth of time of all at one time. */
  cpus: number;
  /** Memory of all at one time, their files aside. */
  memoryBytes: number;
  /** Work folders of all at one time. */
  diskBytes: number;
  /** Time of all together in a calendar month, UTC. */
  minutes: number;
}

/** What one sandbox holds as long as it runs. */
export type SandboxShare = Pick<SandboxAllowance, 'cpus' | 'memoryBytes' | 'diskBytes'>;

/** What an organization uses and has used. */
export interface SandboxUse {
  open: SandboxShare & { sandboxes: number };
  /** The month, as 2026-11, in which the following has been used; a sandbox counts in the month of its end. */
  month: string;
  usedMs: number;
  /** Of those whose provider tells. */
  cpuMs: number;
  /** Promised to those that run: what they do not use comes back at their end. */
  promisedMs: number;
}

/** The organization's allowance for sandboxes is used up; nothing was started. */
export class AllowanceReached extends Error {
  readonly code = 'SANDBOX_ALLOWANCE_REACHED';
  constructor(
    readonly meter: keyof SandboxAllowance,
    readonly limit: number,
  ) {
    super(`The allowance of ${limit} ${WORDS[meter]} is used up`);
  }
}

const WORDS: Record<keyof SandboxAllowance, string> = {
  sandboxes: 'sandboxes at one time',
  cpus: 'processors at one time',
  memoryBytes: 'bytes of memory at one time',
  diskBytes: 'bytes of disk at one time',
  minutes: 'minutes a month',
};

export interface LedgerEntry {
  organizationId: string;
  sandboxId: string;
}

/**
 * Where it is written down what organizations use. All that share a ledger share its allowances; each step is one, however many
 * ask at once. Time is promised before it is used, so that a month is never overdrawn.
 */
export interface SandboxLedger {
  /**
   * Counts a sandbox in.
   *
   * @returns the time that it may run, in milliseconds: what was asked or what is left.
   * @throws AllowanceReached
   */
  open(entry: LedgerEntry & { share: SandboxShare; askedMs: number; allowance: SandboxAllowance }): Promise<number>;
  /**
   * Promises a running sandbox another time in all, longer or shorter.
   *
   * @returns the time since its start that it may run, in milliseconds.
   * @throws AllowanceReached where nothing is left beyond what it has.
   */
  extend(entry: LedgerEntry & { askedMs: number; allowance: SandboxAllowance }): Promise<number>;
  /** Counts a sandbox out, and what it has used; for the second time nothing. */
  close(entry: LedgerEntry & { usage: SandboxUsage }): Promise<void>;
  read(organizationId: string): Promise<SandboxUse>;
}
