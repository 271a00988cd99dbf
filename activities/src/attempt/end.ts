import type { PerformStageResult } from '@millwright/contracts';
import {
  Conflict,
  countLines,
  mediaTypeOf,
  requireSafePath,
  storable,
  type ArtifactRef,
  type GenerationEventBody,
} from '@millwright/domain';
import type { Transaction } from '@millwright/persistence';
import { randomUUID } from 'node:crypto';
import type { Draft, StageOutcome } from '../runtime/stage.js';
import { completionKey, usedBy, type AttemptScope } from './attempt-scope.js';
import { subjectOf } from './inputs.js';
import type { Workbench } from './workbench.js';

const PREVIEW_BYTES = 2_048;

type Stored = ArtifactRef & { lines: number };

/** Stores what an attempt made, and writes its end down: artifacts, projection and ledger row in one transaction. */
export async function end(bench: Workbench, scope: AttemptScope, outcome: StageOutcome): Promise<PerformStageResult> {
  const { tally, log, attempt } = scope;
  for (const warning of outcome.warnings ?? []) log.warn(`Left open: ${warning}`);
  const stored = await store(bench, scope, outcome.drafts);
  await complete(bench, scope, stored, outcome);
  return {
    artifacts: stored.map((one, i) => ({ ...refOf(one), preview: preview(outcome.drafts[i]!.text) })),
    usage: tally.usage,
    costMicros: (tally.spentMicros ?? 0) + tally.usage.costMicros,
    attempts: attempt,
  };
}

/** Blob before row: an orphan blob costs space, a row without its blob is lost work. */
async function store({ services }: Workbench, { input }: AttemptScope, drafts: readonly Draft[]): Promise<Stored[]> {
  return await Promise.all(
    drafts.map(async ({ path, text, mediaType }) => {
      const content = Buffer.from(text, 'utf8');
      return {
        id: randomUUID(),
        stage: input.stage,
        path: requireSafePath(path),
        mediaType: mediaType ?? mediaTypeOf(path),
        bytes: content.length,
        sha256: await services.blobs.put(input.organizationId, content),
        lines: countLines(text),
      };
    }),
  );
}

async function complete(bench: Workbench, scope: AttemptScope, stored: Stored[], outcome: StageOutcome): Promise<void> {
  const { input, log, tally } = scope;
  const { generationId, stage, item } = input;
  const event = completionEvent(scope, stored.map(refOf), outcome);
  await log.with(async (tx) => {
    // An attempt that was given up for dead, and another that took its place, may both end well: the first counts.
    if (!(await tx.ledger.appendOnce(generationId, completionKey(input), event))) return;
    if (outcome.merged) await keepEdits(tx, bench, scope, outcome.merged);
    await tx.artifacts.upsert(generationId, stored);
    if (tally.promptSha256) await tx.outputs.clear(generationId, stage, item);
  });
}

function completionEvent({ input, attempt, tally }: AttemptScope, artifacts: ArtifactRef[], outcome: StageOutcome): GenerationEventBody {
  const { stage, item } = input;
  const { warnings, repository, merged, verification } = outcome;
  const common = {
    stage,
    attempt,
    artifacts,
    ...usedBy(tally),
    durationMs: Date.now() - tally.beganAt,
    ...(warnings?.length ? { warnings } : {}),
  };
  if (item) return { type: 'ITEM_COMPLETED', item, ...common };
  return {
    type: 'STAGE_COMPLETED',
    ...common,
    ...(repository ? { repository } : {}),
    ...(merged?.files.length ? { merged: merged.files } : {}),
    ...(verification ? { verification } : {}),
  };
}

/** @throws Conflict where somebody edited the repository meanwhile: it is put together again */
async function keepEdits(
  tx: Transaction,
  bench: Workbench,
  { input }: AttemptScope,
  { edits, over }: NonNullable<StageOutcome['merged']>,
): Promise<void> {
  const { projectId } = await subjectOf(tx, bench, input);
  await tx.fileEdits.lock(projectId);
  const now = (await tx.fileEdits.live(projectId)).map(({ seq }) => seq);
  if (now.join() !== over.join()) throw new Conflict('Somebody edited the repository while it was written', 'It is written again.');
  await tx.fileEdits.add(projectId, input.generationId, edits);
}

const refOf = ({ lines: _, ...ref }: Stored): ArtifactRef => ref;

/** The beginning of a text, cut at a character's end. */
function preview(text: string): string {
  const content = Buffer.from(text, 'utf8');
  return content.length <= PREVIEW_BYTES
    ? storable(text)
    : storable(new TextDecoder().decode(content.subarray(0, PREVIEW_BYTES), { stream: true }));
}
