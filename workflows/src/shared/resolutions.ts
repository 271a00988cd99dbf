import type { EditConflict } from '@millwright/domain';
import { refusal } from './refusal.js';

/** Where a generation waits until a person has decided on files that were changed by hand and generated anew. */
export class Resolutions {
  private conflicts: readonly EditConflict[] | undefined;
  private isAsked = false;
  private isDeciding = false;

  /** @param until resolves once the condition holds; in a workflow, Temporal's own. */
  constructor(private readonly until: (condition: () => boolean) => Promise<unknown>) {}

  async await(conflicts: readonly EditConflict[], ask: () => Promise<unknown>): Promise<void> {
    this.conflicts = conflicts;
    this.isAsked = false;
    await ask();
    this.isAsked = true;
    await this.until(() => this.conflicts === undefined);
  }

  /** For validators: all of the files, and as they stand. */
  requireFor(files: readonly { path: string; theirsSha256: string | null }[]): void {
    if (!this.conflicts) throw refusal('No files wait for a decision');
    if (this.isDeciding) throw refusal('Somebody else is deciding right now');
    for (const { path, theirsSha256 } of this.conflicts) {
      const file = files.find((one) => one.path === path);
      if (!file) throw refusal(`A decision on ${path} is missing: decide on all files at once`);
      if (file.theirsSha256 !== theirsSha256) throw refusal(`${path} was generated anew since you looked at it: look at it again`);
    }
  }

  /** Takes a decision: written down first, then in force. */
  async resolve(writeDown: () => Promise<void>): Promise<void> {
    this.isDeciding = true;
    try {
      await this.until(() => this.isAsked);
      await writeDown();
      this.conflicts = undefined;
    } finally {
      this.isDeciding = false;
    }
  }
}
