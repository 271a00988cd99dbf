import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Worker processes that run, as they say themselves. Of the server, not of any organization. A new table. */
export class CreateWorkerProcesses1795200013000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE worker_process (
        identity text PRIMARY KEY, kind text NOT NULL, queues text[] NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(), seen_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz);
      GRANT SELECT, INSERT, UPDATE, DELETE ON worker_process TO millwright_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE worker_process`);
  }
}
