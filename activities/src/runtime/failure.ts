import { ENGINE_TROUBLE, HELD, type FailureDetails } from '@millwright/contracts';
import { Problem, storable, type AttemptError } from '@millwright/domain';
import { FAULTS, faultOf, type Fault } from '@millwright/integrations';
import { DecryptionFailed } from '@millwright/platform';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';

/** The generation was paused when its run was replaced: an attempt that would begin now did not. */
export class Held extends Error implements Fault {
  readonly code = HELD;
  readonly isRetryable = FAULTS[HELD].isRetryable;
  constructor() {
    super('It was paused before the reset; resume it to go on');
    this.name = 'Held';
  }
}

/** What an error says of itself, or what is known of those that do not say. */
type Told = Pick<Fault, 'hint' | 'isRetryable' | 'retryAfterMs' | 'details'> & { code: string };

// Refusals of the domain that somebody else's work, or time, takes away.
const PASSING: readonly string[] = ['UNAVAILABLE', 'CONFLICT'];

function toldBy(error: unknown): Told {
  const fault = faultOf(error);
  if (fault) return fault;
  if (error instanceof Problem) return { code: error.code, hint: error.hint, isRetryable: PASSING.includes(error.code) };
  if (error instanceof DecryptionFailed)
    return { code: 'BAD_KEY', hint: 'Enter the key of this engine again under Settings, Engines.', isRetryable: false };
  // A broken connection, a full disk or a bug.
  return { code: 'INTERNAL', isRetryable: FAULTS.INTERNAL.isRetryable };
}

/**
 * What went wrong, as it is written in the ledger and told to Temporal. Time heals what a provider or a server refused for
 * now; people's input, keys and ceilings it does not.
 */
export function describeError(error: unknown): AttemptError {
  const { code, hint, isRetryable, retryAfterMs } = toldBy(error);
  // It may repeat what a provider said, and that may hold anything.
  return storable({
    code,
    message: error instanceof Error ? error.message : String(error),
    ...(hint === undefined ? {} : { hint }),
    isRetryable,
    ...(retryAfterMs === undefined ? {} : { nextRetryDelayMs: retryAfterMs }),
  });
}

export function isCancelled(error: unknown): boolean {
  if (faultOf(error)?.code === 'CANCELLED') return true;
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
    ...faultOf(error)?.details,
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
