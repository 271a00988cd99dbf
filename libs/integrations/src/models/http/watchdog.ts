import { ModelError } from '../port.js';

// A stream may think before it writes, and in between; one that says nothing but "I am here" for this many idle times has hung.
const SILENT_WINDOWS = 10;
// Text that has begun goes on at least this fast, or the stream drips. Slow machines write one token, some four characters, a second.
const CHARACTERS_PER_SECOND = 1;

/**
 * Notices a call that hangs, by what does not come: no sign of life within the idle time, or text that drips.
 * Total time is no measure, since long answers take long.
 */
export class Watchdog {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  /** When the call last got on: at its beginning, and whenever enough text had come. */
  private gotOnAt = Date.now();
  private characters = 0;
  private isLate = false;

  constructor(
    private readonly idleMs: number,
    private readonly outer: AbortSignal,
  ) {
    this.outer.addEventListener('abort', this.stop, { once: true });
    if (outer.aborted) this.controller.abort();
    else this.wait();
  }

  /** Aborts when the caller gives up, and when the call hangs. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Something came that is no text: it counts, and not for ever. */
  alive(): void {
    if (Date.now() - this.gotOnAt < this.idleMs * SILENT_WINDOWS) this.wait();
  }

  text(characters: number): void {
    this.characters += characters;
    if (this.characters < (this.idleMs / 1_000) * CHARACTERS_PER_SECOND) return;
    this.characters = 0;
    this.gotOnAt = Date.now();
    this.wait();
  }

  /** What an error of the call really is: the caller's own cancellation, or a hang; else undefined. */
  explain(cause?: unknown): ModelError | undefined {
    if (this.outer.aborted) return new ModelError('CANCELLED', 'The call was cancelled', { cause });
    if (this.isLate) return new ModelError('TIMEOUT', `The provider sent nothing of use for ${seconds(this.idleMs)} s`, { cause });
    return undefined;
  }

  close(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener('abort', this.stop);
  }

  private readonly stop = (): void => this.controller.abort();

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isLate = true;
      this.controller.abort();
    }, this.idleMs);
  }
}

const seconds = (ms: number): string => String(Math.round(ms / 100) / 10);
