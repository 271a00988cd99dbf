import { onStage, withUsage } from '../generation-state.js';
import { titleOf, type GenerationEvents } from './entry.js';

/** Attempts that end as somebody has said, or set: none of them is a failure. By the code of their error. */
const STOPPED: Partial<Record<string, string>> = {
  CANCELLED: 'was stopped',
  ALLOWANCE_USED: 'stopped at the ceiling',
  HELD: 'stopped, since the generation is paused',
};
/** Whether an attempt ended by a failure, and not since somebody stopped it or a ceiling held it. */
export const hasFailed = ({ code }: { code: string }): boolean => !(code in STOPPED);

/** Attempts at a stage, or at one of its items. */
export const ATTEMPT_EVENTS: GenerationEvents<'ATTEMPT_STARTED' | 'ENGINE_REPLACED' | 'ATTEMPT_FAILED'> = {
  ATTEMPT_STARTED: {
    apply: (state, { stage: name, engine, model }, at) =>
      onStage(state, name, (stage) => ({
        ...stage,
        status: 'RUNNING',
        startedAt: stage.startedAt ?? at,
        attempts: stage.attempts + 1,
        provider: engine ?? stage.provider,
        model: model ?? stage.model,
      })),
    describe: ({ stage, attempt, item }) =>
      attempt === 1
        ? `${titleOf(stage)} began${item ? ` ${item}` : ''}`
        : `${titleOf(stage)} began attempt ${attempt}${item ? ` of ${item}` : ''}`,
    span: (timeline, body, at, seq) => {
      const row = timeline.row(body.stage, body.item);
      timeline.close(`attempt ${row.key}`, at, seq, { outcome: 'CANCELLED' });
      const wait = row.spans.at(-1);
      // It came sooner than foreseen.
      if (wait?.kind === 'RETRY_WAIT' && wait.to !== null && wait.to > at) wait.to = at;
      if (body.queuedMs) row.spans.push({ kind: 'QUEUED', from: at - body.queuedMs, to: at, seqs: [seq, seq] });
      const { attempt, round, worker, version, engine, model } = body;
      timeline.begin(row, `attempt ${row.key}`, at, seq, {
        kind: 'ATTEMPT',
        attempt,
        worker,
        ...(round === undefined ? {} : { round }),
        ...(version === undefined ? {} : { version }),
        ...(engine === undefined ? {} : { engine }),
        ...(model === undefined ? {} : { model }),
      });
    },
  },
  ENGINE_REPLACED: {
    apply: (state, { stage: name, to, model }) => onStage(state, name, (stage) => ({ ...stage, provider: to, model })),
    describe: ({ stage, item, from, to, model, reason }) =>
      `${titleOf(stage)}${item ? ` (${item})` : ''} goes on with ${to} ${model} instead of ${from}: ${reason}`,
  },
  ATTEMPT_FAILED: {
    apply: (state, { stage: name, error, usage }) =>
      withUsage(
        onStage(state, name, (stage) => ({
          ...stage,
          status: error.isRetryable ? 'RETRYING' : stage.status,
          error: error.message,
        })),
        name,
        usage,
      ),
    describe: ({ stage, attempt, item, error }) =>
      `${titleOf(stage)} attempt ${attempt}${item ? ` of ${item}` : ''} ${
        STOPPED[error.code] ?? `failed: ${error.message}${error.isRetryable ? '; it will be tried again' : ''}`
      }`,
    span: (timeline, { stage, item, error, usage }, at, seq) => {
      const row = timeline.row(stage, item);
      const outcome = error.code === 'CANCELLED' ? 'CANCELLED' : 'FAILED';
      timeline.close(`attempt ${row.key}`, at, seq, { outcome, error, ...(usage ? { usage } : {}) });
      timeline.count(row, usage);
      const { isRetryable, nextRetryDelayMs } = error;
      if (isRetryable && nextRetryDelayMs) row.spans.push({ kind: 'RETRY_WAIT', from: at, to: at + nextRetryDelayMs, seqs: [seq, seq] });
    },
  },
};
