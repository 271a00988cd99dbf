/** What can go wrong at a provider, and what a call meets where it does. */
export const FAULT_KINDS = [
  'status-400',
  'status-401',
  'model-404',
  'status-429',
  'status-500',
  'status-503',
  'status-529',
  'hang-before',
  'hang-within',
  'reset',
  'cut',
  'bad-event',
  'error-event',
  'cut-json',
  'length',
  'empty',
  'oversized',
  'refusal',
  'drip',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
/** No fault of the provider: an answer that gives orders to whoever reads it. */
export const ORDERS = 'orders';
/** Neither: a file that keeps what it declares, and that does not do its part of what all files do together. */
export const MISFIT = 'misfit';

/** The kinds of questions that the pipeline asks. */
export const TASK_KINDS = ['plan', 'architecture', 'blueprint', 'readme', 'file'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export interface FaultRule {
  kind: Meets;
  /** Absent: every question. */
  task?: TaskKind;
  /** Path of the file that is asked for; absent: each. */
  item?: string;
  /** So many calls for each question of each description; default 1. */
  times?: number;
}

/**
 * Faults that a description asks for itself, so that whoever writes one can have them at a provider in another process:
 * `[[hang-before blueprint]]`, `[[status-500 file 3]]`, `[[refusal plan always]]`.
 */
export function faultsIn(description: string): FaultRule[] {
  return [...description.matchAll(/\[\[([\w-]+) ([\w]+)(?: (\d+|always))?\]\]/g)].flatMap(([, kind, task, times]) =>
    isOneOf([...FAULT_KINDS, ORDERS, MISFIT] as const, kind) && isOneOf(TASK_KINDS, task)
      ? [{ kind, task, times: times === 'always' ? Infinity : Number(times ?? 1) }]
      : [],
  );
}

const isOneOf = <T extends string>(values: readonly T[], value: string | undefined): value is T => values.includes(value as T);

/** What a call may meet. */
export type Meets = FaultKind | typeof ORDERS | typeof MISFIT;
