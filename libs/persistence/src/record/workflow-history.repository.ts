import type { EntityManager } from 'typeorm';

/** Histories of workflows that have ended, kept beyond what Temporal keeps; content lives in the record store. */
export class WorkflowHistoryRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /** @returns undefined where it was not kept (yet); an address of null where Temporal had forgotten it before. */
  async find(generationId: string): Promise<{ address: string | null } | undefined> {
    const rows: { address: string | null }[] = await this.manager.query(
      `SELECT address FROM workflow_history WHERE org_id = $1 AND stream_id = $2`,
      [this.organizationId, generationId],
    );
    return rows[0];
  }

  /** The first one stays. @returns whether it is this one. */
  async keep(generationId: string, kept: { runId: string | null; address: string | null; events: number }): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `INSERT INTO workflow_history (stream_id, org_id, run_id, address, events) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1`,
      [generationId, this.organizationId, kept.runId, kept.address, kept.events],
    );
    return rows.length > 0;
  }
}
