import { closeStages, onStage, type StageState } from '../generation-state.js';
import type { PinnedStage } from '../stage.types.js';
import { NO_USAGE } from '../usage.js';
import { afterAttempts, because, titleOf, type GenerationEvents } from './entry.js';

/** The generation as a whole: queued, at work, paused, ended. */
export const LIFECYCLE_EVENTS: GenerationEvents<
  | 'GENERATION_QUEUED'
  | 'GENERATION_STARTED'
  | 'RUN_REPLACED'
  | 'GENERATION_PAUSED'
  | 'GENERATION_RESUMED'
  | 'GENERATION_CANCEL_REQUESTED'
  | 'GENERATION_CANCELLED'
  | 'GENERATION_FAILED'
  | 'GENERATION_COMPLETED'
> = {
  GENERATION_QUEUED: {
    apply: (state, { stages, budgetMicros }) => ({
      ...state,
      status: 'QUEUED',
      budgetMicros,
      stages: stages.map(pendingStage),
      weights: stages.map((stage) => stage.weight),
    }),
    describe: ({ replay, actor, engine, parent }) => {
      if (replay)
        return `Queued by ${actor?.name ?? 'somebody'} as a replay${replay.withCode ? ' with today’s code' : ''}: no engine is asked`;
      const from = parent ? `, ${parent.kind === 'FORK' ? 'forked' : 'tried again'} from ${titleOf(parent.fromStage)}` : '';
      return `Queued with the ${engine} engine${actor ? ` by ${actor.name}` : ''}${from}`;
    },
  },
  GENERATION_STARTED: {
    apply: (state, { runId }) => ({ ...state, status: 'RUNNING', runId }),
    describe: () => 'Started',
  },
  RUN_REPLACED: {
    apply: (state, { runId }) => ({ ...state, runId, isReset: true, isHeld: state.status === 'PAUSED' }),
    describe: () => 'Temporal goes on with another run; what was done before stays',
  },
  GENERATION_PAUSED: {
    apply: (state, _body, at) => ({ ...state, status: 'PAUSED', pausedAt: at }),
    describe: ({ actor, inFlight, reason }) =>
      `Paused by ${actor.name}${inFlight === 'ABORT' ? ', work in flight stopped' : ''}${because(reason)}`,
    span: (timeline, { actor }, at, seq) =>
      timeline.begin(timeline.whole, 'pause', at, seq, { kind: 'PAUSE', text: `Paused by ${actor.name}` }),
  },
  GENERATION_RESUMED: {
    apply: (state) => ({ ...state, status: 'RUNNING', isHeld: false }),
    describe: ({ actor, reason }) => `Resumed by ${actor.name}${because(reason)}`,
    span: (timeline, { actor }, at, seq) => timeline.close('pause', at, seq, { by: actor.name }),
  },
  GENERATION_CANCEL_REQUESTED: {
    apply: (state) => ({ ...state, isCancelRequested: true }),
    describe: ({ actor, reason }) => `Cancellation asked for by ${actor.name}${because(reason)}`,
  },
  GENERATION_CANCELLED: {
    apply: (state, _body, at) => ({ ...closeStages(state, at, 'CANCELLED'), status: 'CANCELLED', completedAt: at }),
    describe: ({ reason }) => `Cancelled${because(reason)}`,
    span: (timeline, _body, at, seq) => timeline.end(at, seq),
  },
  GENERATION_FAILED: {
    apply: (state, { failure }, at) => ({
      ...onStage(closeStages(state, at, 'CANCELLED'), failure.stage, (stage) => ({
        ...stage,
        status: 'FAILED',
        finishedAt: at,
        error: failure.message,
      })),
      status: 'FAILED',
      currentStage: failure.stage,
      failure,
      completedAt: at,
    }),
    describe: ({ failure }) => `Failed at ${titleOf(failure.stage)}${afterAttempts(failure.attempts)}: ${failure.message}`,
    span: (timeline, _body, at, seq) => timeline.end(at, seq),
  },
  GENERATION_COMPLETED: {
    apply: (state, { stats }, at) => ({ ...state, status: 'COMPLETE', stats, completedAt: at, progress: 100 }),
    describe: ({ stats }) => `Complete: ${stats.files} files, ${stats.linesOfCode} lines`,
    span: (timeline, _body, at, seq) => timeline.end(at, seq),
  },
};

const pendingStage = ({ name, title }: PinnedStage): StageState => ({
  name,
  title,
  status: 'PENDING',
  attempts: 0,
  startedAt: null,
  finishedAt: null,
  provider: null,
  model: null,
  usage: NO_USAGE,
  error: null,
  itemsTotal: null,
  itemsDone: 0,
});
