import { condition } from '@temporalio/workflow';

/** What operators asked of a running generation. Held by the workflow, so it survives every process. */
export class Control {
  private paused = false;
  cancelReason: string | undefined;
  isCancelRequested = false;

  get isPaused(): boolean {
    return this.paused;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  requestCancel(reason: string | undefined): void {
    this.isCancelRequested = true;
    this.cancelReason = reason;
    this.paused = false;
  }

  /** The cancellation did not come about. */
  withdrawCancel(isPaused: boolean): void {
    this.isCancelRequested = false;
    this.cancelReason = undefined;
    this.paused = isPaused;
  }

  /** Waits while the generation is paused; work that has begun goes on, new work waits here. */
  async open(): Promise<void> {
    if (this.paused) await condition(() => !this.paused);
  }
}
