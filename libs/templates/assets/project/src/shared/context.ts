import type { Database } from '../storage/database.ts';
import type { Clock } from './clock.ts';

/** What the routes work with. */
export interface Context {
  database: Database;
  clock: Clock;
  /** Served over TLS: cookies are sent there only. */
  isSecure: boolean;
  // #if pages-people
  /** How to try it out, shown where people sign in; empty in production. */
  hint: string;
  // #end
}
