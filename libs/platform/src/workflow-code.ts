import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Config } from './config.js';

/** The workflow code of a release, in the folder `dist` of its package. */
export const bundleFile = ({ PAYLOAD_ENCRYPTION }: Pick<Config, 'PAYLOAD_ENCRYPTION'>): string =>
  PAYLOAD_ENCRYPTION ? 'workflow-bundle.encrypted.js' : 'workflow-bundle.js';

/** Tells one version of the workflows from another: two bundles with the same code have the same. */
export function buildIdOf(bundleFile: string): string {
  return createHash('sha256').update(readFileSync(bundleFile)).digest('hex').slice(0, 12);
}
