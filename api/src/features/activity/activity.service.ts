import { LEDGER_CHANNEL } from '@millwright/contracts';
import { OPEN_STATUSES, estimateGeneration, type GenerationEstimate, type GenerationStatus } from '@millwright/domain';
import type { GenerationRow, Keyset, Page, UnitOfWork } from '@millwright/persistence';
import type { Counted } from '../../graphql/connection.js';
import type { EventBridge } from '../../graphql/event-bridge.js';
import type { Viewer } from '../../security/viewer.js';
import type { TemporalGateway } from '../generation/temporal-gateway.js';
import { waitsOf, type Wait } from './waits-of.js';

const MOST = 100;
/** A busy generation writes hundreds of events a second; nobody reads a list that often. */
const SETTLE_MS = 250;
const ESTIMATE_FROM = 20;

/** An organization's generations across its projects: what runs now, what ran before, how long the next will take. */
export class ActivityService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bridge: EventBridge,
    private readonly temporal: TemporalGateway,
  ) {}

  /** Newest first. @throws NotFound · Forbidden */
  async generations(
    viewer: Viewer,
    organizationId: string | null | undefined,
    options: { statuses: readonly GenerationStatus[]; limit: number; after?: Keyset },
  ): Promise<Page<GenerationRow> & Counted> {
    const scope = this.scope(viewer, organizationId);
    const page = await this.unitOfWork.run(scope, (tx) => tx.generations.listAll(options));
    return { ...page, count: () => this.unitOfWork.run(scope, (tx) => tx.generations.countAll(options.statuses)) };
  }

  /** null where no complete generation is there to go by. @throws NotFound · Forbidden */
  async estimate(
    viewer: Viewer,
    organizationId: string | null | undefined,
    engine: string,
    model: string,
  ): Promise<GenerationEstimate | null> {
    return estimateGeneration(
      await this.unitOfWork.run(this.scope(viewer, organizationId), (tx) => tx.generations.lastComplete(engine, model, ESTIMATE_FROM)),
    );
  }

  /**
   * What of an organization's open generations waits now, and for what; those that wait longest first. What is at work is
   * not among it.
   * @throws NotFound · Forbidden · Unavailable
   */
  async waiting(viewer: Viewer, organizationId: string | null | undefined): Promise<{ row: GenerationRow; waits: Wait[] }[]> {
    const { rows } = await this.unitOfWork.run(this.scope(viewer, organizationId), (tx) =>
      tx.generations.listAll({ statuses: OPEN_STATUSES, limit: MOST }),
    );
    const all = await Promise.all(
      rows.map(async (row) => ({
        row,
        waits: waitsOf(row, row.status === 'QUEUED' ? [] : await this.temporal.pending(row.id), new Date()),
      })),
    );
    return all.filter(({ waits }) => waits.length > 0).sort((a, b) => a.waits[0]!.since.getTime() - b.waits[0]!.since.getTime());
  }

  /** The open generations now, and again whenever one of them changes. @throws NotFound · Forbidden */
  follow(viewer: Viewer, organizationId: string | null | undefined): AsyncIterableIterator<GenerationRow[]> {
    const scope = this.scope(viewer, organizationId);
    let shown: string | undefined;
    return this.bridge.follow(
      LEDGER_CHANNEL,
      scope.organizationId,
      async () => {
        const { rows } = await this.unitOfWork.run(scope, (tx) => tx.generations.listAll({ statuses: OPEN_STATUSES, limit: MOST }));
        const now = rows.map((row) => `${row.id} ${row.status} ${row.progress}`).join();
        const isNews = now !== shown;
        shown = now;
        return isNews ? [rows] : [];
      },
      () => false,
      undefined,
      SETTLE_MS,
    );
  }

  private scope(viewer: Viewer, organizationId: string | null | undefined): { organizationId: string; userId: string } {
    return { organizationId: viewer.in(organizationId, 'generation.read').organizationId, userId: viewer.userId };
  }
}
