import { NotFound } from '@millwright/domain';
import type { Pool } from 'pg';

/** What requests name things of organizations by. */
const [NAMED, MEMBER, INVITATION] = [
  `SELECT id FROM organization WHERE id = $2 OR slug = $2`,
  `SELECT "organizationId" AS id FROM member WHERE id = $2`,
  `SELECT "organizationId" AS id FROM invitation WHERE id = $2`,
];
const REFERENCES: Readonly<Record<string, string>> = {
  organizationId: NAMED,
  organizationSlug: NAMED,
  memberId: MEMBER,
  memberIdOrEmail: MEMBER,
  invitationId: INVITATION,
};
/** Whoever has the link may answer it, and is in the organization only then. */
const BY_SECRET = new Set(['/organization/accept-invitation', '/organization/reject-invitation']);

/** Keeps what the identity library is asked about within the organizations of whoever asks. */
export class OrganizationScope {
  constructor(private readonly pool: Pool) {}

  /**
   * The library tells one who is no member that from one that does not exist; here both are the same.
   * @throws NotFound where a request under /organization/ names something of an organization that the person is not in
   */
  async require(userId: string, path: string, body: unknown): Promise<void> {
    if (!path.startsWith('/organization/') || BY_SECRET.has(path) || !body || typeof body !== 'object') return;
    for (const [field, value] of Object.entries(body)) {
      const reference = REFERENCES[field];
      if (!reference || typeof value !== 'string' || (field === 'memberIdOrEmail' && value.includes('@'))) continue;
      const { rowCount } = await this.pool.query(`SELECT 1 FROM member m WHERE m."userId" = $1 AND m."organizationId" IN (${reference})`, [
        userId,
        value,
      ]);
      if (!rowCount) throw new NotFound(reference === NAMED ? 'The organization' : reference === MEMBER ? 'The member' : 'The invitation');
    }
  }
}
