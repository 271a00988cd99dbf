import { PATHS, directoriesOf, type Blueprint, type GenerationStats } from '@millwright/domain';
import type { BlobStore } from '@millwright/integrations';
import type { Transaction } from '@millwright/persistence';

/** What a finished generation amounts to; files and lines as they stand in its repository. */
export async function statsOf(tx: Transaction, blobs: BlobStore, organizationId: string, generationId: string): Promise<GenerationStats> {
  const [generation, artifacts] = [await tx.generations.get(generationId), await tx.madeBy(generationId)];
  const blueprint = artifacts.find((artifact) => artifact.stage === 'BLUEPRINT' && artifact.path === PATHS.blueprint);
  const technologies = blueprint
    ? (JSON.parse((await blobs.get(organizationId, blueprint.sha256)).toString('utf8')) as Blueprint).technologies
    : [];
  return {
    files: artifacts.length,
    directories: directoriesOf(artifacts.map((artifact) => artifact.path)).length,
    linesOfCode: artifacts.filter((artifact) => artifact.stage === 'CODE').reduce((sum, artifact) => sum + artifact.lines, 0),
    durationMs: Date.now() - generation.createdAt.getTime(),
    technologies,
  };
}
