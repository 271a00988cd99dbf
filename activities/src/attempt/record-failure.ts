import type { AttemptError } from '@millwright/domain';
import { Context } from '@temporalio/activity';
import { msToNumber } from '@temporalio/common/lib/time.js';
import { describeError, isCancelled } from '../runtime/failure.js';
import { activityKey, itemOf, usedBy, type AttemptScope } from './attempt-scope.js';
import type { Workbench } from './workbench.js';

/** Writes down why an attempt failed. It never fails itself: where that cannot be written, the next attempt says it was lost. */
export async function recordFailure({ services }: Workbench, scope: AttemptScope, failure: unknown): Promise<void> {
  const { input, attempt, log, tally } = scope;
  const durationMs = Date.now() - tally.beganAt;
  const error = isCancelled(failure)
    ? { code: 'CANCELLED', message: 'Cancelled', isRetryable: false }
    : withDelay(describeError(failure), attempt);
  const key = `failed:${input.stage}:${input.item ?? ''}:${activityKey()}:${attempt}`;
  try {
    await log.with((tx) =>
      tx.ledger.appendOnce(input.generationId, key, {
        type: 'ATTEMPT_FAILED',
        stage: input.stage,
        ...itemOf(input),
        attempt,
        error,
        durationMs,
        ...usedBy(tally),
      }),
    );
  } catch (recordError) {
    // The generation has ended, or the database is away.
    services.log.warn({ err: recordError, stage: input.stage }, 'A failed attempt was not recorded');
  }
}

/** When the next attempt is due, where the provider did not say. */
function withDelay(error: AttemptError, attempt: number): AttemptError {
  const policy = Context.current().info.retryPolicy;
  if (!error.isRetryable || error.nextRetryDelayMs !== undefined || !policy) return error;
  if (policy.maximumAttempts && attempt >= policy.maximumAttempts) return error;
  const ms = msToNumber(policy.initialInterval ?? 1_000) * (policy.backoffCoefficient ?? 2) ** (attempt - 1);
  return { ...error, nextRetryDelayMs: Math.min(ms, msToNumber(policy.maximumInterval ?? 60_000)) };
}
