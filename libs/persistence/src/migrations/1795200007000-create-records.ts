import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What engines were asked and answered, kept histories of workflows, and replays. New tables, and columns that may be null. */
export class CreateRecords1795200007000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE model_exchange (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, org_id text NOT NULL, generation_id uuid NOT NULL REFERENCES generation (id),
        stage text NOT NULL, path text NOT NULL, identity text NOT NULL, address text, at timestamptz NOT NULL DEFAULT clock_timestamp());
      CREATE INDEX model_exchange_of ON model_exchange (generation_id, stage, path);
      CREATE INDEX model_exchange_old ON model_exchange (org_id, at);

      CREATE TABLE workflow_history (
        generation_id uuid PRIMARY KEY REFERENCES generation (id), org_id text NOT NULL, run_id text, address text,
        events integer NOT NULL, kept_at timestamptz NOT NULL DEFAULT now());
      CREATE INDEX workflow_history_org ON workflow_history (org_id);

      ALTER TABLE generation ADD COLUMN replay jsonb;
      ALTER TABLE engine_settings ADD COLUMN record_days integer CHECK (record_days BETWEEN 0 AND 3650);
    `);
    for (const table of ['model_exchange', 'workflow_history'])
      await q.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY of_organization ON ${table}
          USING (org_id = current_setting('app.org_id', true)) WITH CHECK (org_id = current_setting('app.org_id', true));
      `);
    await q.query(`
      GRANT SELECT, INSERT, DELETE ON model_exchange TO millwright_app;
      GRANT SELECT, INSERT ON workflow_history TO millwright_app;
    `);
    // Ids across organizations, and nothing else of them; see queued_generations. Each round names its organization itself
    // as well: an owner who is a superuser is bound by no policy.
    await q.query(`
      CREATE FUNCTION unkept_histories(older_than interval, at_most integer) RETURNS TABLE (org_id text, id uuid)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE o text;
      BEGIN
        FOR o IN SELECT organization.id FROM auth.organization LOOP
          PERFORM set_config('app.org_id', o, true);
          RETURN QUERY SELECT g.org_id, g.id FROM generation g WHERE g.org_id = o AND g.completed_at < now() - older_than
            AND NOT EXISTS (SELECT 1 FROM workflow_history h WHERE h.generation_id = g.id) ORDER BY g.completed_at LIMIT at_most;
        END LOOP;
        PERFORM set_config('app.org_id', '', true);
      END $$;
      CREATE FUNCTION expired_exchanges(default_days integer, at_most integer) RETURNS TABLE (org_id text, id bigint, address text)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE o text;
      BEGIN
        FOR o IN SELECT organization.id FROM auth.organization LOOP
          PERFORM set_config('app.org_id', o, true);
          RETURN QUERY SELECT e.org_id, e.id, e.address FROM model_exchange e
            WHERE e.org_id = o AND e.at < now() - make_interval(days => coalesce((SELECT s.record_days FROM engine_settings s WHERE s.org_id = o), default_days))
            ORDER BY e.id LIMIT at_most;
        END LOOP;
        PERFORM set_config('app.org_id', '', true);
      END $$;
      REVOKE ALL ON FUNCTION unkept_histories(interval, integer), expired_exchanges(integer, integer) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION unkept_histories(interval, integer), expired_exchanges(integer, integer) TO millwright_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP FUNCTION unkept_histories(interval, integer), expired_exchanges(integer, integer)`);
    await q.query(`ALTER TABLE engine_settings DROP COLUMN record_days; ALTER TABLE generation DROP COLUMN replay`);
    await q.query(`DROP TABLE workflow_history, model_exchange`);
  }
}
