import { MailFailed, type Mail, type Mailer } from '@millwright/integrations';
import type { MailRepository, NewMail } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';

/** Every mail is kept before it is sent; one that cannot be sent waits with its reason. */
export class Outbox {
  private sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly mails: MailRepository,
    private readonly mailer: Mailer,
    private readonly log: Logger,
  ) {}

  get delivers(): boolean {
    return this.mailer.delivers;
  }

  /** Takes the links out of what was kept under a key: they were used, or others took their place. */
  async withdrawLinks(key: string): Promise<void> {
    await this.mails.withdrawLinks(key);
  }

  async send(mail: NewMail): Promise<void> {
    await this.mails.add(mail);
    await this.deliver();
  }

  /** Sends what waits, whoever put it there; one at a time. */
  async deliver(): Promise<void> {
    if (!this.mailer.delivers) return;
    const next = this.sending.catch(() => undefined).then(() => this.deliverAll());
    this.sending = next;
    await next;
  }

  private async deliverAll(): Promise<void> {
    const send = async (mail: Mail): Promise<string | undefined> => {
      try {
        await this.mailer.send(mail);
        return undefined;
      } catch (error) {
        if (!(error instanceof MailFailed)) throw error;
        this.log.error({ err: error }, 'A mail was not sent');
        return error.message;
      }
    };
    while (await this.mails.sendNext(send));
  }
}
