import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';

/** What these rules need of a database: a pool, a client or a transaction's connection. */
export interface Queryable {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

export interface Administrator {
  userId: string;
  name: string;
  email: string;
  since: Date;
  /** Who made them one, for people. */
  grantedBy: string;
}

const SETUP_HOURS = 24;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Works on a connection as the role that owns the schema: for commands of whoever operates the machine. */
export async function asOwner<T>(url: string, work: (database: Queryable) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A connection that breaks between two queries is met by the next of them.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Administrators of this server by name; those of ADMIN_EMAILS are not among them. Longest first. */
export async function administrators(database: Queryable): Promise<Administrator[]> {
  const { rows } = await database.query(
    `SELECT a.user_id AS "userId", u.name, u.email, a.since, a.granted_by AS "grantedBy"
     FROM auth.server_administrator a JOIN auth."user" u ON u.id = a.user_id ORDER BY a.since, u.id`,
  );
  return rows as Administrator[];
}

/**
 * A link secret with which one person becomes administrator: for whoever operates the machine, while there is none.
 * Each one replaces those before; it is stored as its hash.
 *
 * @param configured addresses of ADMIN_EMAILS, which count where they are confirmed.
 * @returns undefined where there is an administrator.
 */
export async function issueSetupLink(database: Queryable, configured: readonly string[]): Promise<string | undefined> {
  const { rows } = await database.query(
    `SELECT 1 FROM auth.server_administrator UNION ALL SELECT 1 FROM auth."user" WHERE lower(email) = ANY($1) AND "emailVerified" LIMIT 1`,
    [configured.map((email) => email.toLowerCase())],
  );
  await database.query(`DELETE FROM auth.setup_link`);
  if (rows.length > 0) return undefined;
  const token = randomBytes(32).toString('base64url');
  await database.query(`INSERT INTO auth.setup_link (hash, expires_at) VALUES ($1, now() + make_interval(hours => ${SETUP_HOURS}))`, [
    hashOf(token),
  ]);
  return token;
}

/** Makes a person administrator by the setup link's token, once. @returns whether the token was right. */
export async function claimServer(database: Queryable, token: string, userId: string): Promise<boolean> {
  // One statement: of two that come at once, one finds the row.
  const { rowCount } = await database.query(
    `WITH used AS (DELETE FROM auth.setup_link WHERE hash = $1 AND expires_at > now() RETURNING 1)
     INSERT INTO auth.server_administrator (user_id, granted_by) SELECT $2, 'the setup link' FROM used ON CONFLICT DO NOTHING`,
    [hashOf(token), userId],
  );
  return rowCount === 1;
}

/** @returns the account that is administrator now; undefined where there is none with this address. */
export async function grantAdministrator(
  database: Queryable,
  email: string,
  grantedBy: string,
): Promise<{ name: string; createdAt: Date; emailVerified: boolean } | undefined> {
  const { rows } = await database.query(`SELECT id, name, "createdAt", "emailVerified" FROM auth."user" WHERE lower(email) = $1`, [
    email.trim().toLowerCase(),
  ]);
  const [user] = rows as { id: string; name: string; createdAt: Date; emailVerified: boolean }[];
  if (!user) return undefined;
  await database.query(`INSERT INTO auth.server_administrator (user_id, granted_by) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
    user.id,
    grantedBy,
  ]);
  // Whoever still holds an unused link gets nothing by it.
  await database.query(`DELETE FROM auth.setup_link`);
  return user;
}

/** @returns whether this person was one by name. */
export async function revokeAdministrator(database: Queryable, userId: string): Promise<boolean> {
  const { rowCount } = await database.query(`DELETE FROM auth.server_administrator WHERE user_id = $1`, [userId]);
  return rowCount === 1;
}
