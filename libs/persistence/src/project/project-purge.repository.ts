import type { EntityManager } from 'typeorm';

/** Entries of ledgers that name what is stored, each of which may be asked for later. */
const NAMING = [
  'ITEM_COMPLETED',
  'STAGE_COMPLETED',
  'STAGE_APPROVED',
  'STAGE_REUSED',
  'ITEMS_REUSED',
  'CONFLICTS_FOUND',
  'CONFLICTS_RESOLVED',
  'CHECK_ENDED',
];

/** Projects of one organization that were deleted: until their time is over, and how they go. */
export class ProjectPurgeRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /** Marks a project as deleted, and puts it away. @returns when it goes; undefined where it is deleted already. */
  async delete(id: string, { by, days }: { by: string; days: number }): Promise<Date | undefined> {
    // The row is locked first: a generation that is added meanwhile refers to it, and waits or is seen.
    await this.manager.query(`SELECT 1 FROM project WHERE id = $1 AND org_id = $2 FOR UPDATE`, [id, this.organizationId]);
    const [rows] = (await this.manager.query(
      `UPDATE project SET deleted_at = now(), deletion_due_at = now() + make_interval(days => $3), deleted_by = $4, archived_at = coalesce(archived_at, now())
       WHERE id = $1 AND org_id = $2 AND deleted_at IS NULL RETURNING deletion_due_at AS "dueAt"`,
      [id, this.organizationId, days, by],
    )) as [{ dueAt: Date }[], number];
    return rows[0]?.dueAt;
  }

  /** Takes a deletion back: it is listed again, or archived as it was. @returns whether it was deleted. */
  async restore(id: string): Promise<boolean> {
    const [rows] = (await this.manager.query(
      `UPDATE project SET archived_at = nullif(archived_at, deleted_at), deleted_at = NULL, deletion_due_at = NULL, deleted_by = NULL
       WHERE id = $1 AND org_id = $2 AND deleted_at IS NOT NULL RETURNING id`,
      [id, this.organizationId],
    )) as [unknown[], number];
    return rows.length > 0;
  }

  /** Removes every row of a project that is due. @returns whether it did: not before it is due, while something of it runs, or twice. */
  async purge(id: string): Promise<boolean> {
    const rows: { done: boolean }[] = await this.manager.query(`SELECT purge_project($1) AS done`, [id]);
    return rows[0]!.done;
  }

  /**
   * What was stored for a project whose rows are gone, and that nothing else of the organization names. What something else
   * names is left alone from now on. It reads the organization's ledgers: of a million entries, for some seconds.
   * @returns SHA-256 of each
   */
  async blobs(id: string): Promise<string[]> {
    const of = [this.organizationId, id];
    await this.manager.query(
      `DELETE FROM blob_removal r WHERE r.org_id = $1 AND r.project_id = $2 AND (
         EXISTS (SELECT 1 FROM artifact a WHERE a.org_id = $1 AND a.sha256 = r.sha256)
         OR r.sha256 IN (SELECT unnest(ARRAY[f.base_sha256, f.sha256, f.provenance_sha256]) FROM file_edit f WHERE f.org_id = $1)
         OR r.sha256 IN (SELECT (regexp_matches(e.body::text, '"([0-9a-f]{64})"', 'g'))[1] FROM ledger_entry e WHERE e.org_id = $1 AND e.type = ANY ($3)))`,
      [...of, NAMING],
    );
    const rows: { sha256: string }[] = await this.manager.query(
      `SELECT sha256 FROM blob_removal WHERE org_id = $1 AND project_id = $2`,
      of,
    );
    return rows.map(({ sha256 }) => sha256);
  }

  /** These are gone from the store. What is left is looked at again after a while. */
  async removed(id: string, sha256s: readonly string[], againAfterS: number): Promise<void> {
    await this.manager.query(`DELETE FROM blob_removal WHERE org_id = $1 AND project_id = $2 AND sha256 = ANY ($3)`, [
      this.organizationId,
      id,
      sha256s,
    ]);
    await this.manager.query(`SELECT purge_ended($1, make_interval(secs => $2))`, [id, againAfterS]);
  }
}
