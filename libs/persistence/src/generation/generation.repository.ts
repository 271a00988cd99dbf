import {
  GENERATION,
  GENERATION_STATUSES,
  NotFound,
  PreconditionFailed,
  LIMITS,
  OPEN_STATUSES,
  type GenerationState,
  type GenerationStatus,
  type Parentage,
  type ReplayChoice,
} from '@millwright/domain';
import type { GenerateProjectInput } from '@millwright/contracts';
import { In, type EntityManager } from 'typeorm';
import { pageOf, type Keyset, type Page } from '../keyset.js';
import { StreamRepository } from '../stream/stream.repository.js';
import { tally } from '../tally.js';
import { GenerationRow } from './generation.entity.js';
import { toJsonb } from '../to-jsonb.js';

const FAILURE_CODE = 'g.failure_code';
const UNTRIED = `g.status = 'FAILED' AND g.replay IS NULL AND NOT EXISTS (SELECT 1 FROM generation child WHERE child.parent_id = g.id)`;

export interface NewGeneration {
  input: GenerateProjectInput;
  description: string;
  idempotencyKey: string | null;
  createdBy: string;
  parent?: Parentage;
  replay?: ReplayChoice;
}

export interface GenerationStarterRow {
  generationId: string;
  userId: string;
  name: string;
}

/** Generations of one organization. State changes go through the ledger alone. */
export class GenerationRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /** @throws NotFound where no generation of this organization has the id. */
  async get(id: string): Promise<GenerationRow> {
    const row = await this.find(id);
    if (!row) throw new NotFound('The generation');
    return row;
  }

  async find(id: string): Promise<GenerationRow | null> {
    return await this.manager.findOneBy(GenerationRow, { id, organizationId: this.organizationId });
  }

  async findByIdempotencyKey(key: string): Promise<GenerationRow | null> {
    return await this.manager.findOneBy(GenerationRow, { idempotencyKey: key, organizationId: this.organizationId });
  }

  /**
   * Reserves a place among the organization's open generations and adds the row. Who comes second with a key waits for the
   * first, and finds what that one started.
   * @returns the generation that the key has started already; null where this one was added.
   * @throws PreconditionFailed where too many are open
   */
  async add({ input, description, idempotencyKey, createdBy, parent, replay }: NewGeneration): Promise<GenerationRow | null> {
    // One at a time for each organization, so that the count holds until the row is there.
    await this.lock();
    const earlier = idempotencyKey === null ? null : await this.findByIdempotencyKey(idempotencyKey);
    if (earlier) return earlier;
    if ((await this.countAll(OPEN_STATUSES)) >= LIMITS.openGenerations)
      throw new PreconditionFailed(
        `${LIMITS.openGenerations} generations of this organization are open`,
        'Wait until one has ended, or cancel one.',
      );
    await new StreamRepository(this.manager, this.organizationId, GENERATION).begin(input.generationId, input.projectId);
    await this.manager.query(
      `INSERT INTO generation (id, org_id, project_id, description, engine, model, budget_micros, idempotency_key, input, status, created_by, parent_id, parent_kind, parent_stage, replay)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        input.generationId,
        this.organizationId,
        input.projectId,
        description,
        input.engine,
        input.model,
        input.budgetMicros,
        idempotencyKey,
        toJsonb(input),
        GENERATION.empty.status,
        createdBy,
        parent?.generationId ?? null,
        parent?.kind ?? null,
        parent?.fromStage ?? null,
        replay ? toJsonb(replay) : null,
      ],
    );
    return null;
  }

  /** Keeps others from starting a generation in the organization until the transaction ends. */
  async lock(): Promise<void> {
    await this.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`, [this.organizationId]);
  }

  /** To be asked under the lock: an organization that is being deleted gets no generation any more. @throws NotFound */
  async requireOrganization(): Promise<void> {
    const rows: unknown[] = await this.manager.query(`SELECT 1 FROM auth.organization WHERE id = $1`, [this.organizationId]);
    if (rows.length === 0) throw new NotFound('The organization');
  }

  async getMany(ids: readonly string[]): Promise<GenerationRow[]> {
    return await this.manager.findBy(GenerationRow, { id: In([...ids]), organizationId: this.organizationId });
  }

  /** Who started each of some generations, under the name that they have now; one whose account is gone is not among them. */
  async starters(ids: readonly string[]): Promise<GenerationStarterRow[]> {
    return await this.manager.query(
      `SELECT g.id AS "generationId", u.id AS "userId", u.name FROM generation g JOIN auth."user" u ON u.id = g.created_by
       WHERE g.org_id = $1 AND g.id = ANY($2)`,
      [this.organizationId, ids],
    );
  }

  /** Failed generations that nobody has tried again, by cause: the failure's code and the engine. */
  async failures(): Promise<{ code: string; engine: string; count: number; lastAt: Date }[]> {
    return await this.manager.query(
      `SELECT ${FAILURE_CODE} AS code, engine, count(*)::int AS count, max(completed_at) AS "lastAt" FROM generation g
       WHERE org_id = $1 AND ${UNTRIED} GROUP BY 1, 2 ORDER BY 4 DESC`,
      [this.organizationId],
    );
  }

  /** Those of one cause, oldest first. */
  async failed(code: string, options: { engine?: string; since?: Date; limit: number }): Promise<GenerationRow[]> {
    const query = this.manager
      .createQueryBuilder(GenerationRow, 'g')
      .where(`g.organizationId = :org AND ${UNTRIED} AND ${FAILURE_CODE} = :code`, { org: this.organizationId, code })
      .orderBy('g.createdAt')
      .addOrderBy('g.id')
      .limit(options.limit);
    if (options.engine) query.andWhere('g.engine = :engine', { engine: options.engine });
    if (options.since) query.andWhere('g.completedAt >= :since', { since: options.since });
    return await query.getMany();
  }

  async recordHeadCommit(id: string, commit: string): Promise<void> {
    await this.manager.query(`UPDATE generation SET head_commit = $3 WHERE id = $1 AND org_id = $2`, [id, this.organizationId, commit]);
  }

  /** What a person calls it; null: nothing. */
  async rename(id: string, name: string | null): Promise<void> {
    await this.manager.query(`UPDATE generation SET name = $3 WHERE id = $1 AND org_id = $2`, [id, this.organizationId, name]);
  }

  /** Newest first. */
  async list(projectId: string, options: { limit: number; after?: Keyset }): Promise<Page<GenerationRow>> {
    const query = this.manager
      .createQueryBuilder(GenerationRow, 'g')
      .where('g.organizationId = :org AND g.projectId = :projectId', { org: this.organizationId, projectId })
      .orderBy('g.createdAt', 'DESC')
      .addOrderBy('g.id', 'DESC')
      .limit(options.limit + 1);
    if (options.after) query.andWhere('(g.createdAt, g.id) < (:at, :id)', options.after);
    return pageOf(await query.getMany(), options.limit);
  }

  /** Those of a project that have not ended. */
  async openOf(projectId: string): Promise<GenerationRow[]> {
    return await this.manager.findBy(GenerationRow, { organizationId: this.organizationId, projectId, status: In([...OPEN_STATUSES]) });
  }

  async count(projectId: string): Promise<number> {
    return await this.manager.countBy(GenerationRow, { organizationId: this.organizationId, projectId });
  }

  /** Generations of all projects, newest first. @param statuses none: those of every status. */
  async listAll(options: { statuses: readonly GenerationStatus[]; limit: number; after?: Keyset }): Promise<Page<GenerationRow>> {
    const parameters: unknown[] = [this.organizationId, options.limit + 1];
    const before = options.after
      ? ` AND (created_at, id) < ($${parameters.push(options.after.at)}, $${parameters.push(options.after.id)})`
      : '';
    const order = 'ORDER BY created_at DESC, id DESC LIMIT $2';
    // Each status is read in the order of its index, and these are merged: no page sorts what it does not show.
    const parts = new Set(options.statuses).size > 0 ? [...new Set(options.statuses)] : [null];
    const selects = parts.map((status) => {
      const of = status === null ? '' : ` AND status = $${parameters.push(status)}`;
      return `(SELECT id, created_at FROM generation WHERE org_id = $1${of}${before} ${order})`;
    });
    const found: { id: string }[] = await this.manager.query(
      `SELECT id FROM (${selects.join(' UNION ALL ')}) AS newest ${order}`,
      parameters,
    );
    const rows = new Map((await this.getMany(found.map(({ id }) => id))).map((row) => [row.id, row]));
    return pageOf(
      found.flatMap(({ id }) => rows.get(id) ?? []),
      options.limit,
    );
  }

  /** @param statuses none: those of every status. */
  async countAll(statuses: readonly GenerationStatus[]): Promise<number> {
    const counted = statuses.length > 0 ? statuses : GENERATION_STATUSES;
    return await tally(
      this.manager,
      this.organizationId,
      counted.map((status) => `generation:${status}`),
    );
  }

  /** The states of the last complete generations of one engine and model, newest first. */
  async lastComplete(engine: string, model: string, limit: number): Promise<GenerationState[]> {
    const rows: { state: GenerationState }[] = await this.manager.query(
      `SELECT state FROM generation_with_state WHERE org_id = $1 AND engine = $2 AND model = $3 AND status = 'COMPLETE' AND replay IS NULL ORDER BY created_at DESC LIMIT $4`,
      [this.organizationId, engine, model, limit],
    );
    return rows.map((row) => row.state);
  }

  /** The newest generation of each project, for lists of projects. */
  async latestOf(projectIds: readonly string[]): Promise<GenerationRow[]> {
    const found: { id: string }[] = await this.manager.query(
      `SELECT newest.id FROM unnest($2::uuid[]) AS p(id) CROSS JOIN LATERAL (
         SELECT id FROM generation WHERE org_id = $1 AND project_id = p.id ORDER BY created_at DESC, id DESC LIMIT 1) AS newest`,
      [this.organizationId, projectIds],
    );
    return await this.getMany(found.map(({ id }) => id));
  }

  /** Ids of a project's generations that made a repository, oldest first: their commits follow each other in this order. */
  async withRepository(projectId: string): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(
      `SELECT id FROM generation WHERE org_id = $1 AND project_id = $2 AND head_commit IS NOT NULL ORDER BY created_at, id`,
      [this.organizationId, projectId],
    );
    return rows.map(({ id }) => id);
  }

  /** The last of a project's generations that made a repository. @param butNot another one than this */
  async lastWithRepository(projectId: string, butNot?: string): Promise<{ id: string; headCommit: string } | undefined> {
    const rows: { id: string; headCommit: string }[] = await this.manager.query(
      `SELECT id, head_commit AS "headCommit" FROM generation
       WHERE org_id = $1 AND project_id = $2 AND head_commit IS NOT NULL AND id IS DISTINCT FROM $3
       ORDER BY created_at DESC, id DESC LIMIT 1`,
      [this.organizationId, projectId, butNot ?? null],
    );
    return rows[0];
  }

  /** Heads of the repositories of several projects: the newest generation that made one. */
  async repositoryHeads(projectIds: readonly string[]): Promise<{ projectId: string; generationId: string; headCommit: string }[]> {
    return await this.manager.query(
      `SELECT p.id AS "projectId", newest.id AS "generationId", newest.head_commit AS "headCommit"
       FROM unnest($2::uuid[]) AS p(id) CROSS JOIN LATERAL (
         SELECT id, head_commit FROM generation WHERE org_id = $1 AND project_id = p.id AND head_commit IS NOT NULL
         ORDER BY created_at DESC, id DESC LIMIT 1) AS newest`,
      [this.organizationId, projectIds],
    );
  }
}
