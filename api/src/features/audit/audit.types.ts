import { Field, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '../../graphql/connection.js';
import { DateTimeScalar, JsonScalar } from '../../graphql/scalars.js';

@ObjectType('OrganizationEvent', { description: 'Something that was changed in an organization, as its ledger has it.' })
export class OrganizationEventType {
  @Field(() => String) cursor!: string;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => String) type!: string;
  @Field(() => String, { description: 'the name of whoever did it, as it was then' }) actor!: string;
  @Field(() => String, { description: 'for people, one sentence' }) message!: string;
  @Field(() => JsonScalar, { description: 'the body of the ledger’s entry' }) data!: unknown;
}

@ObjectType()
export class OrganizationEventEdge {
  @Field(() => String) cursor!: string;
  @Field(() => OrganizationEventType) node!: OrganizationEventType;
}

@ObjectType()
export class OrganizationEventConnection {
  @Field(() => [OrganizationEventEdge]) edges!: OrganizationEventEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}
