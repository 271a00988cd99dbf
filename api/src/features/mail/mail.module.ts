import { createMailer } from '@millwright/integrations';
import type { MailRepository } from '@millwright/persistence';
import type { Config, Logger } from '@millwright/platform';
import { Module } from '@nestjs/common';
import { provide } from '../../provide.js';
import * as t from '../../tokens.js';
import { MailResolver } from './mail.resolver.js';
import { Outbox } from './outbox.js';

@Module({
  providers: [
    provide(
      t.OUTBOX,
      [t.MAILS, t.CONFIG, t.LOG],
      (mails: MailRepository, config: Config, log: Logger) => new Outbox(mails, createMailer(config), log),
    ),
    MailResolver,
  ],
  exports: [t.OUTBOX],
})
export class MailModule {}
