import { DEFAULT_LIMITS, type Sandbox, type SandboxProvider, type SandboxSpec } from './port.js';
import { SandboxGone } from './problems.js';

export interface PoolOptions {
  provider: SandboxProvider;
  /** What each sandbox of the pool is; another wish is not taken from it. */
  spec: SandboxSpec;
  /** Sandboxes that wait. Default 1; each holds about 10 MB. */
  size?: number;
  /** How long one waits before it is replaced. Default half of the wall clock, or 5 minutes. */
  freshMs?: number;
}

interface Waiting {
  sandbox: Promise<Sandbox>;
  since: number;
}

/** Sandboxes that have started before they are asked for. Each is handed out once and never comes back. */
export class SandboxPool {
  private readonly waiting: Waiting[] = [];
  private readonly wallMs: number;
  private readonly freshMs: number;
  private isClosed = false;

  constructor(private readonly options: PoolOptions) {
    this.wallMs = options.spec.limits?.wallMs ?? DEFAULT_LIMITS.wallMs;
    this.freshMs = options.freshMs ?? Math.min(this.wallMs / 2, 300_000);
  }

  /** Starts what is missing. @returns when all wait, so that the next call of `take` is warm. */
  async fill(): Promise<void> {
    if (this.isClosed) return;
    while (this.waiting.length < (this.options.size ?? 1)) {
      const sandbox = this.options.provider.create(this.options.spec);
      // Whoever takes it hears of a failure; until then it is nobody's.
      sandbox.catch(() => undefined);
      this.waiting.push({ sandbox, since: performance.now() });
    }
    await Promise.allSettled(this.waiting.map(({ sandbox }) => sandbox));
  }

  /**
   * @returns a sandbox with its whole time before it: the first that waits, lives and is fresh, else a new one.
   * @throws SandboxUnavailable
   */
  async take(): Promise<Sandbox> {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      const sandbox = await next.sandbox.catch(() => undefined);
      if (!sandbox) continue;
      if (performance.now() - next.since <= this.freshMs && (await renew(sandbox, this.wallMs))) {
        void this.fill();
        return sandbox;
      }
      void sandbox.stop();
    }
    void this.fill();
    return await this.options.provider.create(this.options.spec);
  }

  /** Stops what waits. */
  async close(): Promise<void> {
    this.isClosed = true;
    const settled = await Promise.allSettled(this.waiting.splice(0).map(({ sandbox }) => sandbox));
    await Promise.all(settled.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
  }
}

/** Gives a sandbox its whole time again. @returns false where it has ended. */
async function renew(sandbox: Sandbox, wallMs: number): Promise<boolean> {
  try {
    await sandbox.extend(wallMs);
    return true;
  } catch (error) {
    if (error instanceof SandboxGone) return false;
    throw error;
  }
}
