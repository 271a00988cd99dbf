import type { StageName } from '@millwright/domain';
import type { EntityManager } from 'typeorm';

/** Calls to engines whose questions and answers are kept; content lives in the record store. */
export class ExchangeRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /** Once for each address. @param of.identity tells the same question from another one. */
  async add(generationId: string, of: { stage: StageName; path: string; identity: string; address: string }): Promise<void> {
    await this.insert(generationId, of);
  }

  /**
   * Takes the next place among a replay's questions.
   * @returns how many came before it: of the same question, and of any for the same file.
   */
  async take(
    generationId: string,
    of: { stage: StageName; path: string; identity: string },
  ): Promise<{ ofIdentity: number; ofPath: number }> {
    const rows: { ofIdentity: number; ofPath: number }[] = await this.manager.query(
      `SELECT count(*) FILTER (WHERE identity = $5)::int AS "ofIdentity", count(*)::int AS "ofPath" FROM model_exchange
       WHERE org_id = $1 AND generation_id = $2 AND stage = $3 AND path = $4`,
      [this.organizationId, generationId, of.stage, of.path, of.identity],
    );
    await this.insert(generationId, of);
    return rows[0]!;
  }

  /** Where those of a generation are kept, in the order in which they ended. */
  async addresses(generationId: string): Promise<string[]> {
    const rows: { address: string }[] = await this.manager.query(
      `SELECT address FROM model_exchange WHERE org_id = $1 AND generation_id = $2 AND address IS NOT NULL ORDER BY id`,
      [this.organizationId, generationId],
    );
    return rows.map((row) => row.address);
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.manager.query(`DELETE FROM model_exchange WHERE org_id = $1 AND id = ANY($2::bigint[])`, [this.organizationId, ids]);
  }

  private async insert(
    generationId: string,
    { stage, path, identity, address }: { stage: StageName; path: string; identity: string; address?: string },
  ): Promise<void> {
    await this.manager.query(
      `INSERT INTO model_exchange (org_id, generation_id, stage, path, identity, address) SELECT $1, $2, $3, $4, $5, $6
       WHERE NOT EXISTS (SELECT 1 FROM model_exchange WHERE generation_id = $2 AND stage = $3 AND path = $4 AND address = $6)`,
      [this.organizationId, generationId, stage, path, identity, address ?? null],
    );
  }
}
