import { LIMITS } from '@millwright/domain';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { Field, Float, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';

export const ENGINE_HOSTS = { BUILT_IN: 'BUILT_IN', OWN: 'OWN', PROVIDER: 'PROVIDER' } as const;
export type EngineHostName = keyof typeof ENGINE_HOSTS;
registerEnumType(ENGINE_HOSTS, {
  name: 'EngineHost',
  description: 'Where answers are made: by rules within Millwright, on machines of one’s own, or at a provider.',
});

@ObjectType('EngineProblem', { description: 'Why an engine does not answer just now, and what to do.' })
export class EngineProblemType {
  @Field(() => String) message!: string;
  @Field(() => String) hint!: string;
}

@ObjectType('ModelPrice', { description: 'A model with what it costs, in US dollars for a million tokens; null where nobody knows.' })
export class ModelPriceType {
  @Field(() => String) model!: string;
  @Field(() => Float, { nullable: true }) inputUsdPerMTok!: number | null;
  @Field(() => Float, { nullable: true, description: 'input that the provider has cached' }) cachedInputUsdPerMTok!: number | null;
  @Field(() => Float, { nullable: true }) outputUsdPerMTok!: number | null;
}

@ObjectType('EngineKey', { description: 'An organization’s own key of an engine. The key itself is never shown again.' })
export class EngineKeyType {
  @Field(() => String) engine!: string;
  @Field(() => String, { description: 'its last characters' }) endsWith!: string;
  @Field(() => DateTimeScalar) createdAt!: Date;
}

@ObjectType('Engine', { description: 'A way to answer prompts: a provider with its models, or the built-in offline engine.' })
export class EngineType {
  @Field(() => String) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'what it is, in a sentence to read before choosing it' }) about!: string;
  @Field(() => Boolean, { description: 'whether the server or the organization has what it takes to ask it' }) configured!: boolean;
  @Field(() => Boolean) offline!: boolean;
  @Field(() => ENGINE_HOSTS as never) host!: EngineHostName;
  @Field(() => Boolean, { description: 'whether an organization may bring a key of its own' }) takesKey!: boolean;
  @Field(() => EngineKeyType, { nullable: true, description: 'the organization’s own key; null: the server’s is used, where there is one' })
  ownKey!: EngineKeyType | null;
  @Field(() => [String], { description: 'the first is the default' }) models!: string[];
  @Field(() => [ModelPriceType], { description: 'of `models`, in the same order' }) prices!: ModelPriceType[];
  @Field(() => EngineProblemType, { nullable: true, description: 'null where it answers' }) problem!: EngineProblemType | null;
  @Field(() => Float, { nullable: true, deprecationReason: 'use `prices`', description: 'of the default model' }) inputUsdPerMTok!:
    number | null;
  @Field(() => Float, { nullable: true, deprecationReason: 'use `prices`', description: 'of the default model' }) outputUsdPerMTok!:
    number | null;
}

@ObjectType('EngineFallback', { description: 'An engine that takes over where the one before it is down.' })
export class EngineFallbackType {
  @Field(() => String) engine!: string;
  @Field(() => String, { nullable: true, description: 'null: the engine’s default' }) model!: string | null;
}

@ObjectType('EngineSettings')
export class EngineSettingsType {
  @Field(() => String, { nullable: true, description: 'null: the first that is configured' }) defaultEngine!: string | null;
  @Field(() => [EngineFallbackType], { description: 'in the order in which they are asked' }) fallbacks!: EngineFallbackType[];
  @Field(() => String, { description: 'the day on which the prices that Millwright brings were last compared with those published' })
  pricesAsOf!: string;
}

@InputType()
export class SetEngineKeyInput {
  @Field(() => ID, { nullable: true, description: 'default: the caller’s own organization' }) organizationId?: string | null;
  @Field(() => String) engine!: string;
  @Field(() => String, { description: `up to ${LIMITS.engineKeyMax} characters; asked of the provider before it is kept` }) key!: string;
}

@InputType()
export class RemoveEngineKeyInput {
  @Field(() => ID, { nullable: true, description: 'default: the caller’s own organization' }) organizationId?: string | null;
  @Field(() => String) engine!: string;
}

@InputType()
export class EngineFallbackInput {
  @Field(() => String) engine!: string;
  @Field(() => String, { nullable: true, description: 'default: the engine’s default' }) model?: string | null;
}

@InputType()
export class SetEngineSettingsInput {
  @Field(() => ID, { nullable: true, description: 'default: the caller’s own organization' }) organizationId?: string | null;
  @Field(() => String, { nullable: true }) defaultEngine?: string | null;
  @Field(() => [EngineFallbackInput]) fallbacks!: EngineFallbackInput[];
}

@ObjectType()
export class EnginePayload {
  @Field(() => EngineType) engine!: EngineType;
}

@ObjectType()
export class EngineSettingsPayload {
  @Field(() => EngineSettingsType) settings!: EngineSettingsType;
}
