import type { GenerationEvent } from './events/bodies.js';
import { GENERATION_EVENTS } from './events/table.js';
import type { PinnedStage, StageName } from './stage.types.js';
import type { Span, SpanRecorder, Timeline, TimelineRow } from './timeline.types.js';
import { NO_USAGE, addUsage, type Usage } from './usage.js';

export type * from './timeline.types.js';

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

class Builder implements SpanRecorder {
  private readonly rows = new Map<string, TimelineRow>();
  private readonly items = new Map<string, TimelineRow>();
  private readonly open = new Map<string, Span>();
  readonly whole: TimelineRow = emptyRow('', null, null, 'Generation');
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

  add({ seq, at, body }: GenerationEvent): void {
    const entry = GENERATION_EVENTS[body.type] as { span?(timeline: SpanRecorder, of: typeof body, at: number, seq: number): void } | undefined;
    entry?.span?.(this, body, Date.parse(at), seq);
  }

  end(to: number, seq: number): void {
    for (const [key, span] of [...this.open]) this.close(key, to, seq, span.kind === 'ATTEMPT' ? { outcome: 'CANCELLED' } : {});
    this.to = to;
  }

  finish(row: TimelineRow, to: number, seq: number, usage: Usage | undefined): void {
    this.close(`attempt ${row.key}`, to, seq, { outcome: 'COMPLETE', ...(usage ? { usage } : {}) });
    this.count(row, usage);
  }

  begin(row: TimelineRow, key: string, from: number, seq: number, span: Omit<Span, 'from' | 'to' | 'seqs'>): void {
    const opened: Span = { ...span, from, to: null, seqs: [seq, seq] };
    row.spans.push(opened);
    this.open.set(key, opened);
  }

  close(key: string, to: number, seq: number, change: Partial<Span>): void {
    const span = this.open.get(key);
    if (!span) return;
    Object.assign(span, { to, seqs: [span.seqs[0], seq] }, change);
    this.open.delete(key);
  }

  count(row: TimelineRow, usage: Usage | undefined): void {
    row.usage = addUsage(row.usage, usage);
    const parent = row.item === null ? undefined : this.rows.get(row.stage!);
    if (parent) parent.usage = addUsage(parent.usage, usage);
  }

  row(stage: StageName, item?: string): TimelineRow {
    if (!this.rows.has(stage)) this.rows.set(stage, emptyRow(stage, stage, null, stage));
    const parent = this.rows.get(stage)!;
    if (item === undefined) return parent;
    const key = `${stage}/${item}`;
    const known = this.items.get(key);
    if (known) return known;
    const child = emptyRow(key, stage, item, item);
    this.items.set(key, child);
    parent.children.push(child);
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
