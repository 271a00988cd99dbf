import { PATHS, verificationReport, verificationSummary, type Actor, type CheckOutcome } from '@millwright/domain';
import { canonicalJson, treeDigest, uuidFrom, type GenerationLedger } from '@millwright/platform';
import { Context } from '@temporalio/activity';
import { recordEnds } from '../replay/records.js';
import { assembleTree } from '../repository/assemble-tree.js';
import type { Draft, StageContext, StageImplementation } from '../runtime/stage.js';
import { runVerification } from '../verification/run-verification.js';
import { readBlueprint } from './paths.js';

export const verifyStage: StageImplementation = {
  name: 'VERIFY',
  async perform(context) {
    const { input, services, subject } = context;
    if (subject.replay) return { drafts: [await recordedReport(context)] };
    const { organizationId, generationId } = input;
    const { files, ledger } = await assembleTree(context, ['VERIFY', 'REPOSITORY']);
    const { endpoints, scripts } = await readBlueprint(context);
    // It follows from the round: an attempt that takes another's place goes on in the same stream.
    const verificationId = uuidFrom(`${generationId}/VERIFY/${input.revision?.round ?? 1}`);
    await services.unitOfWork.run({ organizationId }, (tx) =>
      tx.verifications.begin({
        id: verificationId,
        generationId,
        projectId: subject.projectId,
        digest: treeDigest(files),
        actor: starterOf(ledger),
      }),
    );
    const { attempt } = Context.current().info;
    const state = await runVerification(services, {
      ...{ verificationId, organizationId, attempt, files, endpoints, scripts },
      signal: context.signal,
      log: context.log,
    });
    const { status, digest } = state;
    const text = `${canonicalJson(verificationReport(verificationId, state))}\n`;
    return {
      drafts: [{ path: PATHS.verification, text }],
      verification: { id: verificationId, status: status as CheckOutcome, digest },
      // It is delivered all the same, and says so wherever it is shown.
      ...(status === 'PASSED' ? {} : { warnings: [verificationSummary(state)] }),
    };
  },
};

const NOBODY: Actor = { kind: 'system', id: 'millwright', name: 'Millwright' };

function starterOf({ entries }: GenerationLedger): Actor {
  const first = entries[0]?.body;
  return (first?.type === 'GENERATION_QUEUED' ? first.actor : undefined) ?? NOBODY;
}

/** What was seen when the replayed generation ran. @throws ApplicationFailure where the record ends before it */
async function recordedReport({ input, services, subject }: StageContext): Promise<Draft> {
  const { record } = await services.openRecords.open(input.organizationId, subject.replay!);
  const made = record.artifacts.find(({ stage, path }) => stage === 'VERIFY' && path === PATHS.verification);
  const text = made && record.contents[made.sha256];
  if (text === undefined) throw recordEnds('The record ends here: it holds no verification');
  return { path: PATHS.verification, text };
}
