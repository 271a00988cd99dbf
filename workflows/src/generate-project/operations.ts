import type { StageActivities } from '@millwright/contracts';
import { EMPTY_STATE, GENERATION, GENERATION_OPERATIONS, type GenerationOperation, type GenerationState } from '@millwright/domain';
import { currentUpdateInfo, type CancellationScope } from '@temporalio/workflow';
import type { Control } from '../shared/control.js';
import type { Interruptible } from '../shared/interruptible.js';
import { Operated, operate, type Effect } from '../shared/operate.js';
import type { Purse } from '../shared/purse.js';

/** What operations on a generation reach. */
export interface Reach {
  identity: { generationId: string; organizationId: string };
  operated: Operated<GenerationState>;
  control: Control;
  purse: Purse;
  inFlight: Interruptible;
  /** All of its work. */
  work: CancellationScope;
  record(options: { summary: string }): StageActivities;
  showStatus(status: string): void;
}

export const beginOperated = (budgetMicros: number | null): Operated<GenerationState> =>
  new Operated<GenerationState>({ ...EMPTY_STATE, status: 'RUNNING', budgetMicros });

const SUMMARIES: Record<GenerationOperation, string> = {
  pauseGeneration: 'Paused by',
  resumeGeneration: 'Resumed by',
  cancelGeneration: 'Cancellation asked for by',
  raiseBudget: 'Ceiling raised by',
};

/** Activities that recorded each operation in runs that began before 0.6; they go with 0.8. */
const FORMER = {
  pauseGeneration: 'recordPause',
  resumeGeneration: 'recordResume',
  cancelGeneration: 'recordCancelRequest',
  raiseBudget: 'recordRaise',
} as const satisfies Record<GenerationOperation, keyof StageActivities>;

/** Takes what people may do with a running generation. */
export function takeOperations(reach: Reach): void {
  const { identity, record, operated } = reach;
  operate(GENERATION_OPERATIONS, {
    events: GENERATION.events,
    operated,
    effects: effectsOn(reach),
    write: async ({ operation, actor, input }, isFormer) => {
      const activities = record({ summary: `${SUMMARIES[operation as GenerationOperation]} ${actor.name}` });
      const requestId = currentUpdateInfo()!.id;
      if (!isFormer) await activities.recordOperation({ ...identity, requestId, operation, actor, input });
      else await activities[FORMER[operation as GenerationOperation]]({ ...identity, actor, ...(input as { budgetMicros: number }), requestId });
    },
  });
}

function effectsOn({ operated, control, purse, inFlight, work, showStatus }: Reach): Record<GenerationOperation, Effect> {
  return {
    pauseGeneration: {
      accepted: (input) => {
        control.pause();
        if (input.inFlight === 'ABORT') inFlight.stop();
        showStatus('PAUSED');
      },
      lost: () => {
        if (operated.state.status === 'PAUSED') return;
        control.resume();
        showStatus('RUNNING');
      },
    },
    resumeGeneration: {
      recorded: () => {
        // Somebody paused it again meanwhile.
        if (operated.state.status === 'PAUSED') return;
        control.resume();
        showStatus('RUNNING');
      },
    },
    cancelGeneration: {
      accepted: (input) => control.requestCancel(input.reason as string | undefined),
      recorded: () => work.cancel(),
      lost: () => control.withdrawCancel(operated.state.status === 'PAUSED'),
    },
    raiseBudget: {
      recorded: (input) => {
        const budgetMicros = Number(input.budgetMicros);
        // Two that came at once were both above the one before; the higher one stays.
        if (budgetMicros > (purse.ceilingMicros ?? Infinity)) purse.raise(budgetMicros);
        if (!control.isPaused) showStatus('RUNNING');
      },
    },
  };
}
