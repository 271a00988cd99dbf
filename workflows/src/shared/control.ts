import { condition } from '@temporalio/workflow';
import { refusal } from './refusal.js';

/** What operators asked of a running generation. Held by the workflow, so it survives every process. */
export class Control {
  private paused = false;
  private ended = false;
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

  end(): void {
    this.ended = true;
  }

  /** Waits while the generation is paused; work that has begun goes on, new work waits here. */
  async open(): Promise<void> {
    if (this.paused) await condition(() => !this.paused);
  }

  requirePausable(): void {
    this.requireRunning();
    if (this.paused) throw refusal('The generation is paused already');
  }

  requirePaused(): void {
    this.requireRunning();
    if (!this.paused) throw refusal('The generation is not paused');
  }

  requireRunning(): void {
    if (this.ended) throw refusal('The generation has ended');
    if (this.isCancelRequested) throw refusal('The generation is being cancelled');
  }
}
