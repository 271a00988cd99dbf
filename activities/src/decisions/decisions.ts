import type {
  ApprovalInput,
  ApprovalResult,
  DecisionRecord,
  DecisionRequest,
  RaiseInput,
  ResolveRequest,
  StageActivities,
} from '@millwright/contracts';
import { countLines, describeEvent, stageDescriptor, type GenerationEventBody, type StageName } from '@millwright/domain';
import type { Transaction } from '@millwright/persistence';
import type { Services } from '../runtime/services.js';
import { replayDecision, replayRaise } from '../replay/decisions.js';
import { recordEnds } from '../replay/records.js';
import { criticalChanges } from './critical-changes.js';
import { whileOpen } from './while-open.js';

type DecisionActivities = Pick<
  StageActivities,
  'requestApproval' | 'recordDecision' | 'requestRaise' | 'requestResolution' | 'recordResolution'
>;

type Of = Pick<DecisionRecord, 'generationId' | 'organizationId'>;

const NAMED = 5;

/** What was decided on a round of a stage; undefined where nothing was. */
async function decisionOn(tx: Transaction, generationId: string, stage: StageName, round: number): Promise<ApprovalResult['decision']> {
  if (!(await tx.ledger.has(generationId, `approval:${stage}:${round}`))) return undefined;
  for (const { body } of await tx.ledger.all(generationId)) {
    if (body.type === 'STAGE_APPROVED' && body.stage === stage && body.round === round) return { isApproved: true };
    if (body.type === 'STAGE_SENT_BACK' && body.stage === stage && body.round === round)
      return { isApproved: false, comment: body.comment, ...(body.items ? { items: body.items } : {}) };
  }
  return undefined;
}

/** What a mail is about, in a few words. */
function aboutOf({ type, stage }: GenerationEventBody & { stage: StageName }): string {
  if (type === 'BUDGET_AWAITED') return 'the ceiling is reached';
  return type === 'CONFLICTS_FOUND' ? 'edits by hand need a decision' : `${stageDescriptor(stage).title} waits for approval`;
}

/** What is asked of people while a generation waits, and what they decide. */
export function decisionActivities(services: Services): DecisionActivities {
  const inTransaction = <T>(of: Of, work: (tx: Transaction) => Promise<T>): Promise<T> => whileOpen(services, of, work);

  /** Writes an event down once and tells those who can do something about it. */
  const ask = async (
    tx: Transaction,
    { generationId }: Of,
    key: string,
    event: GenerationEventBody & { stage: StageName },
    permission: 'generation.approve' | 'generation.run',
  ): Promise<void> => {
    if (!(await tx.ledger.appendOnce(generationId, key, event))) return;
    const { projectId } = await tx.generations.get(generationId);
    const { name } = await tx.projects.get(projectId);
    const address = `${services.publicUrl}/projects/${projectId}?generation=${generationId}&tab=stages&stage=${event.stage}`;
    await tx.mails.addForHolders(permission, {
      subject: `${name.replace(/\s+/g, ' ').slice(0, 80)}: ${aboutOf(event)}`,
      text: `${describeEvent(event)}.\n\nLook at it and decide:\n${address}\n\nNothing goes on before somebody does, and nothing is lost meanwhile.`,
    });
  };

  return {
    requestApproval: async (input: ApprovalInput) => {
      const { generationId, stage, round, criticality } = input;
      return await inTransaction(input, async (tx) => {
        const { replay } = await tx.generations.get(generationId);
        if (replay) return await replayDecision(tx, services.blobs, await services.openRecords.open(input.organizationId, replay), input);
        // Temporal may go on with another run, from before the decision: it counts all the same.
        const decided = await decisionOn(tx, generationId, stage, round);
        if (decided) return { isRequested: true, decision: decided };
        // Where a person sent it back, a person looks at it again, whatever the rule says.
        const critical = criticality === undefined || round > 1 ? [] : await criticalChanges(tx, services.blobs, input, criticality);
        if (criticality !== undefined && round === 1 && critical.length === 0) return { isRequested: false };
        const reason =
          critical.length === 0
            ? {}
            : {
                reason: `criticality ${criticality} or more changes in ${critical.slice(0, NAMED).join(', ')}${critical.length > NAMED ? ` and ${critical.length - NAMED} more` : ''}`,
              };
        const event = { type: 'APPROVAL_REQUESTED' as const, stage, round, ...reason };
        await ask(tx, { generationId, organizationId: input.organizationId }, `approval:${stage}:${round}`, event, 'generation.approve');
        return { isRequested: true };
      });
    },

    recordDecision: async (input: DecisionRequest & DecisionRecord) => {
      const { generationId, organizationId, requestId, stage, round, actor, isApproved, comment, edits = [], items } = input;
      const refs = await Promise.all(
        edits.map(async ({ artifact }) => ({
          ...artifact,
          lines: countLines((await services.blobs.get(organizationId, artifact.sha256)).toString('utf8')),
        })),
      );
      const event: GenerationEventBody = isApproved
        ? { type: 'STAGE_APPROVED', stage, round, actor, ...(comment ? { comment } : {}), ...(edits.length > 0 ? { edits } : {}) }
        : { type: 'STAGE_SENT_BACK', stage, round, actor, comment: comment ?? '', ...(items ? { items } : {}) };
      await inTransaction(input, async (tx) => {
        if (await tx.ledger.appendOnce(generationId, `decision:${requestId}`, event)) await tx.artifacts.upsert(generationId, refs);
      });
    },

    requestRaise: async ({ stage, item, neededMicros, spentMicros, ceilingMicros, ...of }: RaiseInput) => {
      const event = {
        type: 'BUDGET_AWAITED' as const,
        stage,
        ...(item === undefined ? {} : { item }),
        neededMicros,
        spentMicros,
        ceilingMicros,
      };
      return await inTransaction(of, async (tx) => {
        const { budgetMicros, replay } = await tx.generations.get(of.generationId);
        if (budgetMicros !== null && budgetMicros > ceilingMicros) return { ceilingMicros: budgetMicros };
        if (replay) return await replayRaise(tx, await services.openRecords.open(of.organizationId, replay), of.generationId, event);
        await ask(tx, of, `ceiling:${ceilingMicros}`, event, 'generation.run');
        return {};
      });
    },

    requestResolution: async ({ round, conflicts, stage = 'REPOSITORY', ...of }) => {
      const event = { type: 'CONFLICTS_FOUND' as const, stage, conflicts };
      // Each stage that asks counts its own rounds.
      const key = stage === 'REPOSITORY' ? `conflicts:${round}` : `conflicts:${stage}:${round}`;
      // In a replay, what was decided is there from the start; see the edits of a record.
      await inTransaction(of, async (tx) => {
        if ((await tx.generations.get(of.generationId)).replay) throw recordEnds('The record ends here: nobody decided on edits by hand');
        await ask(tx, of, key, event, 'generation.approve');
      });
    },

    recordResolution: async ({ requestId, actor, files, ...of }: ResolveRequest & DecisionRecord) => {
      await inTransaction(of, async (tx) => {
        const { stages } = await tx.ledger.lock(of.generationId);
        const event: GenerationEventBody = {
          type: 'CONFLICTS_RESOLVED',
          stage: stages.find(({ conflicts }) => conflicts?.length)?.name ?? 'REPOSITORY',
          actor,
          files: files.map(({ path, sha256 }) => ({ path, sha256 })),
        };
        if (!(await tx.ledger.appendOnce(of.generationId, `resolution:${requestId}`, event))) return;
        const { projectId } = await tx.generations.get(of.generationId);
        await tx.fileEdits.add(
          projectId,
          of.generationId,
          files.map(({ path, theirsSha256, sha256 }) => ({ kind: 'RESOLUTION', path, baseSha256: theirsSha256, sha256, editedBy: actor })),
        );
      });
    },
  };
}
