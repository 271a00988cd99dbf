import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NODE_FLAGS } from './node-flags.ts';
import { marksOf } from './orphans.ts';
import { ROOT } from './paths.ts';
import { Plain } from './say.ts';

/** Brings the databases to the shape of a build, in a process of its own. @throws Plain where it could not */
export async function migrateAll(env: NodeJS.ProcessEnv, dataDir: string, build: string): Promise<void> {
  const child: ChildProcess = fork(join(ROOT, 'deploy/local/src/migrate.ts'), marksOf(dataDir), {
    env: { ...env, MILLWRIGHT_BUILD: build },
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [...NODE_FLAGS, '--import', pathToFileURL(join(ROOT, 'deploy/local/src/use-build.ts')).href],
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Plain('The databases could not be brought to today’s shape; the reason stands above.');
}
