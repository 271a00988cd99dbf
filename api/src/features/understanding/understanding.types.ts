import { EVIDENCE_KINDS, PHRASE_OUTCOMES, type EvidenceKind, type PhraseOutcome } from '@millwright/domain';
import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;
export const PhraseOutcomeEnum = enumOf(PHRASE_OUTCOMES);
registerEnumType(PhraseOutcomeEnum, {
  name: 'PhraseOutcome',
  valuesMap: {
    BUILT: { description: 'it is in the repository, and a test proves it' },
    ASSUMED: { description: 'stands for something that the description leaves open' },
    IGNORED: { description: 'no wish: courtesy, context, wrapper' },
  },
});
export const EvidenceKindEnum = enumOf(EVIDENCE_KINDS);
registerEnumType(EvidenceKindEnum, { name: 'EvidenceKind' });

@ObjectType('PhraseEvidence')
export class PhraseEvidenceType {
  @Field(() => EvidenceKindEnum) kind!: EvidenceKind;
  @Field(() => String, { description: 'a JSON pointer into blueprint.json, or a path of the repository' }) target!: string;
  @Field(() => String) label!: string;
}

@ObjectType('Phrase', {
  description: 'A phrase of the description and what became of it. Phrases cover the whole description, in order, without overlap.',
})
export class PhraseType {
  @Field(() => Int, { description: 'position in the description, in UTF-16 code units' }) from!: number;
  @Field(() => Int) to!: number;
  @Field(() => String) text!: string;
  @Field(() => PhraseOutcomeEnum) outcome!: PhraseOutcome;
  @Field(() => String, {
    nullable: true,
    description: 'NOT_BUILT: why, and what it would take. ASSUMED: from what. IGNORED: what it was read as',
  })
  reason!: string | null;
  @Field(() => [PhraseEvidenceType], {
    description: 'what shows it: entities, fields, rules, pages of the blueprint, and the tests that prove it',
  })
  evidence!: PhraseEvidenceType[];
}

@ObjectType('Understanding', { description: 'What was understood of a description, before anything is written, and afterwards.' })
export class UnderstandingType {
  @Field(() => [PhraseType]) phrases!: PhraseType[];
  @Field(() => String, { nullable: true, description: 'the kind of project that it was taken for, e.g. booking' })
  projectKind!: string | null;
  @Field(() => [String], { description: 'said first, where something that was asked for is outside of what this engine does' })
  warnings!: string[];
}
