import { WORKFLOW_DEPLOYMENT, WORKFLOW_QUEUE } from '@millwright/contracts';
import { announceWorker, workerIdentity } from '@millwright/persistence';
import {
  beginProcess,
  buildIdOf,
  bundleFile,
  createLogger,
  databaseUrls,
  payloadsOf,
  readConfig,
  temporalConnection,
} from '@millwright/platform';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import { makeCurrent } from './promote.js';

beginProcess('workflow-worker');
const config = readConfig();
const log = createLogger('workflow-worker', config.LOG_LEVEL);

Runtime.install({
  shutdownSignals: [],
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => log[level === 'ERROR' ? 'error' : 'warn']({ meta }, message)),
});
const connection = await NativeConnection.connect(temporalConnection(config));
const bundle = config.WORKFLOW_BUNDLE ?? fileURLToPath(new URL(`../${bundleFile(config)}`, import.meta.url));
const buildId = buildIdOf(bundle);
const identity = workerIdentity('workflows');
const worker = await Worker.create({
  connection,
  identity,
  namespace: config.TEMPORAL_NAMESPACE,
  taskQueue: WORKFLOW_QUEUE,
  workflowBundle: { codePath: bundle },
  dataConverter: payloadsOf(config).dataConverter,
  workerDeploymentOptions: {
    useWorkerVersioning: true,
    version: { deploymentName: WORKFLOW_DEPLOYMENT, buildId },
    defaultVersioningBehavior: config.WORKFLOW_VERSIONING === 'auto-upgrade' ? 'AUTO_UPGRADE' : 'PINNED',
  },
  // After a kill, a workflow waits this long for its dead worker before another takes it.
  stickyQueueScheduleToStartTimeout: '1s',
  workflowTaskPollerBehavior: { type: 'autoscaling' },
  maxCachedWorkflows: 500,
  shutdownGraceTime: '25s',
});
const drain = (): void => {
  if (worker.getState() === 'RUNNING') worker.shutdown();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, drain);
// Started by the launcher: without it there is nobody left to work for.
process.on('disconnect', drain);
// Before the first poll.
const sayEnded = await announceWorker(databaseUrls(config).app, { identity, kind: 'workflows', queues: [WORKFLOW_QUEUE] }, log);
const running = worker.run();
if (config.WORKFLOW_VERSIONING !== 'follow')
  await makeCurrent(connection, config.TEMPORAL_NAMESPACE, buildId, () => worker.getState() === 'RUNNING');
log.info({ queue: WORKFLOW_QUEUE, buildId }, 'Ready');
process.send?.('ready');
await running;
await sayEnded();
await connection.close();
process.exit(0);
