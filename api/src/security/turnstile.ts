/** Whoever asks waits too long, or too many wait already. */
export class Overloaded extends Error {
  readonly retryAfterS = 5;
  constructor() {
    super('The server is busy with others; try again in a few seconds');
    this.name = 'Overloaded';
  }
}

/**
 * Lets so many work at once, and so many more wait for a limited time (default: all, as long as it takes); the rest is told
 * to come again. While some wait, a place may rest between two of them, for so many times as long as the one before worked,
 * so that a crowd leaves time to everybody else.
 */
export class Turnstile {
  private working = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly waiting = Infinity,
    private readonly longestMs?: number,
    private readonly rest?: { times: number; atMostMs: number },
  ) {}

  /** @throws Overloaded */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    const from = performance.now();
    try {
      return await work();
    } finally {
      if (!this.rest || this.queue.length === 0) this.leave();
      else setTimeout(() => this.leave(), Math.min(this.rest.atMostMs, this.rest.times * (performance.now() - from)));
    }
  }

  /** The place goes to whoever waited longest, without being free in between. */
  private leave(): void {
    const next = this.queue.shift();
    if (next) next();
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
              this.queue.splice(this.queue.indexOf(go), 1);
              reject(new Overloaded());
            }, this.longestMs);
      this.queue.push(go);
    });
  }
}
