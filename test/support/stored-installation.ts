import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { APP_ROLE, AUTH_ROLE } from '@millwright/platform';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { freePort } from '../../deploy/local/src/ports.js';
import { preparePostgres } from '../../deploy/local/src/postgres.js';
import { Supervised } from '../../deploy/local/src/supervised.js';
import { MIGRATIONS } from '../../libs/persistence/src/migrations/index.js';

type Name = 'gated' | 'offline' | 'failed' | 'fork' | 'replay';

/** An installation as an earlier release left it; test/upgrade/dump.mjs makes the file. */
export interface StoredInstallation {
  commit: string;
  secret: string;
  person: { name: string; email: string; password: string; token: string; apiKey: string };
  projects: Record<'mill' | 'notes' | 'broken', { id: string; slug: string }>;
  generations: Record<Name, string>;
  /** Path of the file that was edited by hand. */
  edited: string;
  /** By generation, as they were had then. */
  ledgers: Record<string, string>;
  /** By generation: hashes of the files that its repository held. */
  repositories: Record<string, Record<string, string>>;
  publicKeys: string;
  migrations: string[];
  rows: Record<string, Record<string, unknown>[]>;
  sequences: Record<string, string>;
  files: Record<string, { text?: string; base64?: string }>;
}

export function readStored(file: string): StoredInstallation {
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as StoredInstallation;
}

/** Lays an installation out as the data folder that its release stopped on: the cluster, and what lies beside it. */
export async function layOut(stored: StoredInstallation, folder: string): Promise<void> {
  for (const [path, { text, base64 }] of Object.entries(stored.files)) {
    const file = join(folder, path);
    mkdirSync(path.endsWith('/') ? file : dirname(file), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(file, base64 === undefined ? text! : Buffer.from(base64, 'base64'));
  }
  // PostgreSQL runs as another account where tests run as root.
  chmodSync(folder, 0o711);
  const [postgresPort, temporalPort] = [await freePort(), await freePort()];
  const postgresPassword = randomBytes(24).toString('base64url');
  const log = join(folder, 'logs/postgres.log');
  const { url, plan } = await preparePostgres(join(folder, 'postgres'), postgresPort, postgresPassword, log, { isDurable: false });
  const server = new Supervised(plan);
  await server.start();
  try {
    await fill(stored, url);
  } finally {
    await server.stop();
  }
  const state = { pid: 0, port: 0, url: '', postgresPort, temporalPort, postgresPassword, pids: {}, ready: {} };
  writeFileSync(join(folder, 'stack.json'), JSON.stringify(state), { mode: 0o600 });
}

/** @returns the state of each generation, by id, of the installation that runs on a data folder. */
export async function statesIn(folder: string): Promise<Record<string, unknown>> {
  const { postgresPort, postgresPassword } = JSON.parse(readFileSync(join(folder, 'stack.json'), 'utf8')) as Record<string, string>;
  const database = new pg.Client({ host: '127.0.0.1', port: Number(postgresPort), user: 'postgres', password: postgresPassword });
  await database.connect();
  try {
    const { rows } = await database.query<{ id: string; state: unknown }>(`SELECT id, state FROM stream WHERE kind = 'generation'`);
    return Object.fromEntries(rows.map(({ id, state }) => [id, state]));
  } finally {
    await database.end();
  }
}

async function fill(stored: StoredInstallation, url: string): Promise<void> {
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  try {
    for (const role of [APP_ROLE, AUTH_ROLE]) await database.query(`CREATE ROLE ${role} LOGIN`);
    const source = await new DataSource({
      type: 'postgres',
      url,
      migrations: MIGRATIONS.filter(({ name }) => stored.migrations.includes(name)),
      migrationsTableName: 'schema_migration',
      installExtensions: false,
    }).initialize();
    const done = await source.runMigrations({ transaction: 'each' });
    await source.destroy();
    if (done.length !== stored.migrations.length) throw new Error('A migration of that release is not there any more');
    // Rows as they were: no trigger adds to them, and none waits for another.
    await database.query(`SET session_replication_role = replica`);
    for (const [table, rows] of Object.entries(stored.rows)) await insert(database, table, rows);
    for (const [name, last] of Object.entries(stored.sequences)) await database.query('SELECT setval($1, $2)', [name, last]);
    // Signed in a moment before the release was stopped, whenever that was.
    await database.query(`UPDATE auth.session SET "expiresAt" = now() + interval '1 day', "updatedAt" = now()`);
  } finally {
    await database.end();
  }
}

async function insert(database: pg.Client, table: string, rows: Record<string, unknown>[]): Promise<void> {
  await database.query(`DELETE FROM ${table}`);
  const found = await database.query<{ list: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS list FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  const { list } = found.rows[0]!;
  await database.query(
    `INSERT INTO ${table} (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM json_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
