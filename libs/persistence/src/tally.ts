import type { EntityManager } from 'typeorm';

/** How many rows of an organization there are, from the differences that their table's triggers note. */
export async function tally(manager: EntityManager, organizationId: string, what: readonly string[]): Promise<number> {
  const rows: { n: string }[] = await manager.query(`SELECT coalesce(sum(n), 0) AS n FROM tally WHERE org_id = $1 AND what = ANY($2)`, [
    organizationId,
    what,
  ]);
  return Number(rows[0]!.n);
}
