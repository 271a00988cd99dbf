import type { StageName } from '@millwright/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { GenerationType, StageNameEnum } from '../generation/generation.types.js';

@ObjectType('Activity', { description: 'What is going on in an organization right now.' })
export class ActivityType {
  @Field(() => Int, { description: 'generations that are queued or run' }) running!: number;
  @Field(() => Int, { description: 'generations that wait for a person: paused, or before a gate' }) waiting!: number;
  @Field(() => [GenerationType], { description: 'all of these, newest first; at most 100' }) open!: GenerationType[];
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
