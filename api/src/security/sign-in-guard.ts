import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';

const FREE = 5;
const LONGEST_S = 60;
/** After this long without a try, all is forgotten. */
const MEMORY = '1 hour';
const PLACE_DAYS = 90;

/**
 * Slows guesses for one account, wherever they come from: the first few are free, then each has to wait twice as long
 * as the one before, up to a minute. Nobody is locked out: a try that comes too early counts for nothing, and from an
 * address where the account signed in before, tries are counted apart from those of strangers.
 */
export class SignInGuard {
  constructor(
    private readonly pool: Pool,
    private readonly secret: string,
  ) {}

  /** Takes the turn for one try. @returns how long to wait first, in seconds; 0: go on. */
  async enter(purpose: string, account: string, address: string): Promise<number> {
    const place = this.key(purpose, account, address);
    const { rows: known } = await this.pool.query(`SELECT 1 FROM sign_in_place WHERE key = $1`, [place]);
    const key = known.length > 0 ? place : this.key(purpose, account);
    // Taken and looked at in one statement: of tries that come at once, one goes on.
    const { rowCount } = await this.pool.query(
      `INSERT INTO sign_in_guard AS g (key, attempts, next_at, last_at) VALUES ($1, 1, now(), now())
       ON CONFLICT (key) DO UPDATE SET last_at = now(),
         attempts = CASE WHEN g.last_at < now() - interval '${MEMORY}' THEN 1 ELSE g.attempts + 1 END,
         next_at = now() + make_interval(secs => CASE WHEN g.last_at < now() - interval '${MEMORY}' OR g.attempts < ${FREE} THEN 0
           ELSE least(${LONGEST_S}, power(2, least(g.attempts - ${FREE}, 10))) END)
       WHERE g.next_at <= now()`,
      [key],
    );
    if (rowCount) return 0;
    const { rows } = await this.pool.query<{ seconds: number }>(
      `SELECT greatest(1, ceil(extract(epoch FROM next_at - now())))::int AS seconds FROM sign_in_guard WHERE key = $1`,
      [key],
    );
    return rows[0]?.seconds ?? 1;
  }

  /** The account was proved from this address: its tries there are its own from now on. */
  async succeeded(purpose: string, account: string, address: string): Promise<void> {
    const place = this.key(purpose, account, address);
    await this.pool.query(`DELETE FROM sign_in_guard WHERE key = ANY($1)`, [[place, this.key(purpose, account)]]);
    await this.pool.query(`INSERT INTO sign_in_place (key, last_at) VALUES ($1, now()) ON CONFLICT (key) DO UPDATE SET last_at = now()`, [
      place,
    ]);
  }

  /** Forgets what has had no use for long. @returns how many rows went. */
  async sweep(): Promise<number> {
    const guards = await this.pool.query(`DELETE FROM sign_in_guard WHERE last_at < now() - interval '${MEMORY}'`);
    const places = await this.pool.query(`DELETE FROM sign_in_place WHERE last_at < now() - make_interval(days => ${PLACE_DAYS})`);
    return (guards.rowCount ?? 0) + (places.rowCount ?? 0);
  }

  /** By hash under the server's secret: the table tells nobody who signs in from where. */
  private key(...parts: string[]): string {
    return createHmac('sha256', this.secret)
      .update(JSON.stringify(parts.map((part) => part.trim().toLowerCase())))
      .digest('base64url');
  }
}
