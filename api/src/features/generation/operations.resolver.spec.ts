import { GENERATION_OPERATIONS, operationOf, type GenerationEventBody, type OperatedState } from '@millwright/domain';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { printType, type GraphQLObjectType } from 'graphql';
import 'reflect-metadata';
import { REQUIREMENT } from '../../security/requires.decorator.js';

/** All that a new operation takes. */
const noteGeneration = operationOf<OperatedState, GenerationEventBody>()({
  permission: 'generation.approve',
  description: 'leaves a remark',
  fields: { note: { type: 'text', max: 200, isOptional: true }, worth: { type: 'dollars', max: 10 } },
  refuse: () => null,
  event: ({ note }, actor) => ({ type: 'GENERATION_PAUSED', actor, ...(note ? { reason: note } : {}) }),
});

it('makes a mutation, its input and its permission of one entry of the table', async () => {
  Object.assign(GENERATION_OPERATIONS, { noteGeneration });
  const { OperationsResolver } = await import('./operations.resolver.js');
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  const schema = await app.get(GraphQLSchemaFactory).create([OperationsResolver], { skipCheck: true });
  const mutations = schema.getType('Mutation') as GraphQLObjectType;
  expect(mutations.getFields().noteGeneration).toMatchObject({ description: 'leaves a remark' });
  expect(printType(schema.getType('NoteGenerationInput')!)).toBe(
    'input NoteGenerationInput {\n  generationId: ID!\n  note: String\n  worthUsd: Float!\n}',
  );
  expect(Reflect.getMetadata(REQUIREMENT, (OperationsResolver.prototype as unknown as Record<string, object>).noteGeneration!)).toBe(
    'generation.approve',
  );
  await app.close();
});
