import { Inject } from '@nestjs/common';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { JsonScalar } from '../../graphql/scalars.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { CORRECTIONS } from '../../tokens.js';
import type { CorrectionService } from './correction.service.js';
import { CorrectionPreviewType } from './correction.types.js';

@Resolver()
export class CorrectionResolver {
  constructor(@Inject(CORRECTIONS) private readonly service: CorrectionService) {}

  @Query(() => CorrectionPreviewType, { description: 'what corrections make of a generation’s blueprint; nothing is written' })
  @Requires('generation.read')
  async previewCorrection(
    @Args('generationId', { type: () => ID }) generationId: string,
    @Args('corrections', {
      type: () => [JsonScalar],
      description: 'one after the other, each an object with `do`; none: how people read the blueprint as it is',
    })
    corrections: unknown[],
    @Args('blueprint', { type: () => String, nullable: true, description: 'blueprint.json to correct; default: the generation’s own' })
    blueprint: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<CorrectionPreviewType> {
    const corrected = await this.service.preview(requireViewer(viewer), { generationId, corrections, blueprint });
    const { design, changes, faults } = corrected;
    return { design, changes, faults, text: `${JSON.stringify(corrected.blueprint, null, 2)}\n` };
  }
}
