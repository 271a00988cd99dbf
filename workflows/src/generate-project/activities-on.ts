import type { GenerateProjectInput, StageActivities } from '@millwright/contracts';
import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';

/** Activities of one queue, with the limits that the generation was started with. */
export function activitiesOn(input: GenerateProjectInput, taskQueue: string): (options: { summary: string }) => StageActivities {
  const { limits } = input;
  return ({ summary }) =>
    proxyActivities<StageActivities>({
      taskQueue,
      summary,
      startToCloseTimeout: limits.stageTimeoutMs,
      heartbeatTimeout: limits.heartbeatTimeoutMs,
      cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
      retry: {
        initialInterval: limits.initialRetryMs,
        backoffCoefficient: 2,
        maximumInterval: '1m',
        maximumAttempts: limits.maximumAttempts,
      },
      priority: { fairnessKey: input.organizationId },
    });
}
