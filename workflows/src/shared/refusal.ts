import { ApplicationFailure } from '@temporalio/workflow';

/** Raised by validators: the update is refused and leaves no trace in the history. */
export function refusal(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, 'PreconditionFailed');
}
