import type { Queryable } from '@millwright/persistence';
import type { Config } from '@millwright/platform';
import pRetry from 'p-retry';
import { loadConfig } from './load-config.ts';
import { Plain, say } from './say.ts';
import { readState } from './stack.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 1_000;
const PATIENCE_MS = 30_000;
const USAGE = 'npm run admin [-- EMAIL | --remove EMAIL | --setup-link]';

/** `npm run admin`: who administers the server, one more, one less, or a new setup link; for whoever operates the machine. */
export async function admin(args: string[]): Promise<void> {
  const config = await loadConfig();
  const url = databaseOf(config);
  const [first, second, ...more] = args;
  if (
    more.length > 0 ||
    (first === '--remove' ? !second : second) ||
    (first?.startsWith('-') && !['--remove', '--setup-link'].includes(first))
  )
    throw new Plain(`Usage: ${USAGE}`);
  if (first === '--setup-link') {
    const link = await setupLink(config, url);
    if (!link) throw new Plain('This server has an administrator; another one comes by `npm run admin -- EMAIL`.');
    console.log(link);
    return;
  }
  const { administrators, grantAdministrator, revokeAdministrator } = await import('@millwright/persistence');
  await withDatabase(url, async (database) => {
    if (first === '--remove') {
      const one = (await administrators(database)).find(({ email }) => email.toLowerCase() === second!.trim().toLowerCase());
      if (!one || !(await revokeAdministrator(database, one.userId))) throw new Plain(`${second} is no administrator by name.`);
      say(`${one.email} is no administrator any more.`);
    } else if (first) {
      const user = await grantAdministrator(database, first, 'the command line');
      if (!user) throw new Plain(`Nobody has signed up as ${first}. Sign up in the console first.`);
      const proof = user.emailVerified ? 'whose mailbox is confirmed' : 'whose mailbox nobody has confirmed: make sure that it is theirs';
      say(`${user.name} <${first}>, signed up on ${user.createdAt.toISOString().slice(0, 10)}, ${proof}, administers this server now.`);
    } else {
      const all = await administrators(database);
      console.log(
        all
          .map(({ name, email, since, grantedBy }) => `${name} <${email}>, since ${since.toISOString().slice(0, 10)}, by ${grantedBy}`)
          .join('\n') || 'Nobody, by name.',
      );
    }
  });
}

/**
 * The address that makes one person administrator; undefined where there is one.
 *
 * @throws Plain where the database does not answer
 */
export async function setupLink(config: Config, databaseUrl: string): Promise<string | undefined> {
  const { issueSetupLink } = await import('@millwright/persistence');
  const configured = config.ADMIN_EMAILS.split(',')
    .map((email) => email.trim())
    .filter(Boolean);
  const token = await withDatabase(databaseUrl, async (database) => await issueSetupLink(database, configured));
  return token && `${config.PUBLIC_URL}/setup#${token}`;
}

/** The same for a database that is started again where it dies: until it answers, or half a minute is over. */
export async function setupLinkInTime(config: Config, databaseUrl: string): Promise<string | undefined> {
  return await pRetry(() => setupLink(config, databaseUrl), {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: FIRST_WAIT_MS,
    maxTimeout: LONGEST_WAIT_MS,
    maxRetryTime: PATIENCE_MS,
    shouldRetry: ({ error }) => error instanceof DatabaseGone,
  });
}

async function withDatabase<T>(url: string, work: (database: Queryable) => Promise<T>): Promise<T> {
  const { asOwner, DatabaseAway, fromDriver } = await import('@millwright/persistence');
  try {
    return await asOwner(url, work);
  } catch (error) {
    if (fromDriver(error) instanceof DatabaseAway) throw new DatabaseGone();
    throw error;
  }
}

class DatabaseGone extends Plain {
  constructor() {
    super('The database does not answer. Where it comes with Millwright, start that first.');
  }
}

/** The configured database, or the embedded one of the stack that runs on this data folder. */
function databaseOf(config: Config): string {
  if (config.DATABASE_URL) return config.DATABASE_URL;
  const state = readState(config.DATA_DIR);
  if (!state?.pid) throw new Plain('Millwright does not run on this data folder. Start it with `npm start` first, or set DATABASE_URL.');
  return `postgres://postgres:${encodeURIComponent(state.postgresPassword)}@127.0.0.1:${state.postgresPort}/postgres`;
}
