import type { ApprovalInput, ApprovalResult } from '@millwright/contracts';
import { asRecorded, countLines, type ArtifactEdit, type GenerationEventBody } from '@millwright/domain';
import type { BlobStore } from '@millwright/integrations';
import type { Transaction } from '@millwright/persistence';
import { randomUUID } from 'node:crypto';
import { recordEnds, recordedEvents, type OpenRecord } from './records.js';

/** What the people of a record decided before a gate, done again. @throws NOT_RECORDED where nobody decided */
export async function replayDecision(
  tx: Transaction,
  blobs: BlobStore,
  opened: OpenRecord,
  { generationId, organizationId, stage, round }: ApprovalInput,
): Promise<ApprovalResult> {
  const isRound = (event: { stage: string; round: number }): boolean => event.stage === stage && event.round === round;
  const requested = recordedEvents(opened, 'APPROVAL_REQUESTED').find(isRound);
  if (!requested) return { isRequested: false };
  await tx.ledger.appendOnce(generationId, `approval:${stage}:${round}`, requested);
  const decided = recordedEvents(opened, 'STAGE_APPROVED', 'STAGE_SENT_BACK').find(isRound);
  if (!decided) {
    // Another stage may have ended the generation while this one waited; somebody who cancelled it is not repeated.
    if (opened.record.generation.status === 'FAILED') return { isRequested: true };
    throw recordEnds('The record ends here: nobody decided on it');
  }
  const actor = asRecorded(decided.actor);
  if (decided.type === 'STAGE_SENT_BACK') {
    await tx.ledger.appendOnce(generationId, `decision:record:${stage}:${round}`, { ...decided, actor });
    return {
      isRequested: true,
      decision: { isApproved: false, comment: decided.comment, ...(decided.items ? { items: decided.items } : {}) },
    };
  }
  const edits = decided.edits ? await Promise.all(decided.edits.map((edit) => storedEdit(blobs, organizationId, opened, edit))) : [];
  const event: GenerationEventBody = {
    ...decided,
    actor,
    ...(decided.edits ? { edits: edits.map(({ lines: _, ...edit }) => edit) } : {}),
  };
  if (await tx.ledger.appendOnce(generationId, `decision:record:${stage}:${round}`, event))
    await tx.artifacts.upsert(
      generationId,
      edits.map(({ artifact, lines }) => ({ ...artifact, lines })),
    );
  return { isRequested: true, decision: { isApproved: true } };
}

async function storedEdit(
  blobs: BlobStore,
  organizationId: string,
  { record }: OpenRecord,
  { beforeSha256, artifact }: ArtifactEdit,
): Promise<ArtifactEdit & { lines: number }> {
  const text = record.contents[artifact.sha256];
  if (text === undefined) throw recordEnds(`The record does not hold what ${artifact.path} was changed to`);
  const sha256 = await blobs.put(organizationId, Buffer.from(text, 'utf8'));
  return { beforeSha256, artifact: { ...artifact, id: randomUUID(), sha256 }, lines: countLines(text) };
}

/** To what the people of a record raised a ceiling, done again. @throws NOT_RECORDED where nobody did */
export async function replayRaise(
  tx: Transaction,
  opened: OpenRecord,
  generationId: string,
  awaited: Extract<GenerationEventBody, { type: 'BUDGET_AWAITED' }>,
): Promise<{ ceilingMicros: number }> {
  const raised = recordedEvents(opened, 'BUDGET_RAISED').find(({ budgetMicros }) => budgetMicros > awaited.ceilingMicros);
  if (!raised) throw recordEnds('The record ends here: nobody raised the ceiling');
  await tx.ledger.appendOnce(generationId, `ceiling:${awaited.ceilingMicros}`, awaited);
  await tx.ledger.appendOnce(generationId, `raise:record:${awaited.ceilingMicros}`, { ...raised, actor: asRecorded(raised.actor) });
  return { ceilingMicros: raised.budgetMicros };
}
