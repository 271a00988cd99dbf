import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Answers of engines are kept under seal. A new column, which workers of before leave alone; what they wrote in `text`
 * serves until its time is over.
 */
export class SealAnswers1795200009000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE model_call ADD COLUMN sealed bytea;
      DROP INDEX model_call_answer, model_call_old;
      CREATE INDEX model_call_answer ON model_call (org_id, request_key, ended_at DESC) WHERE sealed IS NOT NULL OR text IS NOT NULL;
      CREATE INDEX model_call_old ON model_call (org_id, ended_at) WHERE sealed IS NOT NULL OR text IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE model_call DROP COLUMN sealed;
      CREATE INDEX model_call_answer ON model_call (org_id, request_key, ended_at DESC) WHERE text IS NOT NULL;
      CREATE INDEX model_call_old ON model_call (org_id, ended_at) WHERE text IS NOT NULL;
    `);
  }
}
