import type { Actor, OrganizationEventBody } from '@millwright/domain';
import type { UnitOfWork } from '@millwright/persistence';
import type { Pool } from 'pg';

/** A person as the ledger names them. */
export const actorOf = ({ id, name }: { id: string; name: string }): Actor => ({ kind: 'user', id, name });

/**
 * Writes what the identity library changes into the ledger of the organization. The library has connections of its own, so
 * an entry follows the change and is not of its transaction: where it cannot be written, the request fails and says so.
 */
export class MemberEvents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pool: Pool,
  ) {}

  async record(organizationId: string, body: OrganizationEventBody): Promise<void> {
    await this.unitOfWork.run({ organizationId }, (tx) => tx.organization.record(body));
  }

  /** Somebody who has left by themselves. */
  async left(organizationId: string, userId: string): Promise<void> {
    const { rows } = await this.pool.query<{ name: string }>(`SELECT name FROM "user" WHERE id = $1`, [userId]);
    const member = { id: userId, name: rows[0]?.name ?? '' };
    await this.record(organizationId, { type: 'MEMBER_REMOVED', actor: actorOf(member), member });
  }
}
