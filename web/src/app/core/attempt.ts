import { Injectable, inject, signal } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';

/** Runs what a button asks for: says that it is done, or keeps what went wrong for the page to show. */
@Injectable()
export class Attempt {
  private readonly notices = inject(MatSnackBar);
  readonly trouble = signal<unknown>(undefined);
  readonly isWaiting = signal(false);

  /** @param work gives the sentence to say when it is done; empty where the page shows it anyway. */
  async run(work: () => Promise<string>): Promise<void> {
    this.isWaiting.set(true);
    this.trouble.set(undefined);
    try {
      const notice = await work();
      if (notice) this.notices.open(notice, undefined, { duration: 5_000 });
    } catch (error) {
      this.trouble.set(error);
    } finally {
      this.isWaiting.set(false);
    }
  }
}
