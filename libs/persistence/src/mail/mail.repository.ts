import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { MailRow } from './mail.entity.js';

export interface NewMail {
  recipient: string;
  subject: string;
  text: string;
  /** A link in it that gives rights: by what it is known once it is used, and until when it works. */
  link?: { key: string; expiresAt: Date };
}

const WITHOUT_LINK = `text = regexp_replace(text, 'https?://\\S+', '(this link was used, or its time is over)', 'g'), link_key = NULL, link_expires_at = NULL`;

/** Mails of the server, sent or waiting. Not of any organization: only administrators of the server read them. */
export class MailRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(mail: NewMail): Promise<string> {
    const id = randomUUID();
    await this.dataSource.query(
      `INSERT INTO mail (id, recipient, subject, text, link_key, link_expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, mail.recipient, mail.subject, mail.text, mail.link?.key ?? null, mail.link?.expiresAt ?? null],
    );
    return id;
  }

  /** Takes the links out of what was kept under a key: they were used, or others took their place. */
  async withdrawLinks(key: string): Promise<void> {
    await this.dataSource.query(`UPDATE mail SET ${WITHOUT_LINK} WHERE link_key = $1`, [key]);
  }

  /** Takes out links whose time is over, and removes mails of more than `days` days. @returns how many were touched. */
  async sweep(days: number): Promise<number> {
    const [, expired] = (await this.dataSource.query(`UPDATE mail SET ${WITHOUT_LINK} WHERE link_expires_at < now()`)) as [unknown, number];
    const [, old] = (await this.dataSource.query(`DELETE FROM mail WHERE created_at < now() - make_interval(days => $1)`, [days])) as [
      unknown,
      number,
    ];
    return expired + old;
  }

  /**
   * Gives the oldest waiting mail to `send` and keeps what came of it. Held by a lock meanwhile, so that of several
   * processes one sends it. One that waited for more than a day is of no use to anybody and stays where it is.
   *
   * @param send returns why it could not be sent; undefined where it was.
   * @returns whether there was one.
   */
  async sendNext(send: (mail: MailRow) => Promise<string | undefined>): Promise<boolean> {
    return await this.dataSource.transaction(async (manager) => {
      const mail = await manager
        .createQueryBuilder(MailRow, 'm')
        .where(`m.sentAt IS NULL AND m.error IS NULL AND m.createdAt > now() - interval '1 day'`)
        .orderBy('m.createdAt')
        .limit(1)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getOne();
      if (!mail) return false;
      const error = await send(mail);
      await manager.query(`UPDATE mail SET sent_at = CASE WHEN $2::text IS NULL THEN now() END, error = $2 WHERE id = $1`, [
        mail.id,
        error ?? null,
      ]);
      return true;
    });
  }

  /** Newest first. */
  async list(limit: number): Promise<MailRow[]> {
    return await this.dataSource.getRepository(MailRow).find({ order: { createdAt: 'DESC' }, take: limit });
  }
}
