import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.js';

/** Who commands beside a data folder act as; its password follows from the server's secret. */
export const LOCAL_USER = 'local@millwright.localhost';

/**
 * The server's secret: MILLWRIGHT_SECRET, else one made once and kept in DATA_DIR/secret.key (mode 600).
 */
export function serverSecret(config: Pick<Config, 'MILLWRIGHT_SECRET' | 'DATA_DIR'>): string {
  if (config.MILLWRIGHT_SECRET) return config.MILLWRIGHT_SECRET;
  const file = join(config.DATA_DIR, 'secret.key');
  mkdirSync(config.DATA_DIR, { recursive: true });
  try {
    // Exclusive: of two processes that start together, one writes and both read.
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

/** A secret for one purpose, derived from the server's; knowing it tells nothing of the others. */
export function derivedSecret(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url');
}
