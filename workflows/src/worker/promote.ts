import { WORKFLOW_DEPLOYMENT } from '@millwright/contracts';
import { isGrpcServiceError } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { setTimeout as sleep } from 'node:timers/promises';

const AGAIN_MS = 200;

/**
 * Makes a version of the workflows the one that new generations begin on. Those that run stay on theirs.
 *
 * Temporal knows a version once a worker of it has asked for work, a moment after it starts: until then it is asked again.
 */
export async function makeCurrent(
  connection: NativeConnection,
  namespace: string,
  buildId: string,
  isWanted: () => boolean,
): Promise<void> {
  while (isWanted()) {
    try {
      await connection.workflowService.setWorkerDeploymentCurrentVersion({
        namespace,
        deploymentName: WORKFLOW_DEPLOYMENT,
        buildId,
        identity: `${process.pid}`,
        // Another version may have queues that this one does without.
        ignoreMissingTaskQueues: true,
      });
      return;
    } catch (error) {
      if (!isGrpcServiceError(error)) throw error;
      await sleep(AGAIN_MS);
    }
  }
}
