import { describeIn, reduceStream, type StreamDefinition } from '../stream/stream.js';
import type { GenerationEvent, GenerationEventBody } from './events/bodies.js';
import { GENERATION_EVENTS } from './events/table.js';
import { EMPTY_STATE, type GenerationState, type StageState } from './generation-state.js';
import { FINAL_STATUSES } from './stage.types.js';

/** A generation: from the moment it is queued until it is complete, failed or cancelled. */
export const GENERATION: StreamDefinition<GenerationState, GenerationEventBody> = {
  kind: 'generation',
  reading: 'generation.read',
  empty: EMPTY_STATE,
  events: GENERATION_EVENTS,
  isFinal: ({ status }) => FINAL_STATUSES.includes(status),
  settle: (state, before) => {
    const next = waitOrRun(state);
    return { ...next, progress: Math.max(before.progress, progressOf(next)) };
  },
};

/** The next state of a generation; see `reduceStream`. */
export const reduceGeneration = (state: GenerationState, event: GenerationEvent): GenerationState => reduceStream(GENERATION, state, event);

/** An event in one sentence for people; the same words in the console, the API and the log. */
export const describeEvent = (body: GenerationEventBody): string => describeIn(GENERATION, body);

/** Whether it waits for a person follows from its stages and its ceiling. */
function waitOrRun(state: GenerationState): GenerationState {
  if (state.status !== 'RUNNING' && state.status !== 'AWAITING_INPUT') return state;
  const waits = Boolean(state.raiseAwaited) || state.stages.some((stage) => stage.status === 'AWAITING_INPUT');
  const status = waits ? 'AWAITING_INPUT' : 'RUNNING';
  return status === state.status ? state : { ...state, status };
}

function progressOf(state: GenerationState): number {
  if (state.status === 'COMPLETE') return 100;
  const total = state.weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 0;
  const done = state.stages.reduce((sum, stage, i) => sum + state.weights[i]! * doneShare(stage), 0);
  // 100 is kept for a generation that has ended.
  return Math.min(99, Math.floor((done / total) * 100));
}

function doneShare(stage: StageState): number {
  if (stage.status === 'COMPLETE' || stage.status === 'REUSED' || stage.status === 'AWAITING_INPUT') return 1;
  return stage.itemsTotal ? stage.itemsDone / stage.itemsTotal : 0;
}
