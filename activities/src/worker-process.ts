import type { ActivityQueue } from '@millwright/contracts';
import { announceWorker, workerIdentity } from '@millwright/persistence';
import {
  beginProcess,
  createLogger,
  databaseUrls,
  payloadsOf,
  readConfig,
  temporalConnection,
  type Config,
  type Logger,
} from '@millwright/platform';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createMemory } from './attempt/workbench.js';
import { activitiesOf, createActivities } from './create-activities.js';
import { CancellationNews } from './frame/cancellation-news.js';
import { activityFrame } from './frame/activity-frame.js';
import { servicesOf } from './runtime/secrets.js';
import { createServices, type Services } from './runtime/services.js';

export interface WorkerPlan {
  /** Of the process, in its log. */
  name: string;
  /** The queues that it works for. */
  rows(services: Services, config: Config): ActivityQueue[];
  /** What its activities work with beside what all have; @returns how to end it. */
  equip?(services: Services, config: Config, log: Logger): Promise<() => Promise<void>>;
}

/** A process that runs activities, from its first line to its exit. */
export async function runWorkerProcess({ name, rows: rowsOf, equip }: WorkerPlan): Promise<never> {
  beginProcess(name);
  const config = readConfig();
  const log = createLogger(name, config.LOG_LEVEL);
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => log[level === 'ERROR' ? 'error' : 'warn']({ meta }, message)),
  });
  const services = await createServices(config);
  const unequip = await equip?.(services, config, log);
  const news = new CancellationNews(databaseUrls(config).app, log);
  await news.start();
  const connection = await NativeConnection.connect(temporalConnection(config));
  const rows = rowsOf(services, config);
  const queues = rows.map(({ queue }) => queue);
  const identity = workerIdentity('activities');
  const workers = await createWorkers({ config, services, news, connection, rows, identity });
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
  await news.close();
  await unequip?.();
  await services.close();
  process.exit(0);
}

interface Workplace {
  config: Config;
  services: Services;
  news: CancellationNews;
  connection: NativeConnection;
  rows: readonly ActivityQueue[];
  identity: string;
}

async function createWorkers({ config, services, news, connection, rows, identity }: Workplace): Promise<Worker[]> {
  const memory = createMemory();
  const { dataConverter } = payloadsOf(config);
  return await Promise.all(
    rows.map((row) =>
      Worker.create({
        connection,
        identity,
        namespace: config.TEMPORAL_NAMESPACE,
        taskQueue: row.queue,
        activities: activitiesOf(row, createActivities(servicesOf(services, row), memory)),
        interceptors: { activity: [activityFrame(news)] },
        dataConverter,
        maxConcurrentActivityTaskExecutions: row.concurrency ?? config.WORKER_CONCURRENCY,
        activityTaskPollerBehavior: { type: 'autoscaling' },
        // A cancellation is learned from a heartbeat's answer, so heartbeats may not be held back for long.
        maxHeartbeatThrottleInterval: '2s',
        shutdownGraceTime: '25s',
      }),
    ),
  );
}
