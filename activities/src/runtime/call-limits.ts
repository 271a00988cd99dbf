import type { Config } from '@millwright/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** Calls a minute to each provider, and for each organization to each; counted in PostgreSQL, so for all workers together. */
export class CallLimits {
  private readonly limiters: { limiter: RateLimiterPostgres; keyOf(engine: string, organizationId: string): string }[];

  constructor(pool: Pool, config: Pick<Config, 'ENGINE_CALLS_PER_MINUTE' | 'ORGANIZATION_CALLS_PER_MINUTE'>) {
    const limiter = (keyPrefix: string, points: number): RateLimiterPostgres =>
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        tableName: 'rate_limit',
        tableCreated: true,
        points,
        duration: 60,
        keyPrefix,
      });
    const { ENGINE_CALLS_PER_MINUTE: all, ORGANIZATION_CALLS_PER_MINUTE: each } = config;
    this.limiters = [
      ...(each
        ? [{ limiter: limiter('engine-org', each), keyOf: (engine: string, organizationId: string) => `${engine}/${organizationId}` }]
        : []),
      ...(all ? [{ limiter: limiter('engine', all), keyOf: (engine: string) => engine }] : []),
    ];
  }

  /** Waits until the limits allow another call. @throws AbortError when it is aborted meanwhile */
  async admit(engine: string, organizationId: string, signal: AbortSignal): Promise<void> {
    for (const { limiter, keyOf } of this.limiters)
      for (;;) {
        try {
          await limiter.consume(keyOf(engine, organizationId));
          break;
        } catch (refusal) {
          if (!(refusal instanceof RateLimiterRes)) throw refusal;
          // Those that wait do not all come back in the same moment.
          await sleep(refusal.msBeforeNext + Math.random() * 200, undefined, { signal });
        }
      }
  }
}
