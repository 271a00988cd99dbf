import { MailFailed, type Mail, type Mailer } from '@millwright/integrations';
import type { MailRepository } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';

/** Every mail is kept before it is sent; one that cannot be sent waits with its reason. */
export class Outbox {
  constructor(
    private readonly mails: MailRepository,
    private readonly mailer: Mailer,
    private readonly log: Logger,
  ) {}

  get delivers(): boolean {
    return this.mailer.delivers;
  }

  async send(mail: Mail): Promise<void> {
    const id = await this.mails.add(mail);
    if (!this.mailer.delivers) return;
    try {
      await this.mailer.send(mail);
      await this.mails.markSent(id);
    } catch (error) {
      if (!(error instanceof MailFailed)) throw error;
      this.log.error({ err: error }, 'A mail was not sent');
      await this.mails.markFailed(id, error.message);
    }
  }
}
