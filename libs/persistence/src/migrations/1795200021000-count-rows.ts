import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts that stay as quick as they were: what came and went is noted as differences, and their sum is the count. Differences
 * and not one number in one row, which every writer of an organization would wait for; of many, some are added up now and then.
 * A new table; triggers: brief lock on both tables.
 */
export class CountRows1795200021000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE tally (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, org_id text NOT NULL, what text NOT NULL, n bigint NOT NULL);
      CREATE INDEX tally_of ON tally (org_id, what) INCLUDE (n);
      ALTER TABLE tally ENABLE ROW LEVEL SECURITY;
      CREATE POLICY of_organization ON tally
        USING (org_id = current_setting('app.org_id', true)) WITH CHECK (org_id = current_setting('app.org_id', true));
      GRANT SELECT ON tally TO millwright_app;

      CREATE FUNCTION note_tally(of_org text, of_what text, by bigint) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE noted bigint;
      BEGIN
        INSERT INTO tally (org_id, what, n) VALUES (of_org, of_what, by) RETURNING id INTO noted;
        IF noted % 32 = 0 THEN
          -- Rows that somebody else adds up at this moment are left to them.
          WITH loose AS (SELECT id FROM tally WHERE org_id = of_org AND what = of_what FOR UPDATE SKIP LOCKED),
               gone AS (DELETE FROM tally t USING loose WHERE t.id = loose.id RETURNING t.n)
          INSERT INTO tally (org_id, what, n) SELECT of_org, of_what, sum(n) FROM gone HAVING count(*) > 0;
        END IF;
      END $$;
      REVOKE ALL ON FUNCTION note_tally(text, text, bigint) FROM PUBLIC;

      CREATE FUNCTION tally_projects() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          PERFORM note_tally(org_id, 'project', count(*)) FROM changed WHERE archived_at IS NULL GROUP BY org_id;
        ELSIF TG_OP = 'DELETE' THEN
          PERFORM note_tally(org_id, 'project', -count(*)) FROM changed WHERE archived_at IS NULL GROUP BY org_id;
        ELSE
          PERFORM note_tally(NEW.org_id, 'project', CASE WHEN NEW.archived_at IS NULL THEN 1 ELSE -1 END);
        END IF;
        RETURN NULL;
      END $$;
      CREATE FUNCTION tally_generations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          PERFORM note_tally(org_id, 'generation:' || status, count(*)) FROM changed GROUP BY org_id, status;
        ELSIF TG_OP = 'DELETE' THEN
          PERFORM note_tally(org_id, 'generation:' || status, -count(*)) FROM changed GROUP BY org_id, status;
        ELSE
          PERFORM note_tally(OLD.org_id, 'generation:' || OLD.status, -1), note_tally(NEW.org_id, 'generation:' || NEW.status, 1);
        END IF;
        RETURN NULL;
      END $$;
    `);
    for (const [table, moves] of [
      ['project', 'OLD.archived_at IS NULL <> (NEW.archived_at IS NULL)'],
      ['generation', 'OLD.status <> NEW.status'],
    ] as const)
      await q.query(`
        ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY;
        CREATE TRIGGER tally_added AFTER INSERT ON ${table} REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_${table}s();
        CREATE TRIGGER tally_removed AFTER DELETE ON ${table} REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_${table}s();
        CREATE TRIGGER tally_moved AFTER UPDATE ON ${table} FOR EACH ROW WHEN (${moves}) EXECUTE FUNCTION tally_${table}s();
      `);
    await q.query(`
      INSERT INTO tally (org_id, what, n) SELECT org_id, 'project', count(*) FROM project WHERE archived_at IS NULL GROUP BY org_id;
      INSERT INTO tally (org_id, what, n) SELECT org_id, 'generation:' || status, count(*) FROM generation GROUP BY org_id, status;
      ALTER TABLE project FORCE ROW LEVEL SECURITY;
      ALTER TABLE generation FORCE ROW LEVEL SECURITY;
      ALTER TABLE tally FORCE ROW LEVEL SECURITY;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION tally_projects() CASCADE;
      DROP FUNCTION tally_generations() CASCADE;
      DROP FUNCTION note_tally(text, text, bigint);
      DROP TABLE tally;
    `);
  }
}
