import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A member and an invitation have one role, whoever writes them: of a list the weakest is kept, and one that nobody knows is
 * weaker than all. Triggers, and an update of the few rows with a list: brief locks on both tables.
 */
export class OneRoleForEachMember1795200012000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE FUNCTION auth.keep_one_role() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF position(',' IN NEW.role) > 0 THEN
          NEW.role := (SELECT lower(btrim(part)) FROM unnest(string_to_array(NEW.role, ',')) AS part
            ORDER BY array_position(ARRAY['owner', 'admin', 'editor', 'member', 'viewer'], lower(btrim(part))) DESC NULLS FIRST LIMIT 1);
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER keep_one_role BEFORE INSERT OR UPDATE OF role ON auth.member FOR EACH ROW EXECUTE FUNCTION auth.keep_one_role();
      CREATE TRIGGER keep_one_role BEFORE INSERT OR UPDATE OF role ON auth.invitation FOR EACH ROW EXECUTE FUNCTION auth.keep_one_role();
    `);
    // An organization that had owners keeps one: the first of them.
    await q.query(`
      UPDATE auth.member SET role = 'owner' WHERE id IN (
        SELECT DISTINCT ON (m."organizationId") m.id FROM auth.member m
        WHERE 'owner' = ANY (string_to_array(replace(lower(m.role), ' ', ''), ','))
          AND NOT EXISTS (SELECT 1 FROM auth.member o WHERE o."organizationId" = m."organizationId" AND o.role = 'owner')
        ORDER BY m."organizationId", m."createdAt")
    `);
    await q.query(`UPDATE auth.member SET role = role WHERE role LIKE '%,%'`);
    await q.query(`UPDATE auth.invitation SET role = role WHERE role LIKE '%,%'`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP FUNCTION auth.keep_one_role() CASCADE`);
  }
}
