import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ofOrganization } from './of-organization.js';

const head = `SECURITY DEFINER SET search_path = public, pg_temp`;
const WHAT = (row: string): string =>
  `CASE WHEN ${row}deleted_at IS NOT NULL THEN 'project:deleted' WHEN ${row}archived_at IS NOT NULL THEN 'project:archived' ELSE 'project' END`;
/** Of one of the project's streams. What refers to a stream comes before it. */
const OF_STREAM = [
  'stage_output',
  'attempt_log',
  'workflow_history',
  'model_call',
  'artifact',
  'ledger_seal',
  'ledger_entry',
  'stream_snapshot',
];
const ADDRESS = '^[0-9a-f]{64}$';

/**
 * A project that is deleted is kept until its time is over, and can be had back until then. Then it goes with everything: its
 * rows at once, by a function of the owner, since the runtime role may take nothing out of a ledger; and after them what is
 * stored for them and for nobody else, whose addresses are written down meanwhile. Columns without a rewrite, two small tables.
 */
export class DeleteProjects1795200070200 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE project ADD COLUMN deleted_at timestamptz, ADD COLUMN deletion_due_at timestamptz, ADD COLUMN deleted_by text,
        ADD CONSTRAINT project_deletion CHECK (num_nonnulls(deleted_at, deletion_due_at, deleted_by) IN (0, 3));
      DROP INDEX project_archived;
      CREATE INDEX project_archived ON project (org_id, created_at DESC, id DESC) WHERE archived_at IS NOT NULL AND deleted_at IS NULL;
      CREATE INDEX project_deleted ON project (org_id, created_at DESC, id DESC) WHERE deleted_at IS NOT NULL;
      CREATE INDEX artifact_content ON artifact (org_id, sha256);
      CREATE INDEX repository_export_of ON repository_export (project_id);

      CREATE OR REPLACE FUNCTION tally_projects() RETURNS trigger LANGUAGE plpgsql ${head} AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          PERFORM note_tally(OLD.org_id, ${WHAT('OLD.')}, -1), note_tally(NEW.org_id, ${WHAT('NEW.')}, 1);
        ELSE
          PERFORM note_tally(org_id, ${WHAT('')}, CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END) FROM changed GROUP BY org_id, ${WHAT('')};
        END IF;
        RETURN NULL;
      END $$;
      DROP TRIGGER tally_moved ON project;
      CREATE TRIGGER tally_moved AFTER UPDATE ON project FOR EACH ROW
        WHEN (OLD.archived_at IS NULL <> (NEW.archived_at IS NULL) OR OLD.deleted_at IS NULL <> (NEW.deleted_at IS NULL))
        EXECUTE FUNCTION tally_projects();

      -- Across organizations: ids and instants, read by functions alone.
      CREATE TABLE purge_due (project_id uuid PRIMARY KEY, org_id text NOT NULL, due_at timestamptz NOT NULL, is_purged boolean NOT NULL DEFAULT false);
      CREATE INDEX purge_due_next ON purge_due (due_at);
      ALTER TABLE purge_due ENABLE ROW LEVEL SECURITY;
      ALTER TABLE purge_due FORCE ROW LEVEL SECURITY;
      CREATE POLICY of_owner ON purge_due TO CURRENT_USER USING (true) WITH CHECK (true);
      CREATE FUNCTION note_purge_due() RETURNS trigger LANGUAGE plpgsql ${head} AS $$
      BEGIN
        DELETE FROM purge_due WHERE project_id = NEW.id;
        INSERT INTO purge_due (project_id, org_id, due_at) SELECT NEW.id, NEW.org_id, NEW.deletion_due_at WHERE NEW.deletion_due_at IS NOT NULL;
        RETURN NULL;
      END $$;
      CREATE TRIGGER note_purge_due AFTER UPDATE OF deletion_due_at ON project FOR EACH ROW EXECUTE FUNCTION note_purge_due();

      CREATE TABLE blob_removal (org_id text NOT NULL, project_id uuid NOT NULL, sha256 text NOT NULL, PRIMARY KEY (org_id, project_id, sha256));
      ${ofOrganization('blob_removal')}
      GRANT SELECT, DELETE ON blob_removal TO millwright_app;
    `);
    await this.purge(q);
  }

  private async purge(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE FUNCTION due_purges(at_most integer) RETURNS TABLE (org_id text, project_id uuid, is_purged boolean) LANGUAGE sql ${head} AS $$
        SELECT d.org_id, d.project_id, d.is_purged FROM purge_due d WHERE d.due_at <= now() ORDER BY d.due_at LIMIT at_most $$;

      -- The one way out of a ledger: of a project of the transaction's own organization, deleted, due, and with nothing that runs.
      CREATE FUNCTION purge_project(of_project uuid) RETURNS boolean LANGUAGE plpgsql ${head} AS $$
      DECLARE
        o text := current_setting('app.org_id', true); streams uuid[]; records text[];
      BEGIN
        PERFORM 1 FROM project p WHERE p.id = of_project AND p.org_id = o AND p.deletion_due_at <= now() FOR UPDATE;
        IF NOT FOUND THEN RETURN false; END IF;
        IF EXISTS (SELECT 1 FROM stream s WHERE s.project_id = of_project AND s.org_id = o AND s.ended_at IS NULL) THEN
          RETURN false;
        END IF;
        streams := ARRAY(SELECT s.id FROM stream s WHERE s.project_id = of_project AND s.org_id = o);
        -- Records that nothing else replays.
        records := ARRAY(SELECT g.replay->>'record' FROM generation g WHERE g.id = ANY (streams) AND g.replay IS NOT NULL
          EXCEPT SELECT g.replay->>'record' FROM generation g WHERE g.org_id = o AND g.replay IS NOT NULL AND g.id <> ALL (streams));
        INSERT INTO blob_removal (org_id, project_id, sha256)
          SELECT DISTINCT o, of_project, found.sha256 FROM (
            SELECT a.sha256 FROM artifact a WHERE a.stream_id = ANY (streams)
            UNION ALL SELECT unnest(ARRAY[f.base_sha256, f.sha256, f.provenance_sha256]) FROM file_edit f WHERE f.project_id = of_project AND f.org_id = o
            UNION ALL SELECT x.address FROM model_exchange x WHERE x.generation_id = ANY (streams)
            UNION ALL SELECT h.address FROM workflow_history h WHERE h.stream_id = ANY (streams)
            UNION ALL SELECT k.address FROM kept_record k WHERE k.org_id = o AND k.address = ANY (records)
            UNION ALL SELECT (regexp_matches(e.body::text, '"([0-9a-f]{64})"', 'g'))[1] FROM ledger_entry e WHERE e.stream_id = ANY (streams)
          ) AS found WHERE found.sha256 ~ '${ADDRESS}';
        ${OF_STREAM.map((table) => `DELETE FROM ${table} WHERE org_id = o AND stream_id = ANY (streams);`).join('\n        ')}
        DELETE FROM model_exchange WHERE org_id = o AND generation_id = ANY (streams);
        DELETE FROM repository_export WHERE org_id = o AND project_id = of_project;
        DELETE FROM file_edit WHERE org_id = o AND project_id = of_project;
        DELETE FROM kept_record WHERE org_id = o AND address = ANY (records);
        DELETE FROM generation WHERE org_id = o AND project_id = of_project;
        DELETE FROM stream WHERE org_id = o AND project_id = of_project;
        DELETE FROM project_usage WHERE org_id = o AND project_id = of_project;
        DELETE FROM project WHERE org_id = o AND id = of_project;
        UPDATE purge_due SET is_purged = true WHERE project_id = of_project;
        RETURN true;
      END $$;

      -- What is stored for it is gone, or is looked at again after a while.
      CREATE FUNCTION purge_ended(of_project uuid, again_after interval) RETURNS void LANGUAGE sql ${head} AS $$
        UPDATE purge_due SET due_at = now() + again_after WHERE project_id = of_project AND org_id = current_setting('app.org_id', true) AND is_purged;
        DELETE FROM purge_due WHERE project_id = of_project AND org_id = current_setting('app.org_id', true) AND is_purged
          AND NOT EXISTS (SELECT 1 FROM blob_removal b WHERE b.project_id = of_project) $$;
      REVOKE ALL ON FUNCTION due_purges(integer), purge_project(uuid), purge_ended(uuid, interval) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION due_purges(integer), purge_project(uuid), purge_ended(uuid, interval) TO millwright_app;
    `);
  }

  /** A release before would list what was deleted as archived; what is due is not forgotten. */
  down(): Promise<void> {
    return Promise.reject(
      new Error(
        'Deleted projects are not taken back: restore those that are to stay, then a copy of the database from before the upgrade.',
      ),
    );
  }
}
