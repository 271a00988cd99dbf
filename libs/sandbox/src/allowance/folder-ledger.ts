import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { OwnedRows } from '../local/owned-rows.js';
import { isOwned, ownMark } from '../local/owner-mark.js';
import type { SandboxUsage } from '../port.js';
import { emptyBook, grantTime, holdShare, settled, useOf, type Book } from './book.js';
import type { LedgerEntry, SandboxAllowance, SandboxLedger, SandboxShare, SandboxUse } from './ledger.js';

const LOCK_MS = 30_000;
const LOOK_MS = 5;

/** A ledger for the workers of one host, in a folder that they share. A worker that dies leaves nothing counted in. */
export class FolderLedger implements SandboxLedger {
  private readonly locks: OwnedRows;
  private swept: Promise<void> | undefined;

  /** @param now milliseconds since 1970; another clock for tests. */
  constructor(
    private readonly folder: string,
    private readonly now: () => number = Date.now,
  ) {
    const locks = join(folder, 'locks');
    mkdirSync(locks, { recursive: true, mode: 0o700 });
    this.locks = new OwnedRows(locks);
  }

  async open(entry: LedgerEntry & { share: SandboxShare; askedMs: number; allowance: SandboxAllowance }): Promise<number> {
    const { organizationId, sandboxId, share, askedMs, allowance } = entry;
    return await this.change(organizationId, (book) => {
      holdShare(book, share, allowance);
      const promisedMs = grantTime(book, askedMs, allowance);
      book.open[sandboxId] = { share, since: this.now(), promisedMs, mark: ownMark() };
      return promisedMs;
    });
  }

  async extend({
    organizationId,
    sandboxId,
    askedMs,
    allowance,
  }: LedgerEntry & { askedMs: number; allowance: SandboxAllowance }): Promise<number> {
    return await this.change(organizationId, (book) => {
      const held = book.open[sandboxId];
      if (!held) throw new RangeError(`The sandbox ${sandboxId} is not counted in`);
      held.promisedMs = grantTime(book, askedMs, allowance, held.promisedMs);
      return held.promisedMs;
    });
  }

  async close({ organizationId, sandboxId, usage }: LedgerEntry & { usage: SandboxUsage }): Promise<void> {
    await this.change(organizationId, (book) => {
      const { [sandboxId]: closed, ...open } = book.open;
      if (!closed) return;
      book.open = open;
      book.usedMs += usage.wallMs;
      book.cpuMs += usage.cpuMs ?? 0;
    });
  }

  async read(organizationId: string): Promise<SandboxUse> {
    return useOf(settled(this.load(organizationId), this.now(), isOwned));
  }

  /** Reads, changes and writes a book while nobody else does; where the change throws, nothing is written. */
  private async change<T>(organizationId: string, work: (book: Book) => T): Promise<T> {
    const lock = nameOf(organizationId);
    await this.lock(lock);
    try {
      const book = settled(this.load(organizationId), this.now(), isOwned);
      const result = work(book);
      this.save(organizationId, book);
      return result;
    } finally {
      this.locks.remove(lock);
    }
  }

  private async lock(name: string): Promise<void> {
    // What dead workers left, even of a lock that they did not come to hold.
    await (this.swept ??= this.locks.sweep(async () => true));
    const until = performance.now() + LOCK_MS;
    while (!this.locks.place([name])) {
      if (performance.now() > until) throw new Error('The ledger of sandboxes is held by another worker');
      await this.locks.sweep(async () => true);
      await pause(LOOK_MS);
    }
  }

  private load(organizationId: string): Book {
    try {
      return JSON.parse(readFileSync(this.pathOf(organizationId), 'utf8')) as Book;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyBook(this.now());
      throw error;
    }
  }

  private save(organizationId: string, book: Book): void {
    const draft = join(this.folder, `draft-${randomBytes(8).toString('hex')}`);
    writeFileSync(draft, JSON.stringify(book), { mode: 0o600, flush: true });
    renameSync(draft, this.pathOf(organizationId));
  }

  private pathOf(organizationId: string): string {
    return join(this.folder, `${nameOf(organizationId)}.json`);
  }
}

/** An organization as a file's name, whatever its id holds. */
const nameOf = (organizationId: string): string => createHash('sha256').update(organizationId).digest('hex').slice(0, 32);
