import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { shareLock } from './lock.ts';
import { ROOT } from './paths.ts';
import { Plain, say } from './say.ts';
import { takeSnapshot, whileBuilding, type Snapshot } from './snapshot.ts';
import { loadFrom } from './use-build.ts';
import { NODE_FLAGS } from './node-flags.ts';

const TELL_EVERY_MS = 10_000;

let current: Snapshot | undefined;

/**
 * Builds what is stale; what is not comes from the cache. From then on this process, and those that it starts, run on a
 * copy of their own, which other builds leave alone.
 *
 * @param options.liveConsole see `takeSnapshot`.
 */
export async function build(options: { liveConsole?: boolean } = {}): Promise<void> {
  if (takeGiven()) return;
  await whileBuilding(async () => {
    await runNx();
    await take(options);
  });
}

/** The folder of the build to run: the newest that this process made, or else what is built now. */
export async function builtFolder(): Promise<string> {
  if (!takeGiven() && !current) await whileBuilding(async () => await take({}));
  return current!.folder;
}

/** Whether whoever started this command has built for it, and said where: see `use-build.ts`. */
function takeGiven(): boolean {
  const folder = process.env.MILLWRIGHT_BUILD;
  if (!folder) return false;
  current ??= { folder, use: shareLock(`${folder}.lock`)! };
  return true;
}

/** The same, where one was made. */
export function latestBuild(): string | undefined {
  return current?.folder;
}

async function take(options: { liveConsole?: boolean }): Promise<void> {
  const before = current;
  current = await takeSnapshot(options);
  // What is loaded stays; two instances of one package would not know each other's classes.
  if (!before) loadFrom(current.folder);
}

async function runNx(): Promise<void> {
  const child = spawn(
    process.execPath,
    [...NODE_FLAGS, join(ROOT, 'node_modules/nx/dist/bin/nx.js'), 'run-many', '-t', 'build', '--output-style=static'],
    {
      cwd: ROOT,
      env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NG_CLI_ANALYTICS: 'false' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const waiting = new Set<string>();
  const startedAt = Date.now();
  const tick = setInterval(() => {
    if (waiting.size > 0) say(`… still building ${[...waiting].join(', ')} (${Math.round((Date.now() - startedAt) / 1_000)} s)`);
  }, TELL_EVERY_MS);
  let output = '';
  let rest = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      for (const line of lines) noteProgress(line, waiting);
    });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(tick);
  if (code !== 0) throw new Plain(`The build failed:\n${output}`);
}

/** Nx lists what it will build, and then each as it is done; what came from the cache is not worth a line. */
export function noteProgress(line: string, waiting: Set<string>): void {
  const listed = /^\s*- @millwright\/(\S+)\s*$/.exec(line)?.[1];
  if (listed) waiting.add(listed);
  const done = /nx run @millwright\/(\S+):build(.*)$/.exec(line);
  if (!done || !waiting.delete(done[1]!)) return;
  if (!done[2]!.includes('[')) say(`Built ${done[1]}`);
}
