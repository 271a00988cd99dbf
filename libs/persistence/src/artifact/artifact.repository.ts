import { NotFound, type ArtifactRef, type StageName } from '@millwright/domain';
import type { EntityManager } from 'typeorm';
import { pageOf, type Page } from '../keyset.js';
import { ArtifactRow } from './artifact.entity.js';
import { toJsonb } from '../to-jsonb.js';

/** What the stages of a generation made; content lives in the blob store. */
export class ArtifactRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /** Adds or replaces, by generation, stage and path: an activity that runs twice leaves one row. */
  async upsert(generationId: string, refs: readonly (ArtifactRef & { lines: number })[]): Promise<void> {
    if (refs.length === 0) return;
    await this.manager.query(
      `INSERT INTO artifact (id, org_id, stream_id, stage, path, media_type, bytes, sha256, lines)
       SELECT r.id, $1, $2, r.stage, r.path, r."mediaType", r.bytes, r.sha256, r.lines
       FROM jsonb_to_recordset($3) AS r(id uuid, stage text, path text, "mediaType" text, bytes integer, sha256 text, lines integer)
       ON CONFLICT (stream_id, stage, path) DO UPDATE
         SET media_type = EXCLUDED.media_type, bytes = EXCLUDED.bytes, sha256 = EXCLUDED.sha256, lines = EXCLUDED.lines`,
      [this.organizationId, generationId, toJsonb(refs)],
    );
  }

  /**
   * What an earlier generation made, as rows of another one: the same content by hash.
   * @returns the new rows, by stage and path.
   */
  async copy(from: string, to: string, stages: readonly StageName[]): Promise<ArtifactRow[]> {
    await this.manager.query(
      `INSERT INTO artifact (id, org_id, stream_id, stage, path, media_type, bytes, sha256, lines)
       SELECT gen_random_uuid(), org_id, $3, stage, path, media_type, bytes, sha256, lines
       FROM artifact WHERE org_id = $1 AND stream_id = $2 AND stage = ANY($4)`,
      [this.organizationId, from, to, stages],
    );
    return await this.all(to);
  }

  /** What certain stages of a generation made, by stage and path. */
  async ofStages(generationId: string, stages: readonly StageName[]): Promise<Pick<ArtifactRow, 'stage' | 'path' | 'sha256'>[]> {
    if (stages.length === 0) return [];
    return await this.manager.query(
      `SELECT stage, path, sha256 FROM artifact WHERE org_id = $1 AND stream_id = $2 AND stage = ANY($3)`,
      [this.organizationId, generationId, stages],
    );
  }

  /** All of a generation, or of one stage, by stage and path. */
  async all(generationId: string, stage?: StageName): Promise<ArtifactRow[]> {
    return await this.manager.find(ArtifactRow, {
      where: { generationId, organizationId: this.organizationId, ...(stage ? { stage } : {}) },
      order: { stage: 'ASC', path: 'ASC' },
    });
  }

  async find(generationId: string, stage: StageName, path: string): Promise<ArtifactRow | null> {
    return await this.manager.findOneBy(ArtifactRow, { generationId, stage, path, organizationId: this.organizationId });
  }

  /** @throws NotFound */
  async get(generationId: string, stage: StageName, path: string): Promise<ArtifactRow> {
    const row = await this.find(generationId, stage, path);
    if (!row) throw new NotFound(`The artifact ${path} of ${stage}`);
    return row;
  }

  /** By stage and path; `after` is the last row's `stage|path`. */
  async list(
    generationId: string,
    options: { stage?: StageName; limit: number; after?: { stage: string; path: string } },
  ): Promise<Page<ArtifactRow>> {
    const query = this.manager
      .createQueryBuilder(ArtifactRow, 'a')
      .where('a.organizationId = :org AND a.generationId = :generationId', { org: this.organizationId, generationId })
      .orderBy('a.stage')
      .addOrderBy('a.path')
      .limit(options.limit + 1);
    if (options.stage) query.andWhere('a.stage = :stage', { stage: options.stage });
    if (options.after)
      query.andWhere('(a.stage, a.path) > (:afterStage, :afterPath)', { afterStage: options.after.stage, afterPath: options.after.path });
    return pageOf(await query.getMany(), options.limit);
  }

  async count(generationId: string, stage?: StageName): Promise<number> {
    return await this.manager.countBy(ArtifactRow, { generationId, organizationId: this.organizationId, ...(stage ? { stage } : {}) });
  }
}
