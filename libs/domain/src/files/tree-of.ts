import type { StageName } from '../generation/stage.types.js';
import { STAGES } from '../generation/stages.js';

/**
 * The files of a generation's repository: what its stages made, each path once, in the order of paths. This is the one rule
 * for a path that two stages wrote, and every reader of a tree goes by it: what the repository stage put in place of others
 * (a file that a person's edit was merged into) stands over all of them; of the rest, the stage whose descriptor has the
 * highest precedence. That is what repositories have held from the first one on, so a repository that is lost is made again
 * with the same commits.
 *
 * @param removed paths that a person took out, which are in no tree though a stage wrote them.
 */
export function treeOf<T extends { stage: StageName; path: string }>(artifacts: readonly T[], removed: readonly string[] = []): T[] {
  const files = new Map<string, T>();
  for (const artifact of artifacts) {
    const known = files.get(artifact.path);
    if (!known || rankOf(known) < rankOf(artifact)) files.set(artifact.path, artifact);
  }
  for (const path of removed) files.delete(path);
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

// A stage without a descriptor is of another version: it stands over those that are known, and under the repository's own.
const OF_ANOTHER_VERSION = 80;
const PRECEDENCE = new Map(STAGES.map(({ name, precedence }) => [name, precedence]));
const rankOf = ({ stage }: { stage: StageName }): number => PRECEDENCE.get(stage) ?? OF_ANOTHER_VERSION;
