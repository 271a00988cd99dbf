import {
  BadInput,
  LIMITS,
  PATHS,
  PreconditionFailed,
  correctionSchema,
  stageDocument,
  type Blueprint,
  type Corrected,
  type Correction,
  type FieldFault,
} from '@millwright/domain';
import { ModelError, schemaFaults, type BlobStore, type ModelRegistry } from '@millwright/integrations';
import type { GenerationRow } from '@millwright/persistence';
import { parseBounded } from '@millwright/platform';
import type { Viewer } from '../../security/viewer.js';
import type { GenerationService } from '../generation/generation.service.js';

const MOST_CORRECTIONS = 500;
const BLUEPRINT = { bytes: 16 * 1_024 * 1_024, depth: 100, values: 200_000 };

export interface CorrectionInput {
  generationId: string;
  corrections: readonly unknown[];
  /** What they are applied to; absent: the generation's own. */
  blueprint?: string | null;
}

/** What corrections of a person make of a generation's blueprint, without writing anything. */
export class CorrectionService {
  constructor(
    private readonly models: ModelRegistry,
    private readonly generations: GenerationService,
    private readonly blobs: Pick<BlobStore, 'get'>,
  ) {}

  /** @throws NotFound · Forbidden · BadInput · PreconditionFailed where there is no blueprint of an engine that takes corrections */
  async preview(viewer: Viewer, input: CorrectionInput): Promise<Corrected<Blueprint>> {
    const row = await this.generations.get(viewer, input.generationId, 'generation.read');
    const corrections = checked(input.corrections);
    const id = row.input.stageEngines?.CODE?.engine ?? row.engine;
    const engine = this.models.all().find((one) => one.info.id === id);
    if (!engine?.correct)
      throw new PreconditionFailed(
        `${engine?.info.name ?? 'Its engine'} says nothing of what it understood that could be corrected one by one`,
        'Edit blueprint.json where it waits for approval, or in a fork.',
      );
    const blueprint = input.blueprint ? parsed(input.blueprint) : await this.own(row);
    try {
      return engine.correct({ projectName: blueprint.project_name, description: row.description, blueprint }, corrections);
    } catch (error) {
      if (error instanceof ModelError) throw new PreconditionFailed(error.message, error.hint);
      throw error;
    }
  }

  private async own(row: GenerationRow): Promise<Blueprint> {
    const artifact = await this.generations.artifact(row.organizationId, row.id, 'BLUEPRINT', PATHS.blueprint);
    if (!artifact) throw new PreconditionFailed('There is no blueprint yet', 'Wait until its stage is complete.');
    return JSON.parse(String(await this.blobs.get(row.organizationId, artifact.sha256))) as Blueprint;
  }
}

/** @throws BadInput naming each that has another form */
function checked(corrections: readonly unknown[]): Correction[] {
  if (corrections.length > MOST_CORRECTIONS) throw new BadInput([{ path: 'corrections', message: `must be at most ${MOST_CORRECTIONS}` }]);
  const faults = corrections.flatMap((one, i): FieldFault[] => {
    const schema = correctionSchema((one as { do?: unknown } | null)?.do);
    if (!schema) return [{ path: `corrections.${i}.do`, message: 'is no kind of correction' }];
    return schemaFaults(schema, one).map((message) => ({ path: `corrections.${i}`, message }));
  });
  if (faults.length > 0) throw new BadInput(faults.slice(0, 20));
  return corrections as Correction[];
}

/** @throws BadInput where it is no blueprint */
function parsed(text: string): Blueprint {
  const refused = (messages: string[]): BadInput => new BadInput(messages.slice(0, 5).map((message) => ({ path: 'blueprint', message })));
  if (text.length > LIMITS.editMax) throw refused([`must have at most ${LIMITS.editMax.toLocaleString('en')} characters`]);
  const document = stageDocument('BLUEPRINT', PATHS.blueprint)!;
  let value: unknown;
  try {
    value = parseBounded(text, BLUEPRINT);
  } catch (error) {
    throw refused([`is not JSON: ${(error as Error).message}`]);
  }
  const wrong = schemaFaults(document.schema, value);
  if (wrong.length === 0) wrong.push(...(document.check?.(value) ?? []));
  if (wrong.length > 0) throw refused(wrong);
  return value as Blueprint;
}
