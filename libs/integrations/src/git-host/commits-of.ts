import type { CommitRequest } from './port.js';

/** A repository's tree as artifacts know it: content by hash. */
export type StoredTree = readonly { path: string; sha256: string }[];

/**
 * The commits of a project's repository: one for each generation that made a tree, oldest first.
 * A tree like the one before it adds nothing.
 */
export async function commitsOf(trees: readonly StoredTree[], read: (sha256: string) => Promise<Uint8Array>): Promise<CommitRequest[]> {
  const commits: CommitRequest[] = [];
  let last = '';
  for (const tree of trees) {
    const fingerprint = tree
      .map(({ path, sha256 }) => `${sha256} ${path}`)
      .sort()
      .join('\n');
    if (fingerprint === last) continue;
    last = fingerprint;
    commits.push({
      message: commits.length === 0 ? 'Generate the project\n' : `Generate the project again (${commits.length + 1})\n`,
      files: await Promise.all(tree.map(async ({ path, sha256 }) => ({ path, content: await read(sha256) }))),
    });
  }
  return commits;
}
