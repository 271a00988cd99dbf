import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '@millwright/platform';
import { ROOT } from './paths.ts';
import { Plain } from './say.ts';

/** Takes up the file .env; what the environment says already stays. */
export function loadEnvironment(): void {
  const file = join(ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** The configuration, from the environment and the file .env beside it. @throws Plain naming each wrong variable */
export async function loadConfig(): Promise<Config> {
  loadEnvironment();
  // Built code: not there before the build.
  const { InvalidConfiguration, readConfig } = await import('@millwright/platform');
  try {
    return readConfig(process.env, ROOT);
  } catch (error) {
    if (error instanceof InvalidConfiguration) throw new Plain(error.message);
    throw error;
  }
}

/** Variables of a stack that runs its own servers, whatever the file .env says: an empty one counts as absent. */
export const OWN_SERVERS = {
  DATABASE_URL: '',
  DATABASE_APP_URL: '',
  TEMPORAL_ADDRESS: '',
  TEMPORAL_UI_URL: '',
  TEMPORAL_UI_UPSTREAM: '',
  POSTGRES_PORT: '',
  TEMPORAL_PORT: '',
};

/** The same for a stack that a command has to itself: its own servers, on a folder of its own. */
export async function loadOwnConfig(dataDir: string, port: number): Promise<Config> {
  return {
    ...(await loadConfig()),
    DATABASE_URL: undefined,
    DATABASE_APP_URL: undefined,
    TEMPORAL_ADDRESS: undefined,
    TEMPORAL_UI_URL: undefined,
    TEMPORAL_UI_UPSTREAM: undefined,
    POSTGRES_PORT: undefined,
    TEMPORAL_PORT: undefined,
    // A replay takes what was seen as it was recorded.
    VERIFY: 'off',
    DATA_DIR: dataDir,
    PORT: port,
    PUBLIC_URL: `http://localhost:${port}`,
  };
}

/** A configuration as the environment of a process. */
export function definedOnly(config: Config): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(config).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)]])),
  );
}
