import type { VerificationActivities } from '@millwright/contracts';
import { PATHS, VERIFICATION, verifiedFiles, type Blueprint, type CheckOutcome } from '@millwright/domain';
import { treeDigest } from '@millwright/platform';
import { Context } from '@temporalio/activity';
import { sealStream } from '../decisions/seal-stream.js';
import { bookkeeping } from '../frame/bookkeeping.js';
import { Execution } from '../frame/execution.js';
import { SILENT } from '../runtime/attempt-log.js';
import type { Services } from '../runtime/services.js';
import { attest } from './attest.js';
import { runVerification } from './run-verification.js';

/** Verifications that a person asks for, of what stands in a repository. */
export function verificationActivities(services: Services): VerificationActivities {
  return {
    verifyTree: async ({ verificationId, generationId, organizationId }) => {
      const { tree, artifacts, wanted } = await services.unitOfWork.run({ organizationId }, async (tx) => ({
        tree: await tx.repositoryTree(generationId),
        artifacts: await tx.artifacts.ofStages(generationId, ['BLUEPRINT']),
        wanted: (await tx.streams(VERIFICATION).lock(verificationId)).digest,
      }));
      const files = verifiedFiles(tree);
      const document = artifacts.find(({ path }) => path === PATHS.blueprint);
      const blueprint = document && (JSON.parse((await services.blobs.get(organizationId, document.sha256)).toString('utf8')) as Blueprint);
      if (treeDigest(files) !== wanted) {
        const reason = 'The files were changed before they could be tried. Verify again.';
        await end(services, { verificationId, organizationId, status: 'SKIPPED', reason });
        return { status: 'SKIPPED' };
      }
      const { status } = await runVerification(services, {
        ...{ verificationId, organizationId, files },
        attempt: Context.current().info.attempt,
        endpoints: blueprint?.endpoints ?? [],
        scripts: blueprint?.scripts ?? {},
        signal: Execution.current().signal,
        log: SILENT,
      });
      return { status: status as CheckOutcome };
    },
    attestCommit: async ({ verificationId, generationId, organizationId, projectId }) => {
      const { verification, files, commit } = await services.unitOfWork.run({ organizationId }, async (tx) => ({
        verification: await tx.streams(VERIFICATION).lock(verificationId),
        files: await tx.repositoryTree(generationId),
        commit: (await tx.generations.get(generationId)).headCommit,
      }));
      return {
        isSigned: commit !== null && (await attest(services, { verificationId, organizationId, projectId, commit, files, verification })),
      };
    },
    ...bookkeeping<Pick<VerificationActivities, 'endVerification'>>({
      endVerification: async (input) => {
        await end(services, input);
        await sealStream(services, (tx) => tx.streams(VERIFICATION), { ...input, streamId: input.verificationId });
      },
    }),
  };
}

async function end(
  { unitOfWork }: Services,
  { verificationId, organizationId, status, reason }: Parameters<VerificationActivities['endVerification']>[0],
): Promise<void> {
  await unitOfWork.run({ organizationId }, (tx) =>
    tx.streams(VERIFICATION).appendUnlessEnded(verificationId, { type: 'VERIFICATION_ENDED', status, ...(reason ? { reason } : {}) }),
  );
}
