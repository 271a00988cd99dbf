import { ArgsType, Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { PageInfo, type ConnectionOf, type EdgeOf } from '../../graphql/connection.js';
import { ProjectType } from '../project/project.types.js';

@ObjectType('UsageSum', { description: 'sums of many calls, which may be past what a 32-bit number holds' })
export class UsageSumType {
  @Field(() => Float, { description: 'exact to a millionth of a dollar' }) costUsd!: number;
  @Field(() => Float) inputTokens!: number;
  @Field(() => Float) outputTokens!: number;
  @Field(() => Float, { description: 'calls to engines' }) requests!: number;
  @Field(() => Float, { description: 'answers that were had before and were not bought again' }) cachedRequests!: number;
}

@ObjectType('UsageOfMonth')
export class UsageOfMonthType {
  @Field(() => String, { description: '2026-11; in UTC' }) month!: string;
  @Field(() => UsageSumType) used!: UsageSumType;
}

@ObjectType('UsageOfMember')
export class UsageOfMemberType {
  @Field(() => ID, { description: 'who started the generations' }) userId!: string;
  @Field(() => String, { nullable: true, description: 'null where the account is gone' }) name!: string | null;
  @Field(() => Boolean, { description: 'false for one who has left the organization' }) isMember!: boolean;
  @Field(() => UsageSumType) used!: UsageSumType;
}

@ObjectType('UsageOfModel')
export class UsageOfModelType {
  @Field(() => String, { description: 'the engine that was asked, which a fallback may have been' }) engine!: string;
  @Field(() => String) model!: string;
  @Field(() => UsageSumType) used!: UsageSumType;
}

@ObjectType('UsageOfProject')
export class UsageOfProjectType {
  organizationId!: string;
  projectId!: string;
  @Field(() => ProjectType) project!: ProjectType;
  @Field(() => UsageSumType) used!: UsageSumType;
}

@ObjectType('UsageOfProjectEdge')
export class UsageOfProjectEdge implements EdgeOf<UsageOfProjectType> {
  @Field(() => String) cursor!: string;
  @Field(() => UsageOfProjectType) node!: UsageOfProjectType;
}

@ObjectType('UsageOfProjectConnection')
export class UsageOfProjectConnection implements ConnectionOf<UsageOfProjectType> {
  @Field(() => [UsageOfProjectEdge]) edges!: UsageOfProjectEdge[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
}

@ArgsType()
export class UsageArgs {
  @Field(() => ID, { nullable: true, description: 'default: the caller’s own organization' }) organizationId?: string | null;
  @Field(() => String, { nullable: true, description: 'first month, as 2026-11; default: eleven months before the last' })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'last month, counted too; default: this one' }) to?: string | null;
  @Field(() => ID, { nullable: true }) projectId?: string | null;
  @Field(() => ID, { nullable: true, description: 'who started the generations' }) memberId?: string | null;
  @Field(() => String, { nullable: true }) engine?: string | null;
  @Field(() => String, { nullable: true }) model?: string | null;
}

@ObjectType('OrganizationUsage', {
  description: 'What engines were asked and what it cost. What a generation took over from another one counts once; replays are apart.',
})
export class OrganizationUsageType {
  organizationId!: string;
  @Field(() => String) from!: string;
  @Field(() => String) to!: string;
  @Field(() => UsageSumType) total!: UsageSumType;
  @Field(() => [UsageOfMonthType], { description: 'every month that is asked about, oldest first' }) months!: UsageOfMonthType[];
  @Field(() => [UsageOfMemberType], { description: 'dearest first' }) members!: UsageOfMemberType[];
  @Field(() => [UsageOfModelType], { description: 'dearest first' }) models!: UsageOfModelType[];
  @Field(() => UsageSumType, { description: 'of projects that have gone with everything: it is in the total, and beside no project' })
  deletedProjects!: UsageSumType;
  @Field(() => UsageSumType, { description: 'what replays would have cost; nothing of it was bought, and no sum holds it' })
  replays!: UsageSumType;
}
