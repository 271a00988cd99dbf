import type { Config } from '@millwright/platform';
import type { Mailer } from './port.js';
import { OutboxOnlyMailer, SmtpMailer } from './providers/smtp.js';

export function createMailer(config: Pick<Config, 'SMTP_URL' | 'MAIL_FROM'>): Mailer {
  return config.SMTP_URL ? new SmtpMailer(config.SMTP_URL, config.MAIL_FROM) : new OutboxOnlyMailer();
}
