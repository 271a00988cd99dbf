import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from './index.js';

/** A database of an earlier release, beside the one that the tests share. */
export class Upgrade {
  private constructor(
    private readonly server: pg.Client,
    private readonly name: string,
    readonly url: string,
    readonly database: pg.Client,
  ) {}

  static async create(): Promise<Upgrade> {
    const ownerUrl = process.env.MILLWRIGHT_TEST_DATABASE!;
    const name = `upgrade_${randomUUID().replaceAll('-', '')}`;
    const url = new URL(ownerUrl);
    url.pathname = `/${name}`;
    const server = new pg.Client({ connectionString: ownerUrl });
    await server.connect();
    await server.query(`CREATE DATABASE ${name}`);
    const database = new pg.Client({ connectionString: url.href });
    await database.connect();
    return new Upgrade(server, name, url.href, database);
  }

  async drop(): Promise<void> {
    await this.database.end();
    await this.server.query(`DROP DATABASE ${this.name} WITH (FORCE)`);
    await this.server.end();
  }

  /** To the release before a migration; without one, to today's. @param before the beginning of its name */
  async to(before?: string): Promise<void> {
    const end = before === undefined ? MIGRATIONS.length : MIGRATIONS.findIndex((migration) => migration.name.startsWith(before));
    const source = await new DataSource({
      type: 'postgres',
      url: this.url,
      migrations: MIGRATIONS.slice(0, end),
      migrationsTableName: 'schema_migration',
      installExtensions: false,
    }).initialize();
    try {
      await source.runMigrations({ transaction: 'each' });
    } finally {
      await source.destroy();
    }
  }

  async all(text: string): Promise<unknown[]> {
    return (await this.database.query(text)).rows as unknown[];
  }
}
