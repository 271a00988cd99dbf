export interface WorkerProcess {
  /** The name under which Temporal knows it. */
  identity: string;
  kind: string;
  queues: string[];
  startedAt: Date;
  seenAt: Date;
  /** null: it has not said that it ended. */
  endedAt: Date | null;
  /** Whether it has said within `silentSeconds`, and not that it ended. By the database's clock. */
  isRunning: boolean;
}

/** After it, nothing is worth telling of a process any more. */
const FORGOTTEN = '1 day';

/** Worker processes of this server, on whatever machine, as they say of themselves. Of no organization. */
export class WorkerProcessRepository {
  /** @param database a pool, or a data source. */
  constructor(private readonly database: { query(text: string, values?: unknown[]): Promise<unknown> }) {}

  /** Says that a process runs; the same again later on. */
  async say({ identity, kind, queues }: Pick<WorkerProcess, 'identity' | 'kind' | 'queues'>): Promise<void> {
    await this.database.query(
      `INSERT INTO worker_process (identity, kind, queues) VALUES ($1, $2, $3)
       ON CONFLICT (identity) DO UPDATE SET seen_at = now(), queues = excluded.queues`,
      [identity, kind, queues],
    );
  }

  async end(identity: string): Promise<void> {
    await this.database.query(`UPDATE worker_process SET ended_at = now(), seen_at = now() WHERE identity = $1`, [identity]);
  }

  /** Newest first. Those that ended, or fell silent, long ago are forgotten. */
  async list(silentSeconds: number): Promise<WorkerProcess[]> {
    await this.database.query(`DELETE FROM worker_process WHERE seen_at < now() - interval '${FORGOTTEN}'`);
    const answer = (await this.database.query(
      `SELECT identity, kind, queues, started_at AS "startedAt", seen_at AS "seenAt", ended_at AS "endedAt",
         ended_at IS NULL AND seen_at > now() - make_interval(secs => $1) AS "isRunning"
       FROM worker_process ORDER BY started_at DESC, identity`,
      [silentSeconds],
    )) as WorkerProcess[] | { rows: WorkerProcess[] };
    return Array.isArray(answer) ? answer : answer.rows;
  }
}
