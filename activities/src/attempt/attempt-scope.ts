import type { PerformStageInput, StageHeartbeat } from '@millwright/contracts';
import { NO_USAGE, type ArtifactRef, type GenerationState, type StageName, type Usage } from '@millwright/domain';
import type { ArtifactRow } from '@millwright/persistence';
import { Context } from '@temporalio/activity';
import { Execution } from '../frame/execution.js';
import { AttemptLog, type Sayer } from '../runtime/attempt-log.js';
import type { Workbench } from './workbench.js';

/** One attempt of a stage, or of one item of it: what its steps hand forward to each other. */
export interface AttemptScope {
  readonly input: PerformStageInput;
  /** 1 for the first. */
  readonly attempt: number;
  readonly log: AttemptLog;
  readonly tally: Tally;
  /** Aborts when it is cancelled. */
  readonly signal: AbortSignal;
}

/** As much of an attempt as reading and asking takes; what only plans is no attempt, and says nothing. */
export type AskingScope = Omit<AttemptScope, 'log'> & { readonly log: Sayer };

/** What an attempt has used and asked so far. It is the same where the attempt is gone through again after an outage. */
export interface Tally {
  usage: Usage;
  /** Of the last question. */
  promptSha256?: string;
  promptVersion?: string;
  /** The limit that holds the next call back. */
  waitsFor?: StageHeartbeat['waitsFor'];
  /** What the attempts before this one have cost, once that is known. */
  spentMicros?: number;
  /** When it came, and when its work began: what is between is waiting. */
  readonly startedAt: number;
  beganAt: number;
  /** How often it was gone through; see `Execution`. */
  tries: number;
}

export function newTally(now = Date.now()): Tally {
  return { usage: NO_USAGE, startedAt: now, beganAt: now, tries: 0 };
}

export function openScope({ services }: Workbench, input: PerformStageInput): AttemptScope {
  const { attempt } = Context.current().info;
  return { input, attempt, log: new AttemptLog(services, { ...input, attempt }), tally: newTally(), signal: Execution.current().signal };
}

/** What the ledger says of it. */
export const usedBy = ({ usage, promptSha256, promptVersion }: Tally): Pick<Tally, 'usage' | 'promptSha256' | 'promptVersion'> => ({
  usage,
  ...(promptSha256 === undefined ? {} : { promptSha256 }),
  ...(promptVersion === undefined ? {} : { promptVersion }),
});

export const itemOf = ({ item }: PerformStageInput): { item?: string } => (item === undefined ? {} : { item });

export const engineOf = ({ engine, model }: PerformStageInput): { engine?: string; model?: string } => ({
  ...(engine ? { engine } : {}),
  ...(model ? { model } : {}),
});

/** Under which the end of a stage, or of one item of it, is recorded once for each round. */
export const completionKey = ({ stage, item, revision, refit }: PerformStageInput): string =>
  `complete:${stage}:${item ?? ''}${revision ? `:${revision.round}` : ''}${refit ? `:refit-${refit.round}` : ''}`;

/** One activity of one run: the same for all its attempts, and another one where the workflow asks anew. */
export function activityKey(): string {
  const { workflowExecution, activityId } = Context.current().info;
  return `${workflowExecution?.runId ?? ''}/${activityId}`;
}

type StageState = GenerationState['stages'][number];

export const stageOf = (state: GenerationState, name: StageName): StageState | undefined =>
  state.stages.find((stage) => stage.name === name);

/** Done, whether or not somebody has said yes to it. */
export const isMade = (stage: StageState | undefined): boolean =>
  stage?.status === 'COMPLETE' || stage?.status === 'AWAITING_INPUT' || stage?.status === 'REUSED';

export const refOf = ({ id, stage, path, mediaType, bytes, sha256 }: ArtifactRow): ArtifactRef => ({
  id,
  stage,
  path,
  mediaType,
  bytes,
  sha256,
});
