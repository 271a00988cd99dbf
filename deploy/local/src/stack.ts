import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '@millwright/platform';
import { builtFolder, latestBuild } from './build.ts';
import { isLocked, lock, type Lock } from './lock.ts';
import { migrateAll } from './migrate-all.ts';
import { endLeftovers, isAlive, marksOf } from './orphans.ts';
import { ROOT } from './paths.ts';
import { freePort, hiddenAddress, isFree } from './ports.ts';
import { preparePostgres } from './postgres.ts';
import { closeDataFolder, makePrivately } from './private-folder.ts';
import { Plain, say } from './say.ts';
import { readyByMessage, Supervised, type ProcessPlan } from './supervised.ts';
import { prepareTemporal } from './temporal.ts';
import { definedOnly } from './load-config.ts';
import { NODE_FLAGS } from './node-flags.ts';
import { sandboxEnv, sandboxReady } from './sandbox-worker.ts';

/** What a running stack writes down for others: a second start, and commands that use it. */
export interface StackState {
  pid: number;
  port: number;
  url: string;
  postgresPort: number;
  temporalPort: number;
  /** Where the Temporal UI answers our API; absent: it has none. */
  temporalUi?: string;
  postgresPassword: string;
  /** Process ids by name, as of the last start of each. */
  pids: Record<string, number>;
  /** Process id of each that has said that it can be used. */
  ready?: Record<string, number>;
}

export interface Stack {
  config: Config;
  state: StackState;
  processes: {
    postgres?: Supervised;
    temporal?: Supervised;
    api: Supervised;
    workflows: Supervised;
    activities: Supervised;
    sandboxes?: Supervised;
  };
  /** The build that they run, in a folder that no later build changes. */
  build: string;
  /** Environment of our own processes. */
  env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

interface Options {
  isDurable?: boolean;
  withTemporalUi?: boolean;
  extraEnv?: NodeJS.ProcessEnv;
}

export function readState(dataDir: string): StackState | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as StackState;
  } catch {
    return undefined;
  }
}

const LOOKS = 40;
const lockFile = (dataDir: string): string => join(dataDir, 'launcher.lock');

/**
 * The stack that runs on a data folder now, if one does. Its launcher holds a lock there for as long as it lives: who
 * answers at the port written down, or has the process id, may be somebody else by now.
 */
export async function runningStack(dataDir: string): Promise<StackState | undefined> {
  for (let look = 1; ; look++) {
    const state = readState(dataDir);
    if (state?.pid === process.pid || !isLocked(lockFile(dataDir))) return undefined;
    // Of two commands begun in the same moment, the second may meet a launcher that has not written yet who it is; one in
    // another container stays unknown.
    if (state && (look === LOOKS || (state.pid !== 0 && isAlive(state.pid)))) return state;
    if (look === LOOKS) throw new Plain(`Another process holds ${lockFile(dataDir)}, and ${dataDir} does not say where it answers.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Makes a data folder this launcher's own. @throws Plain naming the one that has it */
async function claim(dataDir: string): Promise<Lock> {
  mkdirSync(dataDir, { recursive: true });
  const claimed = lock(lockFile(dataDir));
  if (claimed) return claimed;
  const running = await runningStack(dataDir);
  // It may have ended between the two looks.
  if (!running) return await claim(dataDir);
  throw new Plain(
    `Millwright runs already on this data folder: ${running.url} (process ${running.pid}). Stop it with Ctrl-C there, or set DATA_DIR and PORT for another one.`,
  );
}

/**
 * Brings everything up: servers, migrations, our own processes. Each is supervised from then on, and makes no file that
 * another account may read; nor does this process.
 *
 * @param options.isDurable false only for tests, whose data nobody misses.
 */
export async function startStack(config: Config, options: Options = {}): Promise<Stack> {
  makePrivately();
  mkdirSync(config.DATA_DIR, { recursive: true });
  // One name for each folder: processes of an earlier run are known by it.
  const dataDir = realpathSync(config.DATA_DIR);
  const claimed = await claim(dataDir);
  try {
    closeDataFolder(dataDir);
    return await bringUp({ ...config, DATA_DIR: dataDir }, options, claimed);
  } catch (error) {
    claimed.release();
    throw error;
  }
}

async function bringUp(config: Config, options: Options, claimed: Lock): Promise<Stack> {
  const dataDir = config.DATA_DIR;
  await endLeftovers(dataDir);
  if (!(await isFree(config.PORT, config.HOST))) throw new Plain(`Port ${config.PORT} is taken. Free it, or set PORT to another one.`);
  const build = await builtFolder();
  const logs = join(dataDir, 'logs');
  const before = readState(dataDir);
  const state: StackState = {
    pid: process.pid,
    port: config.PORT,
    url: config.PUBLIC_URL,
    postgresPort: await keepPort('POSTGRES_PORT', config.POSTGRES_PORT, before?.postgresPort, before),
    temporalPort: await keepPort('TEMPORAL_PORT', config.TEMPORAL_PORT, before?.temporalPort, before),
    ...((options.withTemporalUi ?? config.TEMPORAL_UI) && !config.TEMPORAL_ADDRESS && !config.TEMPORAL_UI_URL
      ? { temporalUi: await hiddenAddress() }
      : {}),
    postgresPassword: before?.postgresPassword ?? randomBytes(24).toString('base64url'),
    pids: {},
    ready: {},
  };
  const save = (): void => writeState(dataDir, state);
  save();

  const started: Supervised[] = [];
  let stopEarlier = (): void => undefined;
  const stop = async (): Promise<void> => {
    stopEarlier();
    // Our own first, so that work in flight ends against servers that still answer.
    const [servers, own] = [started.filter((p) => isServer(p.plan)), started.filter((p) => !isServer(p.plan))];
    await Promise.all(own.map((process) => process.stop()));
    for (const server of servers.reverse()) await server.stop();
    writeState(dataDir, { ...state, pid: 0, pids: {}, ready: {} });
    claimed.release();
  };
  const launch = async (plan: ProcessPlan): Promise<Supervised> => {
    const note = (what: Record<string, number>) => (pid: number) => {
      what[plan.name] = pid;
      save();
    };
    const process = new Supervised(plan, note(state.pids), note((state.ready ??= {})));
    started.push(process);
    await process.start();
    return process;
  };

  try {
    const [postgres, temporal] = await Promise.all([
      config.DATABASE_URL ? undefined : startPostgres(config, state, logs, options.isDurable, launch),
      config.TEMPORAL_ADDRESS ? undefined : startTemporal(config, state, logs, launch),
    ]);
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_ENV: process.env.NODE_ENV ?? 'production',
      ...definedOnly(config),
      DATA_DIR: dataDir,
      DATABASE_URL: config.DATABASE_URL ?? postgres!.url,
      TEMPORAL_ADDRESS: config.TEMPORAL_ADDRESS ?? `127.0.0.1:${state.temporalPort}`,
      ...(state.temporalUi ? { TEMPORAL_UI_UPSTREAM: `http://${state.temporalUi}` } : {}),
      ...options.extraEnv,
    };
    await migrateAll(env, dataDir, build);
    say('Starting the API and the workers …');
    const own = (name: string, script: string, more: NodeJS.ProcessEnv = {}, ready = readyByMessage, of = env): Promise<Supervised> =>
      launch({
        name,
        command: process.execPath,
        // Where this launcher builds again, what it starts again runs the new build.
        get args() {
          return [...NODE_FLAGS, '--enable-source-maps', join(latestBuild() ?? build, script), ...marksOf(dataDir)];
        },
        options: { env: { ...of, ...more }, cwd: ROOT, detached: true },
        hasChannel: true,
        logFile: join(logs, `${name.toLowerCase().replaceAll(' ', '-')}.log`),
        stopSignal: 'SIGTERM',
        ready,
      });
    const ofSandbox = config.VERIFY === 'on' ? await sandboxEnv(config, env) : undefined;
    const [api, workflows, activities, sandboxes] = await Promise.all([
      own('API', 'api/dist/main.js'),
      own('Workflow worker', 'workflows/dist/worker/main.js'),
      own('Activity worker', 'activities/dist/main.js'),
      ofSandbox && own('Sandbox worker', 'activities/dist/sandbox-main.js', {}, sandboxReady, ofSandbox),
    ]);
    // It needs built code from its first line on.
    const { runEarlierVersions } = await import('./versions.ts');
    const earlier = await runEarlierVersions(config, build, env, (buildId, bundle) =>
      own(`Workflow worker ${buildId}`, 'workflows/dist/worker/main.js', { WORKFLOW_BUNDLE: bundle, WORKFLOW_VERSIONING: 'follow' }),
    );
    stopEarlier = earlier.stop;
    return {
      config,
      state,
      build,
      env,
      stop,
      processes: {
        api,
        workflows,
        activities,
        ...(sandboxes ? { sandboxes } : {}),
        ...(postgres ? { postgres: postgres.process } : {}),
        ...(temporal ? { temporal } : {}),
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Written beside and renamed, so that a reader or a crash never meets half of it. */
function writeState(dataDir: string, state: StackState): void {
  const file = join(dataDir, 'stack.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

const isServer = (plan: ProcessPlan): boolean => plan.name === 'PostgreSQL' || plan.name === 'Temporal';

async function startPostgres(
  config: Config,
  state: StackState,
  logs: string,
  isDurable: boolean | undefined,
  launch: (plan: ProcessPlan) => Promise<Supervised>,
): Promise<{ process: Supervised; url: string }> {
  const prepared = await preparePostgres(
    join(config.DATA_DIR, 'postgres'),
    state.postgresPort,
    state.postgresPassword,
    join(logs, 'postgres.log'),
    isDurable === undefined ? {} : { isDurable },
  );
  const process = await launch(prepared.plan);
  say(`PostgreSQL is up (port ${state.postgresPort})`);
  return { process, url: prepared.url };
}

async function startTemporal(
  config: Config,
  state: StackState,
  logs: string,
  launch: (plan: ProcessPlan) => Promise<Supervised>,
): Promise<Supervised> {
  const process = await launch(
    await prepareTemporal(
      join(config.DATA_DIR, 'temporal'),
      {
        server: state.temporalPort,
        ...(state.temporalUi ? { ui: state.temporalUi } : {}),
        ...(config.PAYLOAD_ENCRYPTION ? { codec: `${config.PUBLIC_URL}/codec` } : {}),
      },
      join(logs, 'temporal.log'),
    ),
  );
  say(`Temporal is up (port ${state.temporalPort})`);
  return process;
}

/** The port asked for, else the one of the last run, else a free one. @throws Plain naming the variable */
async function keepPort(
  variable: string,
  wanted: number | undefined,
  last: number | undefined,
  before: StackState | undefined,
): Promise<number> {
  // One that a server of our own last run still holds is freed by `prepare`.
  const canHave = async (port: number): Promise<boolean> =>
    (await isFree(port)) || (port === last && Object.values(before?.pids ?? {}).some(isAlive));
  if (wanted !== undefined) {
    if (!(await canHave(wanted))) throw new Plain(`Port ${wanted} is taken. Free it, or set ${variable} to another one.`);
    return wanted;
  }
  return last !== undefined && (await canHave(last)) ? last : await freePort();
}
