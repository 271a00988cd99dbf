import { Field, Int, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from '../../graphql/scalars.js';

@ObjectType('CorrectionChange')
export class CorrectionChangeType {
  @Field(() => Int, { description: 'its number among the corrections, from 0' }) correction!: number;
  @Field(() => String, { description: 'one sentence about what it changes' }) text!: string;
}

@ObjectType('CorrectionFault', {
  description: 'A correction that cannot be followed: it changes nothing, and the others are followed all the same.',
})
export class CorrectionFaultType {
  @Field(() => Int, { description: 'its number among the corrections, from 0' }) correction!: number;
  @Field(() => String, { description: 'where to put it right, e.g. records/book/fields/title/label' }) place!: string;
  @Field(() => String) message!: string;
  @Field(() => String, { description: 'what would put it right' }) remedy!: string;
}

@ObjectType('CorrectionPreview', { description: 'What corrections make of a blueprint; nothing is written.' })
export class CorrectionPreviewType {
  @Field(() => JsonScalar, { description: 'records, roles, rules and look as people read them, with the keys that corrections name' })
  design!: unknown;
  @Field(() => [CorrectionChangeType]) changes!: CorrectionChangeType[];
  @Field(() => [CorrectionFaultType], { description: 'all of them at once' }) faults!: CorrectionFaultType[];
  @Field(() => String, { description: 'blueprint.json with the corrections: an edit for `approveStage` or `forkGeneration`' })
  text!: string;
}
