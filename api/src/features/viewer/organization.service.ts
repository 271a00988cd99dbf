import { isAllowed, parseRole } from '@millwright/domain';
import type { Pool } from 'pg';
import type { Viewer } from '../../security/viewer.js';
import type { InvitationType, MemberType, OrganizationType } from './viewer.types.js';

export class OrganizationService {
  constructor(private readonly pool: Pool) {}

  /** @throws NotFound for an organization that the viewer is not in. */
  async get(viewer: Viewer, id: string | null): Promise<OrganizationType> {
    const membership = viewer.in(id, 'organization.read');
    const { rows: members } = await this.pool.query<Omit<MemberType, 'role'> & { role: string }>(
      `SELECT m.id, m."userId", u.name, u.email, m.role, m."createdAt" AS since FROM member m JOIN "user" u ON u.id = m."userId"
       WHERE m."organizationId" = $1 ORDER BY m."createdAt"`,
      [membership.organizationId],
    );
    const { rows: invitations } = isAllowed(membership.role, 'organization.manage')
      ? await this.pool.query<Omit<InvitationType, 'role'> & { role: string }>(
          `SELECT id, email, role, "expiresAt" FROM invitation WHERE "organizationId" = $1 AND status = 'pending' AND "expiresAt" > now() ORDER BY "createdAt"`,
          [membership.organizationId],
        )
      : { rows: [] };
    return {
      id: membership.organizationId,
      name: membership.organizationName,
      slug: membership.organizationSlug,
      members: members.map((member) => ({ ...member, role: parseRole(member.role) ?? 'VIEWER' })),
      invitations: invitations.map((invitation) => ({ ...invitation, role: parseRole(invitation.role) ?? 'VIEWER' })),
    };
  }
}
