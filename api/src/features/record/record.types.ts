import type { GenerationStatus, ReplayVerdict, StageName } from '@millwright/domain';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { GenerationFailureType, GenerationStatusEnum, StageNameEnum } from '../generation/generation.types.js';

export const ReplayVerdictEnum: Record<ReplayVerdict, ReplayVerdict> = { SAME: 'SAME', PASSED: 'PASSED', DIFFERENT: 'DIFFERENT' };
registerEnumType(ReplayVerdictEnum, {
  name: 'ReplayVerdict',
  valuesMap: {
    SAME: { description: 'it ended as recorded, and made the same to the byte' },
    PASSED: { description: 'what failed when it was recorded does not fail now' },
    DIFFERENT: { description: 'it ended in another way, or made something else' },
  },
});

@ObjectType('ReplayDifference')
export class ReplayDifferenceType {
  @Field(() => StageNameEnum) stage!: StageName;
  @Field(() => String, { nullable: true, description: 'null: the outcome as a whole' }) path!: string | null;
  @Field(() => String, { description: 'as recorded: a SHA-256, or an outcome' }) was!: string;
  @Field(() => String) is!: string;
}

@ObjectType('Replay', { description: 'A recorded generation that is done again, with what was recorded in place of engines.' })
export class ReplayType {
  @Field(() => ID, { description: 'the generation that was recorded; it may be one of another server' }) generationId!: string;
  @Field(() => String) projectName!: string;
  @Field(() => GenerationStatusEnum, { description: 'how it ended when it was recorded' }) status!: GenerationStatus;
  @Field(() => GenerationFailureType, { nullable: true }) failure!: GenerationFailureType | null;
  @Field(() => DateTimeScalar) recordedAt!: string;
  @Field(() => String, { description: 'of the release that recorded it' }) version!: string;
  @Field(() => Int, { description: 'secrets that were taken out of the record' }) redactions!: number;
  @Field(() => Boolean, { description: 'whether today’s code may ask otherwise than was recorded' }) withCode!: boolean;
  @Field(() => StageNameEnum, { nullable: true, description: 'the last stage that is done again; null: all' }) until!: StageName | null;
  @Field(() => ReplayVerdictEnum, { nullable: true, description: 'null while it runs' }) verdict!: ReplayVerdict | null;
  @Field(() => [ReplayDifferenceType]) differences!: ReplayDifferenceType[];
}

@InputType()
export class ReplayGenerationInput {
  @Field(() => ID, { nullable: true, description: 'replays this one from its own record' }) generationId?: string | null;
  @Field(() => String, { nullable: true, description: 'replays a record that was uploaded to `/records`' }) record?: string | null;
  @Field(() => ID, { nullable: true, description: 'that it was uploaded to; default: the viewer’s only one' }) organizationId?:
    string | null;
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'whether today’s code may ask otherwise than was recorded; it gets the answer to the same question of the same file',
  })
  withCode?: boolean | null;
  @Field(() => StageNameEnum, { nullable: true, description: 'the last stage to do again; default: all' }) until?: StageName | null;
}

@ObjectType('RecordPolicy', {
  description: 'How long what engines are asked and answer is kept, encrypted, so that generations can be replayed.',
})
export class RecordPolicyType {
  @Field(() => Int, { description: 'in days; 0: it is not kept' }) days!: number;
  @Field(() => Boolean, { description: 'whether the organization leaves it to the server' }) isDefault!: boolean;
}

@InputType()
export class SetRecordPolicyInput {
  @Field(() => ID, { nullable: true }) organizationId?: string | null;
  @Field(() => Int, { nullable: true, description: '0 to 3,650; 0: what is kept now goes too; null: as the server has it' }) days?:
    number | null;
}

@ObjectType()
export class RecordPolicyPayload {
  @Field(() => RecordPolicyType) policy!: RecordPolicyType;
}
