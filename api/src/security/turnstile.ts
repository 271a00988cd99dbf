/** Whoever asks waits too long, or too many wait already. */
export class Overloaded extends Error {
  readonly retryAfterS = 5;
  constructor() {
    super('The server is busy with others; try again in a few seconds');
    this.name = 'Overloaded';
  }
}

/** Share of the longest wait that rests may bring the queue to; what is left is for work that takes longer than the last did. */
const USED_OF_WAIT = 0.7;
/** Of what the one before worked: a crowd that cannot be served in time takes no more of the server for it. */
const LEAST_REST = 0.5;

/**
 * Lets so many work at once, and so many more wait for a limited time (default: all, as long as it takes); the rest is told
 * to come again. While some wait, a place may rest between two of them, for so many times as long as the one before worked,
 * so that a crowd leaves time to everybody else; shorter where somebody in the queue would wait too long by that.
 */
export class Turnstile {
  private working = 0;
  private readonly queue: { go: () => void; since: number }[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly waiting = Infinity,
    private readonly longestMs?: number,
    private readonly restTimes = 0,
  ) {}

  /** @throws Overloaded */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    const from = performance.now();
    try {
      return await work();
    } finally {
      const restMs = this.restAfter(performance.now() - from);
      if (restMs > 0) setTimeout(() => this.leave(), restMs);
      else this.leave();
    }
  }

  /** In milliseconds: each in the queue enters within its time, if the others work as long as the one before did. */
  private restAfter(workedMs: number): number {
    if (this.queue.length === 0) return 0;
    const limitMs = (this.longestMs ?? Infinity) * USED_OF_WAIT;
    const now = performance.now();
    const spare = this.queue.map(({ since }, ahead) => ((limitMs - (now - since)) * this.atOnce) / (ahead + 1) - workedMs);
    return Math.max(Math.min(this.restTimes, LEAST_REST) * workedMs, Math.min(this.restTimes * workedMs, ...spare));
  }

  /** The place goes to whoever waited longest, without being free in between. */
  private leave(): void {
    const next = this.queue.shift();
    if (next) next.go();
    else this.working--;
  }

  private async enter(): Promise<void> {
    if (this.working < this.atOnce) {
      this.working++;
      return;
    }
    if (this.queue.length >= this.waiting) throw new Overloaded();
    await new Promise<void>((resolve, reject) => {
      const go = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer =
        this.longestMs === undefined
          ? undefined
          : setTimeout(() => {
              this.queue.splice(
                this.queue.findIndex((waiting) => waiting.go === go),
                1,
              );
              reject(new Overloaded());
            }, this.longestMs);
      this.queue.push({ go, since: performance.now() });
    });
  }
}
