import {
  stageDescriptor,
  type ArtifactRef,
  type Attempt,
  type GenerationEventBody,
  type GenerationState,
  type StageName,
} from '@millwright/domain';

/** An entry of a generation's ledger, as much of it as is asked here. */
export interface Entry {
  at: string;
  body: GenerationEventBody;
}

/** What is still being finished after a pause was asked for, in words; empty where all rests. */
export function finishingOf(log: readonly Entry[], status: GenerationState['status'], attempts: readonly Attempt[]): string {
  const paused = log.findLast(({ body }) => body.type === 'GENERATION_PAUSED')?.body;
  if (status !== 'PAUSED' || (paused?.type === 'GENERATION_PAUSED' && paused.inFlight === 'ABORT')) return '';
  const running = attempts.filter(({ outcome }) => outcome === 'RUNNING');
  const files = running.filter(({ item }) => item !== null).length;
  const stages = running.flatMap(({ item, stage }) => (item === null ? [stageDescriptor(stage).title] : []));
  const what = [...stages, ...(files > 0 ? [files === 1 ? '1 file' : `${files} files`] : [])];
  return what.length === 0 ? '' : `${what.join(' and ')} ${what.length > 1 || files > 1 ? 'are' : 'is'} being finished`;
}

/** What each stage made as it stands now: path -> hash, by stage. */
export function madeOf(log: readonly Entry[]): Map<StageName, Map<string, string>> {
  const made = new Map<StageName, Map<string, string>>();
  const put = ({ stage, path, sha256 }: ArtifactRef): unknown => {
    if (!made.has(stage)) made.set(stage, new Map());
    return made.get(stage)!.set(path, sha256);
  };
  for (const { body } of log) {
    if ('artifacts' in body) body.artifacts.forEach(put);
    if (body.type === 'STAGE_APPROVED') body.edits?.forEach(({ artifact }) => put(artifact));
  }
  return made;
}

/** When the next attempt of a stage is due, as an instant in milliseconds, by stage; only of those that wait for one. */
export function nextAttemptsOf(log: readonly Entry[]): Map<string, number> {
  const due = new Map<string, number>();
  const waiting = new Map<string, number>();
  for (const { at, body } of log) {
    if (!('stage' in body)) continue;
    const key = `${body.stage} ${'item' in body ? (body.item ?? '') : ''}`;
    if (body.type === 'ATTEMPT_FAILED' && body.error.nextRetryDelayMs !== undefined)
      waiting.set(key, Date.parse(at) + body.error.nextRetryDelayMs);
    else if (body.type !== 'STAGE_STARTED') waiting.delete(key);
  }
  for (const [key, at] of waiting) {
    const stage = key.slice(0, key.indexOf(' '));
    due.set(stage, Math.min(due.get(stage) ?? Infinity, at));
  }
  return due;
}
