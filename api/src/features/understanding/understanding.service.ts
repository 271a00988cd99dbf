import { BadInput, InputCheck, LIMITS, PATHS, type Blueprint, type Understanding } from '@millwright/domain';
import { ModelError, type BlobStore, type ModelRegistry } from '@millwright/integrations';
import type { ArtifactRow } from '@millwright/persistence';
import type { GenerationService } from '../generation/generation.service.js';

/** What of a generation decides how its description is read. */
interface Read {
  organizationId: string;
  id: string;
  engine: string;
  description: string;
}

/** What engines understand of descriptions, phrase by phrase; kept nowhere, since the same text is read the same way. */
export class UnderstandingService {
  constructor(
    private readonly models: ModelRegistry,
    private readonly generations: GenerationService,
    private readonly blobs: Pick<BlobStore, 'get'>,
  ) {}

  /** Reads a description without writing anything. @throws BadInput where nothing of it can be read */
  preview(description: string, name: string | null): Understanding {
    const check = new InputCheck();
    const text = check.text('description', description, { max: LIMITS.descriptionMax });
    check.done();
    const engine = this.models.all().find((one) => one.understand);
    try {
      return engine!.understand!({ projectName: name?.trim() || 'Project', description: text });
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      throw new BadInput([{ path: 'description', message: error.message }]);
    }
  }

  /** null: no stage has read the description yet, or its engine says nothing of it. */
  async of(row: Read): Promise<Understanding | null> {
    const engine = this.models.all().find((one) => one.info.id === row.engine);
    if (!engine?.understand) return null;
    if (!(await this.artifact(row, 'DEV_PLAN', PATHS.planJson))) return null;
    const artifact = await this.artifact(row, 'BLUEPRINT', PATHS.blueprint);
    const blueprint = artifact ? (JSON.parse(String(await this.blobs.get(row.organizationId, artifact.sha256))) as Blueprint) : undefined;
    try {
      return engine.understand({
        projectName: blueprint?.project_name ?? 'Project',
        description: row.description,
        ...(blueprint ? { blueprint } : {}),
      });
    } catch (error) {
      if (error instanceof ModelError) return null;
      throw error;
    }
  }

  private async artifact(row: Read, stage: 'DEV_PLAN' | 'BLUEPRINT', path: string): Promise<ArtifactRow | null> {
    return await this.generations.artifact(row.organizationId, row.id, stage, path);
  }
}
