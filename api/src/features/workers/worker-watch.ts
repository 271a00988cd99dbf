import type { WorkerProcess, WorkerProcessRepository } from '@millwright/persistence';
import { Gauge, metrics, type Logger } from '@millwright/platform';
import type { TemporalGateway } from '../generation/temporal-gateway.js';
import { StrayPollers, type Stray } from './stray-pollers.js';

const LOOK_EVERY_MS = 10_000;
/** Several of a worker's signs of life. A worker whose main thread hangs ends itself by then, where it can. */
const SILENT_SECONDS = 25;

const strayPollers = new Gauge({
  name: 'millwright_stray_pollers',
  help: 'Pollers of our task queues that are no running worker process',
  registers: [metrics],
});

/**
 * Looks over and over at who asks Temporal for our tasks, and at which processes run. Each API process looks by itself,
 * and remembers what it saw: asking it costs nothing.
 */
export class WorkerWatch {
  private readonly pollers = new StrayPollers();
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  /** As of the last look. */
  processes: readonly WorkerProcess[] = [];
  strays: readonly Stray[] = [];

  constructor(
    private readonly repository: WorkerProcessRepository,
    private readonly temporal: Pick<TemporalGateway, 'pollers'>,
    private readonly log: Logger,
  ) {}

  get running(): number {
    return this.processes.filter(({ isRunning }) => isRunning).length;
  }

  start(everyMs = LOOK_EVERY_MS): void {
    const next = async (): Promise<void> => {
      // What is away is said elsewhere; what was seen before stands until it is back.
      await this.look().catch(() => undefined);
      if (!this.isStopped) this.timer = setTimeout(() => void next(), everyMs);
    };
    void next();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** @throws where Temporal or the database is away */
  async look(): Promise<void> {
    const processes = await this.repository.list(SILENT_SECONDS);
    const pollers = await this.temporal.pollers([...new Set(processes.flatMap(({ queues }) => queues))]);
    const running = new Set(processes.flatMap(({ identity, isRunning }) => (isRunning ? [identity] : [])));
    const { strays, come, gone } = this.pollers.look(pollers, running);
    this.processes = processes;
    this.strays = strays;
    strayPollers.set(strays.length);
    for (const { identity, queues } of come)
      this.log.error(
        { identity, queues },
        'Somebody takes tasks who is no running worker: each of them waits until its time is over. End that process',
      );
    for (const { identity } of gone) this.log.info({ identity }, 'It takes no more tasks');
  }
}
