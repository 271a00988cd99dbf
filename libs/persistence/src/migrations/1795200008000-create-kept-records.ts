import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records that were uploaded, or written to be replayed: each goes when its time is over. A new table and an index. */
export class CreateKeptRecords1795200008000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE kept_record (
        org_id text NOT NULL, address text NOT NULL, summary text NOT NULL, at timestamptz NOT NULL DEFAULT now(), removed_at timestamptz,
        PRIMARY KEY (org_id, address));
      CREATE INDEX kept_record_old ON kept_record (org_id, at) WHERE removed_at IS NULL;
      CREATE INDEX generation_replay ON generation (org_id, (replay->>'record')) WHERE replay IS NOT NULL;

      ALTER TABLE kept_record ENABLE ROW LEVEL SECURITY;
      ALTER TABLE kept_record FORCE ROW LEVEL SECURITY;
      CREATE POLICY of_organization ON kept_record
        USING (org_id = current_setting('app.org_id', true)) WITH CHECK (org_id = current_setting('app.org_id', true));
      GRANT SELECT, INSERT, UPDATE (removed_at), DELETE ON kept_record TO millwright_app;
    `);
    // See expired_exchanges. A record that somebody has just uploaded is there to be replayed, and one that is being
    // replayed is read until the end.
    await q.query(`
      CREATE FUNCTION expired_records(default_days integer, at_most integer) RETURNS TABLE (org_id text, address text)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE o text;
      BEGIN
        FOR o IN SELECT organization.id FROM auth.organization LOOP
          PERFORM set_config('app.org_id', o, true);
          RETURN QUERY SELECT k.org_id, k.address FROM kept_record k
            WHERE k.org_id = o AND k.removed_at IS NULL AND k.at < now() - greatest(interval '1 hour',
                make_interval(days => coalesce((SELECT s.record_days FROM engine_settings s WHERE s.org_id = o), default_days)))
              AND NOT EXISTS (SELECT 1 FROM generation g
                WHERE g.org_id = o AND g.replay IS NOT NULL AND g.completed_at IS NULL AND g.replay->>'record' = k.address)
            ORDER BY k.at LIMIT at_most;
        END LOOP;
        PERFORM set_config('app.org_id', '', true);
      END $$;
      REVOKE ALL ON FUNCTION expired_records(integer, integer) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION expired_records(integer, integer) TO millwright_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP FUNCTION expired_records(integer, integer); DROP TABLE kept_record; DROP INDEX generation_replay`);
  }
}
