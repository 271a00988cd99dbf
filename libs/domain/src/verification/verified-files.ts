import { PATHS } from '../generation/documents.js';
import { PROVENANCE_PATH } from '../provenance/provenance.js';

/** The files of a repository that are tried, SHA-256 by path: what it says of itself is not among them. */
export function verifiedFiles(tree: readonly { path: string; sha256: string }[]): Map<string, string> {
  const own: readonly string[] = [PATHS.verification, PROVENANCE_PATH];
  return new Map(tree.filter(({ path }) => !own.includes(path)).map(({ path, sha256 }) => [path, sha256]));
}
