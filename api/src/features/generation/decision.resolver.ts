import type { StageName } from '@millwright/domain';
import type { BlobStore } from '@millwright/integrations';
import type { Config } from '@millwright/platform';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { BLOBS, CONFIG, DECISIONS } from '../../tokens.js';
import type { DecisionService } from './decision.service.js';
import { ApproveStageInput, ReviewBaseType, StageReviewType } from './decision.types.js';
import { toArtifact, toGeneration } from './generation.mapper.js';
import { GenerationPayload, StageNameEnum } from './generation.types.js';

@Resolver()
export class DecisionResolver {
  constructor(
    @Inject(DECISIONS) private readonly decisions: DecisionService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Query(() => StageReviewType, { nullable: true, description: 'what a stage made that waits for approval; null where it does not wait' })
  @Requires('generation.read')
  async stageReview(
    @Args('generationId', { type: () => ID }) generationId: string,
    @Args('stage', { type: () => StageNameEnum }) stage: StageName,
    @Context() { viewer }: RequestContext,
  ): Promise<StageReviewType | null> {
    const review = await this.decisions.review(requireViewer(viewer), generationId, stage);
    return (
      review && {
        ...review,
        files: review.files.map(({ artifact, base, ...file }) => ({
          ...file,
          artifact: toArtifact(artifact),
          base: base && { ...base, organizationId: artifact.organizationId },
        })),
      }
    );
  }

  @Mutation(() => GenerationPayload)
  @Requires('generation.approve')
  async approveStage(@Args('input') input: ApproveStageInput, @Context() { viewer }: RequestContext): Promise<GenerationPayload> {
    return { generation: toGeneration(await this.decisions.decide(requireViewer(viewer), input), this.config) };
  }
}

@Resolver(() => ReviewBaseType)
export class ReviewBaseResolver {
  constructor(@Inject(BLOBS) private readonly blobs: BlobStore) {}

  @ResolveField(() => String)
  async text(@Parent() { organizationId, sha256 }: ReviewBaseType): Promise<string> {
    return (await this.blobs.get(organizationId, sha256)).toString('utf8');
  }
}
