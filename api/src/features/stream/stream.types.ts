import { Field, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '../../graphql/connection.js';
import { DateTimeScalar, JsonScalar } from '../../graphql/scalars.js';

@ObjectType('StreamEvent', { description: 'One entry of a ledger of whatever kind, and where its stream stood after it.' })
export class StreamEventType {
  @Field(() => String) cursor!: string;
  @Field(() => Int, { description: 'starts at 1, without gaps' }) seq!: number;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => String) type!: string;
  @Field(() => String, { description: 'for people, one sentence' }) message!: string;
  @Field(() => String, { description: 'of the stream after this event' }) status!: string;
  @Field(() => JsonScalar, { description: 'the body of the ledger’s entry' }) data!: unknown;
}

@ObjectType()
export class StreamEventEdge {
  @Field(() => String) cursor!: string;
  @Field(() => StreamEventType) node!: StreamEventType;
}

@ObjectType()
export class StreamEventConnection {
  @Field(() => [StreamEventEdge]) edges!: StreamEventEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}
