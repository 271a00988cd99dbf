import type { GenerationState } from './generation-state.js';
import type { StageName } from './stage.types.js';

/** What a generation can be expected to take, from others that were like it. */
export interface GenerationEstimate {
  /** How many generations it rests on. */
  generations: number;
  durationMs: number;
  costMicros: number;
  stages: { name: StageName; durationMs: number }[];
}

/**
 * The medians of past generations: one that hung for an hour does not move them.
 *
 * @param past states of complete generations of one engine and model.
 * @returns null where there are none to go by.
 */
export function estimateGeneration(past: readonly GenerationState[]): GenerationEstimate | null {
  const complete = past.filter((state) => state.status === 'COMPLETE' && state.stats);
  if (complete.length === 0) return null;
  const names = [...new Set(complete.flatMap((state) => state.stages.map((stage) => stage.name)))];
  return {
    generations: complete.length,
    durationMs: median(complete.map((state) => state.stats!.durationMs)),
    costMicros: Math.round(median(complete.map((state) => state.usage.costMicros))),
    stages: names.map((name) => ({
      name,
      durationMs: median(
        complete.flatMap(({ stages }) =>
          stages
            .filter((stage) => stage.name === name && stage.startedAt && stage.finishedAt)
            .map((stage) => Date.parse(stage.finishedAt!) - Date.parse(stage.startedAt!)),
        ),
      ),
    })),
  };
}

/** The middle one; of two in the middle their mean; 0 of none. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length === 0 ? 0 : sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
