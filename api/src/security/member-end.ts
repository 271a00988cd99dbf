import { Problem, type GenerationOperation } from '@millwright/domain';
import type { GenerationRow, UnitOfWork } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';
import pRetry from 'p-retry';
import { THE_SERVER } from './organization-end.js';
import type { TemporalGateway } from '../features/generation/temporal-gateway.js';

const MOST = 1_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;
/** Longer than Temporal or the database are away when they are started again. */
const PATIENCE_MS = 15 * 60_000;

/**
 * What somebody started in an organization who may not run anything there any more: it waits for somebody who may, and
 * buys nothing meanwhile. What waits for a person already goes on by that one's decision.
 */
export class MemberEnd {
  constructor(private readonly parts: { unitOfWork: UnitOfWork; temporal: Pick<TemporalGateway, 'start' | 'control'>; log: Logger }) {}

  /**
   * Pauses what runs. What it asks for is done in the background, and again where Temporal or the database is away.
   * @param why goes into the ledger of each.
   */
  hold(userId: string, organizationId: string, why: string): void {
    const { log } = this.parts;
    void this.holdAll(userId, organizationId, why).catch((error: unknown) =>
      log.error({ err: error, organizationId }, 'What somebody started who is gone could not be paused; look at what runs there'),
    );
  }

  private async holdAll(userId: string, organizationId: string, why: string): Promise<void> {
    const rows = await this.again(
      async () =>
        await this.parts.unitOfWork.run(
          { organizationId },
          async (tx) => (await tx.generations.listAll({ statuses: ['QUEUED', 'RUNNING'], limit: MOST })).rows,
        ),
    );
    await Promise.all(rows.filter(({ createdBy }) => createdBy === userId).map(async (row) => await this.holdOne(row, why)));
  }

  private async holdOne(row: GenerationRow, why: string): Promise<void> {
    const pause: GenerationOperation = 'pauseGeneration';
    const request = { actor: THE_SERVER, reason: why, inFlight: 'FINISH' };
    try {
      await this.again(async () => {
        if (row.status === 'QUEUED') await this.parts.temporal.start(row.input);
        await this.parts.temporal.control(pause, row, request);
      });
    } catch (error) {
      // It has ended, waits, or was paused by somebody meanwhile.
      if (!(error instanceof Problem)) throw error;
    }
  }

  private async again<T>(work: () => Promise<T>): Promise<T> {
    return await pRetry(work, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: FIRST_WAIT_MS,
      maxTimeout: LONGEST_WAIT_MS,
      maxRetryTime: PATIENCE_MS,
      factor: 2,
      unref: true,
      shouldRetry: ({ error }) => !(error instanceof Problem) || error.code === 'UNAVAILABLE',
    });
  }
}
