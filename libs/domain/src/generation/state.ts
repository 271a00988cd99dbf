import type { GenerationEvent, GenerationFailure, GenerationStats } from './events.js';
import { type GenerationStatus, type PinnedStage, type StageName, type StageStatus } from './stage.types.js';
import { addUsage, NO_USAGE, type Usage } from './usage.js';

export interface StageState {
  name: StageName;
  title: string;
  status: StageStatus;
  /** Attempts begun; for a stage of many items, of all its items. */
  attempts: number;
  startedAt: string | null;
  finishedAt: string | null;
  provider: string | null;
  model: string | null;
  usage: Usage;
  error: string | null;
  /** null until the items of a stage that fans out are known. */
  itemsTotal: number | null;
  itemsDone: number;
  /** How often it was done, where a person sent it back; absent: once. */
  round?: number;
  /** Since when, and why, it waits for a person's approval; absent or null: it does not. */
  approval?: { requestedAt: string; reason?: string } | null;
  /** Files on which a person has to decide: changed by hand and generated anew; absent or null: none. */
  conflicts?: string[] | null;
  /** When it was told of these. */
  conflictsSince?: string;
}

export interface GenerationState {
  seq: number;
  status: GenerationStatus;
  currentStage: StageName | null;
  /** 0 to 100; never goes back. */
  progress: number;
  stages: StageState[];
  usage: Usage;
  stats: GenerationStats | null;
  failure: GenerationFailure | null;
  completedAt: string | null;
  /** Weights as pinned at the start, in the order of `stages`. */
  weights: number[];
  isCancelRequested: boolean;
  /** Temporal went on with another run. */
  isReset?: boolean;
  /** It was paused when that run began, which may not know of it: nothing begins before somebody resumes it. */
  isHeld?: boolean;
  /** Set while the ceiling holds the next call back until a person raises it. */
  raiseAwaited?: { neededMicros: number; ceilingMicros: number; since?: string } | null;
  /** When it was paused last. */
  pausedAt?: string;
}

export const EMPTY_STATE: GenerationState = {
  seq: 0,
  status: 'QUEUED',
  currentStage: null,
  progress: 0,
  stages: [],
  usage: NO_USAGE,
  stats: null,
  failure: null,
  completedAt: null,
  weights: [],
  isCancelRequested: false,
};

/**
 * The next state of a generation. Pure: the server folds it into the projection, the browser into
 * what is on the screen, and both come to the same.
 *
 * An event already seen (its `seq` is not past the state's) changes nothing, so that a reconnect may repeat.
 */
export function reduceGeneration(state: GenerationState, event: GenerationEvent): GenerationState {
  if (event.seq <= state.seq) return state;
  const next = settle(apply({ ...state, seq: event.seq }, event));
  return { ...next, progress: Math.max(state.progress, progressOf(next)) };
}

/** Whether it waits for a person follows from its stages and its ceiling. */
function settle(state: GenerationState): GenerationState {
  if (state.status !== 'RUNNING' && state.status !== 'AWAITING_INPUT') return state;
  const waits = Boolean(state.raiseAwaited) || state.stages.some((stage) => stage.status === 'AWAITING_INPUT');
  const status = waits ? 'AWAITING_INPUT' : 'RUNNING';
  return status === state.status ? state : { ...state, status };
}

function apply(state: GenerationState, { at, body }: GenerationEvent): GenerationState {
  switch (body.type) {
    case 'GENERATION_QUEUED':
      return { ...state, status: 'QUEUED', stages: body.stages.map(pendingStage), weights: body.stages.map((s) => s.weight) };
    case 'GENERATION_STARTED':
      return { ...state, status: 'RUNNING' };
    case 'STAGE_STARTED':
      return onStage({ ...state, currentStage: body.stage }, body.stage, (stage) => ({
        ...stage,
        status: 'RUNNING',
        startedAt: stage.startedAt ?? at,
        provider: body.engine ?? stage.provider,
        model: body.model ?? stage.model,
      }));
    case 'STAGE_ITEMS_PLANNED':
      return onStage(state, body.stage, (stage) => ({ ...stage, itemsTotal: body.items.length }));
    case 'ATTEMPT_STARTED':
      return onStage(state, body.stage, (stage) => ({
        ...stage,
        status: 'RUNNING',
        startedAt: stage.startedAt ?? at,
        attempts: stage.attempts + 1,
        provider: body.engine ?? stage.provider,
        model: body.model ?? stage.model,
      }));
    case 'ENGINE_REPLACED':
      return onStage(state, body.stage, (stage) => ({ ...stage, provider: body.to, model: body.model }));
    case 'ATTEMPT_FAILED':
      return withUsage(
        onStage(state, body.stage, (stage) => ({
          ...stage,
          status: body.error.isRetryable ? 'RETRYING' : stage.status,
          error: body.error.message,
        })),
        body.stage,
        body.usage,
      );
    case 'ITEM_COMPLETED':
      return withUsage(
        onStage(state, body.stage, (stage) => ({ ...stage, status: 'RUNNING', error: null, itemsDone: stage.itemsDone + 1 })),
        body.stage,
        body.usage,
      );
    case 'STAGE_COMPLETED': {
      const done = onStage(state, body.stage, (stage) => ({ ...stage, status: 'COMPLETE', finishedAt: at, error: null }));
      const running = done.stages.find((stage) => stage.status === 'RUNNING' || stage.status === 'RETRYING');
      return withUsage({ ...done, currentStage: running?.name ?? done.currentStage }, body.stage, body.usage);
    }
    case 'STAGE_REUSED':
      return onStage(state, body.stage, (stage) => ({ ...stage, status: 'REUSED', startedAt: at, finishedAt: at }));
    case 'ITEMS_REUSED':
      return onStage(state, body.stage, (stage) => ({ ...stage, itemsDone: stage.itemsDone + body.artifacts.length }));
    case 'APPROVAL_REQUESTED':
      return onStage({ ...state, currentStage: body.stage }, body.stage, (stage) => ({
        ...stage,
        status: 'AWAITING_INPUT',
        approval: { requestedAt: at, ...(body.reason ? { reason: body.reason } : {}) },
      }));
    case 'STAGE_APPROVED':
      return onStage(state, body.stage, (stage) => ({ ...stage, status: 'COMPLETE', approval: null }));
    case 'STAGE_SENT_BACK':
      return onStage(state, body.stage, (stage) => ({
        ...stage,
        status: 'PENDING',
        finishedAt: null,
        approval: null,
        round: body.round + 1,
        itemsDone: body.items ? stage.itemsDone - body.items.length : 0,
      }));
    case 'BUDGET_AWAITED':
      return { ...state, raiseAwaited: { neededMicros: body.neededMicros, ceilingMicros: body.ceilingMicros, since: at } };
    case 'BUDGET_RAISED':
      return { ...state, raiseAwaited: null };
    case 'CONFLICTS_FOUND':
      return onStage({ ...state, currentStage: body.stage }, body.stage, (stage) => ({
        ...stage,
        status: 'AWAITING_INPUT',
        error: null,
        conflicts: body.conflicts.map((conflict) => conflict.path),
        conflictsSince: at,
      }));
    case 'CONFLICTS_RESOLVED':
      return onStage(state, body.stage, (stage) => ({ ...stage, status: 'RUNNING', conflicts: null }));
    case 'RUN_REPLACED':
      return { ...state, isReset: true, isHeld: state.status === 'PAUSED' };
    case 'GENERATION_PAUSED':
      return { ...state, status: 'PAUSED', pausedAt: at };
    case 'GENERATION_RESUMED':
      return { ...state, status: 'RUNNING', isHeld: false };
    case 'GENERATION_CANCEL_REQUESTED':
      return { ...state, isCancelRequested: true };
    case 'GENERATION_CANCELLED':
      return { ...closeStages(state, at, 'CANCELLED'), status: 'CANCELLED', completedAt: at };
    case 'GENERATION_FAILED': {
      const closed = closeStages(state, at, 'CANCELLED');
      return {
        ...onStage(closed, body.failure.stage, (stage) => ({ ...stage, status: 'FAILED', finishedAt: at, error: body.failure.message })),
        status: 'FAILED',
        currentStage: body.failure.stage,
        failure: body.failure,
        completedAt: at,
      };
    }
    case 'GENERATION_COMPLETED':
      return { ...state, status: 'COMPLETE', stats: body.stats, completedAt: at, progress: 100 };
  }
}

function pendingStage(pinned: PinnedStage): StageState {
  return {
    name: pinned.name,
    title: pinned.title,
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
  };
}

function onStage(state: GenerationState, name: StageName, change: (stage: StageState) => StageState): GenerationState {
  return { ...state, stages: state.stages.map((stage) => (stage.name === name ? change(stage) : stage)) };
}

function withUsage(state: GenerationState, name: StageName, usage: Usage | undefined): GenerationState {
  if (!usage) return state;
  return { ...onStage(state, name, (s) => ({ ...s, usage: addUsage(s.usage, usage) })), usage: addUsage(state.usage, usage) };
}

const CLOSABLE: readonly StageStatus[] = ['RUNNING', 'RETRYING', 'AWAITING_INPUT'];

function closeStages(state: GenerationState, at: string, status: StageStatus): GenerationState {
  return {
    ...state,
    stages: state.stages.map((s) => (CLOSABLE.includes(s.status) ? { ...s, status, finishedAt: at, approval: null, conflicts: null } : s)),
    raiseAwaited: null,
  };
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
