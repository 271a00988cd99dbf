import type { BlobStore } from '@millwright/integrations';
import type { Config } from '@millwright/platform';
import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { BLOBS, CONFIG, VERIFICATIONS } from '../../tokens.js';
import { toGeneration } from '../generation/generation.mapper.js';
import { GenerationType } from '../generation/generation.types.js';
import { ProjectType } from '../project/project.types.js';
import { toVerification } from './verification.mapper.js';
import type { VerificationService } from './verification.service.js';
import {
  ScreenshotType,
  VerificationCheckType,
  VerificationPayload,
  VerificationType,
  VerifyGenerationInput,
} from './verification.types.js';

@Resolver(() => VerificationType)
export class VerificationResolver {
  constructor(
    @Inject(VERIFICATIONS) private readonly verifications: VerificationService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Mutation(() => VerificationPayload, {
    description: 'looks at what stands now once more; asks no engine. Where one runs, it is that one',
  })
  @Requires('generation.run')
  async verifyGeneration(@Args('input') input: VerifyGenerationInput, @Context() { viewer }: RequestContext): Promise<VerificationPayload> {
    const begun = await this.verifications.verify(requireViewer(viewer), input);
    return { verification: toVerification(begun.organizationId, begun) };
  }

  @ResolveField(() => GenerationType)
  async generation(
    @Parent() { organizationId, generationId }: VerificationType,
    @Context() { loaders }: RequestContext,
  ): Promise<GenerationType> {
    return toGeneration((await loaders.generation.load({ organizationId, id: generationId }))!, this.config);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'the commit that holds the files that were looked at; null until it is made, and where the repository holds others by now',
  })
  async commit(
    @Parent() { organizationId, generationId, digest }: VerificationType,
    @Context() { loaders }: RequestContext,
  ): Promise<string | null> {
    const row = await loaders.generation.load({ organizationId, id: generationId });
    return row ? await this.verifications.commitOf(organizationId, row, digest) : null;
  }
}

@Resolver(() => VerificationCheckType)
export class VerificationCheckResolver {
  constructor(@Inject(BLOBS) private readonly blobs: BlobStore) {}

  @ResolveField(() => String, {
    nullable: true,
    description: 'the last 64 KiB of what it printed, stdout and stderr as they came, secrets masked',
  })
  async output(@Parent() { organizationId, outputSha256 }: VerificationCheckType): Promise<string | null> {
    return outputSha256 === null ? null : (await this.blobs.get(organizationId, outputSha256)).toString('utf8');
  }
}

@Resolver(() => GenerationType)
export class GenerationVerificationResolver {
  @ResolveField(() => VerificationType, {
    nullable: true,
    description: 'the latest one of what this generation made; null: none was begun',
  })
  async verification(
    @Parent() { organizationId, id }: GenerationType,
    @Context() { loaders }: RequestContext,
  ): Promise<VerificationType | null> {
    const found = await loaders.verification.load({ organizationId, id });
    return found ? toVerification(organizationId, found) : null;
  }
}

@Resolver(() => ProjectType)
export class ProjectCoverResolver {
  @ResolveField(() => ScreenshotType, {
    nullable: true,
    description: 'the first picture of the latest verification that has one; null: none has',
  })
  cover(): ScreenshotType | null {
    // Pictures are taken by a browser's walk, which no verification has yet.
    return null;
  }
}
