import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ofOrganization } from './of-organization.js';

/** What belongs to a stream of whatever kind, and was named after generations while there was no other. */
const OF_STREAM = ['ledger_entry', 'ledger_seal', 'artifact', 'stage_output', 'model_call', 'workflow_history', 'attempt_log'];
const MOVED = ['generation', 'stream', ...OF_STREAM];
const head = `SECURITY DEFINER SET search_path = public, pg_temp`;

/**
 * Whatever is recorded is a stream: its kind, the state that its events lead to, and the end of its chain of hashes. A
 * generation keeps what lists are made of, and what its events cannot tell.
 */
export class CreateStreams1795200050000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE stream (
        id uuid PRIMARY KEY, kind text NOT NULL, org_id text NOT NULL, project_id uuid REFERENCES project (id),
        status text NOT NULL, state jsonb NOT NULL, seq bigint NOT NULL DEFAULT 0, head_hash text NOT NULL DEFAULT '', run_id text,
        created_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz) WITH (fillfactor = 80);
      CREATE INDEX stream_newest ON stream (org_id, kind, created_at DESC, id DESC);
      CREATE INDEX stream_of_project ON stream (project_id) WHERE project_id IS NOT NULL;
      CREATE UNIQUE INDEX stream_of_organization ON stream (org_id) WHERE kind = 'organization';
      CREATE TABLE stream_snapshot (
        stream_id uuid NOT NULL REFERENCES stream (id), seq bigint NOT NULL, org_id text NOT NULL, state jsonb NOT NULL,
        PRIMARY KEY (stream_id, seq));
    `);
    // FORCE binds the owner too, who moves the rows of every organization here.
    const force = async (how: string): Promise<void> => {
      for (const table of MOVED) await q.query(`ALTER TABLE ${table} ${how} ROW LEVEL SECURITY`);
    };
    await force('NO FORCE');
    await q.query(`
      INSERT INTO stream (id, kind, org_id, project_id, status, state, seq, head_hash, run_id, created_at, ended_at)
        SELECT id, 'generation', org_id, project_id, status,
          state || jsonb_build_object('budgetMicros', budget_micros)
            || jsonb_strip_nulls(jsonb_build_object('runId', run_id, 'headCommit', head_commit)),
          seq, head_hash, run_id, created_at, completed_at
        FROM generation;
    `);
    for (const table of OF_STREAM) await this.belongsToStream(q, table);
    await q.query(ofOrganization('stream') + ofOrganization('stream_snapshot'));
    await this.followStreams(q);
    await q.query(`
      DROP TRIGGER note_failure_code ON generation;
      DROP FUNCTION note_failure_code();
      ALTER TABLE generation DROP COLUMN state, DROP COLUMN seq, DROP COLUMN head_hash, DROP COLUMN run_id,
        ADD FOREIGN KEY (id) REFERENCES stream (id);
      CREATE VIEW generation_with_state WITH (security_invoker = true) AS
        SELECT g.id, g.org_id, g.project_id, g.description, g.engine, g.model, g.budget_micros, g.idempotency_key, g.input, g.status,
          g.progress, g.head_commit, g.failure_code, g.parent_id, g.parent_kind, g.parent_stage, g.replay, g.created_by, g.created_at,
          g.completed_at, s.state, s.seq, s.head_hash, s.run_id
        FROM generation g JOIN stream s ON s.id = g.id;
      GRANT SELECT, INSERT, UPDATE ON stream TO millwright_app;
      GRANT SELECT, INSERT ON stream_snapshot TO millwright_app;
      GRANT SELECT ON generation_with_state TO millwright_app;
    `);
    await force('FORCE');
  }

  /** The rows that are there refer to generations, each of which is a stream by now: nothing is checked anew. */
  private async belongsToStream(q: QueryRunner, table: string): Promise<void> {
    const found: { conname: string }[] = await q.query(
      `SELECT conname FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'f' AND confrelid = 'generation'::regclass`,
      [table],
    );
    await q.query(`ALTER TABLE ${table} RENAME COLUMN generation_id TO stream_id`);
    for (const { conname } of found)
      await q.query(`
        ALTER TABLE ${table} DROP CONSTRAINT "${conname}";
        ALTER TABLE ${table} ADD CONSTRAINT ${table}_stream FOREIGN KEY (stream_id) REFERENCES stream (id) NOT VALID;
      `);
  }

  /** What is due follows from streams: each that has ended is sealed, whatever its kind. */
  private async followStreams(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER note_due_added ON generation;
      DROP TRIGGER note_due_moved ON generation;
      ALTER TABLE due RENAME COLUMN generation_id TO stream_id;
      ALTER TABLE due ADD COLUMN of_kind text NOT NULL DEFAULT 'generation';
      CREATE OR REPLACE FUNCTION note_due() RETURNS trigger LANGUAGE plpgsql ${head} AS $$
      BEGIN
        IF TG_OP <> 'INSERT' THEN DELETE FROM due WHERE stream_id = OLD.id; END IF;
        IF TG_OP = 'DELETE' THEN RETURN NULL; END IF;
        IF NEW.status = 'QUEUED' AND NEW.kind = 'generation' THEN
          INSERT INTO due (kind, stream_id, org_id, since, of_kind) VALUES ('START', NEW.id, NEW.org_id, NEW.created_at, NEW.kind);
        END IF;
        IF NEW.ended_at IS NOT NULL THEN
          INSERT INTO due (kind, stream_id, org_id, since, of_kind) SELECT 'SEAL', NEW.id, NEW.org_id, NEW.ended_at, NEW.kind
            WHERE NOT EXISTS (SELECT 1 FROM ledger_seal s WHERE s.stream_id = NEW.id);
          INSERT INTO due (kind, stream_id, org_id, since, of_kind) SELECT 'HISTORY', NEW.id, NEW.org_id, NEW.ended_at, NEW.kind
            WHERE NEW.kind = 'generation' AND NOT EXISTS (SELECT 1 FROM workflow_history h WHERE h.stream_id = NEW.id);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER note_due_added AFTER INSERT OR DELETE ON stream FOR EACH ROW EXECUTE FUNCTION note_due();
      CREATE TRIGGER note_due_moved AFTER UPDATE ON stream FOR EACH ROW
        WHEN (OLD.status <> NEW.status OR OLD.ended_at IS DISTINCT FROM NEW.ended_at) EXECUTE FUNCTION note_due();
      CREATE OR REPLACE FUNCTION note_done() RETURNS trigger LANGUAGE plpgsql ${head} AS $$
      BEGIN DELETE FROM due WHERE stream_id = NEW.stream_id AND kind = TG_ARGV[0]; RETURN NULL; END $$;
    `);
    const due = (kind: string, olderThan: string, atMost: string, columns = 'd.org_id, d.stream_id'): string => `
      SELECT ${columns} FROM due d WHERE d.kind = '${kind}' AND d.since < now() - ${olderThan}
        AND EXISTS (SELECT 1 FROM auth.organization o WHERE o.id = d.org_id) ORDER BY d.since LIMIT ${atMost}`;
    await q.query(`
      CREATE OR REPLACE FUNCTION queued_generations(older_than interval) RETURNS TABLE (org_id text, id uuid) LANGUAGE sql ${head} AS $$
        ${due('START', 'older_than', '1000')} $$;
      DROP FUNCTION unsealed_generations(interval);
      CREATE FUNCTION unsealed_streams(older_than interval) RETURNS TABLE (org_id text, id uuid, kind text) LANGUAGE sql ${head} AS $$
        ${due('SEAL', 'older_than', '1000', 'd.org_id, d.stream_id, d.of_kind')} $$;
      REVOKE ALL ON FUNCTION unsealed_streams(interval) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION unsealed_streams(interval) TO millwright_app;
      CREATE OR REPLACE FUNCTION unkept_histories(older_than interval, at_most integer) RETURNS TABLE (org_id text, id uuid) LANGUAGE sql ${head} AS $$
        ${due('HISTORY', 'older_than', 'at_most')} $$;
    `);
  }

  /** A release before does not know of streams of other kinds: what they recorded would be lost. */
  down(): Promise<void> {
    return Promise.reject(new Error('Streams are not taken back: restore a copy of the database from before the upgrade.'));
  }
}
