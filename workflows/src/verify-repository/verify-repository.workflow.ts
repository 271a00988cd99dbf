import { CORE_QUEUE, GIT_QUEUE, SANDBOX_QUEUE, type VerificationActivities, type VerifyRepositoryInput } from '@millwright/contracts';
import type { CheckOutcome } from '@millwright/domain';
import { ActivityCancellationType, ActivityFailure, CancellationScope, isCancellation, proxyActivities } from '@temporalio/workflow';

/** One more look at what stands in a repository. However it goes, its ledger ends and is signed. */
export async function verifyRepository(input: VerifyRepositoryInput): Promise<{ status: CheckOutcome }> {
  const { verificationId, organizationId } = input;
  const sandbox = proxyActivities<Pick<VerificationActivities, 'verifyTree'>>({
    taskQueue: SANDBOX_QUEUE,
    startToCloseTimeout: '15 minutes',
    scheduleToCloseTimeout: '2 hours',
    heartbeatTimeout: '30 seconds',
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute', maximumAttempts: 5 },
    priority: { fairnessKey: organizationId },
    summary: `Verify ${input.projectName}`,
  });
  const core = proxyActivities<Pick<VerificationActivities, 'endVerification'>>({
    taskQueue: CORE_QUEUE,
    startToCloseTimeout: '1 minute',
    priority: { fairnessKey: organizationId },
    summary: 'Sign',
  });
  const git = proxyActivities<Pick<VerificationActivities, 'attestCommit'>>({
    taskQueue: GIT_QUEUE,
    startToCloseTimeout: '1 minute',
    scheduleToCloseTimeout: '10 minutes',
    priority: { fairnessKey: organizationId },
    summary: 'Sign what was seen of the commit',
  });
  const outcome = await sandbox.verifyTree(input).catch((error: unknown) => failed(error));
  // What was seen stands in its ledger, also where it cannot be signed for others.
  if (outcome.status === 'PASSED' || outcome.status === 'FAILED') await git.attestCommit(input).catch(() => undefined);
  await CancellationScope.nonCancellable(() =>
    core.endVerification({
      ...{ verificationId, organizationId },
      status: outcome.status === 'CANCELLED' ? 'CANCELLED' : 'SKIPPED',
      ...('reason' in outcome ? { reason: outcome.reason } : {}),
    }),
  );
  return { status: outcome.status };
}

function failed(error: unknown): { status: CheckOutcome; reason: string } {
  if (isCancellation(error)) return { status: 'CANCELLED', reason: 'Cancelled in Temporal' };
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const message = cause instanceof Error ? cause.message : String(cause);
  return { status: 'SKIPPED', reason: `It could not be tried: ${message.slice(0, 300)}. Verify again.` };
}
