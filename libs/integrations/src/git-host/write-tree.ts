import { requireSafeTree } from '@millwright/domain';
import { commitsOf, messageOf, type StoredTree } from './commits-of.js';
import type { LocalRepositories } from './local-repositories.js';

/** A repository's next tree, and what is known of those before it. */
export interface TreeToWrite {
  organizationId: string;
  projectId: string;
  /** The last commit that was recorded, with its tree; absent: this tree is the first. */
  last?: { headCommit: string; files: StoredTree['files'] } | undefined;
  tree: StoredTree;
  /** All trees before this one; asked for only where the repository here lacks the last commit. */
  history(): Promise<readonly StoredTree[]>;
  read(sha256: string): Promise<Uint8Array>;
}

/**
 * Commits a tree to a project's repository. Contents are read of what is new in it; where the last commit is not here, the
 * whole repository is made again, with the same commits.
 *
 * @returns the id of the last commit. @throws GitFailed · BadInput
 */
export async function writeTree(repositories: LocalRepositories, to: TreeToWrite): Promise<string> {
  const { organizationId, projectId, last, tree, read } = to;
  // All of it, and not only what changes: a new file may differ from an old one by case alone.
  requireSafeTree(tree.files.map(({ path }) => path));
  const subjects = last && (await repositories.subjects(organizationId, projectId, last.headCommit));
  if (last && subjects) {
    const before = new Map(last.files.map(({ path, sha256 }) => [path, sha256]));
    const now = new Set(tree.files.map(({ path }) => path));
    const changed = tree.files.filter(({ path, sha256 }) => before.get(path) !== sha256);
    return await repositories.append(organizationId, projectId, last.headCommit, {
      message: tree.message ?? messageOf(generationsIn(subjects) + 1),
      files: await Promise.all(changed.map(async ({ path, sha256 }) => ({ path, content: await read(sha256) }))),
      removed: [...before.keys()].filter((path) => !now.has(path)),
    });
  }
  return await repositories.write(organizationId, projectId, await commitsOf([...(await to.history()), tree], read));
}

/** How many generations have a commit; an edit's subject begins otherwise. */
function generationsIn(subjects: readonly string[]): number {
  for (let n = subjects.length; n > 0; n--) if (subjects.includes(messageOf(n).trim())) return n;
  return 0;
}
