import type { StageState } from '@millwright/domain';
import type { BlobStore } from '@millwright/integrations';
import type { Config } from '@millwright/platform';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { BLOBS, COMPARISONS, CONFIG } from '../../tokens.js';
import type { CompareService } from './compare.service.js';
import { FileChangeType, GenerationComparisonType } from './compare.types.js';
import { toGeneration, toStage } from './generation.mapper.js';

@Resolver()
export class CompareResolver {
  constructor(
    @Inject(COMPARISONS) private readonly comparisons: CompareService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Query(() => GenerationComparisonType, { description: 'two generations beside each other, stage by stage and file by file' })
  @Requires('generation.read')
  async compareGenerations(
    @Args('leftId', { type: () => ID }) leftId: string,
    @Args('rightId', { type: () => ID }) rightId: string,
    @Context() { viewer }: RequestContext,
  ): Promise<GenerationComparisonType> {
    const { left, right, stages } = await this.comparisons.compare(requireViewer(viewer), leftId, rightId);
    const stageOf = (stage: StageState | null) => stage && toStage(stage);
    return {
      left: toGeneration(left, this.config),
      right: toGeneration(right, this.config),
      stages: stages.map((stage) => ({ ...stage, left: stageOf(stage.left), right: stageOf(stage.right) })),
    };
  }
}

@Resolver(() => FileChangeType)
export class FileChangeResolver {
  constructor(@Inject(BLOBS) private readonly blobs: BlobStore) {}

  @ResolveField(() => String, { nullable: true })
  async leftText(@Parent() { organizationId, leftSha256 }: FileChangeType): Promise<string | null> {
    return leftSha256 && (await this.blobs.get(organizationId, leftSha256)).toString('utf8');
  }

  @ResolveField(() => String, { nullable: true })
  async rightText(@Parent() { organizationId, rightSha256 }: FileChangeType): Promise<string | null> {
    return rightSha256 && (await this.blobs.get(organizationId, rightSha256)).toString('utf8');
  }
}
