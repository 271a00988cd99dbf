import type { LimitKind } from '@millwright/contracts';
import { fromDriver } from '@millwright/persistence';
import type { Config } from '@millwright/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

export type LimitSettings = Pick<
  Config,
  'ENGINE_CALLS_PER_MINUTE' | 'ENGINE_TOKENS_PER_MINUTE' | 'ORGANIZATION_CALLS_PER_MINUTE' | 'ORGANIZATION_TOKENS_PER_MINUTE'
>;

interface Limit {
  limiter: RateLimiterPostgres;
  isOfTokens: boolean;
  isOfOrganization: boolean;
}

/**
 * Calls and tokens a minute to each provider, and for each organization to each; counted in PostgreSQL, so for all
 * workers together. What providers' own headers say is kept beside it, by the engine.
 */
export class CallLimits {
  private readonly limits: Limit[];

  constructor(pool: Pool, settings: LimitSettings) {
    const limit = (keyPrefix: string, points: number | undefined, isOfTokens: boolean, isOfOrganization: boolean): Limit[] =>
      points === undefined
        ? []
        : [
            {
              limiter: new RateLimiterPostgres({
                storeClient: pool,
                storeType: 'pool',
                tableName: 'rate_limit',
                tableCreated: true,
                points,
                duration: 60,
                keyPrefix,
              }),
              isOfTokens,
              isOfOrganization,
            },
          ];
    // An organization's own first: one that has used up its share takes nothing of what others share with it.
    this.limits = [
      ...limit('engine-org', settings.ORGANIZATION_CALLS_PER_MINUTE, false, true),
      ...limit('engine-org-tokens', settings.ORGANIZATION_TOKENS_PER_MINUTE, true, true),
      ...limit('engine', settings.ENGINE_CALLS_PER_MINUTE, false, false),
      ...limit('engine-tokens', settings.ENGINE_TOKENS_PER_MINUTE, true, false),
    ];
  }

  /**
   * Waits until the limits allow another call.
   * @param inputTokens what it will read, as far as that can be told.
   * @param onWait told which limit it waits for, and undefined when it waits no more.
   * @throws AbortError when it is aborted meanwhile · DatabaseAway
   */
  async admit(
    engine: string,
    organizationId: string,
    inputTokens: number,
    signal: AbortSignal,
    onWait?: (limit: LimitKind | undefined) => void,
  ): Promise<void> {
    for (const limit of this.limits) {
      // One that is larger than the limit by itself waits for a whole minute of its own.
      const points = limit.isOfTokens ? Math.max(1, Math.min(inputTokens, limit.limiter.points)) : 1;
      for (;;) {
        try {
          await limit.limiter.consume(keyOf(limit, engine, organizationId), points);
          onWait?.(undefined);
          break;
        } catch (refusal) {
          if (!(refusal instanceof RateLimiterRes)) throw fromDriver(refusal);
          onWait?.(limit.isOfOrganization ? 'ORGANIZATION_LIMIT' : 'ENGINE_LIMIT');
          // Those that wait do not all come back in the same moment.
          await sleep(refusal.msBeforeNext + Math.random() * 200, undefined, { signal });
        }
      }
    }
  }

  /** Counts what a call wrote, which nobody knew before. */
  async count(engine: string, organizationId: string, outputTokens: number): Promise<void> {
    for (const limit of this.limits)
      if (limit.isOfTokens && outputTokens > 0) await limit.limiter.penalty(keyOf(limit, engine, organizationId), outputTokens);
  }
}

const keyOf = ({ isOfOrganization }: Limit, engine: string, organizationId: string): string =>
  isOfOrganization ? `${engine}/${organizationId}` : engine;
