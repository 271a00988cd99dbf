import { NotFound, slugOf, type StageName } from '@millwright/domain';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { pageOf, type Keyset, type Page } from '../keyset.js';
import { ProjectRow } from './project.entity.js';

/** Projects of one organization; row-level security and every statement here name it. */
export class ProjectRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /** @throws NotFound where no project of this organization has the id. */
  async get(id: string): Promise<ProjectRow> {
    const row = await this.find(id);
    if (!row) throw new NotFound('The project');
    return row;
  }

  async find(id: string): Promise<ProjectRow | null> {
    return await this.manager.findOneBy(ProjectRow, { id, organizationId: this.organizationId });
  }

  async findBySlug(slug: string): Promise<ProjectRow | null> {
    return await this.manager.findOneBy(ProjectRow, { slug, organizationId: this.organizationId });
  }

  async getMany(ids: readonly string[]): Promise<ProjectRow[]> {
    return await this.manager
      .createQueryBuilder(ProjectRow, 'p')
      .where('p.id = ANY(:ids) AND p.organizationId = :org', { ids, org: this.organizationId })
      .getMany();
  }

  /** Adds a project; where its name's slug is taken, a number is put behind it. */
  async add(input: { name: string; description: string; createdBy: string; isArchived?: boolean }): Promise<ProjectRow> {
    const slug = await this.freeSlug(input.name);
    await this.manager.query(
      `INSERT INTO project (id, org_id, name, slug, description, created_by, archived_at) VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN now() END)`,
      [randomUUID(), this.organizationId, input.name, slug, input.description, input.createdBy, input.isArchived ?? false],
    );
    return (await this.findBySlug(slug))!;
  }

  /** Another name, with its slug, and description, while it has no generation. @returns whether it had none. */
  async update(id: string, { name, description }: { name: string; description: string }): Promise<boolean> {
    const slug = await this.freeSlug(name, id);
    // The row is locked first: a generation that is added meanwhile refers to it, and waits or is seen.
    await this.manager.query(`SELECT 1 FROM project WHERE id = $1 AND org_id = $2 FOR UPDATE`, [id, this.organizationId]);
    const [rows] = (await this.manager.query(
      `UPDATE project SET name = $3, slug = $4, description = $5 WHERE id = $1 AND org_id = $2
         AND NOT EXISTS (SELECT FROM generation WHERE project_id = $1 AND org_id = $2) RETURNING id`,
      [id, this.organizationId, name, slug, description],
    )) as [unknown[], number];
    return rows.length > 0;
  }

  /** The name's slug; where another project of the organization has it, with a number behind it. */
  private async freeSlug(name: string, own?: string): Promise<string> {
    const base = slugOf(name);
    // One at a time for each organization: two people may well choose the same name in the same instant.
    await this.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, [this.organizationId]);
    const taken: { slug: string }[] = await this.manager.query(
      `SELECT slug FROM project WHERE org_id = $1 AND (slug = $2 OR slug LIKE $2 || '-%') AND id IS DISTINCT FROM $3`,
      [this.organizationId, base, own ?? null],
    );
    const slugs = new Set(taken.map((row) => row.slug));
    let slug = base;
    for (let n = 2; slugs.has(slug); n++) slug = `${base}-${n}`;
    return slug;
  }

  /** Where its generations wait for approval, from the next one on. */
  async setApproval(id: string, { after, criticality }: { after: readonly StageName[]; criticality: number | null }): Promise<void> {
    await this.manager.query(`UPDATE project SET approve_after = $3, approve_criticality = $4 WHERE id = $1 AND org_id = $2`, [
      id,
      this.organizationId,
      after,
      criticality,
    ]);
  }

  /** Newest first. `search` looks into name and description. */
  async list(options: { search?: string; limit: number; after?: Keyset }): Promise<Page<ProjectRow>> {
    const { search, limit, after } = options;
    const parameters: unknown[] = [this.organizationId, limit + 1];
    const conditions = ['org_id = $1', 'archived_at IS NULL'];
    if (search) conditions.push(`(name ILIKE $${parameters.push(likePattern(search))} OR description ILIKE $${parameters.length})`);
    if (after)
      conditions.push(`(date_trunc('milliseconds', created_at), id) < ($${parameters.push(after.at)}, $${parameters.push(after.id)})`);
    const rows: ProjectRow[] = await this.manager.query(
      `SELECT id, org_id AS "organizationId", name, slug, description, approve_after AS "approveAfter", approve_criticality AS "approveCriticality", created_by AS "createdBy",
              date_trunc('milliseconds', created_at) AS "createdAt", archived_at AS "archivedAt"
       FROM project WHERE ${conditions.join(' AND ')} ORDER BY date_trunc('milliseconds', created_at) DESC, id DESC LIMIT $2`,
      parameters,
    );
    return pageOf(rows, limit);
  }

  async count(search?: string): Promise<number> {
    const rows: { n: string }[] = await this.manager.query(
      `SELECT count(*) AS n FROM project WHERE org_id = $1 AND archived_at IS NULL AND ($2::text IS NULL OR name ILIKE $2 OR description ILIKE $2)`,
      [this.organizationId, search ? likePattern(search) : null],
    );
    return Number(rows[0]!.n);
  }
}

const likePattern = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`;
