import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Projects, generations, artifacts, the ledger and live text. New tables: no lock on others. */
export class CreateGenerations1795200001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE project (
        id uuid PRIMARY KEY, org_id text NOT NULL, name text NOT NULL, slug text NOT NULL, description text NOT NULL,
        created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), archived_at timestamptz,
        UNIQUE (org_id, slug));
      CREATE INDEX project_newest ON project (org_id, created_at DESC, id DESC);

      CREATE TABLE generation (
        id uuid PRIMARY KEY, org_id text NOT NULL, project_id uuid NOT NULL REFERENCES project (id),
        description text NOT NULL, engine text NOT NULL, model text NOT NULL, budget_micros bigint,
        idempotency_key text, input jsonb NOT NULL,
        status text NOT NULL CHECK (status IN ('QUEUED','RUNNING','AWAITING_INPUT','PAUSED','COMPLETE','FAILED','CANCELLED')),
        progress smallint NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
        state jsonb NOT NULL, seq bigint NOT NULL DEFAULT 0, head_hash text NOT NULL DEFAULT '',
        run_id text, head_commit text, created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), completed_at timestamptz);
      CREATE UNIQUE INDEX generation_idempotency ON generation (org_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
      CREATE INDEX generation_newest ON generation (org_id, project_id, created_at DESC, id DESC);
      CREATE INDEX generation_open ON generation (created_at) WHERE status IN ('QUEUED','RUNNING','AWAITING_INPUT','PAUSED');

      CREATE TABLE artifact (
        id uuid PRIMARY KEY, org_id text NOT NULL, generation_id uuid NOT NULL REFERENCES generation (id),
        stage text NOT NULL, path text NOT NULL, media_type text NOT NULL, bytes integer NOT NULL, sha256 text NOT NULL,
        lines integer NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (generation_id, stage, path));
      CREATE INDEX artifact_org ON artifact (org_id);

      CREATE TABLE ledger_entry (
        generation_id uuid NOT NULL REFERENCES generation (id), seq bigint NOT NULL, org_id text NOT NULL,
        at timestamptz NOT NULL, type text NOT NULL, stage text, item text, dedup_key text, body jsonb NOT NULL,
        prev_hash text NOT NULL, hash text NOT NULL, PRIMARY KEY (generation_id, seq));
      CREATE UNIQUE INDEX ledger_entry_dedup ON ledger_entry (generation_id, dedup_key) WHERE dedup_key IS NOT NULL;
      CREATE INDEX ledger_entry_org ON ledger_entry (org_id);

      CREATE UNLOGGED TABLE stage_output (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, org_id text NOT NULL, generation_id uuid NOT NULL,
        stage text NOT NULL, path text NOT NULL, start_offset integer NOT NULL, text text NOT NULL);
      CREATE INDEX stage_output_of ON stage_output (generation_id, id);

      CREATE TABLE mail (
        id uuid PRIMARY KEY, recipient text NOT NULL, subject text NOT NULL, text text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(), sent_at timestamptz, error text);
      CREATE UNLOGGED TABLE rate_limit (key text PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
    `);
    for (const table of ['project', 'generation', 'artifact', 'ledger_entry', 'stage_output'])
      await q.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY of_organization ON ${table}
          USING (org_id = current_setting('app.org_id', true)) WITH CHECK (org_id = current_setting('app.org_id', true));
      `);
    // The ledger is append-only by privilege: no UPDATE, no DELETE.
    await q.query(`
      GRANT USAGE ON SCHEMA public TO millwright_app;
      GRANT SELECT, INSERT, UPDATE ON project, generation, artifact TO millwright_app;
      GRANT SELECT, INSERT ON ledger_entry TO millwright_app;
      GRANT SELECT, INSERT, DELETE ON stage_output TO millwright_app;
      GRANT SELECT, INSERT, UPDATE ON mail TO millwright_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO millwright_app;
    `);
    // The one look across organizations: ids of rows that a crash left without a workflow, and nothing else of them.
    // FORCE binds the owner too, so the function steps into each organization in turn.
    await q.query(`
      CREATE FUNCTION queued_generations(older_than interval) RETURNS TABLE (org_id text, id uuid)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE o text;
      BEGIN
        FOR o IN SELECT organization.id FROM auth.organization LOOP
          PERFORM set_config('app.org_id', o, true);
          RETURN QUERY SELECT g.org_id, g.id FROM generation g WHERE g.status = 'QUEUED' AND g.created_at < now() - older_than;
        END LOOP;
        PERFORM set_config('app.org_id', '', true);
      END $$;
      REVOKE ALL ON FUNCTION queued_generations(interval) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION queued_generations(interval) TO millwright_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP FUNCTION queued_generations(interval)`);
    await q.query(`DROP TABLE rate_limit, mail, stage_output, ledger_entry, artifact, generation, project`);
  }
}
