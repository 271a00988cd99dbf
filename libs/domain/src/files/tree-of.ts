import type { StageName } from '../generation/stage.types.js';

/**
 * The files of a generation's repository: what its stages made, and over it what the repository stage put in its place,
 * such as a file that a person's edit was merged into.
 */
export function treeOf<T extends { stage: StageName; path: string }>(artifacts: readonly T[]): T[] {
  const files = new Map<string, T>();
  for (const artifact of artifacts) {
    const known = files.get(artifact.path);
    if (!known || artifact.stage === 'REPOSITORY') files.set(artifact.path, artifact);
  }
  return [...files.values()];
}
