import type { Config } from '@millwright/platform';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { CONFIG, RECORDS, RECORD_POLICIES } from '../../tokens.js';
import { toGeneration } from '../generation/generation.mapper.js';
import { GenerationPayload, GenerationType } from '../generation/generation.types.js';
import type { RecordPolicyService } from './record-policy.service.js';
import type { RecordService } from './record.service.js';
import { RecordPolicyPayload, RecordPolicyType, ReplayGenerationInput, ReplayType, SetRecordPolicyInput } from './record.types.js';

@Resolver(() => GenerationType)
export class RecordResolver {
  constructor(
    @Inject(RECORDS) private readonly records: RecordService,
    @Inject(RECORD_POLICIES) private readonly policies: RecordPolicyService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Mutation(() => GenerationPayload, { description: 'a new generation that does what a recorded one did, at no cost: no engine is asked' })
  @Requires('generation.run')
  async replayGeneration(@Args('input') input: ReplayGenerationInput, @Context() { viewer }: RequestContext): Promise<GenerationPayload> {
    return { generation: toGeneration(await this.records.replay(requireViewer(viewer), input), this.config) };
  }

  @ResolveField(() => ReplayType, { nullable: true, description: 'set where it replays a record' })
  async replay(@Parent() { organizationId, id, replayChoice }: GenerationType): Promise<ReplayType | null> {
    if (!replayChoice) return null;
    const { generation, recordedAt, version, redactions, verdict, differences } = await this.records.resultOf(
      organizationId,
      id,
      replayChoice,
    );
    const { projectName, status, failure } = generation;
    return {
      generationId: generation.id,
      projectName,
      status,
      failure: failure && { ...failure, hint: failure.hint ?? null },
      recordedAt,
      version,
      redactions,
      withCode: replayChoice.withCode,
      until: replayChoice.until ?? null,
      verdict,
      differences,
    };
  }

  @Query(() => RecordPolicyType)
  @Requires('organization.read')
  async recordPolicy(
    @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<RecordPolicyType> {
    return await this.policies.get(requireViewer(viewer), organizationId);
  }

  @Mutation(() => RecordPolicyPayload)
  @Requires('organization.manage')
  async setRecordPolicy(@Args('input') input: SetRecordPolicyInput, @Context() { viewer }: RequestContext): Promise<RecordPolicyPayload> {
    return { policy: await this.policies.set(requireViewer(viewer), input) };
  }
}
