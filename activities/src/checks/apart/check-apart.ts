import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Fault } from '../fault.js';
import type { CheckRequest } from './check-request.js';

export interface ApartLimits {
  /** Of one check, in milliseconds. */
  timeMs: number;
  memoryMb: number;
  /** How long the thread stays without work, in milliseconds: the next one finds it warm. */
  idleMs: number;
}

const LIMITS: ApartLimits = { timeMs: 120_000, memoryMb: 768, idleMs: 60_000 };

/** A check that was ended: it took more than it may. */
export class CheckEnded extends Error {}

type Reply = { faults: Fault[] } | { error: string };

/**
 * Looks at projects in a thread of its own, one after the other: what a model wrote costs nobody else time or memory, and
 * where it takes more than it may, the thread ends and not the process.
 */
export class ApartChecker {
  private last: Promise<unknown> = Promise.resolve();
  private worker: Worker | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly limits: ApartLimits = LIMITS) {}

  /** @throws CheckEnded where it took too long or too much memory · Error where the check itself failed */
  async faults(request: CheckRequest): Promise<Fault[]> {
    const mine = this.last.then(() => this.run(request));
    this.last = mine.catch(() => undefined);
    return await mine;
  }

  /** Ends the thread; the next check begins another one. */
  async close(): Promise<void> {
    clearTimeout(this.idle);
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }

  private async run(request: CheckRequest): Promise<Fault[]> {
    clearTimeout(this.idle);
    const worker = (this.worker ??= this.begin());
    worker.ref();
    const heard = new AbortController();
    try {
      const reply = await this.reply(worker, request, heard.signal);
      if ('error' in reply) throw new Error(reply.error);
      return reply.faults;
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      heard.abort();
      worker.unref();
      this.idle = setTimeout(() => void this.close(), this.limits.idleMs).unref();
    }
  }

  private async reply(worker: Worker, request: CheckRequest, signal: AbortSignal): Promise<Reply> {
    // Where the thread fails, each of them does, with the same error.
    const message = once(worker, 'message', { signal }).then(([reply]) => reply as Reply);
    const exit = once(worker, 'exit', { signal }).then(() => {
      throw new CheckEnded('The thread ended without a word');
    });
    const late = sleep(this.limits.timeMs, undefined, { signal }).then(() => {
      throw new CheckEnded(`It took more than ${this.limits.timeMs / 1_000} s`);
    });
    worker.postMessage(request);
    try {
      return await Promise.race([message, exit, late]);
    } catch (error) {
      throw (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? new CheckEnded('It took more memory than it may') : error;
    }
  }

  private begin(): Worker {
    return new Worker(WORKER, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: this.limits.memoryMb } });
  }
}

// Tests run from the sources; a thread runs what was built of them.
const WORKER = new URL(import.meta.url.replace(/\/src\/checks\/apart\/[^/]*$/, '/dist/checks/apart/').replace(/[^/]*$/, 'check-worker.js'));

/** The one of this process. */
export const checker = new ApartChecker();
