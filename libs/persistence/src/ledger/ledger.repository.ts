import { LEDGER_CHANNEL, ledgerPayload } from '@millwright/contracts';
import {
  FINAL_STATUSES,
  NotFound,
  PreconditionFailed,
  reduceGeneration,
  type GenerationEvent,
  type GenerationEventBody,
  type GenerationState,
} from '@millwright/domain';
import type { EntityManager } from 'typeorm';
import { hashEntry } from './hash-entry.js';

/** A generation that has ended takes no further events. */
export class GenerationEnded extends PreconditionFailed {
  constructor(readonly status: string) {
    super(`The generation has ended (${status.toLowerCase()})`);
  }
}

/** The append-only record of everything that happened to a generation, and the projection that follows from it. */
export class LedgerRepository {
  private readonly heads = new Map<string, { state: GenerationState; head_hash: string }>();

  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /**
   * The generation's state, locked until the transaction ends: what is decided on it stays true.
   * @throws NotFound
   */
  async lock(generationId: string): Promise<GenerationState> {
    return (await this.head(generationId)).state;
  }

  /** State and last hash, locked; read once in a transaction, since nobody else can change them meanwhile. */
  private async head(generationId: string): Promise<{ state: GenerationState; head_hash: string }> {
    const known = this.heads.get(generationId);
    if (known) return known;
    const rows: { state: GenerationState; head_hash: string }[] = await this.manager.query(
      `SELECT state, head_hash FROM generation WHERE id = $1 AND org_id = $2 FOR UPDATE`,
      [generationId, this.organizationId],
    );
    if (!rows[0]) throw new NotFound('The generation');
    this.heads.set(generationId, rows[0]);
    return rows[0];
  }

  /**
   * Appends events in one go: entries, projection and notification in this transaction.
   *
   * @param dedupKey an event already recorded under it is not recorded again.
   * @returns the state after them.
   * @throws GenerationEnded where the generation takes no more.
   */
  async append(generationId: string, bodies: readonly GenerationEventBody[], dedupKey?: string): Promise<GenerationState> {
    let { state, head_hash: hash } = await this.head(generationId);
    if (dedupKey && (await this.isRecorded(generationId, dedupKey))) return state;
    if (FINAL_STATUSES.includes(state.status)) throw new GenerationEnded(state.status);
    const values: unknown[] = [];
    const tuples: string[] = [];
    const at = new Date().toISOString();
    for (const body of bodies) {
      const event: GenerationEvent = { seq: state.seq + 1, at, body };
      const prevHash = hash;
      hash = hashEntry(prevHash, { generationId, seq: event.seq, at, body });
      state = reduceGeneration(state, event);
      const row = [
        generationId,
        event.seq,
        this.organizationId,
        at,
        body.type,
        'stage' in body ? body.stage : null,
        'item' in body ? (body.item ?? null) : null,
        // The first entry stands for the whole request.
        tuples.length === 0 ? (dedupKey ?? null) : null,
        JSON.stringify(body),
        prevHash,
        hash,
      ];
      tuples.push(`(${row.map((_, i) => `$${values.length + i + 1}`).join(', ')})`);
      values.push(...row);
    }
    await this.manager.query(
      `INSERT INTO ledger_entry (generation_id, seq, org_id, at, type, stage, item, dedup_key, body, prev_hash, hash) VALUES ${tuples.join(', ')}`,
      values,
    );
    await this.manager.query(
      `WITH told AS (SELECT pg_notify($9, $10))
       UPDATE generation SET state = $3, seq = $4, head_hash = $5, status = $6, progress = $7, completed_at = $8
       FROM told WHERE id = $1 AND org_id = $2`,
      [
        generationId,
        this.organizationId,
        JSON.stringify(state),
        state.seq,
        hash,
        state.status,
        state.progress,
        state.completedAt,
        LEDGER_CHANNEL,
        ledgerPayload(generationId, state.seq, this.organizationId),
      ],
    );
    this.heads.set(generationId, { state, head_hash: hash });
    return state;
  }

  private async isRecorded(generationId: string, dedupKey: string): Promise<boolean> {
    const found: unknown[] = await this.manager.query(`SELECT 1 FROM ledger_entry WHERE generation_id = $1 AND dedup_key = $2`, [
      generationId,
      dedupKey,
    ]);
    return found.length > 0;
  }

  /** Events with `seq` past `after`, in order. */
  async read(generationId: string, after: number, limit: number): Promise<GenerationEvent[]> {
    const rows: { seq: string; at: Date; body: GenerationEventBody }[] = await this.manager.query(
      `SELECT seq, at, body FROM ledger_entry WHERE generation_id = $1 AND org_id = $2 AND seq > $3 ORDER BY seq LIMIT $4`,
      [generationId, this.organizationId, after, limit],
    );
    return rows.map((row) => ({ seq: Number(row.seq), at: row.at.toISOString(), body: row.body }));
  }
}
