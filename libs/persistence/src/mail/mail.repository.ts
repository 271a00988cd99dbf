import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { MailRow } from './mail.entity.js';

/** Mails of the server, sent or waiting. Not of any organization: only administrators of the server read them. */
export class MailRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(mail: { recipient: string; subject: string; text: string }): Promise<string> {
    const id = randomUUID();
    await this.dataSource.query(`INSERT INTO mail (id, recipient, subject, text) VALUES ($1, $2, $3, $4)`, [
      id,
      mail.recipient,
      mail.subject,
      mail.text,
    ]);
    return id;
  }

  async markSent(id: string): Promise<void> {
    await this.dataSource.query(`UPDATE mail SET sent_at = now(), error = NULL WHERE id = $1`, [id]);
  }

  async markFailed(id: string, error: string): Promise<void> {
    await this.dataSource.query(`UPDATE mail SET error = $2 WHERE id = $1`, [id, error]);
  }

  /** Newest first. */
  async list(limit: number): Promise<MailRow[]> {
    return await this.dataSource.getRepository(MailRow).find({ order: { createdAt: 'DESC' }, take: limit });
  }
}
