import type { AttemptError, GenerationEvent } from './events.js';
import type { PinnedStage, StageName } from './stage.types.js';
import { NO_USAGE, addUsage, type Usage } from './usage.js';

export type SpanKind = 'QUEUED' | 'ATTEMPT' | 'RETRY_WAIT' | 'APPROVAL' | 'CEILING' | 'CONFLICT' | 'PAUSE' | 'REUSED';

/** Something that took time, or waited; instants in milliseconds since the epoch. */
export interface Span {
  kind: SpanKind;
  from: number;
  /** null: it goes on. */
  to: number | null;
  /** Of an attempt. */
  outcome?: 'COMPLETE' | 'FAILED' | 'CANCELLED';
  attempt?: number;
  round?: number;
  worker?: string;
  version?: string;
  engine?: string;
  model?: string;
  error?: AttemptError;
  usage?: Usage;
  /** Who ended a wait, and what was said. */
  by?: string;
  text?: string;
  /** First and last entry of the ledger that belong to it. */
  seqs: [number, number];
}

/** A line of the timeline: a stage, or one item of a stage that fans out. */
export interface TimelineRow {
  key: string;
  stage: StageName | null;
  item: string | null;
  title: string;
  spans: Span[];
  usage: Usage;
  /** Items of a stage that fans out, in the order in which they began. */
  children: TimelineRow[];
}

export interface Timeline {
  from: number;
  /** null: it goes on. */
  to: number | null;
  rows: TimelineRow[];
}

/**
 * What happened when, as the ledger tells it: waits in queues against work, every attempt with its error, retries, gates,
 * ceilings and pauses.
 *
 * @param events in the order of `seq`.
 */
export function timelineOf(events: readonly GenerationEvent[]): Timeline {
  const first = events[0];
  if (!first) return { from: 0, to: null, rows: [] };
  const stages = first.body.type === 'GENERATION_QUEUED' ? first.body.stages : [];
  const timeline = new Builder(stages, Date.parse(first.at));
  for (const event of events) timeline.add(event);
  return timeline.result();
}

class Builder {
  private readonly rows = new Map<string, TimelineRow>();
  private readonly open = new Map<string, Span>();
  private readonly whole: TimelineRow = emptyRow('', null, null, 'Generation');
  private to: number | null = null;

  constructor(
    stages: readonly PinnedStage[],
    private readonly from: number,
  ) {
    for (const { name, title } of stages) this.rows.set(name, emptyRow(name, name, null, title));
  }

  result(): Timeline {
    const rows = [...this.rows.values()];
    return { from: this.from, to: this.to, rows: this.whole.spans.length > 0 ? [this.whole, ...rows] : rows };
  }

  add({ seq, at: instant, body }: GenerationEvent): void {
    const at = Date.parse(instant);
    switch (body.type) {
      case 'ATTEMPT_STARTED': {
        const row = this.row(body.stage, body.item);
        const key = `attempt ${row.key}`;
        this.close(key, at, seq, { outcome: 'CANCELLED' });
        const wait = row.spans.at(-1);
        // It came sooner than foreseen.
        if (wait?.kind === 'RETRY_WAIT' && wait.to !== null && wait.to > at) wait.to = at;
        if (body.queuedMs) row.spans.push({ kind: 'QUEUED', from: at - body.queuedMs, to: at, seqs: [seq, seq] });
        const { attempt, round, worker, version, engine, model } = body;
        this.begin(row, key, at, seq, {
          kind: 'ATTEMPT',
          attempt,
          worker,
          ...(round === undefined ? {} : { round }),
          ...(version === undefined ? {} : { version }),
          ...(engine === undefined ? {} : { engine }),
          ...(model === undefined ? {} : { model }),
        });
        return;
      }
      case 'ATTEMPT_FAILED': {
        const row = this.row(body.stage, body.item);
        const outcome = body.error.code === 'CANCELLED' ? 'CANCELLED' : 'FAILED';
        this.close(`attempt ${row.key}`, at, seq, { outcome, error: body.error, ...(body.usage ? { usage: body.usage } : {}) });
        this.count(row, body.usage);
        const { isRetryable, nextRetryDelayMs } = body.error;
        if (isRetryable && nextRetryDelayMs) row.spans.push({ kind: 'RETRY_WAIT', from: at, to: at + nextRetryDelayMs, seqs: [seq, seq] });
        return;
      }
      case 'ITEM_COMPLETED':
      case 'STAGE_COMPLETED': {
        const row = this.row(body.stage, 'item' in body ? body.item : undefined);
        this.close(`attempt ${row.key}`, at, seq, { outcome: 'COMPLETE', ...(body.usage ? { usage: body.usage } : {}) });
        this.count(row, body.usage);
        return;
      }
      case 'STAGE_REUSED':
        this.row(body.stage).spans.push({ kind: 'REUSED', from: at, to: at, seqs: [seq, seq] });
        return;
      case 'APPROVAL_REQUESTED':
        return this.begin(this.row(body.stage), `gate ${body.stage}`, at, seq, {
          kind: 'APPROVAL',
          round: body.round,
          ...(body.reason ? { text: body.reason } : {}),
        });
      case 'STAGE_APPROVED':
      case 'STAGE_SENT_BACK': {
        const verb = body.type === 'STAGE_APPROVED' ? 'Approved' : 'Sent back';
        return this.close(`gate ${body.stage}`, at, seq, { by: body.actor.name, text: body.comment ? `${verb}: ${body.comment}` : verb });
      }
      case 'BUDGET_AWAITED':
        return this.begin(this.row(body.stage), 'ceiling', at, seq, { kind: 'CEILING' });
      case 'BUDGET_RAISED':
        return this.close('ceiling', at, seq, {
          by: body.actor.name,
          text: `Raised to $${(body.budgetMicros / 1e6).toFixed(2)}${body.reason ? `: ${body.reason}` : ''}`,
        });
      case 'CONFLICTS_FOUND':
        return this.begin(this.row(body.stage), 'conflict', at, seq, { kind: 'CONFLICT' });
      case 'CONFLICTS_RESOLVED':
        return this.close('conflict', at, seq, { by: body.actor.name, text: 'Resolved' });
      case 'GENERATION_PAUSED':
        return this.begin(this.whole, 'pause', at, seq, { kind: 'PAUSE', text: `Paused by ${body.actor.name}` });
      case 'GENERATION_RESUMED':
        return this.close('pause', at, seq, { by: body.actor.name });
      case 'GENERATION_COMPLETED':
      case 'GENERATION_FAILED':
      case 'GENERATION_CANCELLED':
        for (const [key, span] of [...this.open]) this.close(key, at, seq, span.kind === 'ATTEMPT' ? { outcome: 'CANCELLED' } : {});
        this.to = at;
        return;
    }
  }

  private begin(row: TimelineRow, key: string, from: number, seq: number, span: Omit<Span, 'from' | 'to' | 'seqs'>): void {
    const opened: Span = { ...span, from, to: null, seqs: [seq, seq] };
    row.spans.push(opened);
    this.open.set(key, opened);
  }

  private close(key: string, to: number, seq: number, change: Partial<Span>): void {
    const span = this.open.get(key);
    if (!span) return;
    Object.assign(span, { to, seqs: [span.seqs[0], seq] }, change);
    this.open.delete(key);
  }

  private count(row: TimelineRow, usage: Usage | undefined): void {
    row.usage = addUsage(row.usage, usage);
    const parent = row.item === null ? undefined : this.rows.get(row.stage!);
    if (parent) parent.usage = addUsage(parent.usage, usage);
  }

  private row(stage: StageName, item?: string): TimelineRow {
    if (!this.rows.has(stage)) this.rows.set(stage, emptyRow(stage, stage, null, stage));
    const parent = this.rows.get(stage)!;
    if (item === undefined) return parent;
    const key = `${stage}/${item}`;
    let child = parent.children.find((row) => row.key === key);
    if (!child) parent.children.push((child = emptyRow(key, stage, item, item)));
    return child;
  }
}

const emptyRow = (key: string, stage: StageName | null, item: string | null, title: string): TimelineRow => ({
  key,
  stage,
  item,
  title,
  spans: [],
  usage: NO_USAGE,
  children: [],
});
