import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lineage of generations, and where a project's generations wait for approval. Columns without rewrite: brief lock on each table. */
export class CreateDecisions1795200004000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE generation
        ADD COLUMN parent_id uuid REFERENCES generation (id),
        ADD COLUMN parent_kind text CHECK (parent_kind IN ('FORK','RETRY')),
        ADD COLUMN parent_stage text;
      CREATE INDEX generation_children ON generation (parent_id) WHERE parent_id IS NOT NULL;
      ALTER TABLE project
        ADD COLUMN approve_after text[] NOT NULL DEFAULT '{}',
        ADD COLUMN approve_criticality smallint CHECK (approve_criticality BETWEEN 1 AND 10);
      CREATE INDEX mail_unsent ON mail (created_at) WHERE sent_at IS NULL AND error IS NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX mail_unsent;
      ALTER TABLE project DROP COLUMN approve_after, DROP COLUMN approve_criticality;
      ALTER TABLE generation DROP COLUMN parent_id, DROP COLUMN parent_kind, DROP COLUMN parent_stage;
    `);
  }
}
