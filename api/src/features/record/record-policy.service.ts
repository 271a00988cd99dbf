import { InputCheck } from '@millwright/domain';
import type { UnitOfWork } from '@millwright/persistence';
import type { Viewer } from '../../security/viewer.js';

const LONGEST_DAYS = 3_650;

/** How long organizations have records kept. */
export class RecordPolicyService {
  /** @param defaultDays where an organization does not say. */
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly defaultDays: number,
  ) {}

  /** @throws NotFound · Forbidden */
  async get(viewer: Viewer, organization: string | null | undefined): Promise<{ days: number; isDefault: boolean }> {
    const { organizationId } = viewer.in(organization, 'organization.read');
    const days = await this.unitOfWork.run({ organizationId, userId: viewer.userId }, (tx) => tx.engines.recordDays());
    return { days: days ?? this.defaultDays, isDefault: days === null };
  }

  /** @throws NotFound · Forbidden · BadInput */
  async set(
    viewer: Viewer,
    { organizationId: organization, days }: { organizationId?: string | null; days?: number | null },
  ): Promise<{ days: number; isDefault: boolean }> {
    const { organizationId } = viewer.in(organization, 'organization.manage');
    const check = new InputCheck();
    check.that(days == null || (Number.isInteger(days) && days >= 0 && days <= LONGEST_DAYS), 'input.days', `must be 0 to ${LONGEST_DAYS}`);
    check.done();
    await this.unitOfWork.run({ organizationId, userId: viewer.userId }, async (tx) => {
      await tx.engines.setRecordDays(days ?? null);
      await tx.organization.record({ type: 'RECORD_DAYS_CHANGED', actor: viewer.actor, days: days ?? null });
    });
    return await this.get(viewer, organizationId);
  }
}
