import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, builtFolder } from './build.ts';
import { check, type LedgerLine } from './chaos-check.ts';
import { KINDS, describe, signUp } from './chaos-client.ts';
import { LauncherProcess, PROCESSES } from './chaos-launcher.ts';
import { offlinePace } from './chaos-pace.ts';
import { endLeftovers, processesOf } from './orphans.ts';
import { percentile } from './percentile.ts';
import { freePort } from './ports.ts';
import type { SimulatedCall } from '@millwright/testing';
import { Plain, say } from './say.ts';
import { startSimulation } from './simulate.ts';
import { OWN_SERVERS } from './load-config.ts';

const ENGINES = ['paced', 'openai', 'anthropic'] as const;
const FILES = 12;
const TOKENS = { plan: 40, architecture: 60, blueprint: 80, readme: 30, file: 40 };
// An answer that has just ended may not be stored yet.
const STORED_MS = 1_000;
const VICTIMS = [...PROCESSES, 'Launcher'] as const;
/** Drawn without putting back, so that each gets its share. */
const DECK = [
  ...(['Activity worker', 'Activity worker', 'Workflow worker', 'API'] as const),
  ...(['PostgreSQL', 'PostgreSQL', 'Temporal', 'Temporal', 'Launcher'] as const),
];
const LANES = 4;
/** How much longer than before the kills a generation may take after them. */
const SLOWEST_RATIO = 1.5;

/**
 * `npm run chaos -- --kills N [--generations G] [--seed S] [--engine paced,openai,anthropic]`: generations with gates, ceilings and
 * forks, with the named engines in turn, while processes are killed -9 at random points, the launcher among them, which is
 * then started again. Each must complete, with every artifact once, one repository, events without gaps, and no call
 * bought again that was not in flight when something was killed, by the provider's own count. A generation without any
 * provider takes no longer afterwards than before, and no process is left without its parent.
 */
export async function chaos(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      kills: { type: 'string', default: '25' },
      generations: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      engine: { type: 'string', default: ENGINES.join() },
    },
  });
  const wanted = Number(values.kills);
  if (!Number.isInteger(wanted) || wanted < 1) throw new Plain('--kills must be a whole number of 1 or more');
  const generations = Number(values.generations ?? Math.ceil(wanted / 2));
  if (!Number.isInteger(generations) || generations < 1) throw new Plain('--generations must be a whole number of 1 or more');
  const engines = values.engine.split(',');
  const unknown = engines.find((engine) => !(ENGINES as readonly string[]).includes(engine));
  if (unknown !== undefined) throw new Plain(`--engine knows ${ENGINES.join(', ')}, and not ${unknown}`);
  const random = randomFrom(Number(values.seed));
  say(`${wanted} kills over ${generations} generations, seed ${values.seed}, engines ${engines.join(', ')}`);
  await build();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'millwright-chaos-')));
  const journal = join(folder, 'calls.log');
  writeFileSync(journal, '');
  const port = await freePort();
  const simulation = await startSimulation(folder, {
    firstTokenMs: 150,
    tokensPerSecond: 60,
    tokens: TOKENS,
    files: FILES,
    directories: 4,
  });
  const { provider } = simulation;
  const url = `http://localhost:${port}`;
  const launcher = new LauncherProcess(folder, {
    ...OWN_SERVERS,
    ...simulation.env,
    PORT: String(port),
    PUBLIC_URL: url,
    // What is killed is no build: it would be the same one each time.
    MILLWRIGHT_BUILD: await builtFolder(),
    // Its own client asks as fast as it can.
    RATE_LIMIT_PER_MINUTE: '1000000',
    // Each generation asks for itself.
    AI_CACHE_TTL_S: '0',
    // Its files are made of words, and no project.
    VERIFY: 'off',
    STAGE_HEARTBEAT_MS: '3000',
    STAGE_RETRY_MS: '100',
    // A kill costs an attempt of each call in flight; nobody wants a generation to fail by the number of kills here.
    STAGE_ATTEMPTS: '100',
    PACED_ENGINE: JSON.stringify({
      firstTextMs: 150,
      tokensPerSecond: 60,
      files: FILES,
      directories: 4,
      journal,
      microsPerMTok: 1_000_000,
    }),
  });
  const killed: Record<string, number> = {};
  const kills: { at: number; readyAt: number; victim: string }[] = [];
  const ledgers: LedgerLine[][] = [];
  /** Calls that were in flight when something was killed, each kill counted. */
  let exposed = 0;
  let again = 0;
  let started = 0;
  let failure: unknown;
  const isOver = (): boolean => failure !== undefined || (kills.length >= wanted && started >= generations);
  const untilReady = async (): Promise<void> => {
    while (!launcher.isReady) {
      if (failure !== undefined) throw failure;
      await pause(20);
    }
  };
  /** Calls that were in flight in a span of time, or whose answer may not have been stored before it. */
  const inFlight = (from: number, to: number): number =>
    provider.calls.filter(({ startedAt, endedAt }) => startedAt <= to && (endedAt === undefined || endedAt > from - STORED_MS)).length;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (failure ??= new Plain('Interrupted')));
  try {
    launcher.start();
    await untilReady();
    const client = await signUp(url);
    const paceBefore = await offlinePace(client);
    say(`A generation without any provider takes ${paceBefore} ms before the kills`);
    /** One generation after the other, each checked; a fork goes on from the one before it. */
    const lane = async (): Promise<void> => {
      let parent: string | undefined;
      let about = '';
      while (!isOver()) {
        const number = ++started;
        const engine = engines[number % engines.length]!;
        // The paced engine asks for no more than it was given; a ceiling would not hold it.
        const choices = engine === 'paced' ? KINDS.filter((one) => one !== 'budget') : KINDS;
        const kind =
          parent && number % 4 === 3 ? 'fork' : choices.filter((one) => one !== 'fork')[Math.floor(random() * (choices.length - 1))]!;
        // A fork is about what its parent is about, and its parent has ended.
        if (kind !== 'fork') about = describe(number);
        const from = Date.now();
        const before = kills.length;
        const id = await client.start(engine, number, kind, kind === 'fork' ? parent : undefined);
        await client.untilEnd(id);
        const { length } = kills;
        ledgers.push(await check(client, id, { kind, files: FILES, journal, kills: length - before + 1 }));
        again += boughtAgain(provider.calls.filter((call) => call.startedAt >= from && call.description === about));
        say(`Generation ${number} (${kind}, ${engine}): complete and whole after ${length - before} kills (${length} of ${wanted})`);
        parent = kind === 'fork' ? undefined : id;
      }
    };
    const killer = async (): Promise<void> => {
      const deck: (typeof VICTIMS)[number][] = [];
      while (kills.length < wanted && failure === undefined) {
        // A kill meets a stack that works: one that is held down for ever proves nothing.
        await untilReady();
        await pause(100 + random() * 1_500);
        if (deck.length === 0) deck.push(...DECK);
        const [victim] = deck.splice(Math.floor(random() * deck.length), 1);
        const at = Date.now();
        const isAll = victim === 'Launcher';
        const exposedNow = inFlight(at, at);
        if (!kill(launcher, victim!)) continue;
        killed[victim!] = (killed[victim!] ?? 0) + 1;
        await pause(100);
        await untilReady();
        const readyAt = Date.now();
        // What worked for a launcher goes on for a moment, until the next one ends it.
        exposed += isAll ? inFlight(at, readyAt) : exposedNow;
        kills.push({ at, readyAt, victim: victim! });
      }
    };
    const guard = (work: Promise<void>): Promise<void> =>
      work.catch((error: unknown) => {
        failure ??= error;
      });
    await Promise.all([guard(killer()), ...Array.from({ length: Math.min(LANES, generations) }, () => guard(lane()))]);
    if (failure !== undefined) throw failure;
    if (again > exposed) throw new Plain(`${again} calls were bought again, and ${exposed} were in flight at the kills`);
    await untilReady();
    const paceAfter = await offlinePace(client, paceBefore * SLOWEST_RATIO);
    const alone = launcher.withoutParent();
    const resumed = resumeTimes(
      kills.filter(({ victim }) => victim !== 'Launcher'),
      ledgers,
    );
    const restarted = kills.filter(({ victim }) => victim === 'Launcher').map(({ at, readyAt }) => readyAt - at);
    console.log(
      `\n${ledgers.length} generations, ${kills.length} kills (${VICTIMS.map((name) => `${name} ${killed[name] ?? 0}`).join(', ')}): all complete, every artifact once, no gap in any ledger`,
    );
    console.log(`${again} calls bought again; ${exposed} were in flight when something was killed`);
    console.log(
      `back at work after a kill: p50 ${percentile(resumed, 0.5)} ms, p95 ${percentile(resumed, 0.95)} ms, longest ${Math.max(...resumed)} ms`,
    );
    if (restarted.length > 0) console.log(`everything up again after the launcher: longest ${Math.max(...restarted)} ms`);
    console.log(
      `a generation without any provider: ${paceBefore} ms before, ${paceAfter} ms after (${(paceAfter / paceBefore).toFixed(2)} ×)`,
    );
    if (paceAfter > paceBefore * SLOWEST_RATIO) throw new Plain(`After the kills a generation takes more than ${SLOWEST_RATIO} × as long`);
    await launcher.stop();
    alone.push(...processesOf(folder));
    console.log(`processes without a parent: ${alone.length}`);
    if (alone.length > 0) throw new Plain(`Left behind: ${alone.map(({ name, pid }) => `${name} (process ${pid})`).join(', ')}`);
  } catch (error) {
    for (const name of ['launcher', 'api', 'activity-worker', 'workflow-worker']) {
      const file = join(folder, 'logs', `${name}.log`);
      if (existsSync(file)) console.error(`--- ${name}\n${readFileSync(file, 'utf8').slice(-3_000)}`);
    }
    throw error;
  } finally {
    await launcher.stop();
    await endLeftovers(folder);
    await provider.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From each kill to the first entry that any ledger got once everything stood again. */
function resumeTimes(kills: readonly { at: number; readyAt: number }[], ledgers: readonly LedgerLine[][]): number[] {
  const written = ledgers.flatMap((events) => events.map(({ node }) => Date.parse(node.at))).sort((a, b) => a - b);
  return kills.flatMap(({ at, readyAt }) => {
    const next = written.find((instant) => instant >= readyAt);
    return next === undefined ? [] : [next - at];
  });
}

/** How many calls were made for what had been answered in full before, by the provider's own count. */
function boughtAgain(calls: readonly SimulatedCall[]): number {
  const whole = Map.groupBy(
    calls.filter((call) => call.outcome === 'whole'),
    (call) => `${call.task} ${call.item}`,
  );
  return [...whole.values()].reduce((sum, same) => sum + same.length - 1, 0);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A small generator with a seed, so that a run can be repeated. Source: T. Ettinger's mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Kills a process as the machine's power would; false where it is down already. PostgreSQL goes with all its children. */
function kill(launcher: LauncherProcess, name: (typeof VICTIMS)[number]): boolean {
  if (name === 'Launcher') {
    launcher.kill();
    launcher.start();
    return true;
  }
  const pid = launcher.pidOf(name);
  if (!pid || !launcher.isUp(name)) return false;
  try {
    // Each was started as the head of a group of its own.
    process.kill(-pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
