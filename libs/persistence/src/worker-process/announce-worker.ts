import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';
import type { Logger } from '@millwright/platform';
import pg from 'pg';
import { WorkerProcessRepository } from './worker-process.repository.js';

const SAY_EVERY_MS = 5_000;
const CONNECT_MS = 10_000;

export type WorkerKind = 'activities' | 'workflows';

/** The name under which Temporal knows a worker process: told apart from every other one, on whatever machine and of whatever run. */
export const workerIdentity = (kind: WorkerKind): string => `${kind} ${process.pid}@${hostname()} ${randomUUID().slice(0, 8)}`;

/**
 * Writes down, over and over and from the main thread, that a worker process runs: whoever polls without it is known to
 * take tasks that nobody does. A database that is away is waited for.
 *
 * @param url as the runtime role.
 * @returns how to say that it ended.
 */
export async function announceWorker(
  url: string,
  worker: { identity: string; kind: WorkerKind; queues: string[] },
  log: Logger,
): Promise<() => Promise<void>> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
    application_name: 'millwright-presence',
  });
  // A connection that breaks while nobody uses it is dropped, not thrown.
  pool.on('error', () => undefined);
  const processes = new WorkerProcessRepository(pool);
  let isWarned = false;
  const say = async (): Promise<void> => {
    try {
      await processes.say(worker);
      isWarned = false;
    } catch (error) {
      if (!isWarned) log.warn({ err: error }, 'It could not be written down that this worker runs; it is tried again');
      isWarned = true;
    }
  };
  await say();
  const timer = setInterval(() => void say(), SAY_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await processes.end(worker.identity).catch(() => undefined);
    await pool.end().catch(() => undefined);
  };
}
