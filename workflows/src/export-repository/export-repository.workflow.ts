import { GIT_QUEUE, type ExportActivities, type ExportRepositoryInput } from '@millwright/contracts';
import { ActivityFailure, ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import { detailsOf } from '../shared/stage-failure.js';

/** A generation's repository on its way to a git host. What the host limits is waited for, for a day at most. */
export async function exportRepository(input: ExportRepositoryInput): Promise<{ url: string; commit: string }> {
  const { exportId, generationId, organizationId } = input;
  const activities = proxyActivities<ExportActivities>({
    taskQueue: GIT_QUEUE,
    startToCloseTimeout: '10 minutes',
    scheduleToCloseTimeout: '1 day',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes', maximumAttempts: 60 },
    priority: { fairnessKey: organizationId },
    summary: `To GitHub as ${input.name}`,
  });
  try {
    return await activities.exportToGithub(input);
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : error;
    const message = cause instanceof Error ? cause.message : String(cause);
    await activities.recordExportFailure({
      ...(exportId ? { exportId } : {}),
      generationId,
      organizationId,
      message,
      hint: detailsOf(error)?.hint ?? null,
    });
    throw ApplicationFailure.create({
      message,
      nonRetryable: true,
      ...(cause instanceof ApplicationFailure && cause.type ? { type: cause.type } : {}),
    });
  }
}
