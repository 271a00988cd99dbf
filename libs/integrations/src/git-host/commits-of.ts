import type { CommitRequest } from './port.js';

/** A repository's tree by content hashes. */
export interface StoredTree {
  files: readonly { path: string; sha256: string }[];
  /** Of its commit; absent: that of a generation. */
  message?: string;
}

/**
 * The commits of a project's repository: one for each generation that made a tree and each edit of a person, oldest first.
 * A tree like the one before it adds nothing.
 */
export async function commitsOf(trees: readonly StoredTree[], read: (sha256: string) => Promise<Uint8Array>): Promise<CommitRequest[]> {
  const commits: CommitRequest[] = [];
  let last = '';
  let generations = 0;
  for (const { files, message } of trees) {
    const fingerprint = files
      .map(({ path, sha256 }) => `${sha256} ${path}`)
      .sort()
      .join('\n');
    if (fingerprint === last) continue;
    last = fingerprint;
    if (!message) generations++;
    commits.push({
      message: message ?? messageOf(generations),
      files: await Promise.all(files.map(async ({ path, sha256 }) => ({ path, content: await read(sha256) }))),
    });
  }
  return commits;
}

/** What the commit of the nth generation with a tree of its own says. */
export const messageOf = (nth: number): string => (nth === 1 ? 'Generate the project\n' : `Generate the project again (${nth})\n`);
