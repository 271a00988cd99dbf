import { stageDescriptor, type GenerationState, type StageName, type StageState } from '@millwright/domain';
import type { GenerationEstimateQuery } from '../../core/operations';

export type Estimate = NonNullable<GenerationEstimateQuery['generationEstimate']>;

/** What stands of a generation that another one can go on from. */
export interface Kept {
  stages: readonly StageState[];
  /** Of a stage that stopped between its files. */
  files: number;
  costMicros: number;
}

/** What a generation is likely to take, and whether it may well be less. */
export interface Likely {
  costMicros: number;
  durationMs: number;
  isAtMost: boolean;
}

const DONE: readonly string[] = ['COMPLETE', 'REUSED'];
/** Failures that the same engine meets again, since it reads the same. */
const MET_AGAIN: readonly string[] = ['UNSUPPORTED_INPUT', 'TOO_LONG', 'NOT_RECORDED'];

export const NOTHING_KEPT: Kept = { stages: [], files: 0, costMicros: 0 };

/** What a generation that goes on from where this one stopped begins with. */
export function keptOf({ stages }: GenerationState): Kept {
  const done = stages.filter(({ status }) => DONE.includes(status));
  const begun = stages.filter(({ status, itemsDone }) => !DONE.includes(status) && itemsDone > 0);
  const sum = (of: readonly StageState[]): number => of.reduce((total, { usage }) => total + usage.costMicros, 0);
  return { stages: done, files: begun.reduce((total, { itemsDone }) => total + itemsDone, 0), costMicros: sum(done) + sum(begun) };
}

/** What one that begins at a stage begins with. */
export function keptBefore({ stages }: { stages: readonly StageState[] }, from: StageName): Kept {
  const before = stages.slice(
    0,
    stages.findIndex(({ name }) => name === from),
  );
  return { stages: before, files: 0, costMicros: before.reduce((total, { usage }) => total + usage.costMicros, 0) };
}

/** The stage at which an ended generation can be gone on with as it is; undefined where that fails again, or all is done. */
export function stoppedAt({ status, failure, stages }: GenerationState): StageState | undefined {
  if (status !== 'FAILED' && status !== 'CANCELLED') return undefined;
  if (failure && MET_AGAIN.includes(failure.code)) return undefined;
  return stages.find((stage) => !DONE.includes(stage.status));
}

/** What is left where this much stands: the middle of earlier generations without the part that is kept. */
export function likelyRest(estimate: Estimate, kept: Kept): Likely {
  const names = kept.stages.map(({ name }) => name as string);
  const rest = estimate.stages.filter(({ stage }) => !names.includes(stage)).reduce((total, { durationMs }) => total + durationMs, 0);
  return {
    costMicros: Math.max(0, Math.round(estimate.costUsd * 1_000_000) - kept.costMicros),
    durationMs: Math.min(estimate.durationMs, rest),
    // What a generation took over from another cost it nothing, and says nothing of what it saves.
    isAtMost: kept.files > 0 || kept.stages.some(({ status }) => status === 'REUSED'),
  };
}

/** What is kept, in a sentence. */
export function keptInWords(kept: Kept, total: number): string {
  if (kept.stages.length === 0 && kept.files === 0) return 'Keeps nothing of it: every stage is done anew.';
  const stages = `${kept.stages.length} of ${total} stages`;
  return `Keeps ${stages}${kept.files > 0 ? ` and the ${kept.files === 1 ? 'file' : `${kept.files} files`} written since` : ''}.`;
}

/** What a generation that waits at its ceiling still takes, and the ceiling that lets it come to its end. */
export interface Shortage {
  leftMicros: number;
  /** undefined: nobody can know yet. */
  restMicros: number | undefined;
  proposedMicros: number;
  from: 'PAST' | 'PROGRESS' | 'NOTHING';
}

const CENT = 10_000;
// A call begins only where the most that it may cost fits: later ones may ask for more than the one that waits.
const HEADROOM_CALLS = 2;
/** What is proposed beyond what is likely: nobody wants to be asked again for a few cents. */
const MARGIN = { PAST: 1.25, PROGRESS: 1.5 };
const FIRST_PROPOSAL_MICROS = 500_000;

/** From earlier generations of the engine, or else from what the part that is done has cost. */
export function shortageOf(state: GenerationState, estimate: Estimate | null): Shortage {
  const spent = state.usage.costMicros;
  const { ceilingMicros = 0, neededMicros = 0 } = state.raiseAwaited ?? {};
  const leftMicros = Math.max(0, ceilingMicros - spent);
  const past = estimate ? Math.round(estimate.costUsd * 1_000_000) - spent : 0;
  const ahead = past > 0 ? past : restByProgress(state);
  if (ahead === undefined) {
    const proposed = Math.max(FIRST_PROPOSAL_MICROS, 2 * ceilingMicros, spent + HEADROOM_CALLS * neededMicros);
    return { leftMicros, restMicros: undefined, proposedMicros: upToCent(proposed), from: 'NOTHING' };
  }
  const from = past > 0 ? 'PAST' : 'PROGRESS';
  const restMicros = Math.round(ahead * MARGIN[from]) + HEADROOM_CALLS * neededMicros;
  return { leftMicros, restMicros, proposedMicros: Math.max(upToCent(spent + restMicros), ceilingMicros + CENT), from };
}

/** By the weights of what engines do; undefined where none of it is done. */
function restByProgress({ stages, weights, usage }: GenerationState): number | undefined {
  let [done, total] = [0, 0];
  for (const [i, { name, status, itemsDone, itemsTotal }] of stages.entries()) {
    // What was taken over from another generation cost this one nothing.
    if (stageDescriptor(name).runsOn !== 'engine' || status === 'REUSED') continue;
    total += weights[i]!;
    done += weights[i]! * (status === 'COMPLETE' || status === 'AWAITING_INPUT' ? 1 : itemsTotal ? itemsDone / itemsTotal : 0);
  }
  return done === 0 || usage.costMicros === 0 ? undefined : Math.round((usage.costMicros * (total - done)) / done);
}

const upToCent = (micros: number): number => Math.ceil(micros / CENT) * CENT;

/** What is still to come of a generation that waits for a decision. */
export interface Ahead {
  /** Stages that are not done. */
  stages: number;
  /** undefined: nobody can know yet. */
  costMicros: number | undefined;
  durationMs: number | undefined;
  /** Complete generations that it is told from; 0: from what the part that is done has cost. */
  past: number;
}

/** From earlier generations of the engine, or else from what the part that is done has cost. */
export function aheadOf(state: GenerationState, estimate: Estimate | null, isPriced: boolean): Ahead {
  const left = state.stages.filter(({ status }) => !DONE.includes(status) && status !== 'AWAITING_INPUT');
  const names = left.map(({ name }) => name as string);
  const asks = left.some(({ name }) => stageDescriptor(name).runsOn === 'engine');
  const spent = state.usage.costMicros;
  const past = estimate ? Math.round(estimate.costUsd * 1_000_000) - spent : 0;
  const took = estimate?.stages.filter(({ stage }) => names.includes(stage)).reduce((sum, { durationMs }) => sum + durationMs, 0);
  // What has cost nothing so far is free, or was answered from memory, unless earlier ones say otherwise.
  const byProgress = isPriced ? (spent === 0 && state.usage.requests > 0 ? 0 : restByProgress(state)) : undefined;
  return {
    stages: left.length,
    costMicros: asks ? (estimate && (past > 0 || spent === 0) ? Math.max(0, past) : byProgress) : 0,
    durationMs: estimate ? Math.min(estimate.durationMs, took ?? 0) : undefined,
    past: estimate && (past > 0 || spent === 0) ? estimate.generations : 0,
  };
}
