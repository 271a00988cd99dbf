import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signed ends of ledgers. A new table: no lock on others. */
export class CreateSeals1795200005000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE ledger_seal (
        generation_id uuid PRIMARY KEY REFERENCES generation (id), org_id text NOT NULL, seq bigint NOT NULL,
        head_hash text NOT NULL, key_id text NOT NULL, signature text NOT NULL, sealed_at timestamptz NOT NULL DEFAULT now());
      CREATE INDEX ledger_seal_org ON ledger_seal (org_id);
      ALTER TABLE ledger_seal ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ledger_seal FORCE ROW LEVEL SECURITY;
      CREATE POLICY of_organization ON ledger_seal
        USING (org_id = current_setting('app.org_id', true)) WITH CHECK (org_id = current_setting('app.org_id', true));
    `);
    // Append-only by privilege, as the ledger itself.
    await q.query(`GRANT SELECT, INSERT ON ledger_seal TO millwright_app`);
    await q.query(`
      CREATE FUNCTION unsealed_generations(older_than interval) RETURNS TABLE (org_id text, id uuid)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE o text;
      BEGIN
        FOR o IN SELECT organization.id FROM auth.organization LOOP
          PERFORM set_config('app.org_id', o, true);
          RETURN QUERY SELECT g.org_id, g.id FROM generation g WHERE g.completed_at < now() - older_than
            AND NOT EXISTS (SELECT 1 FROM ledger_seal s WHERE s.generation_id = g.id);
        END LOOP;
        PERFORM set_config('app.org_id', '', true);
      END $$;
      REVOKE ALL ON FUNCTION unsealed_generations(interval) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION unsealed_generations(interval) TO millwright_app;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP FUNCTION unsealed_generations(interval)`);
    await q.query(`DROP TABLE ledger_seal`);
  }
}
