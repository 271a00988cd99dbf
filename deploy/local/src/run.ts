import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import { Plain } from './say.ts';
import { NODE_FLAGS } from './node-flags.ts';

/** Runs a command of an installed package in the foreground. @throws Plain where it does not end well */
export async function run(name: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const child = spawn(process.execPath, [...NODE_FLAGS, join(ROOT, 'node_modules/.bin', name), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Plain(`${name} ended with exit code ${code}`);
}
