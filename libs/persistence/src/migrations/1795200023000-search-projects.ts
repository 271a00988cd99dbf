import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Search by an index of trigrams. On `project` itself none is of use: row-level security comes before a comparison that
 * might tell what it compares, and ILIKE is one. So the texts stand beside it in a table that the runtime role has no right
 * to, and two functions search it, each for the organization of its transaction and for no other. New tables; a trigger.
 */
export class SearchProjects1795200023000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    for (const extension of ['pg_trgm', 'btree_gin'])
      await q.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`).catch((error: unknown) => {
        throw new Error(
          `Millwright searches with the PostgreSQL extension ${extension}, and the role of DATABASE_URL may not add it ` +
            `(${(error as Error).message}). Let an administrator run CREATE EXTENSION ${extension} in this database, then start again.`,
          { cause: error },
        );
      });
    const head = `SECURITY DEFINER SET search_path = public, pg_temp`;
    await q.query(`
      CREATE TABLE project_search (
        project_id uuid PRIMARY KEY, org_id text NOT NULL, created_at timestamptz NOT NULL, text text NOT NULL);
      CREATE INDEX project_search_newest ON project_search (org_id, created_at DESC, project_id DESC);
      ALTER TABLE project NO FORCE ROW LEVEL SECURITY;
      INSERT INTO project_search SELECT id, org_id, created_at, name || chr(31) || description FROM project WHERE archived_at IS NULL;
      ALTER TABLE project FORCE ROW LEVEL SECURITY;
      CREATE INDEX project_search_text ON project_search USING gin (org_id, text gin_trgm_ops) WITH (gin_pending_list_limit = 256);
      ALTER TABLE project_search ENABLE ROW LEVEL SECURITY;
      ALTER TABLE project_search FORCE ROW LEVEL SECURITY;
      CREATE POLICY of_owner ON project_search TO CURRENT_USER USING (true) WITH CHECK (true);

      CREATE FUNCTION note_project_text() RETURNS trigger LANGUAGE plpgsql ${head} AS $$
      BEGIN
        IF TG_OP <> 'INSERT' THEN DELETE FROM project_search WHERE project_id = OLD.id; END IF;
        IF TG_OP <> 'DELETE' AND NEW.archived_at IS NULL THEN
          INSERT INTO project_search VALUES (NEW.id, NEW.org_id, NEW.created_at, NEW.name || chr(31) || NEW.description);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER note_text AFTER INSERT OR DELETE OR UPDATE OF name, description, archived_at, created_at ON project
        FOR EACH ROW EXECUTE FUNCTION note_project_text();
    `);
    // EXECUTE plans each search for its own pattern: a rare one by its trigrams, a common one by the newest first.
    await q.query(`
      CREATE FUNCTION search_projects(pattern text, before_at timestamptz, before_id uuid, at_most integer) RETURNS TABLE (id uuid)
      LANGUAGE plpgsql STABLE ROWS 20 ${head} AS $$
      BEGIN
        RETURN QUERY EXECUTE 'SELECT s.project_id FROM project_search s WHERE s.org_id = $1 AND s.text ILIKE $2'
          || CASE WHEN before_id IS NULL THEN '' ELSE ' AND (s.created_at, s.project_id) < ($3, $4)' END
          || ' ORDER BY s.created_at DESC, s.project_id DESC LIMIT $5'
          USING current_setting('app.org_id', true), pattern, before_at, before_id, at_most;
      END $$;
      CREATE FUNCTION count_found_projects(pattern text) RETURNS bigint LANGUAGE plpgsql STABLE ${head} AS $$
      DECLARE found bigint;
      BEGIN
        EXECUTE 'SELECT count(*) FROM project_search s WHERE s.org_id = $1 AND s.text ILIKE $2'
          INTO found USING current_setting('app.org_id', true), pattern;
        RETURN found;
      END $$;
      REVOKE ALL ON FUNCTION search_projects(text, timestamptz, uuid, integer), count_found_projects(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION search_projects(text, timestamptz, uuid, integer), count_found_projects(text) TO millwright_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION search_projects(text, timestamptz, uuid, integer);
      DROP FUNCTION count_found_projects(text);
      DROP FUNCTION note_project_text() CASCADE;
      DROP TABLE project_search;
    `);
  }
}
