import { operationOf, type OperationTable } from '../operation/operation.js';
import { LIMITS } from '../plans/usage-limits.js';
import { PAUSE_MODES, type GenerationEventBody } from './events/bodies.js';
import type { GenerationState } from './generation-state.js';
import { FINAL_STATUSES } from './stage.types.js';

/** What operations ask of a generation's state; the workflow knows no more of it. */
export type OperatedState = Pick<GenerationState, 'status' | 'isCancelRequested' | 'budgetMicros'>;

const operation = operationOf<OperatedState, GenerationEventBody>();
const REASON = { type: 'text', max: LIMITS.reasonMax, isOptional: true } as const;
const dollars = (micros: number): string => `$${(micros / 1e6).toFixed(2)}`;
const becauseOf = (reason: string | undefined): { reason?: string } => (reason ? { reason } : {});

/** Why nothing can be done with it any more; null: it runs. */
export function refuseEnded({ status, isCancelRequested }: OperatedState): string | null {
  if (FINAL_STATUSES.includes(status)) return 'The generation has ended';
  return isCancelRequested ? 'The generation is being cancelled' : null;
}

/** What people may do with a generation while it runs. Gates and conflicts are not among these: there it waits for them. */
export const GENERATION_OPERATIONS = {
  pauseGeneration: operation({
    permission: 'generation.run',
    description: 'no new work begins until it is resumed',
    fields: { inFlight: { type: 'choice', of: PAUSE_MODES, otherwise: 'FINISH' }, reason: REASON },
    refuse: (state) => refuseEnded(state) ?? (state.status === 'PAUSED' ? 'The generation is paused already' : null),
    event: ({ inFlight, reason }, actor) => ({ type: 'GENERATION_PAUSED', actor, ...becauseOf(reason), inFlight }),
  }),
  resumeGeneration: operation({
    permission: 'generation.run',
    fields: { reason: REASON },
    refuse: (state) => refuseEnded(state) ?? (state.status === 'PAUSED' ? null : 'The generation is not paused'),
    event: ({ reason }, actor) => ({ type: 'GENERATION_RESUMED', actor, ...becauseOf(reason) }),
  }),
  cancelGeneration: operation({
    permission: 'generation.run',
    fields: { reason: REASON },
    refuse: refuseEnded,
    event: ({ reason }, actor) => ({ type: 'GENERATION_CANCEL_REQUESTED', actor, ...becauseOf(reason) }),
  }),
  raiseBudget: operation({
    permission: 'generation.run',
    description: 'gives a generation that runs, or that waits at its ceiling, a higher one',
    fields: { budget: { type: 'dollars', max: LIMITS.budgetUsdMax, description: 'the new ceiling, above the one before' }, reason: REASON },
    refuse: (state, { budgetMicros }) => {
      const closed = refuseEnded(state);
      if (closed) return closed;
      if (state.budgetMicros == null) return 'The generation has no ceiling';
      return budgetMicros > state.budgetMicros ? null : `The ceiling is ${dollars(state.budgetMicros)} already`;
    },
    event: ({ budgetMicros, reason }, actor) => ({ type: 'BUDGET_RAISED', actor, ...becauseOf(reason), budgetMicros }),
  }),
} satisfies OperationTable<OperatedState, GenerationEventBody>;

export type GenerationOperation = keyof typeof GENERATION_OPERATIONS;
