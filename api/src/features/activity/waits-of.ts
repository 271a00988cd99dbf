import type { StageName } from '@millwright/domain';
import type { GenerationRow } from '@millwright/persistence';
import type { PendingActivity } from '../generation/temporal-gateway.js';

export const WAIT_REASONS = [
  'START',
  'PAUSED',
  'APPROVAL',
  'CONFLICT',
  'CEILING',
  'RETRY',
  'ORGANIZATION_LIMIT',
  'ENGINE_LIMIT',
  'PROVIDER_LIMIT',
  'WORKER',
] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

/** Something that a generation waits for. */
export interface Wait {
  reason: WaitReason;
  stage: StageName | null;
  item: string | null;
  since: Date;
  /** When it goes on by itself, where that is known. */
  until: Date | null;
}

/** How an attempt ends where the provider says that it is asked too often. */
const RATE_LIMITED = 'RATE_LIMITED';
/** A worker that has room takes work within moments: what is younger than this is about to begin. */
const ABOUT_TO_BEGIN_MS = 2_000;

/** What a generation waits for: people first, then time, limits and workers. */
export function waitsOf(
  { status, state, createdAt }: Pick<GenerationRow, 'status' | 'state' | 'createdAt'>,
  pending: readonly PendingActivity[],
  now: Date,
): Wait[] {
  const wait = (reason: WaitReason, since: Date, more: Partial<Wait> = {}): Wait => ({
    reason,
    stage: null,
    item: null,
    since,
    until: null,
    ...more,
  });
  if (status === 'QUEUED') return now.getTime() - createdAt.getTime() > ABOUT_TO_BEGIN_MS ? [wait('START', createdAt)] : [];
  const begun = new Date(state.stages.find((stage) => stage.name === state.currentStage)?.startedAt ?? createdAt);
  if (status === 'PAUSED') return [wait('PAUSED', state.pausedAt ? new Date(state.pausedAt) : begun, { stage: state.currentStage })];
  const people = state.stages.flatMap((stage) => {
    const since = new Date(stage.approval?.requestedAt ?? stage.conflictsSince ?? stage.startedAt ?? createdAt);
    if (stage.approval) return [wait('APPROVAL', since, { stage: stage.name })];
    return stage.conflicts?.length ? [wait('CONFLICT', since, { stage: stage.name })] : [];
  });
  const ceiling = state.raiseAwaited
    ? [wait('CEILING', state.raiseAwaited.since ? new Date(state.raiseAwaited.since) : begun, { stage: state.currentStage })]
    : [];
  const others = pending.flatMap(({ isStarted, attempt, scheduledAt, lastEndedAt, failure, heartbeat }): Wait[] => {
    const where = { stage: heartbeat?.stage ?? state.currentStage, item: heartbeat?.item ?? null };
    if (isStarted) return heartbeat?.waitsFor ? [wait(heartbeat.waitsFor.limit, new Date(heartbeat.waitsFor.since), where)] : [];
    if (scheduledAt > now)
      return [wait(failure === RATE_LIMITED ? 'PROVIDER_LIMIT' : 'RETRY', lastEndedAt ?? now, { ...where, until: scheduledAt })];
    if (now.getTime() - scheduledAt.getTime() < ABOUT_TO_BEGIN_MS) return [];
    return [wait('WORKER', scheduledAt, attempt > 1 ? where : { stage: state.currentStage })];
  });
  return [...people, ...ceiling, ...others];
}
