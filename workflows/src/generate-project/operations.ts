import type { StageActivities } from '@millwright/contracts';
import { GENERATION, GENERATION_OPERATIONS, type GenerationOperation } from '@millwright/domain';
import { currentUpdateInfo } from '@temporalio/workflow';
import { operate, type Effect } from '../shared/operate.js';
import type { GenerationRun } from './generation-run.js';
import { showStatus } from './status.js';

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
export function takeOperations(run: GenerationRun): void {
  const { identity, operated } = run;
  operate(GENERATION_OPERATIONS, {
    events: GENERATION.events,
    operated,
    effects: effectsOn(run),
    write: async ({ operation, actor, input }, isFormer) => {
      const activities = run.record({ summary: `${SUMMARIES[operation as GenerationOperation]} ${actor.name}` });
      const requestId = currentUpdateInfo()!.id;
      if (!isFormer) await activities.recordOperation({ ...identity, requestId, operation, actor, input });
      else await activities[FORMER[operation as GenerationOperation]]({ ...identity, actor, ...(input as { budgetMicros: number }), requestId });
    },
  });
}

function effectsOn({ operated, control, purse, inFlight, work }: GenerationRun): Record<GenerationOperation, Effect> {
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
