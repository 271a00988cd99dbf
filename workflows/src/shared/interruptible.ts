import { CancellationScope, isCancellation } from '@temporalio/workflow';

/** Work that a pause may stop, and that begins again once the generation goes on. */
export class Interruptible {
  private readonly running = new Set<CancellationScope>();
  private readonly stopped = new WeakSet<CancellationScope>();

  /** @param whenOpen resolves as soon as work may begin. */
  constructor(private readonly whenOpen: () => Promise<void>) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.whenOpen();
      const scope = new CancellationScope();
      this.running.add(scope);
      try {
        return await scope.run(work);
      } catch (error) {
        const isEnding = CancellationScope.current().consideredCancelled;
        if (isEnding || !isCancellation(error) || !this.stopped.has(scope)) throw error;
      } finally {
        this.running.delete(scope);
      }
    }
  }

  /** Stops what runs; each piece waits to begin again. */
  stop(): void {
    for (const scope of this.running) {
      this.stopped.add(scope);
      scope.cancel();
    }
  }
}
