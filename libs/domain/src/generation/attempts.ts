import type { AttemptError, GenerationEvent } from './events/bodies.js';
import type { StageName } from './stage.types.js';
import { timelineOf } from './timeline.js';
import type { Usage } from './usage.js';

/** One attempt of a stage, or of one item of a stage that fans out. */
export interface Attempt {
  stage: StageName;
  item: string | null;
  /** 1 is the first. */
  attempt: number;
  worker: string;
  startedAt: string;
  /** null while it runs. */
  endedAt: string | null;
  outcome: 'RUNNING' | 'COMPLETE' | 'FAILED' | 'CANCELLED';
  error: AttemptError | null;
  usage: Usage | null;
}

/**
 * The attempts that a ledger tells of, in the order in which they began. What still runs when the
 * generation ends was cancelled with it.
 *
 * @param events in the order of `seq`.
 */
export function listAttempts(events: readonly GenerationEvent[]): Attempt[] {
  const rows = timelineOf(events).rows.flatMap((row) => [row, ...row.children]);
  const attempts = rows.flatMap(({ stage, item, spans }) =>
    spans.flatMap((span) => (span.kind === 'ATTEMPT' && stage ? [{ stage, item, span }] : [])),
  );
  return attempts
    .sort((a, b) => a.span.seqs[0] - b.span.seqs[0])
    .map(({ stage, item, span }) => ({
      stage,
      item,
      attempt: span.attempt!,
      worker: span.worker!,
      startedAt: new Date(span.from).toISOString(),
      endedAt: span.to === null ? null : new Date(span.to).toISOString(),
      // An attempt that wrote down why it ended is one that failed; the code says what stopped it.
      outcome: span.error ? 'FAILED' : (span.outcome ?? 'RUNNING'),
      error: span.error ?? null,
      usage: span.usage ?? null,
    }));
}
