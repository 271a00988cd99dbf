import { RateLimited } from '@millwright/domain';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** Share of the limit that a process takes at once, so that most requests cost no write. */
const LEASE_SHARE = 50;
const LONGEST_LEASE_MS = 5_000;
const MOST_LEASES = 10_000;

/** Requests a minute for each user, key or address, counted in PostgreSQL so that all processes count together. */
export class RateLimiter {
  private readonly limiter: RateLimiterPostgres;
  private readonly lease: number;
  private readonly leases = new Map<string, { left: number; until: number }>();

  constructor(pool: Pool, pointsPerMinute: number) {
    this.lease = Math.max(1, Math.min(20, Math.floor(pointsPerMinute / LEASE_SHARE)));
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

  /**
   * @param requests as how many it counts. Default 1.
   * @throws RateLimited with the time until the limit ends.
   */
  async count(key: string, requests = 1): Promise<void> {
    if (requests < 1) return;
    const held = this.leases.get(key);
    if (held && held.left >= requests && held.until > Date.now()) {
      held.left -= requests;
      return;
    }
    const lease = Math.max(this.lease, requests);
    try {
      const { msBeforeNext } = await this.limiter.consume(key, lease);
      if (this.leases.size >= MOST_LEASES) this.leases.clear();
      this.leases.set(key, { left: lease - requests, until: Date.now() + Math.min(LONGEST_LEASE_MS, msBeforeNext) });
    } catch (error) {
      if (error instanceof RateLimiterRes) throw new RateLimited(error.msBeforeNext);
      throw error;
    }
  }
}
