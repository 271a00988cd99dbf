import type { ActivityQueue, EndGenerationInput, ExportActivities, StageActivities, VerificationActivities } from '@millwright/contracts';
import { VERIFICATION, type GenerationEventBody, type GenerationStats } from '@millwright/domain';
import { StreamEnded, type Transaction } from '@millwright/persistence';
import { Context } from '@temporalio/activity';
import { completeFanOut, planItems } from './attempt/shapes/fan-out.js';
import { performStage } from './attempt/perform-stage.js';
import { createWorkbench, type Memory } from './attempt/workbench.js';
import { decisionActivities } from './decisions/decisions.js';
import { operationActivities } from './decisions/operations.js';
import { sealStream } from './decisions/seal-stream.js';
import { exportActivities } from './export/export-to-github.js';
import { lockForRun } from './runtime/lock-for-run.js';
import { bookkeeping } from './frame/bookkeeping.js';
import type { Services } from './runtime/services.js';
import { statsOf } from './repository/generation-stats.js';
import { STAGE_IMPLEMENTATIONS } from './stages/registry.js';
import { verificationActivities } from './verification/verification-activities.js';

export type Activities = StageActivities & ExportActivities & VerificationActivities;

/** Those of a queue: its workers know no others. */
export function activitiesOf({ activities: names }: Pick<ActivityQueue, 'activities'>, all: Activities): Partial<Activities> {
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

/**
 * Every activity of the product, bound to its services.
 * @param memory what workers of several queues in one process share.
 */
export function createActivities(services: Services, memory?: Memory): Activities {
  const bench = createWorkbench(services, STAGE_IMPLEMENTATIONS, memory);

  /** Writes down what happened to a generation; what comes after its end is left out. */
  const unlessEnded = async ({ organizationId }: { organizationId: string }, work: (tx: Transaction) => Promise<void>): Promise<void> => {
    try {
      await services.unitOfWork.run({ organizationId }, work);
    } catch (error) {
      if (!(error instanceof StreamEnded)) throw error;
    }
  };
  /** Records what happened to a generation as a whole; what has been recorded, or comes after the end, is left out. */
  const record = async (
    { generationId, organizationId }: { generationId: string; organizationId: string },
    dedupKey: string,
    event: (tx: Transaction) => Promise<GenerationEventBody> | GenerationEventBody,
  ): Promise<void> =>
    await unlessEnded({ organizationId }, async (tx) => {
      await tx.ledger.appendOnce(generationId, dedupKey, await event(tx));
    });
  const records: Omit<StageActivities, 'performStage'> = {
    beginGeneration: async (input) => {
      const { workflowId = '', runId = '' } = Context.current().info.workflowExecution ?? {};
      const { generationId } = input;
      let isHeld = false;
      await unlessEnded(input, async (tx) => {
        isHeld = (await lockForRun(tx, generationId)).isHeld ?? false;
        await tx.ledger.appendOnce(generationId, 'begin', { type: 'GENERATION_STARTED', workflowId, runId });
      });
      return { isHeld };
    },
    planItems: (input) => planItems(bench, input),
    completeFanOut: (input) => completeFanOut(bench, input),
    ...operationActivities(services),
    ...decisionActivities(services),
    endGeneration: async (input: EndGenerationInput) => {
      await endVerification(input);
      await record(input, 'end', (tx) => endEvent(tx, input));
      const seal = await sealStream(services, (tx) => tx.ledger, { ...input, streamId: input.generationId });
      return seal ? { seal } : {};
    },
  };

  return {
    performStage: (input) => performStage(bench, input),
    ...bookkeeping(records),
    ...exportActivities(services),
    ...verificationActivities(services),
  };

  /** Signs the ledger of its verification; one that was still open ends with it. */
  async function endVerification({ generationId, organizationId }: EndGenerationInput): Promise<void> {
    const verification = await services.unitOfWork.run({ organizationId }, async (tx) => {
      const [latest] = await tx.verifications.latestOf([generationId]);
      if (latest) await tx.streams(VERIFICATION).appendUnlessEnded(latest.id, { type: 'VERIFICATION_ENDED', status: 'CANCELLED' });
      return latest;
    });
    if (verification) await sealStream(services, (tx) => tx.streams(VERIFICATION), { organizationId, streamId: verification.id });
  }

  async function endEvent(tx: Transaction, input: EndGenerationInput): Promise<GenerationEventBody> {
    if (input.status === 'FAILED') return { type: 'GENERATION_FAILED', failure: input.failure };
    if (input.status === 'CANCELLED') return { type: 'GENERATION_CANCELLED', ...(input.reason ? { reason: input.reason } : {}) };
    const stats: GenerationStats = await statsOf(tx, services.blobs, input.organizationId, input.generationId);
    await tx.modelCalls.forgetOld(services.answerTtlSeconds);
    return { type: 'GENERATION_COMPLETED', stats };
  }
}
