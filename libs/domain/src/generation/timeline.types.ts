import type { AttemptError } from './events/bodies.js';
import type { StageName } from './stage.types.js';
import type { Usage } from './usage.js';

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

/** Draws the timeline: what an event of a generation may do to it. Instants in milliseconds since the epoch. */
export interface SpanRecorder {
  /** The line of the generation itself. */
  readonly whole: TimelineRow;
  row(stage: StageName, item?: string): TimelineRow;
  begin(row: TimelineRow, key: string, from: number, seq: number, span: Omit<Span, 'from' | 'to' | 'seqs'>): void;
  /** Ends what was begun under the key, if anything was. */
  close(key: string, to: number, seq: number, change: Partial<Span>): void;
  /** Ends the attempt of a row that is complete. */
  finish(row: TimelineRow, to: number, seq: number, usage: Usage | undefined): void;
  count(row: TimelineRow, usage: Usage | undefined): void;
  /** Ends the whole, with whatever goes on. */
  end(to: number, seq: number): void;
}
