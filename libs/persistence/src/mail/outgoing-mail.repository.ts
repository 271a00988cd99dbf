import { MAIL_CHANNEL } from '@millwright/contracts';
import type { Permission } from '@millwright/domain';
import { parseRole, isAllowed } from '@millwright/domain';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { toJsonb } from '../to-jsonb.js';

/** Mails that follow from what a transaction writes: there with it, or not at all. An API process sends them. */
export class OutgoingMailRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /** To every member who holds a permission. */
  async addForHolders(permission: Permission, mail: { subject: string; text: string }): Promise<void> {
    const members: { email: string; role: string }[] = await this.manager.query(
      `SELECT u.email, m.role FROM auth.member m JOIN auth."user" u ON u.id = m."userId" WHERE m."organizationId" = $1`,
      [this.organizationId],
    );
    const holders = members.filter(({ role }) => isAllowed(parseRole(role) ?? 'VIEWER', permission));
    if (holders.length === 0) return;
    await this.manager.query(
      `WITH added AS (INSERT INTO mail (id, recipient, subject, text) SELECT r.id, r.recipient, $2, $3
         FROM jsonb_to_recordset($1) AS r(id uuid, recipient text) RETURNING 1)
       SELECT pg_notify($4, '') FROM added LIMIT 1`,
      [toJsonb(holders.map(({ email }) => ({ id: randomUUID(), recipient: email }))), mail.subject, mail.text, MAIL_CHANNEL],
    );
  }
}
