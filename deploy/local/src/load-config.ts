import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '@millwright/platform';
import { ROOT } from './paths.ts';
import { Plain } from './say.ts';

/** The configuration, from the environment and the file .env beside it. @throws Plain naming each wrong variable */
export async function loadConfig(): Promise<Config> {
  const file = join(ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  // Built code: not there before the build.
  const { InvalidConfiguration, readConfig } = await import('@millwright/platform');
  try {
    return readConfig(process.env, ROOT);
  } catch (error) {
    if (error instanceof InvalidConfiguration) throw new Plain(error.message);
    throw error;
  }
}
