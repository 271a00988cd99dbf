import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls to engines with their answers, keys and settings of organizations, and exports to GitHub. New tables: no lock on others. */
export class CreateEngines1795200003000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE model_call (
        id uuid PRIMARY KEY, org_id text NOT NULL, generation_id uuid NOT NULL REFERENCES generation (id),
        stage text NOT NULL, item text, activity text NOT NULL, attempt integer NOT NULL,
        engine text NOT NULL, model text NOT NULL, request_key text NOT NULL,
        worst_micros bigint NOT NULL, usage jsonb,
        outcome text NOT NULL DEFAULT 'RUNNING' CHECK (outcome IN ('RUNNING','WHOLE','PARTIAL','FAILED')),
        text text, started_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz);
      CREATE INDEX model_call_answer ON model_call (org_id, request_key, ended_at DESC) WHERE text IS NOT NULL;
      CREATE INDEX model_call_old ON model_call (org_id, ended_at) WHERE text IS NOT NULL;
      CREATE INDEX model_call_activity ON model_call (generation_id, activity);

      CREATE TABLE engine_key (
        org_id text NOT NULL, engine text NOT NULL, sealed text NOT NULL, ends_with text NOT NULL,
        created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (org_id, engine));
      CREATE TABLE engine_settings (
        org_id text PRIMARY KEY, default_engine text, fallbacks jsonb NOT NULL DEFAULT '[]');

      CREATE TABLE git_connection (
        org_id text NOT NULL, host text NOT NULL, sealed text NOT NULL, login text NOT NULL, scopes text[] NOT NULL,
        created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (org_id, host));
      CREATE TABLE repository_export (
        generation_id uuid PRIMARY KEY REFERENCES generation (id), org_id text NOT NULL, project_id uuid NOT NULL REFERENCES project (id),
        owner text NOT NULL, name text NOT NULL, is_private boolean NOT NULL,
        status text NOT NULL CHECK (status IN ('RUNNING','COMPLETE','FAILED')),
        url text, commit text, message text, hint text, created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(), completed_at timestamptz);
      CREATE INDEX repository_export_project ON repository_export (org_id, project_id, created_at DESC);
    `);
    for (const table of ['model_call', 'engine_key', 'engine_settings', 'git_connection', 'repository_export'])
      await q.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY of_organization ON ${table}
          USING (org_id = current_setting('app.org_id', true)) WITH CHECK (org_id = current_setting('app.org_id', true));
      `);
    await q.query(`
      GRANT SELECT, INSERT, UPDATE ON model_call, repository_export TO millwright_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON engine_key, engine_settings, git_connection TO millwright_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE repository_export, git_connection, engine_settings, engine_key, model_call`);
  }
}
