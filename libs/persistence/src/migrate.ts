import 'reflect-metadata';
import pg from 'pg';
import { APP_ROLE, AUTH_ROLE } from '@millwright/platform';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/index.js';

// Any number; the same for all, so that two processes that migrate at once take turns.
const LOCK = 7_245_902_231;

/**
 * Brings a database to today's shape: the two runtime roles with their passwords, then each migration once.
 *
 * @param ownerUrl a role that may create roles and owns, or may create, the schema.
 * @returns the names of the migrations that ran.
 */
export async function migrate(ownerUrl: string, passwords: Record<typeof APP_ROLE | typeof AUTH_ROLE, string>): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    for (const role of [APP_ROLE, AUTH_ROLE] as const) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      const attributes = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${pg.escapeLiteral(passwords[role])}`;
      await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${role} ${attributes}`);
    }
    const dataSource = await new DataSource({
      type: 'postgres',
      url: ownerUrl,
      migrations: MIGRATIONS,
      migrationsTableName: 'schema_migration',
      installExtensions: false,
    }).initialize();
    try {
      const done = await dataSource.runMigrations({ transaction: 'each' });
      return done.map((migration) => migration.name);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await client.end();
  }
}
