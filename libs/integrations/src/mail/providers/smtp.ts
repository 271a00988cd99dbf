import { createTransport } from 'nodemailer';
import { MailFailed, type Mail, type Mailer } from '../port.js';

export class SmtpMailer implements Mailer {
  readonly delivers = true;
  private readonly transport;

  constructor(
    url: string,
    private readonly sender: string,
  ) {
    this.transport = createTransport(url);
  }

  async send({ recipient, subject, text }: Mail): Promise<void> {
    try {
      await this.transport.sendMail({ from: this.sender, to: recipient, subject, text });
    } catch (error) {
      throw new MailFailed(error);
    }
  }
}

/** Without a mail server: mails stay in the outbox, where administrators read them. */
export class OutboxOnlyMailer implements Mailer {
  readonly delivers = false;
  async send(): Promise<void> {}
}
