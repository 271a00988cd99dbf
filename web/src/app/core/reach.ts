import { Injectable, signal } from '@angular/core';

const ASKED_EVERY_MS = 2_000;
/** Told to the window when the server answers again: what failed meanwhile is tried again. */
export const SERVER_BACK = 'server-back';

/** Whether the server can be reached, and since when it cannot. */
@Injectable({ providedIn: 'root' })
export class Reach {
  /** An instant in milliseconds; undefined while the server answers. */
  readonly awaySince = signal<number | undefined>(undefined);
  /** The page that was asked for and could not be loaded. */
  readonly wanted = signal<string | undefined>(undefined);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    addEventListener('offline', () => this.lost());
    addEventListener('online', () => void this.ask());
  }

  /** Something did not arrive: the server is asked again until it answers. */
  lost(): void {
    if (this.awaySince() !== undefined) return;
    this.awaySince.set(Date.now());
    this.askLater();
  }

  found(): void {
    if (this.awaySince() === undefined) return;
    clearTimeout(this.timer);
    this.awaySince.set(undefined);
    dispatchEvent(new Event(SERVER_BACK));
  }

  /** @returns whether it answers now. */
  async ask(): Promise<boolean> {
    const isThere = await fetch('/healthz', { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) this.found();
    else this.lost();
    return isThere;
  }

  private askLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      if (!(await this.ask())) this.askLater();
    }, ASKED_EVERY_MS);
  }
}
