import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWNERS_ONLY = (table: string): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY of_owner ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);`;
const CALLABLE = (functions: string): string => `
  REVOKE ALL ON FUNCTION ${functions} FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ${functions} TO millwright_app;`;

/**
 * What waits to be done across organizations stands in one small table: ids and instants, and nothing else of anybody. Only
 * the functions below read it, as its owner; the runtime role has no right to it. Before, each of them stepped through every
 * organization there was. Triggers: brief lock on each table.
 */
export class NoteWhatIsDue1795200022000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE due (
        kind text NOT NULL CHECK (kind IN ('START','SEAL','HISTORY')), generation_id uuid NOT NULL, org_id text NOT NULL,
        since timestamptz NOT NULL, PRIMARY KEY (generation_id, kind));
      CREATE INDEX due_longest ON due (kind, since);
      -- The oldest content of each organization that goes when its time is over, and how long that is, where it has its own.
      CREATE TABLE expiry (
        org_id text NOT NULL, kind text NOT NULL CHECK (kind IN ('EXCHANGE','RECORD')), oldest_at timestamptz NOT NULL,
        record_days integer, PRIMARY KEY (org_id, kind));
      CREATE INDEX expiry_of_server ON expiry (kind, oldest_at) WHERE record_days IS NULL;
      CREATE INDEX expiry_of_organization ON expiry (kind, oldest_at) WHERE record_days IS NOT NULL;
      ${OWNERS_ONLY('due')}
      ${OWNERS_ONLY('expiry')}
    `);
    await this.follow(q);
    await this.fill(q);
    await this.serve(q);
  }

  private async follow(q: QueryRunner): Promise<void> {
    const head = `RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp`;
    await q.query(`
      CREATE FUNCTION note_due() ${head} AS $$
      BEGIN
        IF TG_OP <> 'INSERT' THEN DELETE FROM due WHERE generation_id = OLD.id; END IF;
        IF TG_OP = 'DELETE' THEN RETURN NULL; END IF;
        IF NEW.status = 'QUEUED' THEN INSERT INTO due VALUES ('START', NEW.id, NEW.org_id, NEW.created_at); END IF;
        IF NEW.completed_at IS NOT NULL THEN
          INSERT INTO due SELECT 'SEAL', NEW.id, NEW.org_id, NEW.completed_at
            WHERE NOT EXISTS (SELECT 1 FROM ledger_seal s WHERE s.generation_id = NEW.id);
          INSERT INTO due SELECT 'HISTORY', NEW.id, NEW.org_id, NEW.completed_at
            WHERE NOT EXISTS (SELECT 1 FROM workflow_history h WHERE h.generation_id = NEW.id);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER note_due_added AFTER INSERT OR DELETE ON generation FOR EACH ROW EXECUTE FUNCTION note_due();
      CREATE TRIGGER note_due_moved AFTER UPDATE ON generation FOR EACH ROW
        WHEN (OLD.status <> NEW.status OR OLD.completed_at IS DISTINCT FROM NEW.completed_at) EXECUTE FUNCTION note_due();

      CREATE FUNCTION note_done() ${head} AS $$
      BEGIN DELETE FROM due WHERE generation_id = NEW.generation_id AND kind = TG_ARGV[0]; RETURN NULL; END $$;
      CREATE TRIGGER note_done AFTER INSERT ON ledger_seal FOR EACH ROW EXECUTE FUNCTION note_done('SEAL');
      CREATE TRIGGER note_done AFTER INSERT ON workflow_history FOR EACH ROW EXECUTE FUNCTION note_done('HISTORY');

      -- Where an older one is known already, nothing is written and nobody waits.
      CREATE FUNCTION note_expiry() ${head} AS $$
      BEGIN
        INSERT INTO expiry (org_id, kind, oldest_at, record_days)
          SELECT NEW.org_id, TG_ARGV[0], NEW.at, (SELECT s.record_days FROM engine_settings s WHERE s.org_id = NEW.org_id)
          WHERE NOT EXISTS (SELECT 1 FROM expiry e WHERE e.org_id = NEW.org_id AND e.kind = TG_ARGV[0] AND e.oldest_at <= NEW.at)
        ON CONFLICT (org_id, kind) DO UPDATE SET oldest_at = least(expiry.oldest_at, EXCLUDED.oldest_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER note_expiry AFTER INSERT OR UPDATE OF at ON model_exchange FOR EACH ROW EXECUTE FUNCTION note_expiry('EXCHANGE');
      CREATE TRIGGER note_expiry AFTER INSERT OR UPDATE OF at ON kept_record FOR EACH ROW EXECUTE FUNCTION note_expiry('RECORD');
      CREATE FUNCTION note_record_days() ${head} AS $$
      BEGIN UPDATE expiry SET record_days = NEW.record_days WHERE org_id = NEW.org_id; RETURN NULL; END $$;
      CREATE TRIGGER note_record_days AFTER INSERT OR UPDATE OF record_days ON engine_settings FOR EACH ROW EXECUTE FUNCTION note_record_days();
    `);
  }

  private async fill(q: QueryRunner): Promise<void> {
    const tables = ['generation', 'ledger_seal', 'workflow_history', 'model_exchange', 'kept_record', 'engine_settings'];
    const force = async (how: string): Promise<void> => {
      for (const table of tables) await q.query(`ALTER TABLE ${table} ${how} ROW LEVEL SECURITY`);
    };
    // FORCE binds the owner too, who looks at the rows of every organization here.
    await force('NO FORCE');
    await q.query(`
      INSERT INTO due SELECT 'START', id, org_id, created_at FROM generation WHERE status = 'QUEUED';
      INSERT INTO due SELECT 'SEAL', g.id, g.org_id, g.completed_at FROM generation g
        WHERE g.completed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_seal s WHERE s.generation_id = g.id);
      INSERT INTO due SELECT 'HISTORY', g.id, g.org_id, g.completed_at FROM generation g
        WHERE g.completed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM workflow_history h WHERE h.generation_id = g.id);
      INSERT INTO expiry SELECT e.org_id, 'EXCHANGE', min(e.at), max(s.record_days)
        FROM model_exchange e LEFT JOIN engine_settings s ON s.org_id = e.org_id GROUP BY e.org_id;
      INSERT INTO expiry SELECT k.org_id, 'RECORD', min(k.at), max(s.record_days)
        FROM kept_record k LEFT JOIN engine_settings s ON s.org_id = k.org_id WHERE k.removed_at IS NULL GROUP BY k.org_id;
    `);
    await force('FORCE');
  }

  private async serve(q: QueryRunner): Promise<void> {
    const head = `SECURITY DEFINER SET search_path = public, pg_temp`;
    const due = (kind: string, olderThan: string, atMost: string): string => `
      SELECT d.org_id, d.generation_id FROM due d WHERE d.kind = '${kind}' AND d.since < now() - ${olderThan}
        AND EXISTS (SELECT 1 FROM auth.organization o WHERE o.id = d.org_id) ORDER BY d.since LIMIT ${atMost}`;
    await q.query(`
      CREATE OR REPLACE FUNCTION queued_generations(older_than interval) RETURNS TABLE (org_id text, id uuid) LANGUAGE sql ${head} AS $$
        ${due('START', 'older_than', '1000')} $$;
      CREATE OR REPLACE FUNCTION unsealed_generations(older_than interval) RETURNS TABLE (org_id text, id uuid) LANGUAGE sql ${head} AS $$
        ${due('SEAL', 'older_than', '1000')} $$;
      CREATE OR REPLACE FUNCTION unkept_histories(older_than interval, at_most integer) RETURNS TABLE (org_id text, id uuid) LANGUAGE sql ${head} AS $$
        ${due('HISTORY', 'older_than', 'at_most')} $$;

      -- Organizations of which something has expired. What was written and is not seen yet is younger than an hour.
      CREATE FUNCTION expiring_organizations(of_kind text, default_days integer) RETURNS SETOF text LANGUAGE sql ${head} AS $$
        SELECT e.org_id FROM expiry e WHERE e.kind = of_kind AND e.record_days IS NULL AND e.oldest_at < now() - make_interval(days => default_days)
          AND EXISTS (SELECT 1 FROM auth.organization o WHERE o.id = e.org_id)
        UNION ALL
        SELECT e.org_id FROM expiry e WHERE e.kind = of_kind AND e.record_days IS NOT NULL AND e.oldest_at < now() - make_interval(days => e.record_days)
          AND EXISTS (SELECT 1 FROM auth.organization o WHERE o.id = e.org_id) $$;
      REVOKE ALL ON FUNCTION expiring_organizations(text, integer) FROM PUBLIC;

      CREATE OR REPLACE FUNCTION expired_exchanges(default_days integer, at_most integer) RETURNS TABLE (org_id text, id bigint, address text)
      LANGUAGE plpgsql ${head} AS $$
      DECLARE o text;
      BEGIN
        FOR o IN SELECT expiring_organizations('EXCHANGE', default_days) LOOP
          PERFORM set_config('app.org_id', o, true);
          RETURN QUERY SELECT e.org_id, e.id, e.address FROM model_exchange e
            WHERE e.org_id = o AND e.at < now() - make_interval(days => coalesce((SELECT s.record_days FROM engine_settings s WHERE s.org_id = o), default_days))
            ORDER BY e.at LIMIT at_most;
          UPDATE expiry x SET oldest_at = least(now() - interval '1 hour', (SELECT min(e.at) FROM model_exchange e WHERE e.org_id = o))
            WHERE x.org_id = o AND x.kind = 'EXCHANGE';
        END LOOP;
        PERFORM set_config('app.org_id', '', true);
      END $$;
      CREATE OR REPLACE FUNCTION expired_records(default_days integer, at_most integer) RETURNS TABLE (org_id text, address text)
      LANGUAGE plpgsql ${head} AS $$
      DECLARE o text;
      BEGIN
        FOR o IN SELECT expiring_organizations('RECORD', default_days) LOOP
          PERFORM set_config('app.org_id', o, true);
          RETURN QUERY SELECT k.org_id, k.address FROM kept_record k
            WHERE k.org_id = o AND k.removed_at IS NULL AND k.at < now() - greatest(interval '1 hour',
                make_interval(days => coalesce((SELECT s.record_days FROM engine_settings s WHERE s.org_id = o), default_days)))
              AND NOT EXISTS (SELECT 1 FROM generation g
                WHERE g.org_id = o AND g.replay IS NOT NULL AND g.completed_at IS NULL AND g.replay->>'record' = k.address)
            ORDER BY k.at LIMIT at_most;
          UPDATE expiry x SET oldest_at = least(now() - interval '1 hour',
              (SELECT min(k.at) FROM kept_record k WHERE k.org_id = o AND k.removed_at IS NULL))
            WHERE x.org_id = o AND x.kind = 'RECORD';
        END LOOP;
        PERFORM set_config('app.org_id', '', true);
      END $$;
      ${CALLABLE('queued_generations(interval), unsealed_generations(interval), unkept_histories(interval, integer)')}
      ${CALLABLE('expired_exchanges(integer, integer), expired_records(integer, integer)')}
    `);
  }

  /** The functions stay as they are callable; without what they read they find nothing. */
  async down(q: QueryRunner): Promise<void> {
    for (const name of ['note_due', 'note_done', 'note_expiry', 'note_record_days']) await q.query(`DROP FUNCTION ${name}() CASCADE`);
    await q.query(`DROP FUNCTION expiring_organizations(text, integer); DROP TABLE due, expiry`);
  }
}
