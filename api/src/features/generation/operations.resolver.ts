import { GENERATION_OPERATIONS, PAUSE_MODES, givenName, type GenerationOperation, type OperationField, type OperationFields } from '@millwright/domain';
import type { Config } from '@millwright/platform';
import { Inject, type Type } from '@nestjs/common';
import { Args, Context, Field, Float, ID, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { CONFIG, GENERATIONS } from '../../tokens.js';
import { toGeneration } from './generation.mapper.js';
import type { GenerationService } from './generation.service.js';
import { GenerationIdInput, GenerationPayload, PauseModeEnum } from './generation.types.js';

/** Promised to integrators with their fields as arguments of their own, beside the input. */
const BESIDE_THE_INPUT: readonly GenerationOperation[] = ['pauseGeneration', 'resumeGeneration'];
/** Choices that have a GraphQL type of their own; others are texts. */
const ENUMS = new Map<readonly string[], object>([[PAUSE_MODES, PauseModeEnum]]);

class Operations {
  constructor(
    @Inject(GENERATIONS) protected readonly generations: GenerationService,
    @Inject(CONFIG) protected readonly config: Config,
  ) {}
}

/** The mutations of the operations on generations, one for each entry of their table. */
@Resolver()
export class OperationsResolver extends Operations {}

for (const operation of Object.keys(GENERATION_OPERATIONS) as GenerationOperation[]) addMutation(operation);

function addMutation(operation: GenerationOperation): void {
  const { fields, permission, ...entry } = GENERATION_OPERATIONS[operation];
  const isBeside = BESIDE_THE_INPUT.includes(operation);
  const beside = isBeside ? Object.entries<OperationField>(fields) : [];
  async function mutate(this: Operations, input: Record<string, unknown>, { viewer }: RequestContext, ...more: unknown[]): Promise<GenerationPayload> {
    const given = isBeside ? Object.fromEntries(beside.map(([name, field], i) => [givenName(name, field), more[i]])) : input;
    const generations = this.generations;
    const row = await generations.operate(requireViewer(viewer), String(input.generationId), operation, given, isBeside ? '' : 'input');
    return { generation: toGeneration(row, this.config) };
  }
  const target = OperationsResolver.prototype;
  const descriptor = { value: mutate, writable: true, configurable: true };
  Object.defineProperty(target, operation, descriptor);
  // Nest reads what the compiler would have written of a method with decorators.
  Reflect.defineMetadata('design:paramtypes', [Object, Object, ...beside.map(() => Object)], target, operation);
  Mutation(() => GenerationPayload, { name: operation, ...('description' in entry ? { description: entry.description } : {}) })(target, operation, descriptor);
  Requires(permission)(target, operation, descriptor);
  const input = isBeside ? GenerationIdInput : inputOf(operation, fields);
  Args('input', { type: () => input })(target, operation, 0);
  Context()(target, operation, 1);
  for (const [i, [name, field]] of beside.entries()) Args(givenName(name, field), { type: () => typeOf(field), ...optionsOf(field) } as { type(): never })(target, operation, i + 2);
}

function inputOf(operation: string, fields: OperationFields): Type {
  const Input = class {};
  Field(() => ID)(Input.prototype, 'generationId');
  for (const [name, field] of Object.entries(fields)) Field((): never => typeOf(field), optionsOf(field) as never)(Input.prototype, givenName(name, field));
  InputType(`${operation[0]!.toUpperCase()}${operation.slice(1)}Input`)(Input);
  return Input;
}

const typeOf = (field: OperationField): never =>
  (field.type === 'dollars' ? Float : field.type === 'choice' ? (ENUMS.get(field.of) ?? String) : String) as never;

function optionsOf(field: OperationField): { description?: string; nullable?: true; defaultValue?: string } {
  return {
    ...(field.description ? { description: field.description } : {}),
    ...(field.type === 'text' ? { nullable: true } : {}),
    ...(field.type === 'choice' ? { nullable: true, defaultValue: field.otherwise } : {}),
  };
}
