import type { StageName } from '@millwright/domain';
import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar, JsonScalar } from '../../graphql/scalars.js';
import { ArtifactType, GenerationType, StageNameEnum } from './generation.types.js';

@InputType()
export class ArtifactEditInput {
  @Field(() => String) path!: string;
  @Field(() => String) text!: string;
}

@InputType()
export class ApproveStageInput {
  @Field(() => ID) generationId!: string;
  @Field(() => StageNameEnum) stage!: StageName;
  @Field(() => Boolean) approved!: boolean;
  @Field(() => String, { nullable: true, description: 'needed with a no: it goes into the prompt of the next attempt' }) comment?:
    string | null;
  @Field(() => [ArtifactEditInput], {
    nullable: true,
    description: 'replaces the stage’s artifact of that path before the next stage reads it',
  })
  edits?: ArtifactEditInput[] | null;
  @Field(() => Int, {
    nullable: true,
    description: 'the round that was looked at: a decision on an earlier one is refused. Default: the latest',
  })
  round?: number | null;
  @Field(() => [String], {
    nullable: true,
    description: 'with a no, of a stage that writes many files: those to write again; default: all',
  })
  paths?: string[] | null;
}

@InputType()
export class ForkGenerationInput {
  @Field(() => ID) generationId!: string;
  @Field(() => StageNameEnum, {
    description: 'everything before this stage is reused as it is, without a provider call; this one and all after it run anew',
  })
  fromStage!: StageName;
  @Field(() => [ArtifactEditInput], { nullable: true, description: 'edited artifacts of the stages before `fromStage`' })
  edits?: ArtifactEditInput[] | null;
  @Field(() => String, { nullable: true, description: 'default: the one of the generation that is forked' }) engine?: string | null;
  @Field(() => String, { nullable: true }) model?: string | null;
  @Field(() => Float, { nullable: true, description: 'default: the ceiling of the generation that is forked' }) budgetUsd?: number | null;
  @Field(() => String, { nullable: true, description: 'the same key from the same organization gives the same generation, for ever' })
  idempotencyKey?: string | null;
}

@InputType()
export class RetryFailuresInput {
  @Field(() => ID, { nullable: true, description: 'default: the caller’s own organization' }) organizationId?: string | null;
  @Field(() => String, { description: 'the cause, as `failures` names it' }) code!: string;
  @Field(() => String, { nullable: true, description: 'only those of this engine' }) engine?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'only those that failed then or later' }) failedSince?: Date | null;
}

@ObjectType()
export class RetryFailuresPayload {
  @Field(() => [GenerationType], { description: 'the new ones' }) generations!: GenerationType[];
  @Field(() => Int, { description: 'failures that wait until fewer generations are open' }) left!: number;
}

@ObjectType('FailureCause', { description: 'Failed generations of one cause that nobody has tried again.' })
export class FailureCauseType {
  @Field(() => String) code!: string;
  @Field(() => String) engine!: string;
  @Field(() => Int) count!: number;
  @Field(() => DateTimeScalar) lastAt!: Date;
}

@ObjectType('ReviewBase')
export class ReviewBaseType {
  organizationId!: string;
  @Field(() => String) sha256!: string;
  @Field(() => String, { description: 'which version it is, for people' }) from!: string;
}

@ObjectType('ReviewFile')
export class ReviewFileType {
  @Field(() => ArtifactType) artifact!: ArtifactType;
  @Field(() => ReviewBaseType, { nullable: true, description: 'the version to compare with; null: the file is new' })
  base!: ReviewBaseType | null;
  @Field(() => String, { nullable: true, description: 'null: it can be edited' }) cannotEdit!: string | null;
  @Field(() => JsonScalar, { nullable: true, description: 'JSON Schema that an edit has to fit' }) schema!: unknown;
}

@ObjectType('StageReview', { description: 'What waits for a person’s yes or no.' })
export class StageReviewType {
  @Field(() => StageNameEnum) stage!: StageName;
  @Field(() => Int) round!: number;
  @Field(() => DateTimeScalar) requestedAt!: string;
  @Field(() => String, { nullable: true, description: 'the rule that asks for it; null: chosen at the start' }) reason!: string | null;
  @Field(() => String, { nullable: true, description: 'null: it can be sent back' }) cannotSendBack!: string | null;
  @Field(() => [ReviewFileType]) files!: ReviewFileType[];
}
