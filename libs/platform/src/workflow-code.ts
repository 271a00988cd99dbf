import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Tells one version of the workflows from another: two bundles with the same code have the same. */
export function buildIdOf(bundleFile: string): string {
  return createHash('sha256').update(readFileSync(bundleFile)).digest('hex').slice(0, 12);
}
