import type { Config } from '@millwright/platform';
import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Outbox } from '../features/mail/outbox.js';

const HOUR_MS = 3_600_000;
/** As long as the library keeps an invitation. */
const INVITATION_MS = 48 * HOUR_MS;

interface Person {
  id: string;
  email: string;
}
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Mails with links that give rights, and what becomes of the links. A secret stands behind a `#`: no server logs it. */
export class Letters {
  constructor(
    private readonly config: Pick<Config, 'PUBLIC_URL'>,
    private readonly outbox: Outbox,
    private readonly pool: Pool,
  ) {}

  /** Earlier links end with this one. */
  async resetPassword(user: Person, token: string): Promise<void> {
    const key = `reset:${user.id}`;
    await this.pool.query(
      `DELETE FROM verification v WHERE value = $1 AND "createdAt" < (SELECT max("createdAt") FROM verification WHERE value = $1)`,
      [user.id],
    );
    await this.outbox.withdrawLinks(key);
    await this.outbox.send({
      recipient: user.email,
      subject: 'Reset your Millwright password',
      text: `Open this address within an hour to choose a new password:\n\n${this.config.PUBLIC_URL}/reset-password#${token}\n\nWhoever did not ask for it can ignore this mail.`,
      link: { key, expiresAt: new Date(Date.now() + HOUR_MS) },
    });
  }

  async passwordWasReset(user: Person): Promise<void> {
    await this.pool.query(`DELETE FROM verification WHERE value = $1`, [user.id]);
    await this.outbox.withdrawLinks(`reset:${user.id}`);
  }

  async confirmAddress(user: Person, url: string): Promise<void> {
    await this.outbox.send({
      recipient: user.email,
      subject: 'Confirm your address for Millwright',
      text: `Open this address to confirm that this mailbox is yours:\n\n${url}`,
      link: { key: `confirm:${user.id}`, expiresAt: new Date(Date.now() + HOUR_MS) },
    });
  }

  async addressWasConfirmed(user: Person): Promise<void> {
    await this.outbox.withdrawLinks(`confirm:${user.id}`);
  }

  /** Mails an invitation. @returns its link, for whoever invites: it is shown this once. */
  async invite(invitationId: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const link = `${this.config.PUBLIC_URL}/invitation/${invitationId}#${secret}`;
    await this.pool.query(
      `INSERT INTO invitation_secret (invitation_id, hash) VALUES ($1, $2) ON CONFLICT (invitation_id) DO UPDATE SET hash = excluded.hash`,
      [invitationId, hashOf(secret)],
    );
    const { rows } = await this.pool.query<{ email: string; organization: string; inviter: string }>(
      `SELECT i.email, o.name AS organization, u.name AS inviter FROM invitation i
       JOIN organization o ON o.id = i."organizationId" JOIN "user" u ON u.id = i."inviterId" WHERE i.id = $1`,
      [invitationId],
    );
    const [row] = rows;
    if (!row) throw new Error('The invitation that was just made is not there');
    await this.outbox.send({
      recipient: row.email,
      subject: `Join ${row.organization} on Millwright`,
      text: `${row.inviter} invites you to ${row.organization}.\n\nOpen this address to accept:\n\n${link}`,
      link: { key: `invitation:${invitationId}`, expiresAt: new Date(Date.now() + INVITATION_MS) },
    });
    return link;
  }

  /** Whether a secret is that of an invitation's link. */
  async opens(invitationId: unknown, secret: unknown): Promise<boolean> {
    if (typeof invitationId !== 'string' || typeof secret !== 'string') return false;
    const { rowCount } = await this.pool.query(`SELECT 1 FROM invitation_secret WHERE invitation_id = $1 AND hash = $2`, [
      invitationId,
      hashOf(secret),
    ]);
    return rowCount === 1;
  }

  /** Accepted, declined or withdrawn: its link is of no more use. */
  async invitationEnded(invitationId: string): Promise<void> {
    await this.pool.query(`DELETE FROM invitation_secret WHERE invitation_id = $1`, [invitationId]);
    await this.outbox.withdrawLinks(`invitation:${invitationId}`);
  }

  /** Of a person whose password was just reset: how to reach them, and how many keys of theirs still work. */
  async accountOf(userId: string): Promise<{ email: string; apiKeys: number } | undefined> {
    const { rows } = await this.pool.query<{ email: string; apiKeys: number }>(
      `SELECT u.email, (SELECT count(*)::int FROM apikey k WHERE k."referenceId" = u.id AND k.enabled IS NOT false
         AND (k."expiresAt" IS NULL OR k."expiresAt" > now())) AS "apiKeys" FROM "user" u WHERE u.id = $1`,
      [userId],
    );
    return rows[0];
  }
}
