import { createHash } from 'node:crypto';

/**
 * One hash for a tree of files: SHA-256, in hex, over what `sha256sum` prints for them in the order of their paths.
 *
 * @param files SHA-256 of each, in hex, by its path.
 */
export function treeDigest(files: Iterable<readonly [path: string, sha256: string]>): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(sorted.map(([path, sha256]) => `${sha256}  ${path}\n`).join(''))
    .digest('hex');
}
