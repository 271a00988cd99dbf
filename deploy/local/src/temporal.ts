import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { endServer } from './orphans.ts';
import { Plain, say } from './say.ts';
import type { ProcessPlan } from './supervised.ts';

const CLI_MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

/** Where one Temporal for all checkouts of this user is kept. */
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'millwright', 'bin');

// As shipped, the local server polls its queues 20 times a second, 50 ms a task; these settings lift that
// without giving up durability (full synchronisation of the database file).
const DYNAMIC_CONFIG = {
  'history.transferProcessorMaxPollRPS': '2000',
  'history.timerProcessorMaxPollRPS': '2000',
  'history.visibilityProcessorMaxPollRPS': '2000',
  'history.timerProcessorMaxTimeShift': '"10ms"',
  'system.enableActivityEagerExecution': 'true',
  // A version of the workflows that nobody is on any more is known as such within seconds, not minutes.
  'matching.wv.VersionDrainageStatusVisibilityGracePeriod': '"5s"',
  'matching.wv.VersionDrainageStatusRefreshInterval': '"5s"',
  'matching.enableFairness': 'true',
  // Each partition is fair by itself alone: over four of them, one with 1,000 calls waiting ran 300 while another had its
  // turn at 20. Four are still read, for what older runs left in them.
  'matching.numTaskqueueWritePartitions': '1',
};

/** The Temporal server as a supervised process; its state in one file, its UI beside it. */
export async function prepareTemporal(
  folder: string,
  ports: { server: number; ui: number | null; codec?: string },
  logFile: string,
): Promise<ProcessPlan> {
  const binary = await findTemporal();
  mkdirSync(folder, { recursive: true });
  const database = join(folder, 'temporal.db');
  return {
    name: 'Temporal',
    command: binary,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(ports.server)],
      ...(ports.ui === null ? ['--headless'] : ['--ui-port', String(ports.ui), '--ui-ip', '127.0.0.1']),
      ...(ports.ui === null || !ports.codec ? [] : ['--ui-codec-endpoint', ports.codec]),
      ...['--db-filename', database, '--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=full', '--log-level', 'warn'],
      ...Object.entries(DYNAMIC_CONFIG).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
    ],
    options: { detached: true },
    logFile,
    stopSignal: 'SIGINT',
    // Between choosing its inner ports and listening at them it may lose one to another process; it chooses others then.
    patienceMs: 10_000,
    prepare: async () => await endServer('Temporal', dirname(folder)),
    ready: async (child) => {
      const { Connection } = await import('@temporalio/client');
      for (;;) {
        try {
          const connection = await Connection.connect({ address: `127.0.0.1:${ports.server}`, connectTimeout: '1s' });
          await connection.close();
          return;
        } catch {
          if (child.exitCode !== null) return;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    },
  };
}

/** A temporal executable: on PATH, from the cache, by the SDK's downloader, or built with Go. @throws Plain naming the ways */
export async function findTemporal(): Promise<string> {
  const onPath = which('temporal');
  if (onPath) return onPath;
  const cached = join(CACHE, process.platform === 'win32' ? 'temporal.exe' : 'temporal');
  if (existsSync(cached)) return cached;
  mkdirSync(CACHE, { recursive: true });
  const downloaded = findDownloaded();
  if (downloaded) return downloaded;
  say('Temporal is not on this machine; downloading it …');
  const reason = await download();
  const fresh = findDownloaded();
  if (fresh) return fresh;
  const go = which('go');
  if (go) {
    say(`The download did not succeed (${reason}); building Temporal with Go instead (about 2 minutes, once for all checkouts) …`);
    const started = Date.now();
    const tick = setInterval(() => say(`… still building Temporal (${Math.round((Date.now() - started) / 1_000)} s)`), 20_000);
    const code = await new Promise<number>((resolve) => {
      const child = spawn(go, ['install', CLI_MODULE], { env: { ...process.env, GOBIN: CACHE }, stdio: ['ignore', 'ignore', 'pipe'] });
      child.stderr.on('data', () => undefined);
      child.on('error', () => resolve(1));
      child.on('exit', (status) => resolve(status ?? 1));
    });
    clearInterval(tick);
    if (code === 0 && existsSync(cached)) return cached;
  }
  throw new Plain(
    [
      'There is no Temporal server, and none could be had. One of these helps:',
      '  1. set TEMPORAL_ADDRESS to a server of your own;',
      '  2. put the temporal command line on PATH (docs.temporal.io/cli);',
      `  3. install Go 1.24 or later, and run this again; it builds ${CLI_MODULE}.`,
      `(The download failed: ${reason})`,
    ].join('\n'),
  );
}

function which(name: string): string | undefined {
  try {
    return (
      execFileSync(process.platform === 'win32' ? 'where' : 'which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
        .split('\n')[0]
        ?.trim() || undefined
    );
  } catch {
    return undefined;
  }
}

function findDownloaded(): string | undefined {
  const name = readdirSync(CACHE).find((entry) => entry.startsWith('temporal-cli') && !entry.includes('download'));
  return name ? join(CACHE, name) : undefined;
}

/** Lets the SDK fetch the command line for this platform. @returns why it could not; empty where it could. */
async function download(): Promise<string> {
  try {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const environment = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'cached-download', downloadDir: CACHE } },
    });
    await environment.teardown();
    return '';
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 200);
  }
}
