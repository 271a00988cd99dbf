import type { Logger } from '@millwright/platform';
import pg from 'pg';

/** A pool that outlives the server it talks to: a connection that breaks is dropped, not thrown, whether it is in use or not. */
export function createPool(url: string, max: number, name: string, log: Logger): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, application_name: name, connectionTimeoutMillis: 10_000 });
  // Also while somebody holds it: then the pool does not listen.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => log.warn({ err: error, pool: name }, 'A connection to PostgreSQL was lost'));
  return pool;
}
