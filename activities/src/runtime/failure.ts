import { ALLOWANCE_USED, ENGINE_TROUBLE, HELD, MERGE_CONFLICT, type FailureDetails } from '@millwright/contracts';
import { Problem, storable, type AttemptError } from '@millwright/domain';
import { GitHubError, ModelError } from '@millwright/integrations';
import { SealBroken } from '@millwright/platform';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { MergeConflict } from '../repository/merge-edits.js';
import { AllowanceUsed } from './ask-engine.js';

/** The generation was paused when its run was replaced: an attempt that would begin now did not. */
export class Held extends Error {
  constructor() {
    super('It was paused before the reset; resume it to go on');
    this.name = 'Held';
  }
}

/**
 * The one table from what went wrong to what is written in the ledger and told to Temporal.
 * Time heals what a provider or a server refused for now; people's input, keys and ceilings it does not.
 */
export function describeError(error: unknown): AttemptError {
  // It may repeat what a provider said, and that may hold anything.
  return storable(described(error));
}

function described(error: unknown): AttemptError {
  if (error instanceof ModelError || error instanceof GitHubError)
    return {
      code: error.kind.toUpperCase().replaceAll('-', '_'),
      message: error.message,
      hint: error.hint,
      isRetryable: error.isRetryable,
      ...(error.retryAfterMs === undefined ? {} : { nextRetryDelayMs: error.retryAfterMs }),
    };
  if (error instanceof SealBroken)
    return {
      code: 'BAD_KEY',
      message: error.message,
      hint: 'Enter the key of this engine again under Settings, Engines.',
      isRetryable: false,
    };
  if (error instanceof MergeConflict) return { code: MERGE_CONFLICT, message: error.message, isRetryable: false };
  if (error instanceof Held) return { code: HELD, message: error.message, isRetryable: false };
  if (error instanceof AllowanceUsed) return { code: ALLOWANCE_USED, message: error.message, isRetryable: false };
  if (error instanceof Problem)
    return {
      code: error.code,
      message: error.message,
      ...(error.hint ? { hint: error.hint } : {}),
      isRetryable: error.code === 'UNAVAILABLE' || error.code === 'CONFLICT',
    };
  // Anything else is a broken connection, a full disk or a bug: the first two heal, the third shows itself again.
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), isRetryable: true };
}

export function isCancelled(error: unknown): boolean {
  if (error instanceof ModelError) return error.kind === 'cancelled';
  return error instanceof CancelledFailure || (error as Error | undefined)?.name === 'AbortError';
}

/** The failure that Temporal acts on; its message and details are what the Temporal UI shows. */
export function toFailure(error: unknown, attempt: number, costMicros: number, fallbackAfter = Infinity): Error {
  // What a stopped call has cost is known, and not more than that is to be booked.
  if (isCancelled(error)) return new CancelledFailure('Cancelled', [{ code: 'CANCELLED', attempts: attempt, costMicros }]);
  const described = describeError(error);
  const details: FailureDetails = {
    code: described.code,
    ...(described.hint ? { hint: described.hint } : {}),
    attempts: attempt,
    costMicros,
    ...(error instanceof MergeConflict ? { conflicts: error.conflicts } : {}),
    ...(error instanceof AllowanceUsed ? { needs: { worstMicros: error.worstMicros, leastMicros: error.leastMicros } } : {}),
  };
  return ApplicationFailure.create({
    message: described.message,
    type: described.code,
    // With another engine at hand, one in trouble is not waited for as long as it would be alone. Any other trouble is not its own.
    nonRetryable: !described.isRetryable || (attempt >= fallbackAfter && ENGINE_TROUBLE.includes(described.code)),
    details: [details],
    ...(described.nextRetryDelayMs === undefined ? {} : { nextRetryDelay: described.nextRetryDelayMs }),
    // What a provider answered may repeat what it was sent: only causes of our own go into the history.
    ...(described.code === 'INTERNAL' && error instanceof Error ? { cause: error } : {}),
  });
}
