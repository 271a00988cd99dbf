import { createHash, randomBytes } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOwned, ownMark } from './owner-mark.js';

const DRAFT = /^draft-(\d+\.\d+)-/;

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Name under which one of several sweeps takes a row for itself: no later row has the same name and mark. */
export const claimOf = (name: string, mark: string): string =>
  `claim-${createHash('sha256').update(`${name}\n${mark}`).digest('hex').slice(0, 32)}`;

/**
 * Files of a folder that several processes share, each the property of the process whose mark it holds. A row appears
 * whole or not at all, belongs to one process, and is taken from a dead one by one sweep only.
 */
export class OwnedRows {
  constructor(private readonly folder: string) {}

  /** @returns the first of the names that was free and is this process's now; undefined where none was. */
  place(names: Iterable<string>): string | undefined {
    const draft = join(this.folder, `draft-${ownMark()}-${randomBytes(6).toString('hex')}`);
    writeFileSync(draft, ownMark(), { mode: 0o600, flag: 'wx' });
    try {
      for (const name of names) if (this.link(draft, name)) return name;
      return undefined;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** Gives back a row of this process. */
  remove(name: string): void {
    if (this.read(name) === ownMark()) rmSync(join(this.folder, name), { force: true });
  }

  /** Names of rows whose mark is this one. */
  ownedBy(mark: string): string[] {
    return readdirSync(this.folder).filter((name) => !/^(draft|claim)-/.test(name) && this.read(name) === mark);
  }

  /**
   * Removes the rows of processes that are gone, each once `end` has ended what it stood for. A row for which `end`
   * says false stays.
   */
  async sweep(end: (name: string) => Promise<boolean>): Promise<void> {
    for (const name of readdirSync(this.folder)) {
      const [, drafter] = DRAFT.exec(name) ?? [];
      if (drafter === undefined) await this.removeStale(name, end);
      else if (!isOwned(drafter)) rmSync(join(this.folder, name), { force: true });
    }
  }

  private async removeStale(name: string, end: (name: string) => Promise<boolean>): Promise<void> {
    const mark = this.read(name);
    if (mark === undefined || isOwned(mark)) return;
    const claim = claimOf(name, mark);
    if (!this.place([claim])) {
      // Whoever held the claim may have died as well.
      await this.removeStale(claim, end);
      if (!this.place([claim])) return;
    }
    try {
      // Another sweep may have been here between the look and the claim.
      if (this.read(name) !== mark) return;
      if (name.startsWith('claim-') || (await end(name))) rmSync(join(this.folder, name), { force: true });
    } finally {
      rmSync(join(this.folder, claim), { force: true });
    }
  }

  private link(draft: string, name: string): boolean {
    try {
      linkSync(draft, join(this.folder, name));
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
  }

  private read(name: string): string | undefined {
    try {
      return readFileSync(join(this.folder, name), 'latin1');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }
}
