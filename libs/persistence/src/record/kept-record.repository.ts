import type { RecordSummary } from '@millwright/domain';
import type { EntityManager } from 'typeorm';
import { toJsonb } from '../to-jsonb.js';

/** Records that were uploaded, or written to be replayed; content lives in the record store, for a while. */
export class KeptRecordRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  async add(address: string, summary: RecordSummary): Promise<void> {
    await this.manager.query(`INSERT INTO kept_record (org_id, address, summary) VALUES ($1, $2, $3)`, [
      this.organizationId,
      address,
      toJsonb(summary),
    ]);
  }

  /** What stays of a record when its content has gone. @returns undefined where there was none at this address. */
  async summary(address: string): Promise<RecordSummary | undefined> {
    const rows: { summary: string }[] = await this.manager.query(`SELECT summary FROM kept_record WHERE org_id = $1 AND address = $2`, [
      this.organizationId,
      address,
    ]);
    return rows[0] && (JSON.parse(rows[0].summary) as RecordSummary);
  }

  /** Says that the content has gone; of one that was never replayed nothing is left. */
  async removed(address: string): Promise<void> {
    await this.manager.query(
      `DELETE FROM kept_record k WHERE k.org_id = $1 AND k.address = $2
         AND NOT EXISTS (SELECT 1 FROM generation g WHERE g.org_id = $1 AND g.replay IS NOT NULL AND g.replay->>'record' = k.address)`,
      [this.organizationId, address],
    );
    await this.manager.query(`UPDATE kept_record SET removed_at = now() WHERE org_id = $1 AND address = $2`, [
      this.organizationId,
      address,
    ]);
  }
}
