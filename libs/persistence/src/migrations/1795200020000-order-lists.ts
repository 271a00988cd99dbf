import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists are read in the order of an index: their instants are rounded down when they are written, as the cursors that
 * clients hold were, and each list has an index of its own. Rows of before are rounded: a lock on both tables meanwhile.
 */
export class OrderLists1795200020000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE FUNCTION round_created_at() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN NEW.created_at := date_trunc('milliseconds', NEW.created_at); RETURN NEW; END $$;
      CREATE FUNCTION note_failure_code() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN NEW.failure_code := NEW.state->'failure'->>'code'; RETURN NEW; END $$;
      ALTER TABLE generation ADD COLUMN failure_code text;
    `);
    // FORCE binds the owner too, who rounds the rows of every organization here.
    await q.query(`ALTER TABLE project NO FORCE ROW LEVEL SECURITY; ALTER TABLE generation NO FORCE ROW LEVEL SECURITY`);
    for (const table of ['project', 'generation'])
      await q.query(`
        UPDATE ${table} SET created_at = date_trunc('milliseconds', created_at) WHERE created_at <> date_trunc('milliseconds', created_at);
        CREATE TRIGGER round_created_at BEFORE INSERT OR UPDATE OF created_at ON ${table} FOR EACH ROW EXECUTE FUNCTION round_created_at();
      `);
    await q.query(`UPDATE generation SET failure_code = state->'failure'->>'code' WHERE status = 'FAILED'`);
    await q.query(`
      ALTER TABLE project FORCE ROW LEVEL SECURITY;
      ALTER TABLE generation FORCE ROW LEVEL SECURITY;
      CREATE TRIGGER note_failure_code BEFORE INSERT OR UPDATE OF status ON generation FOR EACH ROW
        WHEN (NEW.status = 'FAILED') EXECUTE FUNCTION note_failure_code();

      CREATE INDEX project_listed ON project (org_id, created_at DESC, id DESC) WHERE archived_at IS NULL;
      DROP INDEX project_newest;
      CREATE INDEX generation_of_organization ON generation (org_id, created_at DESC, id DESC);
      CREATE INDEX generation_of_status ON generation (org_id, status, created_at DESC, id DESC);
      CREATE INDEX generation_complete ON generation (org_id, engine, model, created_at DESC) WHERE status = 'COMPLETE' AND replay IS NULL;
      CREATE INDEX generation_failed ON generation (org_id, failure_code, engine, created_at, id, completed_at)
        WHERE status = 'FAILED' AND replay IS NULL;
      CREATE INDEX generation_repository ON generation (org_id, project_id, created_at DESC, id DESC) WHERE head_commit IS NOT NULL;
      CREATE INDEX mail_newest ON mail (created_at DESC);
      CREATE INDEX model_call_of ON model_call (generation_id, stage, item, started_at, id);
      CREATE INDEX model_exchange_in_order ON model_exchange (generation_id, id);
      CREATE INDEX attempt_log_in_order ON attempt_log (generation_id, stage, item, at, id);
      DROP INDEX attempt_log_of;
      CREATE INDEX file_edit_of ON file_edit (generation_id, kind, seq);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX project_listed, generation_of_organization, generation_of_status, generation_complete, generation_failed,
        generation_repository, mail_newest, model_call_of, model_exchange_in_order, attempt_log_in_order, file_edit_of;
      CREATE INDEX project_newest ON project (org_id, created_at DESC, id DESC);
      CREATE INDEX attempt_log_of ON attempt_log (org_id, generation_id, stage, item, at);
      DROP FUNCTION round_created_at() CASCADE;
      DROP FUNCTION note_failure_code() CASCADE;
      ALTER TABLE generation DROP COLUMN failure_code;
    `);
  }
}
