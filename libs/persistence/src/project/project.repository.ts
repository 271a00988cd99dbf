import { NotFound, OPEN_STATUSES, PreconditionFailed, slugOf, type ProjectState, type StageName } from '@millwright/domain';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { pageOf, type Keyset, type Page } from '../keyset.js';
import { tally } from '../tally.js';
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

  /** Another name or description at any time. Its address stays: clones of it go on. What was generated keeps its description. */
  async revise(id: string, { name, description }: { name: string; description: string }): Promise<void> {
    await this.manager.query(`UPDATE project SET name = $3, description = $4 WHERE id = $1 AND org_id = $2`, [
      id,
      this.organizationId,
      name,
      description,
    ]);
  }

  /** To be asked once something of it is locked: what is added to it afterwards goes with it. @throws NotFound · PreconditionFailed where it is deleted */
  async requireKept(id: string): Promise<void> {
    if ((await this.get(id)).deletedAt)
      throw new PreconditionFailed('The project is deleted', 'Restore it first; until it goes, it is among the deleted projects.');
  }

  /** Puts a project away, so that it is not listed, or back. @returns whether none of its generations was open. */
  async archive(id: string, isArchived: boolean): Promise<boolean> {
    // The row is locked first: a generation that is added meanwhile refers to it, and waits or is seen.
    await this.manager.query(`SELECT 1 FROM project WHERE id = $1 AND org_id = $2 FOR UPDATE`, [id, this.organizationId]);
    const [rows] = (await this.manager.query(
      `UPDATE project SET archived_at = CASE WHEN $3 THEN coalesce(archived_at, now()) END WHERE id = $1 AND org_id = $2
         AND NOT ($3 AND EXISTS (SELECT FROM generation WHERE project_id = $1 AND org_id = $2 AND status = ANY($4))) RETURNING id`,
      [id, this.organizationId, isArchived, OPEN_STATUSES],
    )) as [unknown[], number];
    return rows.length > 0;
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
  async list(options: { state: ProjectState; search?: string; limit: number; after?: Keyset }): Promise<Page<ProjectRow>> {
    const { state, search, limit, after } = options;
    const parameters: unknown[] = [this.organizationId, limit + 1];
    const conditions = ['p.org_id = $1', WHERE[state]];
    let from = 'project p';
    if (search && state !== 'ACTIVE') conditions.push(FOUND(`$${parameters.push(likePattern(search))}`));
    if (search && state === 'ACTIVE') {
      const at = [likePattern(search), after?.at ?? null, after?.id ?? null].map((value) => `$${parameters.push(value)}`);
      from = `search_projects(${at.join(', ')}, $2) AS found JOIN project p ON p.id = found.id`;
    } else if (after) conditions.push(`(p.created_at, p.id) < ($${parameters.push(after.at)}, $${parameters.push(after.id)})`);
    const rows: ProjectRow[] = await this.manager.query(
      `SELECT p.id, p.org_id AS "organizationId", p.name, p.slug, p.description, p.approve_after AS "approveAfter",
              p.approve_criticality AS "approveCriticality", p.created_by AS "createdBy", p.created_at AS "createdAt", p.archived_at AS "archivedAt",
              p.deleted_at AS "deletedAt", p.deletion_due_at AS "deletionDueAt", p.deleted_by AS "deletedBy"
       FROM ${from} WHERE ${conditions.join(' AND ')} ORDER BY p.created_at DESC, p.id DESC LIMIT $2`,
      parameters,
    );
    return pageOf(rows, limit);
  }

  async count(state: ProjectState, search?: string): Promise<number> {
    if (!search) return await tally(this.manager, this.organizationId, [TALLIED[state]]);
    const pattern = likePattern(search);
    const rows: { n: string }[] =
      state === 'ACTIVE'
        ? await this.manager.query(`SELECT count_found_projects($1) AS n`, [pattern])
        : await this.manager.query(`SELECT count(*) AS n FROM project p WHERE p.org_id = $1 AND ${WHERE[state]} AND ${FOUND('$2')}`, [
            this.organizationId,
            pattern,
          ]);
    return Number(rows[0]!.n);
  }

  /**
   * The name's slug itself, or with a number behind it that no other project has. Many projects of one name are no reason
   * to read them all: the numbers are tried in steps that double, and then halve.
   */
  private async freeSlug(name: string, own?: string): Promise<string> {
    // One at a time for each organization: two people may well choose the same name in the same instant.
    await this.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, [this.organizationId]);
    const base = slugOf(name);
    const of = (n: number): string => (n === 1 ? base : `${base}-${n}`);
    const small = Array.from({ length: FIRST_NUMBERS }, (_, i) => i + 1);
    const tried = [...small, ...Array.from({ length: 24 }, (_, i) => FIRST_NUMBERS * 2 ** (i + 1))];
    const taken = await this.taken(tried.map(of), own);
    let free = tried.find((n) => !taken.has(of(n)))!;
    let known = free > FIRST_NUMBERS ? free / 2 : free - 1;
    while (free - known > 1) {
      const middle = Math.floor((known + free) / 2);
      if ((await this.taken([of(middle)], own)).size > 0) known = middle;
      else free = middle;
    }
    return of(free);
  }

  private async taken(slugs: readonly string[], own: string | undefined): Promise<Set<string>> {
    const rows: { slug: string }[] = await this.manager.query(
      `SELECT slug FROM project WHERE org_id = $1 AND slug = ANY($2) AND id IS DISTINCT FROM $3`,
      [this.organizationId, slugs, own ?? null],
    );
    return new Set(rows.map((row) => row.slug));
  }
}

const WHERE: Record<ProjectState, string> = {
  ACTIVE: 'p.archived_at IS NULL',
  ARCHIVED: 'p.archived_at IS NOT NULL AND p.deleted_at IS NULL',
  DELETED: 'p.deleted_at IS NOT NULL',
};
const TALLIED: Record<ProjectState, string> = { ACTIVE: 'project', ARCHIVED: 'project:archived', DELETED: 'project:deleted' };
/** Those that are put away are few, and are searched one by one. */
const FOUND = (pattern: string): string => `(p.name ILIKE ${pattern} OR p.description ILIKE ${pattern})`;
const FIRST_NUMBERS = 16;
const likePattern = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`;
