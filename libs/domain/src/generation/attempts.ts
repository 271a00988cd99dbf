import type { AttemptError, GenerationEvent } from './events.js';
import type { StageName } from './stage.types.js';
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
  const attempts: Attempt[] = [];
  const running = new Map<string, Attempt>();
  const end = (key: string, at: string, change: Partial<Attempt>): void => {
    const attempt = running.get(key);
    if (!attempt) return;
    Object.assign(attempt, { endedAt: at }, change);
    running.delete(key);
  };
  for (const { at, body } of events) {
    switch (body.type) {
      case 'ATTEMPT_STARTED': {
        const attempt: Attempt = {
          stage: body.stage,
          item: body.item ?? null,
          attempt: body.attempt,
          worker: body.worker,
          startedAt: at,
          endedAt: null,
          outcome: 'RUNNING',
          error: null,
          usage: null,
        };
        attempts.push(attempt);
        running.set(`${body.stage}/${body.item ?? ''}`, attempt);
        break;
      }
      case 'ATTEMPT_FAILED':
        end(`${body.stage}/${body.item ?? ''}`, at, { outcome: 'FAILED', error: body.error, usage: body.usage ?? null });
        break;
      case 'ITEM_COMPLETED':
        end(`${body.stage}/${body.item}`, at, { outcome: 'COMPLETE', usage: body.usage });
        break;
      case 'STAGE_COMPLETED':
        end(`${body.stage}/`, at, { outcome: 'COMPLETE', usage: body.usage ?? null });
        break;
      case 'GENERATION_CANCELLED':
      case 'GENERATION_FAILED':
        for (const key of [...running.keys()]) end(key, at, { outcome: 'CANCELLED' });
        break;
    }
  }
  return attempts;
}
