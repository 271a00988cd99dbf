import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A verification is a stream; a generation names its latest one, so that lists find it by the key that they have.
 * A new column without a default: no rewrite, brief lock. The index is for streams that go: without it each looks
 * through all generations.
 */
export class VerifyGenerations1795200081000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE generation ADD COLUMN verification_id uuid REFERENCES stream (id) DEFERRABLE INITIALLY DEFERRED;
      CREATE UNIQUE INDEX generation_verification ON generation (verification_id) WHERE verification_id IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE generation DROP COLUMN verification_id`);
  }
}
