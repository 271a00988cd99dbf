import type { StageName } from '@millwright/domain';
import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Change } from './compare.service.js';
import { GenerationType, StageNameEnum, StageType } from './generation.types.js';

export const ChangeEnum: Record<Change, Change> = { SAME: 'SAME', ADDED: 'ADDED', REMOVED: 'REMOVED', CHANGED: 'CHANGED' };
registerEnumType(ChangeEnum, { name: 'Change', description: 'What became of a file from the left to the right one.' });

@ObjectType('FileChange')
export class FileChangeType {
  organizationId!: string;
  @Field(() => String) path!: string;
  @Field(() => String) mediaType!: string;
  @Field(() => ChangeEnum) change!: Change;
  @Field(() => String, { nullable: true }) leftSha256!: string | null;
  @Field(() => String, { nullable: true }) rightSha256!: string | null;
  @Field(() => Int) addedLines!: number;
  @Field(() => Int) removedLines!: number;
}

@ObjectType('StageComparison')
export class StageComparisonType {
  @Field(() => StageNameEnum) stage!: StageName;
  @Field(() => String) title!: string;
  @Field(() => StageType, { nullable: true }) left!: StageType | null;
  @Field(() => StageType, { nullable: true }) right!: StageType | null;
  @Field(() => [String], { description: 'versions of the prompts that the left one asked with' }) leftPrompts!: string[];
  @Field(() => [String]) rightPrompts!: string[];
  @Field(() => Int, { description: 'prompts that differ, by hash' }) changedPrompts!: number;
  @Field(() => [FileChangeType]) files!: FileChangeType[];
}

@ObjectType('GenerationComparison')
export class GenerationComparisonType {
  @Field(() => GenerationType) left!: GenerationType;
  @Field(() => GenerationType) right!: GenerationType;
  @Field(() => [StageComparisonType]) stages!: StageComparisonType[];
}
