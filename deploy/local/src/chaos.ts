import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { loadConfig } from './load-config.ts';
import { isAlive } from './orphans.ts';
import { freePort } from './ports.ts';
import type { SimulatedCall } from '@millwright/testing';
import { Plain, say } from './say.ts';
import { startSimulation } from './simulate.ts';
import { startStack, type Stack } from './stack.ts';

const ENGINES = ['paced', 'openai', 'anthropic'] as const;
const FILES = 12;
const TOKENS = { plan: 40, architecture: 60, blueprint: 80, readme: 30, file: 40 };
// An answer that has just ended may not be stored yet.
const STORED_MS = 1_000;
const VICTIMS = ['Activity worker', 'Workflow worker', 'API', 'Temporal', 'PostgreSQL'] as const;
const LONGEST_MS = 180_000;

interface Event {
  cursor: string;
  node: { type: string; stage: string | null };
}

/**
 * `npm run chaos -- --kills N [--seed S] [--engine paced,openai,anthropic]`: generations, with the named engines in turn,
 * while processes are killed -9 at random points. Each must complete, with every artifact once, one repository, events
 * without gaps, and no call bought again that was not in flight when something was killed, by the provider's own count.
 */
export async function chaos(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      kills: { type: 'string', default: '25' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      engine: { type: 'string', default: ENGINES.join() },
    },
  });
  const wanted = Number(values.kills);
  if (!Number.isInteger(wanted) || wanted < 1) throw new Plain('--kills must be a whole number of 1 or more');
  const engines = values.engine.split(',');
  const unknown = engines.find((engine) => !(ENGINES as readonly string[]).includes(engine));
  if (unknown !== undefined) throw new Plain(`--engine knows ${ENGINES.join(', ')}, and not ${unknown}`);
  const random = randomFrom(Number(values.seed));
  say(`${wanted} kills, seed ${values.seed}, engines ${engines.join(', ')}`);
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'millwright-chaos-'));
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
  const config = {
    ...(await loadConfig()),
    DATABASE_URL: undefined,
    TEMPORAL_ADDRESS: undefined,
    TEMPORAL_UI_URL: undefined,
    POSTGRES_PORT: undefined,
    TEMPORAL_PORT: undefined,
    DATA_DIR: folder,
    PORT: port,
    PUBLIC_URL: `http://localhost:${port}`,
  };
  Object.assign(config, simulation.env, {
    // Each generation asks for itself.
    AI_CACHE_TTL_S: 0,
    STAGE_HEARTBEAT_MS: 3_000,
    STAGE_RETRY_MS: 100,
    // A kill costs an attempt of each call in flight; nobody wants a generation to fail by the number of kills here.
    STAGE_ATTEMPTS: 100,
    PACED_ENGINE: JSON.stringify({ firstTextMs: 150, tokensPerSecond: 60, files: FILES, directories: 4, journal }),
  });
  const stack = await startStack(config, { withTemporalUi: false });
  const killed: Record<string, number> = {};
  let kills = 0;
  let generations = 0;
  /** Calls that were in flight when something was killed, each kill counted. */
  let exposed = 0;
  let again = 0;
  try {
    const client = await signUp(config.PUBLIC_URL);
    while (kills < wanted) {
      const engine = engines[generations % engines.length]!;
      const id = await client.startGeneration(engine, ++generations);
      provider.calls.length = 0;
      let exposedNow = 0;
      const killsBefore = kills;
      let isOver = false;
      const over = client.untilEnd(id).finally(() => (isOver = true));
      while (!isOver && kills < wanted) {
        // A kill meets a stack that works: one that is held down for ever proves nothing.
        while (!isOver && !Object.values(stack.processes).every((process) => process.isReady)) await pause(50);
        await pause(100 + random() * 1_500);
        if (isOver) break;
        const victim = VICTIMS[Math.floor(random() * VICTIMS.length)]!;
        const inFlight = provider.calls.filter((call) => call.endedAt === undefined || call.endedAt > Date.now() - STORED_MS).length;
        if (!(await kill(stack, victim))) continue;
        exposedNow += inFlight;
        kills++;
        killed[victim] = (killed[victim] ?? 0) + 1;
      }
      await over;
      await check(client, id, journal, kills - killsBefore);
      if (engine !== 'paced') {
        const bought = boughtAgain(provider.calls);
        if (bought > exposedNow)
          throw new Plain(`Generation ${id} bought ${bought} calls again, and ${exposedNow} were in flight at its kills`);
        again += bought;
        exposed += exposedNow;
      }
      say(`Generation ${generations}: complete and whole with ${engine} after ${kills - killsBefore} kills (${kills} of ${wanted})`);
    }
    console.log(
      `\n${generations} generations, ${kills} kills (${VICTIMS.map((name) => `${name} ${killed[name] ?? 0}`).join(', ')}): all complete, every artifact once, no gap in any ledger`,
    );
    if (exposed > 0) console.log(`${again} calls bought again; ${exposed} were in flight when something was killed`);
  } catch (error) {
    for (const name of ['api', 'activity-worker', 'workflow-worker']) {
      const file = join(folder, 'logs', `${name}.log`);
      if (existsSync(file)) console.error(`--- ${name}\n${readFileSync(file, 'utf8').slice(-3_000)}`);
    }
    throw error;
  } finally {
    await stack.stop();
    await provider.stop();
    rmSync(folder, { recursive: true, force: true });
  }
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
async function kill(stack: Stack, name: (typeof VICTIMS)[number]): Promise<boolean> {
  const pid = stack.state.pids[name];
  if (!pid || !isAlive(pid)) return false;
  try {
    // Each was started as the head of a group of its own.
    process.kill(-pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

interface ChaosClient {
  startGeneration(engine: string, number: number): Promise<string>;
  untilEnd(id: string): Promise<void>;
  ask<T>(query: string, variables?: object): Promise<T>;
}

/** A client that asks again while the API is down. */
async function signUp(url: string): Promise<ChaosClient> {
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ name: 'Chaos', email: 'chaos@example.com', password: 'correct horse battery' }),
  });
  const token = response.headers.get('set-auth-token');
  const ask = async <T>(query: string, variables: object = {}): Promise<T> => {
    const deadline = Date.now() + 90_000;
    for (;;) {
      try {
        const answer = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ query, variables }),
          signal: AbortSignal.timeout(15_000),
        });
        const { data, errors } = (await answer.json()) as { data: T; errors?: { message: string; extensions?: { code: string } }[] };
        if (!errors) return data;
        if (
          errors[0]?.extensions?.code !== 'INTERNAL' &&
          errors[0]?.extensions?.code !== 'UNAVAILABLE' &&
          errors[0]?.extensions?.code !== 'CONFLICT' &&
          errors[0]?.extensions?.code !== 'UNAUTHENTICATED'
        )
          throw new Plain(JSON.stringify(errors));
      } catch (error) {
        if (error instanceof Plain) throw error;
      }
      if (Date.now() > deadline) throw new Plain('The API did not come back within 90 s');
      await pause(200);
    }
  };
  return {
    ask,
    startGeneration: async (engine, number) => {
      const { createProject } = await ask<{ createProject: { project: { id: string } } }>(
        'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
        { input: { name: 'Chaos', description: `Written while everything around it dies, the ${number}. time` } },
      );
      // The key makes the start safe to ask for again.
      const { startGeneration } = await ask<{ startGeneration: { generation: { id: string } } }>(
        'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { generation { id } } }',
        {
          input: { projectId: createProject.project.id, engine, idempotencyKey: createProject.project.id },
        },
      );
      return startGeneration.generation.id;
    },
    untilEnd: async (id) => {
      const deadline = Date.now() + LONGEST_MS;
      for (;;) {
        const { generation } = await ask<{ generation: { status: string; progress: number; currentStage: string } }>(
          'query ($id: ID!) { generation(id: $id) { status progress currentStage } }',
          { id },
        );
        if (['COMPLETE', 'FAILED', 'CANCELLED'].includes(generation.status)) return;
        if (Date.now() > deadline)
          throw new Plain(`The generation did not end within ${LONGEST_MS / 1_000} s: ${JSON.stringify(generation)}`);
        await pause(250);
      }
    },
  };
}

async function check(client: ChaosClient, id: string, journal: string, kills: number): Promise<void> {
  const { generation } = await client.ask<{
    generation: {
      status: string;
      failure: object | null;
      artifacts: { edges: { node: { stage: string; path: string } }[] };
      project: { repository: object | null };
    };
  }>(
    'query ($id: ID!) { generation(id: $id) { status failure { stage message attempts } artifacts(first: 100) { edges { node { stage path } } } project { repository { headCommit } } } }',
    { id },
  );
  const require = (isFine: boolean, what: string): void => {
    if (!isFine) throw new Plain(`Generation ${id}: ${what}`);
  };
  require(generation.status === 'COMPLETE', `ended as ${generation.status}: ${JSON.stringify(generation.failure)}`);
  require(generation.project.repository !== null, 'has no repository');
  const paths = generation.artifacts.edges.map(({ node }) => `${node.stage} ${node.path}`);
  require(new Set(paths).size === paths.length, 'has an artifact twice');
  require(paths.filter((path) => path.startsWith('CODE ')).length === FILES, `has ${paths.length} artifacts`);
  const events: Event[] = [];
  for (let after = '0'; ;) {
    const page = await client.ask<{ generationEvents: { edges: Event[]; pageInfo: { hasNextPage: boolean } } }>(
      'query ($id: ID!, $after: String) { generationEvents(generationId: $id, first: 100, after: $after) { pageInfo { hasNextPage } edges { cursor node { type stage } } } }',
      { id, after },
    );
    events.push(...page.generationEvents.edges);
    if (!page.generationEvents.pageInfo.hasNextPage) break;
    after = events.at(-1)!.cursor;
  }
  require(events.every((event, i) => event.cursor === String(i + 1)), 'has a gap in its ledger');
  for (const type of ['GENERATION_STARTED', 'GENERATION_COMPLETED'])
    require(events.filter(({ node }) => node.type === type).length === 1, `has ${type} not once`);
  const repositories = events.filter(({ node }) => node.type === 'STAGE_COMPLETED' && node.stage === 'REPOSITORY').length;
  require(repositories === 1, `made ${repositories} repositories`);
  const begun = new Map<string, number>();
  for (const line of readFileSync(journal, 'utf8').split('\n')) {
    const [what, call] = line.split(' ');
    if (what === 'begin' && call?.startsWith(id)) begun.set(call, (begun.get(call) ?? 0) + 1);
  }
  for (const [call, times] of begun) require(times <= kills + 1, `began the call ${call} ${times} times with ${kills} kills`);
}
