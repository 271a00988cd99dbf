import type { MailRepository } from '@millwright/persistence';
import { Inject } from '@nestjs/common';
import { Args, Field, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { pageSize } from '../../graphql/connection.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { Requires } from '../../security/requires.decorator.js';
import { MAILS } from '../../tokens.js';

@ObjectType('Mail', { description: 'A mail of this server, for its administrators.' })
export class MailType {
  @Field(() => ID) id!: string;
  @Field(() => String) recipient!: string;
  @Field(() => String) subject!: string;
  @Field(() => String) text!: string;
  @Field(() => DateTimeScalar) createdAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'null: it waits here, for want of a mail server or for the reason in `error`',
  })
  sentAt!: Date | null;
  @Field(() => String, { nullable: true }) error!: string | null;
}

@Resolver(() => MailType)
export class MailResolver {
  constructor(@Inject(MAILS) private readonly mails: MailRepository) {}

  @Query(() => [MailType], { description: 'the outbox, newest first' })
  @Requires('administrator')
  async outbox(@Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number | null): Promise<MailType[]> {
    return await this.mails.list(pageSize(first, 50));
  }
}
