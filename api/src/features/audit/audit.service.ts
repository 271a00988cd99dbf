import { LEDGER_CHANNEL } from '@millwright/contracts';
import type { OrganizationEventBody, StreamEvent } from '@millwright/domain';
import { sealLedger, type Signer } from '@millwright/integrations';
import type { TenantScope, UnitOfWork } from '@millwright/persistence';
import { writeLedger } from '@millwright/platform';
import type { EventBridge } from '../../graphql/event-bridge.js';
import { eventCursor } from '../../graphql/event-cursor.js';
import type { Viewer } from '../../security/viewer.js';

export type OrganizationEvent = StreamEvent<OrganizationEventBody>;

/** Rows read ahead for a subscriber. */
const BATCH = 100;
/** Each row of any ledger of the organization wakes it: a busy generation's come by the hundred. */
const SETTLE_MS = 250;

/** What was changed in an organization, and by whom. */
export class AuditService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly signer: Signer,
    private readonly bridge: EventBridge,
  ) {}

  /** Newest first. @throws NotFound · Forbidden · BadInput */
  async events(
    viewer: Viewer,
    organization: string | null | undefined,
    options: { limit: number; after?: string | null },
  ): Promise<{ events: OrganizationEvent[]; hasNextPage: boolean }> {
    const scope = scopeOf(viewer, organization);
    const { limit, after } = options;
    const before = after ? { before: eventCursor(after) } : {};
    return await this.unitOfWork.run(scope, (tx) => tx.organization.page({ limit, ...before }));
  }

  /** Every event after a cursor, then each new one. @throws NotFound · Forbidden · BadInput */
  follow(viewer: Viewer, organization: string | null | undefined, after: string | null | undefined): AsyncIterableIterator<OrganizationEvent> {
    const scope = scopeOf(viewer, organization);
    let cursor = eventCursor(after);
    return this.bridge.follow(
      LEDGER_CHANNEL,
      scope.organizationId,
      async () => {
        const batch = await this.unitOfWork.run(scope, (tx) => tx.organization.since(cursor, BATCH));
        cursor = batch.at(-1)?.seq ?? cursor;
        return batch;
      },
      () => false,
      undefined,
      SETTLE_MS,
    );
  }

  /** The ledger as it stands, its end signed now; without an entry, and so without a seal, there is none. @throws NotFound · Forbidden */
  async ledger(viewer: Viewer, organization: string): Promise<string | undefined> {
    const found = await this.unitOfWork.run(scopeOf(viewer, organization), (tx) => tx.organization.export());
    return found && writeLedger({ ...found.ledger, seal: await sealLedger(this.signer, found.head) });
  }
}

function scopeOf(viewer: Viewer, organization: string | null | undefined): TenantScope {
  return { organizationId: viewer.in(organization, 'organization.manage').organizationId, userId: viewer.userId };
}
