import { LEDGER_CHANNEL, ledgerPayload } from '@millwright/contracts';
import {
  FINAL_STATUSES,
  NotFound,
  PreconditionFailed,
  reduceGeneration,
  storable,
  type GenerationEvent,
  type GenerationEventBody,
  type GenerationState,
} from '@millwright/domain';
import type { EntityManager } from 'typeorm';
import { hashEntry, type ExportedLedger, type LedgerEntryProof, type LedgerSeal } from '@millwright/platform';
import { toJsonb } from '../to-jsonb.js';

interface Head {
  state: GenerationState;
  head_hash: string;
  run_id: string | null;
}

/** A generation that has ended takes no further events. */
export class GenerationEnded extends PreconditionFailed {
  constructor(readonly status: string) {
    super(`The generation has ended (${status.toLowerCase()})`);
  }
}

/** The append-only record of everything that happened to a generation, and the projection that follows from it. */
export class LedgerRepository {
  private readonly heads = new Map<string, Head>();

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

  /** Temporal's run that the generation was last seen in, locked with it; null before the first. */
  async runOf(generationId: string): Promise<string | null> {
    return (await this.head(generationId)).run_id;
  }

  /** State, last hash and run, locked; read once in a transaction, since nobody else can change them meanwhile. */
  private async head(generationId: string): Promise<Head> {
    const known = this.heads.get(generationId);
    if (known) return known;
    const rows: Head[] = await this.manager.query(
      `SELECT state, head_hash, run_id FROM generation WHERE id = $1 AND org_id = $2 FOR UPDATE`,
      [generationId, this.organizationId],
    );
    if (!rows[0]) throw new NotFound('The generation');
    this.heads.set(generationId, rows[0]);
    return rows[0];
  }

  /**
   * Appends events: entries, projection and notification in one statement.
   *
   * @throws GenerationEnded where the generation takes no more.
   */
  async append(generationId: string, bodies: readonly GenerationEventBody[]): Promise<void> {
    await this.write(generationId, bodies, null);
  }

  /**
   * Appends an event once for ever: one already recorded under the key is not recorded again, whoever tries.
   *
   * @returns whether it was recorded now.
   * @throws GenerationEnded where the generation takes no more.
   */
  async appendOnce(generationId: string, dedupKey: string, body: GenerationEventBody): Promise<boolean> {
    return await this.write(generationId, [body], dedupKey);
  }

  private async write(generationId: string, bodies: readonly GenerationEventBody[], dedupKey: string | null): Promise<boolean> {
    const { run_id, ...head } = await this.head(generationId);
    let { state, head_hash: hash } = head;
    if (FINAL_STATUSES.includes(state.status)) throw new GenerationEnded(state.status);
    const at = new Date().toISOString();
    // Before it is hashed: what is read back hashes to the same.
    const rows = bodies.map(storable).map((body) => {
      const event: GenerationEvent = { seq: state.seq + 1, at, body };
      const prevHash = hash;
      hash = hashEntry(prevHash, { generationId, seq: event.seq, at, body });
      state = reduceGeneration(state, event);
      const item = 'item' in body ? (body.item ?? null) : null;
      return { seq: event.seq, type: body.type, stage: 'stage' in body ? body.stage : null, item, body, prev_hash: prevHash, hash };
    });
    const written: [unknown[], number] = await this.manager.query(
      `WITH entry AS (
         INSERT INTO ledger_entry (generation_id, seq, org_id, at, type, stage, item, dedup_key, body, prev_hash, hash)
         SELECT $1, r.seq, $2, $3, r.type, r.stage, r.item, $4, r.body, r.prev_hash, r.hash
         FROM jsonb_to_recordset($5) AS r(seq bigint, type text, stage text, item text, body jsonb, prev_hash text, hash text)
         ON CONFLICT (generation_id, dedup_key) WHERE dedup_key IS NOT NULL DO NOTHING RETURNING seq)
       UPDATE generation SET state = $6, seq = $7, head_hash = $8, status = $9, progress = $10, completed_at = $11
       FROM (SELECT pg_notify($12, $13) FROM entry LIMIT 1) AS told WHERE id = $1 AND org_id = $2`,
      [
        generationId,
        this.organizationId,
        at,
        dedupKey,
        toJsonb(rows),
        toJsonb(state),
        state.seq,
        hash,
        state.status,
        state.progress,
        state.completedAt,
        LEDGER_CHANNEL,
        ledgerPayload(generationId, state.seq, this.organizationId),
      ],
    );
    const isRecorded = written[1] > 0;
    if (isRecorded) this.heads.set(generationId, { state, head_hash: hash, run_id });
    return isRecorded;
  }

  /** Whether an event was recorded under a key. */
  async has(generationId: string, dedupKey: string): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `SELECT 1 FROM ledger_entry WHERE generation_id = $1 AND org_id = $2 AND dedup_key = $3`,
      [generationId, this.organizationId, dedupKey],
    );
    return rows.length > 0;
  }

  /** The end of a ledger as it stands. @throws NotFound */
  async headOf(generationId: string): Promise<Pick<LedgerSeal, 'generationId' | 'seq' | 'headHash'>> {
    const { state, head_hash: headHash } = await this.head(generationId);
    return { generationId, seq: state.seq, headHash };
  }

  /** Keeps the signed end of a ledger; the first one stays. */
  async putSeal(seal: LedgerSeal): Promise<void> {
    await this.manager.query(
      `INSERT INTO ledger_seal (generation_id, org_id, seq, head_hash, key_id, signature) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [seal.generationId, this.organizationId, seal.seq, seal.headHash, seal.keyId, seal.signature],
    );
  }

  /** The whole ledger with its hashes and its seal, as it can be checked elsewhere. */
  async export(generationId: string): Promise<ExportedLedger> {
    const rows: { seq: string; at: Date; body: GenerationEventBody; hash: string }[] = await this.manager.query(
      `SELECT seq, at, body, hash FROM ledger_entry WHERE generation_id = $1 AND org_id = $2 ORDER BY seq`,
      [generationId, this.organizationId],
    );
    const seals: (Omit<LedgerSeal, 'generationId' | 'seq'> & { seq: string })[] = await this.manager.query(
      `SELECT seq, head_hash AS "headHash", key_id AS "keyId", signature FROM ledger_seal WHERE generation_id = $1 AND org_id = $2`,
      [generationId, this.organizationId],
    );
    const entries = rows.map(({ seq, at, body, hash }): LedgerEntryProof => ({ seq: Number(seq), at: at.toISOString(), body, hash }));
    return { generationId, entries, seal: seals[0] ? { generationId, ...seals[0], seq: Number(seals[0].seq) } : null };
  }

  /** Every event, in order. */
  async all(generationId: string): Promise<GenerationEvent[]> {
    return await this.read(generationId, 0, Number.MAX_SAFE_INTEGER);
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
