import { CORE_QUEUE, WORKFLOW_QUEUE } from '@millwright/contracts';
import { WorkerProcessRepository } from '@millwright/persistence';
import { createLogger, databaseUrls, readConfig } from '@millwright/platform';
import { Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { TemporalGateway } from '../generation/temporal-gateway.js';
import { WorkerWatch } from './worker-watch.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const pool = new pg.Pool({ connectionString: databaseUrls(config).app, max: 2 });
const repository = new WorkerProcessRepository(pool);
const temporal = TemporalGateway.create(config);
const queue = `stray-${randomUUID()}`;
let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect({ address: config.TEMPORAL_ADDRESS! });
});
afterAll(async () => {
  await connection.close();
  await temporal.close();
  await pool.end();
});

/** Asks for a task, as the native threads of a worker do whatever its main thread does. */
const poll = async (identity: string): Promise<unknown> =>
  await connection
    // A long poll has a deadline of 2 s or more; that it was asked counts from its beginning.
    .withDeadline(Date.now() + 10_000, () =>
      connection.withAbortSignal(AbortSignal.timeout(1_000), () =>
        connection.workflowService.pollActivityTaskQueue({ namespace: config.TEMPORAL_NAMESPACE, taskQueue: { name: queue }, identity }),
      ),
    )
    .catch(() => undefined);

it('sees who takes tasks and is no running worker, and no worker that runs', async () => {
  const watch = new WorkerWatch(repository, temporal, createLogger('test', 'silent'));
  const worker = { identity: `activities 1@here ${randomUUID()}`, kind: 'activities', queues: [queue] };
  await repository.say(worker);
  for (let i = 0; i < 3; i++) {
    await Promise.all([poll('nobody'), poll(worker.identity)]);
    await watch.look();
  }
  expect(watch.strays.map(({ identity, queues }) => [identity, queues])).toEqual([['nobody', [queue]]]);
  expect(watch.running).toBeGreaterThanOrEqual(3);
  // One that hangs says nothing any more, and is asked for by its own threads.
  await pool.query(`UPDATE worker_process SET seen_at = now() - interval '1 minute' WHERE identity = $1`, [worker.identity]);
  for (let i = 0; i < 2; i++) {
    await poll(worker.identity);
    await watch.look();
  }
  expect(watch.strays.map(({ identity }) => identity)).toEqual(expect.arrayContaining([worker.identity, 'nobody']));
  await repository.say(worker);
  await watch.look();
  expect(watch.strays.map(({ identity }) => identity)).toEqual(['nobody']);
  await repository.end(worker.identity);
});

it('knows the workers of this server by the names that Temporal has for them', async () => {
  const running = (await repository.list(25)).filter(({ isRunning }) => isRunning).map(({ identity }) => identity);
  for (const [name, kind] of [
    [CORE_QUEUE, 'activities'],
    [WORKFLOW_QUEUE, 'workflows'],
  ] as const) {
    const polling = (await temporal.pollers([name])).map(({ identity }) => identity);
    expect(polling.filter((identity) => identity.startsWith(`${kind} `) && running.includes(identity))).not.toEqual([]);
  }
});

it('says on /readyz how many workers run, and how many stray, to who may know', async () => {
  const { METRICS_TOKEN } = JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as { METRICS_TOKEN: string };
  const ask = async (headers: Record<string, string>): Promise<unknown[]> => {
    const answer = await fetch(`${process.env.MILLWRIGHT_TEST_URL}/readyz`, { headers });
    return [answer.status, await answer.json()];
  };
  expect(await ask({})).toEqual([200, { ready: true }]);
  expect(await ask({ authorization: `Bearer ${METRICS_TOKEN}` })).toEqual([
    200,
    { ready: true, database: true, temporal: true, workers: expect.any(Number), strayPollers: expect.any(Number) },
  ]);
});
