/** The stages as the public API names them, in pipeline order. */
export const STAGE_NAMES = [
  'DEV_PLAN',
  'TECH_ARCHITECTURE',
  'BLUEPRINT',
  'MAIN_README',
  'COMMUNICATION_SCHEMA',
  'DIRECTORY_TREE',
  'CODE',
  'VERIFY',
  'REPOSITORY',
] as const;
export type StageName = (typeof STAGE_NAMES)[number];

export const STAGE_STATUSES = ['PENDING', 'RUNNING', 'RETRYING', 'REUSED', 'AWAITING_INPUT', 'COMPLETE', 'FAILED', 'CANCELLED'] as const;
export type StageStatus = (typeof STAGE_STATUSES)[number];

export const GENERATION_STATUSES = ['QUEUED', 'RUNNING', 'AWAITING_INPUT', 'PAUSED', 'COMPLETE', 'FAILED', 'CANCELLED'] as const;
export type GenerationStatus = (typeof GENERATION_STATUSES)[number];

export const FINAL_STATUSES: readonly GenerationStatus[] = ['COMPLETE', 'FAILED', 'CANCELLED'];
export const OPEN_STATUSES: readonly GenerationStatus[] = GENERATION_STATUSES.filter((status) => !FINAL_STATUSES.includes(status));

/** Where a stage's work is done: by our own code, by the chosen engine, against git, or where foreign code runs. */
export const STAGE_HOSTS = ['core', 'engine', 'git', 'sandbox'] as const;
export type StageHost = (typeof STAGE_HOSTS)[number];

/** How a stage goes about its work: once, once for each of its items, or by turns with something else than an engine. */
export type StageShape = 'single' | 'fan-out' | 'loop';

export interface StageLoop {
  /** Questions to the engine, at most. */
  readonly turns: number;
}

export interface StageDescriptor {
  readonly name: StageName;
  /** For people, in sentence case. */
  readonly title: string;
  /** Stages whose artifacts it reads; it starts when all of them are complete. */
  readonly needs: readonly StageName[];
  readonly runsOn: StageHost;
  /** Whether it makes many artifacts side by side, one activity each. */
  readonly fansOut: boolean;
  /** Set where it asks an engine and uses something else by turns. */
  readonly loop?: StageLoop;
  /** Of a path that several stages wrote, the tree holds the one of the highest. Repositories were made by it: it never changes. */
  readonly precedence: number;
  /** Its share of a generation's progress; any unit, compared with the others. */
  readonly weight: number;
  /** Upper bound of one engine answer, in tokens; 0 where no engine is asked. */
  readonly maxOutputTokens: number;
}

export interface PinnedStage {
  name: StageName;
  title: string;
  needs: StageName[];
  runsOn: StageHost;
  fansOut: boolean;
  loop?: StageLoop;
  weight: number;
  maxOutputTokens: number;
}
