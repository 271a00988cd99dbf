import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findTemporal } from './find-temporal.ts';
import { endServer } from './orphans.ts';
import type { ProcessPlan } from './supervised.ts';

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
  // Beside gRPC, which no page of a browser speaks, it answers plain HTTP at a random port, whoever asks. Nobody has this name.
  'frontend.httpAllowedHosts': '["millwright.invalid"]',
  'matching.enableFairness': 'true',
  // Each partition is fair by itself alone: over four of them, one with 1,000 calls waiting ran 300 while another had its
  // turn at 20. Four are still read, for what older runs left in them.
  'matching.numTaskqueueWritePartitions': '1',
};

const NO_NEWS = '--ui-disable-news-fetch';

/** The Temporal server as a supervised process; its state in one file, its UI beside it. */
export async function prepareTemporal(
  folder: string,
  { server, ui, codec }: { server: number; /** host:port */ ui?: string; codec?: string },
  logFile: string,
): Promise<ProcessPlan> {
  const binary = await findTemporal();
  mkdirSync(folder, { recursive: true });
  const database = join(folder, 'temporal.db');
  return {
    name: 'Temporal',
    command: binary,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(server)],
      ...(ui ? [...(await uiArgs(binary, ui)), ...(codec ? ['--ui-codec-endpoint', codec] : [])] : ['--headless']),
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
          const connection = await Connection.connect({ address: `127.0.0.1:${server}`, connectTimeout: '1s' });
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

/** It stands under an address of our API, which asks who wants to see it; the path is one with that of `temporal-ui.routes.ts`. */
export async function uiArgs(binary: string, address: string): Promise<string[]> {
  const [host, port] = address.split(':') as [string, string];
  // Older versions, such as the one that Go builds, fetch no news and refuse the flag.
  const quiet = (await helpOf(binary)).includes(NO_NEWS) ? [NO_NEWS] : [];
  return ['--ui-ip', host, '--ui-port', port, '--ui-public-path', '/temporal', ...quiet];
}

async function helpOf(binary: string): Promise<string> {
  return await promisify(execFile)(binary, ['server', 'start-dev', '--help']).then(
    ({ stdout }) => stdout,
    () => '',
  );
}
