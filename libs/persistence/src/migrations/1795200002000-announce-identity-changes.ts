import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets processes that remember who somebody is forget it the moment it changes. Triggers only: brief lock on each table. */
export class AnnounceIdentityChanges1795200002000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE FUNCTION auth.announce_identity_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_notify('millwright_identity', TG_TABLE_NAME); RETURN NULL; END $$;
      CREATE TRIGGER announce AFTER UPDATE OR DELETE ON auth.session FOR EACH STATEMENT EXECUTE FUNCTION auth.announce_identity_change();
      CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON auth.member FOR EACH STATEMENT EXECUTE FUNCTION auth.announce_identity_change();
      CREATE TRIGGER announce AFTER UPDATE OR DELETE ON auth.organization FOR EACH STATEMENT EXECUTE FUNCTION auth.announce_identity_change();
      CREATE TRIGGER announce AFTER UPDATE OR DELETE ON auth."user" FOR EACH STATEMENT EXECUTE FUNCTION auth.announce_identity_change();
      CREATE TRIGGER announce AFTER DELETE ON auth.apikey FOR EACH STATEMENT EXECUTE FUNCTION auth.announce_identity_change();
      CREATE TRIGGER announce_change AFTER UPDATE OF enabled, metadata, "expiresAt" ON auth.apikey FOR EACH STATEMENT EXECUTE FUNCTION auth.announce_identity_change();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP FUNCTION auth.announce_identity_change() CASCADE`);
  }
}
