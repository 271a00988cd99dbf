import { InternalFault } from '../fault.js';

export interface Mail {
  recipient: string;
  subject: string;
  text: string;
}

/** Sends mails. What cannot be sent raises MailFailed with the server's own words. */
export interface Mailer {
  /** Whether a mail leaves this server; without it mails wait in the outbox. */
  readonly delivers: boolean;
  send(mail: Mail): Promise<void>;
}

export class MailFailed extends InternalFault {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
