import type { StageName } from '@millwright/domain';
import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { GenerationType, StageNameEnum } from '../generation/generation.types.js';
import { WAIT_REASONS, type WaitReason } from './waits-of.js';

@ObjectType('Activity', { description: 'What is going on in an organization right now.' })
export class ActivityType {
  @Field(() => Int, { description: 'generations that are queued or run' }) running!: number;
  @Field(() => Int, { description: 'generations that wait for a person: paused, or before a gate' }) waiting!: number;
  @Field(() => [GenerationType], { description: 'all of these, newest first; at most 100' }) open!: GenerationType[];
}

export const WaitReasonEnum = Object.fromEntries(WAIT_REASONS.map((reason) => [reason, reason])) as Record<WaitReason, WaitReason>;
registerEnumType(WaitReasonEnum, {
  name: 'WaitReason',
  valuesMap: {
    START: { description: 'Temporal, which is to begin with it' },
    PAUSED: { description: 'somebody who resumes it' },
    APPROVAL: { description: 'somebody who approves a stage' },
    CONFLICT: { description: 'somebody who decides on edits by hand' },
    CEILING: { description: 'somebody who raises its ceiling' },
    RETRY: { description: 'the time of its next attempt' },
    ORGANIZATION_LIMIT: { description: 'the organization’s own limit of calls or tokens a minute' },
    ENGINE_LIMIT: { description: 'the limit of calls or tokens a minute that all share' },
    PROVIDER_LIMIT: { description: 'the provider, which says that it is asked too often' },
    WORKER: { description: 'a worker that has room; organizations take turns' },
  },
});

@ObjectType('Wait')
export class WaitType {
  @Field(() => WaitReasonEnum) reason!: WaitReason;
  @Field(() => StageNameEnum, { nullable: true }) stage!: StageName | null;
  @Field(() => String, { nullable: true, description: 'of a stage that writes files side by side' }) item!: string | null;
  @Field(() => DateTimeScalar) since!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'when it goes on by itself, where that is known' }) until!: Date | null;
}

@ObjectType('WaitingGeneration', { description: 'An open generation of which something waits, and for what.' })
export class WaitingGenerationType {
  @Field(() => GenerationType) generation!: GenerationType;
  @Field(() => [WaitType]) waits!: WaitType[];
}

@ObjectType('StageEstimate')
export class StageEstimateType {
  @Field(() => StageNameEnum) stage!: StageName;
  @Field(() => Float) durationMs!: number;
}

@ObjectType('GenerationEstimate', { description: 'Medians of an organization’s own complete generations of one engine and model.' })
export class GenerationEstimateType {
  @Field(() => Int, { description: 'how many generations it rests on' }) generations!: number;
  @Field(() => Float) durationMs!: number;
  @Field(() => Float) costUsd!: number;
  @Field(() => [StageEstimateType]) stages!: StageEstimateType[];
}
