import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each try to bring a repository to a git host is a stream; the row tells of the last one. Those from before keep their
 * rows, and have no stream.
 * A new column without a default: no rewrite, brief lock.
 */
export class ExportsAreStreams1795200080000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE repository_export ADD COLUMN stream_id uuid REFERENCES stream (id) DEFERRABLE INITIALLY DEFERRED;
      CREATE UNIQUE INDEX repository_export_stream ON repository_export (stream_id) WHERE stream_id IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE repository_export DROP COLUMN stream_id`);
  }
}
