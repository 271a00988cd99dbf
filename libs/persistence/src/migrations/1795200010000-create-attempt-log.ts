import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What attempts said of what they did, kept after their workers are gone. A new table. */
export class CreateAttemptLog1795200010000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE attempt_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        org_id text NOT NULL, generation_id uuid NOT NULL REFERENCES generation (id),
        stage text NOT NULL, item text, attempt integer NOT NULL,
        at timestamptz NOT NULL, level text NOT NULL CHECK (level IN ('INFO', 'WARN')), message text NOT NULL);
      CREATE INDEX attempt_log_of ON attempt_log (org_id, generation_id, stage, item, at);

      ALTER TABLE attempt_log ENABLE ROW LEVEL SECURITY;
      ALTER TABLE attempt_log FORCE ROW LEVEL SECURITY;
      CREATE POLICY of_organization ON attempt_log
        USING (org_id = current_setting('app.org_id', true)) WITH CHECK (org_id = current_setting('app.org_id', true));
      GRANT SELECT, INSERT ON attempt_log TO millwright_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE attempt_log`);
  }
}
