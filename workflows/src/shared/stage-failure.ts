import type { FailureDetails } from '@millwright/contracts';
import type { GenerationFailure, PinnedStage } from '@millwright/domain';
import { ActivityFailure, ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/workflow';
import { CeilingReached } from './purse.js';

export interface StageFailureDetails extends FailureDetails {
  attempts: number;
  costMicros: number;
}

/** The details an activity put into its failure; undefined where it could not (its worker died). */
export function detailsOf(error: unknown): StageFailureDetails | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure || cause instanceof CancelledFailure
    ? (cause.details?.[0] as StageFailureDetails | undefined)
    : undefined;
}

/** What time could have healed and did not calls for something else than waiting for the next attempt. */
function hintOf(cause: ApplicationFailure, details: StageFailureDetails | undefined): { hint?: string } {
  if (!cause.nonRetryable && details)
    return { hint: `It was tried ${details.attempts} times. Start again when the engine answers, or choose another one.` };
  return details?.hint ? { hint: details.hint } : {};
}

/** A stage's failure in the words that people are shown. */
export function describeFailure(stage: PinnedStage, error: unknown, maximumAttempts: number): GenerationFailure {
  if (error instanceof CeilingReached)
    return {
      stage: stage.name,
      attempts: 0,
      code: 'BUDGET_REACHED',
      message: error.message,
      hint: 'Try again with a higher ceiling, or with an engine that costs less; what is complete is kept.',
    };
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const details = detailsOf(error);
  if (cause instanceof ApplicationFailure)
    return {
      stage: stage.name,
      attempts: details?.attempts ?? 1,
      code: details?.code ?? 'INTERNAL',
      message: cause.message,
      ...hintOf(cause, details),
    };
  if (cause instanceof TimeoutFailure)
    return {
      stage: stage.name,
      attempts: maximumAttempts,
      code: 'TIMEOUT',
      message: `No attempt of ${stage.title.toLowerCase()} ended in time`,
      hint: 'Check that the activity worker runs and reaches the engine, then start again.',
    };
  return { stage: stage.name, attempts: 1, code: 'INTERNAL', message: cause instanceof Error ? cause.message : String(cause) };
}
