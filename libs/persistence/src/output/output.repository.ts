import { OUTPUT_CHANNEL } from '@millwright/contracts';
import type { StageName } from '@millwright/domain';
import type { EntityManager } from 'typeorm';
import { toJsonb } from '../to-jsonb.js';

/** A piece of text while it is being written. `offset` in UTF-16 code units; 0 begins the text anew. */
export interface OutputChunk {
  id: number;
  stage: StageName;
  path: string;
  offset: number;
  text: string;
}

/** Live text. Unlogged: a crash of PostgreSQL loses it, and the attempt that wrote it with it. */
export class OutputRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /** Adds pieces of several texts at once, and tells those who follow their generations. */
  async add(pieces: readonly { generationId: string; stage: StageName; path: string; offset: number; text: string }[]): Promise<void> {
    await this.manager.query(
      `WITH added AS (
         INSERT INTO stage_output (org_id, stream_id, stage, path, start_offset, text)
         SELECT $1, p."generationId", p.stage, p.path, p."offset", p.text
         FROM jsonb_to_recordset($2) AS p("generationId" uuid, stage text, path text, "offset" integer, text text)
         RETURNING stream_id, id)
       SELECT pg_notify($3, stream_id::text || ':' || max(id)) FROM added GROUP BY stream_id`,
      [this.organizationId, toJsonb(pieces), OUTPUT_CHANNEL],
    );
  }

  /** Drops the text of one file, once its artifact exists or a new attempt begins. */
  async clear(generationId: string, stage: StageName, path?: string): Promise<void> {
    await this.manager.query(
      `DELETE FROM stage_output WHERE org_id = $1 AND stream_id = $2 AND stage = $3 AND ($4::text IS NULL OR path = $4)`,
      [this.organizationId, generationId, stage, path ?? null],
    );
  }

  async read(generationId: string, afterId: number, limit: number): Promise<OutputChunk[]> {
    const rows: { id: string; stage: StageName; path: string; start_offset: number; text: string }[] = await this.manager.query(
      `SELECT id, stage, path, start_offset, text FROM stage_output WHERE org_id = $1 AND stream_id = $2 AND id > $3 ORDER BY id LIMIT $4`,
      [this.organizationId, generationId, afterId, limit],
    );
    return rows.map((row) => ({ id: Number(row.id), stage: row.stage, path: row.path, offset: row.start_offset, text: row.text }));
  }
}
