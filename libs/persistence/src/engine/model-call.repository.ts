import type { StageName, Usage } from '@millwright/domain';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { toJsonb } from '../to-jsonb.js';

const MOST_LISTED = 500;

export interface NewModelCall {
  generationId: string;
  stage: StageName;
  item?: string;
  /** The Temporal activity that makes the call; the same for all its attempts. */
  activity: string;
  attempt: number;
  engine: string;
  model: string;
  /** Hash of the whole request. */
  key: string;
  worstMicros: number;
}

/** A call to an engine as it went. */
export interface ModelCallRow {
  id: string;
  attempt: number;
  engine: string;
  model: string;
  outcome: 'RUNNING' | 'WHOLE' | 'PARTIAL' | 'FAILED';
  /** null while it runs, and for ever where its worker died. */
  usage: Usage | null;
  startedAt: Date;
  endedAt: Date | null;
}

/** An answer as it is kept. */
export interface KeptAnswer {
  /** Packed and under the seal of its organization. */
  sealed: Buffer | null;
  /** In its stead, where it was written before answers were sealed. */
  text: string | null;
  isWhole: boolean;
  /** It was bought for another generation. */
  isShared: boolean;
}

/** Calls to engines, and what they answered. */
export class ModelCallRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /**
   * The latest answer to a request: a whole one before a beginning. Those of the same generation count in any case,
   * those of others for `ttlSeconds`; at 0 not even one that has come since this transaction began, which is later than
   * its now(). What a replay was given came from a file, and serves nobody else.
   */
  async findAnswer(generationId: string, key: string, ttlSeconds: number): Promise<KeptAnswer | undefined> {
    const rows: KeptAnswer[] = await this.manager.query(
      `SELECT sealed, text, outcome = 'WHOLE' AS "isWhole", stream_id <> $3 AS "isShared" FROM model_call
       WHERE org_id = $1 AND request_key = $2 AND (sealed IS NOT NULL OR text IS NOT NULL)
         AND (stream_id = $3 OR ($4::float8 > 0 AND outcome = 'WHOLE' AND ended_at > now() - make_interval(secs => $4)
           AND NOT EXISTS (SELECT 1 FROM generation g WHERE g.id = stream_id AND g.replay IS NOT NULL)))
       ORDER BY outcome = 'WHOLE' DESC, stream_id = $3 DESC, ended_at DESC LIMIT 1`,
      [this.organizationId, key, generationId, ttlSeconds],
    );
    return rows[0];
  }

  /** @returns the call's id. */
  async begin(call: NewModelCall): Promise<string> {
    const id = randomUUID();
    await this.manager.query(
      `INSERT INTO model_call (id, org_id, stream_id, stage, item, activity, attempt, engine, model, request_key, worst_micros)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        this.organizationId,
        call.generationId,
        call.stage,
        call.item ?? null,
        call.activity,
        call.attempt,
        call.engine,
        call.model,
        call.key,
        call.worstMicros,
      ],
    );
    return id;
  }

  /** @param result.sealed null where nothing came. */
  async end(id: string, result: { outcome: string; sealed: Buffer | null; usage: Usage }): Promise<void> {
    await this.manager.query(
      `UPDATE model_call SET outcome = $3, sealed = $4, usage = $5, ended_at = clock_timestamp() WHERE id = $1 AND org_id = $2`,
      [id, this.organizationId, result.outcome, result.sealed, toJsonb(result.usage)],
    );
  }

  async forget(keys: readonly string[]): Promise<void> {
    await this.manager.query(`UPDATE model_call SET sealed = NULL, text = NULL WHERE org_id = $1 AND request_key = ANY($2)`, [
      this.organizationId,
      keys,
    ]);
  }

  /** Drops answers that serve nobody any more: those of ended generations, once their time is over. */
  async forgetOld(ttlSeconds: number): Promise<void> {
    await this.manager.query(
      `UPDATE model_call SET sealed = NULL, text = NULL
       WHERE org_id = $1 AND (sealed IS NOT NULL OR text IS NOT NULL) AND ended_at < now() - make_interval(secs => $2)
         AND stream_id IN (SELECT id FROM generation WHERE org_id = $1 AND completed_at IS NOT NULL)`,
      [this.organizationId, ttlSeconds],
    );
  }

  /** The calls for a stage, or for one item of it, in the order in which they were made. */
  async list(generationId: string, { stage, item }: { stage: StageName; item: string | null }): Promise<ModelCallRow[]> {
    return await this.manager.query(
      `SELECT id, attempt, engine, model, outcome, usage, started_at AS "startedAt", ended_at AS "endedAt" FROM model_call
       WHERE org_id = $1 AND stream_id = $2 AND stage = $3 AND item ${item === null ? 'IS NULL AND $4::text IS NULL' : '= $4'} ORDER BY started_at, id LIMIT $5`,
      [this.organizationId, generationId, stage, item, MOST_LISTED],
    );
  }

  /**
   * What the calls of one activity have cost so far, over all its attempts. One whose worker died in the middle of it
   * counts as the dearest it could have been.
   */
  async spentMicros(generationId: string, activity: string): Promise<number> {
    const rows: { micros: string }[] = await this.manager.query(
      `SELECT coalesce(sum(coalesce((usage->>'costMicros')::bigint, worst_micros)), 0) AS micros
       FROM model_call WHERE org_id = $1 AND stream_id = $2 AND activity = $3`,
      [this.organizationId, generationId, activity],
    );
    return Number(rows[0]!.micros);
  }

  /** What earlier runs of the workflow, which another one has replaced, bought for a stage or one item of it. */
  async spentByOtherRuns(generationId: string, runId: string, { stage, item }: { stage: StageName; item?: string }): Promise<number> {
    const rows: { micros: string }[] = await this.manager.query(
      `SELECT coalesce(sum(coalesce((usage->>'costMicros')::bigint, worst_micros)), 0) AS micros FROM model_call
       WHERE org_id = $1 AND stream_id = $2 AND split_part(activity, '/', 1) <> $3 AND stage = $4 AND item IS NOT DISTINCT FROM $5`,
      [this.organizationId, generationId, runId, stage, item ?? null],
    );
    return Number(rows[0]!.micros);
  }

  /** What an attempt whose worker died has bought, as far as is known; its open calls count as the dearest they could be. */
  async usageOfLost(generationId: string, activity: string, attempt: number): Promise<Usage> {
    const rows: { input: string; output: string; micros: string; requests: string }[] = await this.manager.query(
      `SELECT coalesce(sum((usage->>'inputTokens')::bigint), 0) AS input, coalesce(sum((usage->>'outputTokens')::bigint), 0) AS output,
         coalesce(sum(coalesce((usage->>'costMicros')::bigint, worst_micros)), 0) AS micros, count(*) AS requests
       FROM model_call WHERE org_id = $1 AND stream_id = $2 AND activity = $3 AND attempt = $4`,
      [this.organizationId, generationId, activity, attempt],
    );
    const { input, output, micros, requests } = rows[0]!;
    return {
      inputTokens: Number(input),
      outputTokens: Number(output),
      costMicros: Number(micros),
      requests: Number(requests),
      cachedRequests: 0,
    };
  }
}
