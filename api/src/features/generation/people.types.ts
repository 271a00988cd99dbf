import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../graphql/scalars.js';

@ObjectType('StageApproval', { description: 'That a stage waits for a person’s yes or no.' })
export class StageApprovalType {
  @Field(() => DateTimeScalar) requestedAt!: string;
  @Field(() => String, { nullable: true, description: 'the rule that asks for it; null: chosen at the start' }) reason!: string | null;
}

@ObjectType('Starter', { description: 'Who started a generation.' })
export class StarterType {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'as it is now' }) name!: string;
}

@InputType()
export class NameGenerationInput {
  @Field(() => ID) generationId!: string;
  @Field(() => String, { nullable: true, description: 'at most 80 characters; null: it has its number alone' }) name?: string | null;
}
