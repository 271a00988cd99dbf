import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A member's API keys for an organization end with the membership, whichever way it ends: somebody who is invited again
 * makes new ones. Its first statement ends those of people who have left before. A trigger; short lock of `auth.member`.
 */
export class KeysEndWithMembership1795200024000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      DELETE FROM auth.apikey k USING auth.organization o WHERE position(o.id IN k.metadata) > 0
        AND NOT EXISTS (SELECT 1 FROM auth.member m WHERE m."organizationId" = o.id AND m."userId" = k."referenceId");
      CREATE FUNCTION auth.end_keys_of_member() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM auth.apikey WHERE "referenceId" = OLD."userId" AND position(OLD."organizationId" IN metadata) > 0;
        RETURN NULL;
      END $$;
      CREATE TRIGGER end_keys AFTER DELETE ON auth.member FOR EACH ROW EXECUTE FUNCTION auth.end_keys_of_member();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP FUNCTION auth.end_keys_of_member() CASCADE`);
  }
}
