import { RateLimited } from '@millwright/domain';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** Requests a minute for each user, key or address, counted in PostgreSQL so that all processes count together. */
export class RateLimiter {
  private readonly limiter: RateLimiterPostgres;

  constructor(pool: Pool, pointsPerMinute: number) {
    this.limiter = new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      points: pointsPerMinute,
      duration: 60,
      keyPrefix: 'api',
      // Whoever is past the limit is answered from memory until it ends.
      inMemoryBlockOnConsumed: pointsPerMinute,
    });
  }

  /** @throws RateLimited with the time until the limit ends. */
  async count(key: string): Promise<void> {
    try {
      await this.limiter.consume(key);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw new RateLimited(error.msBeforeNext);
      throw error;
    }
  }
}
