import { CORE_QUEUE, GIT_QUEUE, REPLAY_QUEUE, engineQueue } from '@millwright/contracts';
import { announceWorker, workerIdentity } from '@millwright/persistence';
import { beginProcess, createLogger, databaseUrls, payloadsOf, readConfig, temporalConnection } from '@millwright/platform';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from './create-activities.js';
import { activityFrame } from './frame/activity-frame.js';
import { createServices } from './runtime/services.js';

beginProcess('activity-worker');
const config = readConfig();
const log = createLogger('activity-worker', config.LOG_LEVEL);

Runtime.install({
  shutdownSignals: [],
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => log[level === 'ERROR' ? 'error' : 'warn']({ meta }, message)),
});
const services = await createServices(config);
const activities = createActivities(services);
const { dataConverter } = payloadsOf(config);
const connection = await NativeConnection.connect(temporalConnection(config));
const queues = [CORE_QUEUE, GIT_QUEUE, REPLAY_QUEUE, ...services.models.all().map((engine) => engineQueue(engine.info.id))];
const identity = workerIdentity('activities');
const workers = await Promise.all(
  queues.map((taskQueue) =>
    Worker.create({
      connection,
      identity,
      namespace: config.TEMPORAL_NAMESPACE,
      taskQueue,
      activities,
      interceptors: { activity: [activityFrame] },
      dataConverter,
      maxConcurrentActivityTaskExecutions: config.WORKER_CONCURRENCY,
      activityTaskPollerBehavior: { type: 'autoscaling' },
      // A cancellation is learned from a heartbeat's answer, so heartbeats may not be held back for long.
      maxHeartbeatThrottleInterval: '2s',
      shutdownGraceTime: '25s',
    }),
  ),
);
const drain = (): void => {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, drain);
// Started by the launcher: without it there is nobody left to work for.
process.on('disconnect', drain);
// Before the first poll.
const sayEnded = await announceWorker(databaseUrls(config).app, { identity, kind: 'activities', queues }, log);
const running = Promise.all(workers.map((worker) => worker.run()));
log.info({ queues }, 'Ready');
process.send?.('ready');
await running;
await sayEnded();
await connection.close();
await services.close();
process.exit(0);
