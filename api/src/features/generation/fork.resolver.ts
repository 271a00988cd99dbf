import type { Config } from '@millwright/platform';
import { Inject } from '@nestjs/common';
import { Args, Context, Float, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { CONFIG, FORKS } from '../../tokens.js';
import { FailureCauseType, ForkGenerationInput, RetryFailuresInput, RetryFailuresPayload } from './decision.types.js';
import type { ForkService } from './fork.service.js';
import { toGeneration } from './generation.mapper.js';
import { GenerationIdInput, GenerationPayload } from './generation.types.js';

@Resolver()
export class ForkResolver {
  constructor(
    @Inject(FORKS) private readonly forks: ForkService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Mutation(() => GenerationPayload, { description: 'a new generation that goes on from a stage of another one' })
  @Requires('generation.run')
  async forkGeneration(@Args('input') input: ForkGenerationInput, @Context() { viewer }: RequestContext): Promise<GenerationPayload> {
    return { generation: toGeneration(await this.forks.fork(requireViewer(viewer), input), this.config) };
  }

  @Mutation(() => GenerationPayload, {
    description: 'a new generation that repeats a failed or cancelled one from the stage where it stopped',
  })
  @Requires('generation.run')
  async retryGeneration(
    @Args('input') input: GenerationIdInput,
    @Args('engine', { type: () => String, nullable: true, description: 'default: the one that it had' }) engine: string | null,
    @Args('model', { type: () => String, nullable: true }) model: string | null,
    @Args('budgetUsd', { type: () => Float, nullable: true, description: 'default: the ceiling that it had' }) budgetUsd: number | null,
    @Context() { viewer }: RequestContext,
  ): Promise<GenerationPayload> {
    const row = await this.forks.retry(requireViewer(viewer), input.generationId, { engine, model, budgetUsd });
    return { generation: toGeneration(row, this.config) };
  }

  @Query(() => [FailureCauseType], { description: 'failed generations that nobody has tried again, by cause, the latest first' })
  @Requires('generation.read')
  async failures(
    @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<FailureCauseType[]> {
    return await this.forks.failures(requireViewer(viewer), organizationId);
  }

  @Mutation(() => RetryFailuresPayload, { description: 'tries all failures of one cause again, oldest first' })
  @Requires('generation.run')
  async retryFailures(@Args('input') input: RetryFailuresInput, @Context() { viewer }: RequestContext): Promise<RetryFailuresPayload> {
    const { started, left } = await this.forks.retryAll(requireViewer(viewer), input);
    return { generations: started.map((row) => toGeneration(row, this.config)), left };
  }
}
