import type { ChildProcess } from 'node:child_process';
import type { Config } from '@millwright/platform';
import { say } from './say.ts';
import { readyByMessage } from './supervised.ts';

/** What is a key or token of somebody's stays out of the process that starts foreign code. */
const KEYS = /(_API_KEY|_TOKEN|_CLIENT_SECRET)$|^(SMTP_URL|PACED_ENGINE)$/;
/** Without it there is no work. */
const NEEDED = 'TEMPORAL_API_KEY';

/** Environment of the sandbox worker: no keys of engines and git hosts, and the database as its runtime role alone. */
export async function sandboxEnv(config: Config, env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const { databaseUrls } = await import('@millwright/platform');
  const { app } = databaseUrls({ ...config, DATABASE_URL: env.DATABASE_URL, DATABASE_APP_URL: env.DATABASE_APP_URL || undefined });
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => name === NEEDED || !KEYS.test(name))),
    DATABASE_URL: app,
    DATABASE_APP_URL: app,
  };
}

/** What a sandbox worker says where it can start none. */
export interface NoSandbox {
  noSandbox: { cause: string; remedy: string };
}

/** Ready when it says so; where it can start no sandbox it works all the same, and people are told. */
export function sandboxReady(child: ChildProcess, tell = say): Promise<void> {
  child.on('message', (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('noSandbox' in message)) return;
    const { cause, remedy } = (message as NoSandbox).noSandbox;
    tell(`No sandbox can be started: ${cause}. ${remedy} What is generated is delivered untried, and says so.`);
  });
  return readyByMessage(child);
}
