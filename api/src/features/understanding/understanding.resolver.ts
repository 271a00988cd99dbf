import type { Phrase, Understanding } from '@millwright/domain';
import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { UNDERSTANDING } from '../../tokens.js';
import { GenerationType } from '../generation/generation.types.js';
import type { UnderstandingService } from './understanding.service.js';
import { UnderstandingType } from './understanding.types.js';

@Resolver(() => GenerationType)
export class UnderstandingResolver {
  constructor(@Inject(UNDERSTANDING) private readonly readings: UnderstandingService) {}

  @Query(() => UnderstandingType, { description: 'reads a description without writing anything: ≤ 100 ms, kept nowhere' })
  @Requires('signed-in')
  previewUnderstanding(
    @Args('description', { type: () => String }) description: string,
    @Args('name', { type: () => String, nullable: true }) name: string | null,
    @Context() { viewer }: RequestContext,
  ): UnderstandingType {
    requireViewer(viewer);
    return toUnderstanding(this.readings.preview(description, name));
  }

  @ResolveField(() => UnderstandingType, {
    name: 'understanding',
    nullable: true,
    description: 'null: no stage has read the description yet, or the engine gives none',
  })
  async read(@Parent() generation: GenerationType, @Context() { loaders }: RequestContext): Promise<UnderstandingType | null> {
    const row = await loaders.generation.load({ organizationId: generation.organizationId, id: generation.id });
    const understood = row ? await this.readings.of(row) : null;
    return understood ? toUnderstanding(understood) : null;
  }
}

const toUnderstanding = ({ phrases, projectKind, warnings }: Understanding): UnderstandingType => ({
  phrases: phrases.map(toPhrase),
  projectKind,
  warnings,
});
const toPhrase = ({ reason, ...phrase }: Phrase): UnderstandingType['phrases'][number] => ({ ...phrase, reason: reason ?? null });
