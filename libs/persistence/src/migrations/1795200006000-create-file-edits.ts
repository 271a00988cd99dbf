import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people changed in generated files. A new table: no lock on others. */
export class CreateFileEdits1795200006000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE file_edit (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, org_id text NOT NULL,
        project_id uuid NOT NULL REFERENCES project (id), generation_id uuid NOT NULL REFERENCES generation (id),
        kind text NOT NULL CHECK (kind IN ('GATE','EDIT','MERGE','RESOLUTION')), path text NOT NULL,
        base_sha256 text, sha256 text, provenance_sha256 text,
        edited_by jsonb NOT NULL, edited_at timestamptz NOT NULL DEFAULT now());
      CREATE INDEX file_edit_latest ON file_edit (project_id, path, seq DESC);
      CREATE INDEX file_edit_org ON file_edit (org_id);
      ALTER TABLE file_edit ENABLE ROW LEVEL SECURITY;
      ALTER TABLE file_edit FORCE ROW LEVEL SECURITY;
      CREATE POLICY of_organization ON file_edit
        USING (org_id = current_setting('app.org_id', true)) WITH CHECK (org_id = current_setting('app.org_id', true));
      GRANT SELECT, INSERT ON file_edit TO millwright_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE file_edit`);
  }
}
