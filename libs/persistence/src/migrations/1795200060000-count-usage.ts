import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ofOrganization } from './of-organization.js';

/**
 * What was used, added up as the ledger tells it: by month, project, member, engine and model. Each entry that says what was
 * used counts once, so what is reused is not counted again. A project's own sums stand in one row each, since its writers are
 * few; those of the organization are differences that are added up now and then, as in `tally`.
 * New tables; a trigger: brief lock on the ledger. What there is already is added up in one pass over it, a minute for ten
 * million entries, during which entries are read but not written.
 */
export class CountUsage1795200060000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    const counted = `
      input_tokens bigint NOT NULL, output_tokens bigint NOT NULL, cost_micros bigint NOT NULL,
      requests bigint NOT NULL, cached_requests bigint NOT NULL`;
    await q.query(`
      CREATE TABLE project_usage (
        org_id text NOT NULL, project_id uuid NOT NULL, month date NOT NULL, member text NOT NULL, engine text NOT NULL, model text NOT NULL,
        is_replay boolean NOT NULL, ${counted},
        PRIMARY KEY (org_id, project_id, month, member, engine, model, is_replay));
      CREATE INDEX project_usage_month ON project_usage (org_id, month, project_id);
      CREATE TABLE organization_usage (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        org_id text NOT NULL, month date NOT NULL, member text NOT NULL, engine text NOT NULL, model text NOT NULL,
        is_replay boolean NOT NULL, ${counted});
      CREATE INDEX organization_usage_month ON organization_usage (org_id, month, member, engine, model, is_replay);

      CREATE FUNCTION count_usage(entry ledger_entry) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        of record; begun jsonb; noted organization_usage; used jsonb := entry.body->'usage';
        spent bigint[] := ARRAY[coalesce(used->>'inputTokens', '0'), coalesce(used->>'outputTokens', '0'), coalesce(used->>'costMicros', '0'),
          coalesce(used->>'requests', '0'), coalesce(used->>'cachedRequests', '0')];
      BEGIN
        IF spent = ARRAY[0, 0, 0, 0, 0]::bigint[] THEN RETURN; END IF;
        SELECT project_id, created_by, engine, model, replay IS NOT NULL AS is_replay INTO of FROM generation WHERE id = entry.stream_id;
        IF NOT FOUND THEN RETURN; END IF;
        -- The attempt that it ends says which engine was asked, which may be another than the generation's.
        SELECT body INTO begun FROM ledger_entry e WHERE e.stream_id = entry.stream_id AND e.seq < entry.seq AND e.type = 'ATTEMPT_STARTED'
          AND e.stage = entry.stage AND e.item IS NOT DISTINCT FROM entry.item ORDER BY e.seq DESC LIMIT 1;
        noted.month := date_trunc('month', entry.at AT TIME ZONE 'UTC')::date;
        noted.engine := coalesce(begun->>'engine', of.engine);
        noted.model := coalesce(begun->>'model', of.model);
        INSERT INTO project_usage AS u VALUES
          (entry.org_id, of.project_id, noted.month, of.created_by, noted.engine, noted.model, of.is_replay, spent[1], spent[2], spent[3], spent[4], spent[5])
          ON CONFLICT (org_id, project_id, month, member, engine, model, is_replay) DO UPDATE SET
            input_tokens = u.input_tokens + excluded.input_tokens, output_tokens = u.output_tokens + excluded.output_tokens,
            cost_micros = u.cost_micros + excluded.cost_micros, requests = u.requests + excluded.requests,
            cached_requests = u.cached_requests + excluded.cached_requests;
        INSERT INTO organization_usage (org_id, month, member, engine, model, is_replay, input_tokens, output_tokens, cost_micros, requests, cached_requests)
          VALUES (entry.org_id, noted.month, of.created_by, noted.engine, noted.model, of.is_replay, spent[1], spent[2], spent[3], spent[4], spent[5])
          RETURNING * INTO noted;
        IF noted.id % 32 = 0 THEN
          -- Rows that somebody else adds up at this moment are left to them.
          WITH loose AS (
                 SELECT id FROM organization_usage o WHERE o.org_id = noted.org_id AND o.month = noted.month AND o.member = noted.member
                   AND o.engine = noted.engine AND o.model = noted.model AND o.is_replay = noted.is_replay FOR UPDATE SKIP LOCKED),
               gone AS (DELETE FROM organization_usage o USING loose WHERE o.id = loose.id RETURNING o.*)
          INSERT INTO organization_usage (org_id, month, member, engine, model, is_replay, input_tokens, output_tokens, cost_micros, requests, cached_requests)
            SELECT noted.org_id, noted.month, noted.member, noted.engine, noted.model, noted.is_replay,
              sum(input_tokens), sum(output_tokens), sum(cost_micros), sum(requests), sum(cached_requests) FROM gone HAVING count(*) > 0;
        END IF;
      END $$;
      REVOKE ALL ON FUNCTION count_usage(ledger_entry) FROM PUBLIC;
      CREATE FUNCTION count_entry_usage() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM count_usage(NEW);
        RETURN NULL;
      END $$;

      ALTER TABLE ledger_entry NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE generation NO FORCE ROW LEVEL SECURITY;
      CREATE TRIGGER usage_counted AFTER INSERT ON ledger_entry FOR EACH ROW WHEN (jsonb_typeof(NEW.body->'usage') = 'object') EXECUTE FUNCTION count_entry_usage();
      DO $$ BEGIN
        PERFORM count_usage(e) FROM ledger_entry e WHERE jsonb_typeof(e.body->'usage') = 'object' ORDER BY e.org_id;
      END $$;
      ALTER TABLE ledger_entry FORCE ROW LEVEL SECURITY;
      ALTER TABLE generation FORCE ROW LEVEL SECURITY;
    `);
    for (const table of ['project_usage', 'organization_usage'])
      await q.query(`${ofOrganization(table)} GRANT SELECT ON ${table} TO millwright_app;`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION count_entry_usage() CASCADE;
      DROP FUNCTION count_usage(ledger_entry);
      DROP TABLE organization_usage, project_usage;
    `);
  }
}
