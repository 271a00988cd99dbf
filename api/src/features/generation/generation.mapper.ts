import { generationWorkflowId } from '@millwright/contracts';
import { describeEvent, type GenerationEvent, type GenerationState, type StageState, type Usage } from '@millwright/domain';
import { encodeKeyset, type ArtifactRow, type GenerationRow, type Page } from '@millwright/persistence';
import type { Config } from '@millwright/platform';
import { toConnection, type Counted } from '../../graphql/connection.js';
import type { ArtifactType, GenerationConnection, GenerationEventType, GenerationType, StageType, UsageType } from './generation.types.js';

export type TemporalAddress = Pick<Config, 'TEMPORAL_UI_URL' | 'TEMPORAL_NAMESPACE'>;

/** A generation as the API shows it; `state` where it is shown as of an earlier event. */
export function toGeneration(row: GenerationRow, temporal: TemporalAddress, state: GenerationState = row.state): GenerationType {
  const workflowId = generationWorkflowId(row.id);
  const { budgetMicros, runId, headCommit } = state === row.state ? row : asOf(state, row);
  return {
    replayChoice: row.replay,
    organizationId: row.organizationId,
    projectId: row.projectId,
    id: row.id,
    number: row.number,
    name: row.name,
    status: state.status,
    currentStage: state.currentStage,
    progress: state.progress,
    stages: state.stages.map(toStage),
    usage: toUsage(state.usage),
    budgetUsd: budgetMicros === null ? null : budgetMicros / 1_000_000,
    isPriced: row.input.price !== null,
    stats: state.stats,
    failure: state.failure ? { ...state.failure, hint: state.failure.hint ?? null } : null,
    engine: row.engine,
    model: row.model,
    workflowId,
    runId,
    temporalUrl: temporal.TEMPORAL_UI_URL
      ? `${temporal.TEMPORAL_UI_URL.replace(/\/$/, '')}/namespaces/${temporal.TEMPORAL_NAMESPACE}/workflows/${workflowId}${runId ? `/${runId}/history` : ''}`
      : null,
    headCommit,
    parentId: row.parentId,
    parentKind: row.parentKind,
    forkedAt: row.parentStage,
    approveAfter: row.input.approveAfter ?? [],
    raiseAwaitedSince: state.raiseAwaited?.since ?? null,
    createdAt: row.createdAt,
    completedAt: state.completedAt,
  };
}

/** What an earlier event had led to; a commit that a person's edit has followed since is the later one. */
const asOf = (state: GenerationState, row: GenerationRow): Pick<GenerationRow, 'budgetMicros' | 'runId' | 'headCommit'> => ({
  budgetMicros: state.budgetMicros ?? null,
  runId: state.runId ?? null,
  headCommit: state.headCommit ? (row.headCommit ?? state.headCommit) : null,
});

export function toGenerationConnection(
  { rows, hasNextPage, count }: Page<GenerationRow> & Counted,
  isAfter: boolean,
  temporal: TemporalAddress,
): GenerationConnection {
  return {
    ...toConnection(
      rows,
      hasNextPage,
      isAfter,
      (row) => encodeKeyset({ at: row.createdAt, id: row.id }),
      (row) => toGeneration(row, temporal),
    ),
    count,
  };
}

export function toStage(stage: StageState): StageType {
  const { approval, conflicts, conflictsSince, round = 1, usage } = stage;
  return {
    ...stage,
    round,
    usage: toUsage(usage),
    approval: approval ? { ...approval, reason: approval.reason ?? null } : null,
    conflicts: conflicts ?? [],
    conflictsSince: conflicts?.length ? (conflictsSince ?? null) : null,
  };
}

export function toUsage({ costMicros, ...usage }: Usage): UsageType {
  return { ...usage, costUsd: costMicros / 1_000_000 };
}

export function toArtifact(row: ArtifactRow): ArtifactType {
  const { organizationId, id, stage, path, mediaType, bytes, lines, sha256, createdAt } = row;
  return { organizationId, id, stage, path, mediaType, bytes, lines, sha256, createdAt };
}

export function toEvent(event: GenerationEvent, generation: GenerationType): GenerationEventType {
  return {
    cursor: String(event.seq),
    at: event.at,
    type: event.body.type,
    stage: 'stage' in event.body ? event.body.stage : event.body.type === 'GENERATION_FAILED' ? event.body.failure.stage : null,
    message: describeEvent(event.body),
    generation,
    data: event.body,
  };
}
