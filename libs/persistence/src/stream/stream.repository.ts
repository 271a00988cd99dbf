import { LEDGER_CHANNEL, ledgerPayload } from '@millwright/contracts';
import {
  NotFound,
  PreconditionFailed,
  reduceStream,
  storable,
  type StreamDefinition,
  type StreamEvent,
  type StreamState,
} from '@millwright/domain';
import { hashEntry, ledgerName, type ExportedLedger, type LedgerEntryProof, type LedgerHead, type LedgerName, type LedgerSeal } from '@millwright/platform';
import type { EntityManager } from 'typeorm';
import { toJsonb } from '../to-jsonb.js';
import { PROJECTIONS } from './projections.js';

interface Head<State> {
  state: State;
  head_hash: string;
}

/** So that whoever follows from an old cursor folds no more events than these. */
const SNAPSHOT_EVERY = 200;

/** A stream that has ended takes no further events. */
export class StreamEnded extends PreconditionFailed {
  constructor(
    kind: string,
    readonly status: string,
  ) {
    super(`The ${kind} has ended (${status.toLowerCase()})`);
  }
}

/** The append-only ledgers of one kind of stream: everything that happened, and the state that follows from it. */
export class StreamRepository<
  State extends StreamState,
  Body extends { type: string },
  Name extends LedgerName = { kind: string; streamId: string },
> {
  private readonly heads = new Map<string, Head<State>>();

  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
    private readonly definition: StreamDefinition<State, Body>,
  ) {}

  /** Begins a stream, without an event yet. @returns whether it began now, and was not there. */
  async begin(id: string, projectId: string | null): Promise<boolean> {
    const { kind, empty } = this.definition;
    const rows: unknown[] = await this.manager.query(
      `INSERT INTO stream (id, kind, org_id, project_id, status, state) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
      [id, kind, this.organizationId, projectId, empty.status, toJsonb(empty)],
    );
    return rows.length > 0;
  }

  /**
   * The stream's state, locked until the transaction ends: what is decided on it stays true.
   * @throws NotFound
   */
  async lock(id: string): Promise<State> {
    return (await this.head(id)).state;
  }

  /** State and last hash, locked; read once in a transaction, since nobody else can change them meanwhile. */
  private async head(id: string): Promise<Head<State>> {
    const known = this.heads.get(id);
    if (known) return known;
    const rows: Head<State>[] = await this.manager.query(
      `SELECT state, head_hash FROM stream WHERE id = $1 AND org_id = $2 AND kind = $3 FOR UPDATE`,
      [id, this.organizationId, this.definition.kind],
    );
    if (!rows[0]) throw new NotFound(`The ${this.definition.kind}`);
    this.heads.set(id, rows[0]);
    return rows[0];
  }

  /**
   * Appends events: entries, state, projection and notification in one statement.
   *
   * @throws StreamEnded where the stream takes no more.
   */
  async append(id: string, bodies: readonly Body[]): Promise<void> {
    await this.write(id, bodies, null);
  }

  /** Appends an event unless the stream has ended. @returns whether it was appended. @throws NotFound */
  async appendUnlessEnded(id: string, body: Body): Promise<boolean> {
    if (this.definition.isFinal(await this.lock(id))) return false;
    await this.append(id, [body]);
    return true;
  }

  /**
   * Appends an event once for ever: one already recorded under the key is not recorded again, whoever tries.
   *
   * @returns whether it was recorded now.
   * @throws StreamEnded where the stream takes no more.
   */
  async appendOnce(id: string, dedupKey: string, body: Body): Promise<boolean> {
    return await this.write(id, [body], dedupKey);
  }

  private async write(id: string, bodies: readonly Body[], dedupKey: string | null): Promise<boolean> {
    const { kind } = this.definition;
    const before = await this.head(id);
    if (this.definition.isFinal(before.state)) throw new StreamEnded(kind, before.state.status);
    const at = new Date().toISOString();
    let { state, head_hash: hash } = before;
    // Before it is hashed: what is read back hashes to the same.
    const rows = bodies.map(storable).map((body) => {
      const event: StreamEvent<Body> = { seq: state.seq + 1, at, body };
      const prevHash = hash;
      hash = hashEntry(prevHash, { ...ledgerName(kind, id), seq: event.seq, at, body });
      state = reduceStream(this.definition, state, event);
      const { stage, item } = body as { stage?: string; item?: string };
      return { seq: event.seq, type: body.type, stage: stage ?? null, item: item ?? null, body, prev_hash: prevHash, hash };
    });
    const after: Head<State> = { state, head_hash: hash };
    const isRecorded = await this.insert(id, rows, { at, dedupKey, after, type: rows.at(-1)?.type ?? '' });
    if (!isRecorded) return false;
    this.heads.set(id, after);
    if (Math.floor(state.seq / SNAPSHOT_EVERY) > Math.floor(before.state.seq / SNAPSHOT_EVERY))
      await this.manager.query(`INSERT INTO stream_snapshot (stream_id, seq, org_id, state) VALUES ($1, $2, $3, $4)`, [
        id,
        state.seq,
        this.organizationId,
        toJsonb(state),
      ]);
    return true;
  }

  private async insert(
    id: string,
    rows: readonly object[],
    { at, dedupKey, after, type }: { at: string; dedupKey: string | null; after: Head<State>; type: string },
  ): Promise<boolean> {
    const { state } = after;
    const values: unknown[] = [id, this.organizationId, at, dedupKey, toJsonb(rows), toJsonb(state), state.seq, after.head_hash, state.status];
    const isFinal = this.definition.isFinal(state);
    const { runId } = state as { runId?: string };
    values.push(runId ?? null, isFinal ? at : null, LEDGER_CHANNEL, ledgerPayload(id, state.seq, this.organizationId, type));
    const projection = PROJECTIONS[this.definition.kind];
    const projected = projection ? `, projected AS (${projection.sql('$1', values.length + 1)})` : '';
    if (projection) values.push(...projection.values(state as never));
    const written: [unknown[], number] = await this.manager.query(
      `WITH entry AS (
         INSERT INTO ledger_entry (stream_id, seq, org_id, at, type, stage, item, dedup_key, body, prev_hash, hash)
         SELECT $1, r.seq, $2, $3, r.type, r.stage, r.item, $4, r.body, r.prev_hash, r.hash
         FROM jsonb_to_recordset($5) AS r(seq bigint, type text, stage text, item text, body jsonb, prev_hash text, hash text)
         ON CONFLICT (stream_id, dedup_key) WHERE dedup_key IS NOT NULL DO NOTHING RETURNING seq)${projected}
       UPDATE stream SET state = $6, seq = $7, head_hash = $8, status = $9, run_id = $10, ended_at = $11
       FROM (SELECT pg_notify($12, $13) FROM entry LIMIT 1) AS told WHERE id = $1 AND org_id = $2`,
      values,
    );
    return written[1] > 0;
  }

  /** Whether an event was recorded under a key. */
  async has(id: string, dedupKey: string): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(`SELECT 1 FROM ledger_entry WHERE stream_id = $1 AND org_id = $2 AND dedup_key = $3`, [
      id,
      this.organizationId,
      dedupKey,
    ]);
    return rows.length > 0;
  }

  /** The end of a ledger as it stands. @throws NotFound */
  async headOf(id: string): Promise<LedgerHead<Name>> {
    const { state, head_hash: headHash } = await this.head(id);
    return { ...ledgerName(this.definition.kind, id), seq: state.seq, headHash } as unknown as LedgerHead<Name>;
  }

  /** Keeps the signed end of a ledger; the first one stays. */
  async putSeal(seal: LedgerSeal): Promise<void> {
    const { seq, headHash, keyId, signature } = seal;
    const id = 'generationId' in seal ? seal.generationId : seal.streamId;
    await this.manager.query(
      `INSERT INTO ledger_seal (stream_id, org_id, seq, head_hash, key_id, signature) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [id, this.organizationId, seq, headHash, keyId, signature],
    );
  }

  /** The whole ledger with its hashes and its seal, as it can be checked elsewhere. */
  async export(id: string): Promise<ExportedLedger<Name, Body>> {
    const rows: { seq: string; at: Date; body: Body; hash: string }[] = await this.manager.query(
      `SELECT seq, at, body, hash FROM ledger_entry WHERE stream_id = $1 AND org_id = $2 ORDER BY seq`,
      [id, this.organizationId],
    );
    const seals: { seq: string; headHash: string; keyId: string; signature: string }[] = await this.manager.query(
      `SELECT seq, head_hash AS "headHash", key_id AS "keyId", signature FROM ledger_seal WHERE stream_id = $1 AND org_id = $2`,
      [id, this.organizationId],
    );
    const name = ledgerName(this.definition.kind, id);
    const entries = rows.map(({ seq, at, body, hash }): LedgerEntryProof<Body> => ({ seq: Number(seq), at: at.toISOString(), body, hash }));
    const seal = seals[0] ? { ...name, ...seals[0], seq: Number(seals[0].seq) } : null;
    return { ...name, entries, seal } as unknown as ExportedLedger<Name, Body>;
  }

  /** Every event, in order. */
  async all(id: string): Promise<StreamEvent<Body>[]> {
    return await this.read(id, 0, Number.MAX_SAFE_INTEGER);
  }

  /** Events with `seq` past `after`, in order. */
  async read(id: string, after: number, limit: number): Promise<StreamEvent<Body>[]> {
    const rows: { seq: string; at: Date; body: Body }[] = await this.manager.query(
      `SELECT seq, at, body FROM ledger_entry WHERE stream_id = $1 AND org_id = $2 AND seq > $3 ORDER BY seq LIMIT $4`,
      [id, this.organizationId, after, limit],
    );
    return rows.map((row) => ({ seq: Number(row.seq), at: row.at.toISOString(), body: row.body }));
  }

  /** The state that the events up to `seq` led to: from the last snapshot before it, and the events since. */
  async stateAt(id: string, seq: number): Promise<State> {
    if (seq === 0) return this.definition.empty;
    const found: { state: State }[] = await this.manager.query(
      `SELECT state FROM stream_snapshot WHERE stream_id = $1 AND org_id = $2 AND seq <= $3 ORDER BY seq DESC LIMIT 1`,
      [id, this.organizationId, seq],
    );
    const from = found[0]?.state ?? this.definition.empty;
    const events = await this.read(id, from.seq, seq - from.seq);
    return events.reduce((state, event) => reduceStream(this.definition, state, event), from);
  }
}
