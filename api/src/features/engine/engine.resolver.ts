import type { ModelRegistry } from '@millwright/integrations';
import { Inject } from '@nestjs/common';
import { Field, Float, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Requires } from '../../security/requires.decorator.js';
import { MODELS } from '../../tokens.js';

@ObjectType('Engine', { description: 'A way to answer prompts: a provider with its models, or the built-in offline engine.' })
export class EngineType {
  @Field(() => String) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'what it is, in a sentence to read before choosing it' }) about!: string;
  @Field(() => Boolean) configured!: boolean;
  @Field(() => Boolean) offline!: boolean;
  @Field(() => [String], { description: 'the first is the default' }) models!: string[];
  @Field(() => Float, { description: 'US dollars for a million tokens of input, of the default model' }) inputUsdPerMTok!: number;
  @Field(() => Float, { description: 'US dollars for a million tokens of output, of the default model' }) outputUsdPerMTok!: number;
}

@Resolver(() => EngineType)
export class EngineResolver {
  constructor(@Inject(MODELS) private readonly models: ModelRegistry) {}

  @Query(() => [EngineType])
  @Requires('signed-in')
  engines(): EngineType[] {
    return this.models.all().map((engine) => {
      const price = engine.price(engine.info.models[0]!);
      return { ...engine.info, inputUsdPerMTok: price.inputMicrosPerMTok / 1e6, outputUsdPerMTok: price.outputMicrosPerMTok / 1e6 };
    });
  }
}
