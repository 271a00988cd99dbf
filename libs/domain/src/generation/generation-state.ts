import type { GenerationFailure, GenerationStats } from './events/bodies.js';
import type { GenerationStatus, StageName, StageStatus } from './stage.types.js';
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
  /** The ceiling as it was raised last; null: none. */
  budgetMicros?: number | null;
  /** Temporal's run that it was last seen in. */
  runId?: string;
  /** Commit of the repository that it made. */
  headCommit?: string;
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

/** A state with one of its stages changed. */
export function onStage(state: GenerationState, name: StageName, change: (stage: StageState) => StageState): GenerationState {
  return { ...state, stages: state.stages.map((stage) => (stage.name === name ? change(stage) : stage)) };
}

/** What was used counts for its stage and for the whole. */
export function withUsage(state: GenerationState, name: StageName, usage: Usage | undefined): GenerationState {
  if (!usage) return state;
  return { ...onStage(state, name, (s) => ({ ...s, usage: addUsage(s.usage, usage) })), usage: addUsage(state.usage, usage) };
}

const CLOSABLE: readonly StageStatus[] = ['RUNNING', 'RETRYING', 'AWAITING_INPUT'];

/** Whatever is at work ends with the generation. */
export function closeStages(state: GenerationState, at: string, status: StageStatus): GenerationState {
  return {
    ...state,
    stages: state.stages.map((s) => (CLOSABLE.includes(s.status) ? { ...s, status, finishedAt: at, approval: null, conflicts: null } : s)),
    raiseAwaited: null,
  };
}
