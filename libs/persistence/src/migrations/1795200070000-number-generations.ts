import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Generations have numbers, 1, 2, 3 … within their project, which the database gives them as they are added; and a name, where
 * somebody gave them one. Those that there are get theirs in the order in which they were started: the table is rewritten, and
 * locked meanwhile, some seconds for a hundred thousand of them.
 */
export class NumberGenerations1795200070000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE generation ADD COLUMN number integer, ADD COLUMN name text;
      ALTER TABLE generation NO FORCE ROW LEVEL SECURITY;
      UPDATE generation g SET number = n.number
        FROM (SELECT id, row_number() OVER (PARTITION BY project_id ORDER BY created_at, id) AS number FROM generation) n WHERE n.id = g.id;
      ALTER TABLE generation FORCE ROW LEVEL SECURITY;
      ALTER TABLE generation ALTER COLUMN number SET NOT NULL;
      CREATE UNIQUE INDEX generation_number ON generation (project_id, number);

      CREATE FUNCTION number_generation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- Of two that begin at once, the second waits for the first.
        PERFORM 1 FROM project WHERE id = NEW.project_id FOR NO KEY UPDATE;
        NEW.number := coalesce((SELECT max(g.number) FROM generation g WHERE g.project_id = NEW.project_id), 0) + 1;
        RETURN NEW;
      END $$;
      CREATE TRIGGER number_generation BEFORE INSERT ON generation FOR EACH ROW EXECUTE FUNCTION number_generation();

      CREATE OR REPLACE VIEW generation_with_state WITH (security_invoker = true) AS
        SELECT g.id, g.org_id, g.project_id, g.description, g.engine, g.model, g.budget_micros, g.idempotency_key, g.input, g.status,
          g.progress, g.head_commit, g.failure_code, g.parent_id, g.parent_kind, g.parent_stage, g.replay, g.created_by, g.created_at,
          g.completed_at, s.state, s.seq, s.head_hash, s.run_id, g.number, g.name
        FROM generation g JOIN stream s ON s.id = g.id;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP VIEW generation_with_state;
      DROP FUNCTION number_generation() CASCADE;
      ALTER TABLE generation DROP COLUMN number, DROP COLUMN name;
      CREATE VIEW generation_with_state WITH (security_invoker = true) AS
        SELECT g.id, g.org_id, g.project_id, g.description, g.engine, g.model, g.budget_micros, g.idempotency_key, g.input, g.status,
          g.progress, g.head_commit, g.failure_code, g.parent_id, g.parent_kind, g.parent_stage, g.replay, g.created_by, g.created_at,
          g.completed_at, s.state, s.seq, s.head_hash, s.run_id
        FROM generation g JOIN stream s ON s.id = g.id;
      GRANT SELECT ON generation_with_state TO millwright_app;
    `);
  }
}
