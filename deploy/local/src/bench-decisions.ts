import type { SimulatedProvider } from '@millwright/testing';
import { Api, type Row } from './bench-tools.ts';
import { percentile } from './percentile.ts';
import { freePort } from './ports.ts';
import { startSimulation } from './simulate.ts';
import { startStack } from './stack.ts';

const FILES = 200;
const AT_ONCE = { firstTokenMs: 0, tokensPerSecond: 1_000_000 };
const CRAWLING = { firstTokenMs: 0, tokensPerSecond: 5 };
const [ROUNDS, EACH] = [5, 20];
const COMPARISONS = 10;

/** What people wait for when they decide: the end of a cancelled call at its provider, and two generations beside each other. */
export async function decisionsBench(dataDir: string, say: (what: string) => void): Promise<Row[]> {
  const { readConfig } = await import('@millwright/platform');
  const { provider, env } = await startSimulation(dataDir, { ...AT_ONCE, files: FILES, directories: 12 });
  const port = await freePort();
  const config = readConfig({ ...env, PORT: String(port), DATA_DIR: dataDir, VERIFY: 'off', RATE_LIMIT_PER_MINUTE: '1000000' });
  const stack = await startStack(config, { withTemporalUi: false });
  try {
    const api = await Api.signUp(config.PUBLIC_URL);
    say(`decisions: two generations of ${FILES} files, compared …`);
    const compared = await compareTimes(api);
    say(`decisions: ${ROUNDS * EACH} generations, cancelled in the middle of a call …`);
    Object.assign(provider.settings, CRAWLING);
    const { closedMs, bought } = await cancelTimes(api, provider);
    const figure = (what: string, ours: string, goal: string): Row => ({ what, ours, floor: '', ratio: '', goal });
    return [
      figure(`(p) from cancelling to the closed socket at the provider, p50 of ${closedMs.length}`, `${percentile(closedMs, 0.5)} ms`, ''),
      figure('(p) the same, p99', `${percentile(closedMs, 0.99)} ms`, '≤ 10,000 ms'),
      figure('(p) calls made after it', String(bought), '0'),
      figure(
        `(q) comparing two generations whose ${FILES} files all differ, the slowest of ${COMPARISONS}`,
        `${Math.round(Math.max(...compared))} ms`,
        '≤ 2,000 ms',
      ),
    ];
  } finally {
    await stack.stop();
    await provider.stop();
  }
}

/** One generation, and another whose code was sent back, so that every file differs. */
async function compareTimes(api: Api): Promise<number[]> {
  const projectId = await api.project('Compared', 'A project of many files');
  const start = async (input: object): Promise<string> => {
    const { startGeneration } = await api.ask<{ startGeneration: { generation: { id: string } } }>(
      'mutation ($i: StartGenerationInput!) { startGeneration(input: $i) { generation { id } } }',
      { i: { projectId, engine: 'openai', useCache: false, ...input } },
    );
    return startGeneration.generation.id;
  };
  const [left, right] = [await start({}), await start({ approveAfter: ['CODE'] })];
  await reaches(api, left, ['COMPLETE']);
  const decide = async (input: object): Promise<unknown> =>
    await api.ask('mutation ($i: ApproveStageInput!) { approveStage(input: $i) { generation { id } } }', {
      i: { generationId: right, stage: 'CODE', ...input },
    });
  await reaches(api, right, ['AWAITING_INPUT']);
  await decide({ approved: false, comment: 'Say more' });
  await reaches(api, right, ['RUNNING']);
  await reaches(api, right, ['AWAITING_INPUT']);
  await decide({ approved: true });
  await reaches(api, right, ['COMPLETE']);
  const times: number[] = [];
  for (let i = 0; i < COMPARISONS; i++) {
    const before = performance.now();
    const { compareGenerations } = await api.ask<{ compareGenerations: { stages: { files: { change: string }[] }[] } }>(
      'query ($l: ID!, $r: ID!) { compareGenerations(leftId: $l, rightId: $r) { stages { changedPrompts files { path change addedLines removedLines } } } }',
      { l: left, r: right },
    );
    times.push(performance.now() - before);
    const changed = compareGenerations.stages.flatMap((stage) => stage.files).filter((file) => file.change === 'CHANGED').length;
    if (changed < FILES) throw new Error(`Only ${changed} files differ`);
  }
  return times;
}

async function cancelTimes(api: Api, provider: SimulatedProvider): Promise<{ closedMs: number[]; bought: number }> {
  const closedMs: number[] = [];
  let bought = 0;
  for (let round = 0; round < ROUNDS; round++) {
    provider.calls.length = 0;
    const started = await Promise.all(
      Array.from({ length: EACH }, async (_, i) => {
        const description = `Cancelled in the middle of a call, ${round} of ${i}`;
        const projectId = await api.project('Cancelled', description);
        const { startGeneration } = await api.ask<{ startGeneration: { generation: { id: string } } }>(
          'mutation ($i: StartGenerationInput!) { startGeneration(input: $i) { generation { id } } }',
          { i: { projectId, engine: 'openai', useCache: false } },
        );
        return { id: startGeneration.generation.id, description };
      }),
    );
    const callOf = (description: string) => provider.calls.find((call) => call.description === description);
    await until(() => started.every(({ description }) => callOf(description)?.firstTextAt !== undefined));
    await Promise.all(
      started.map(async ({ id, description }) => {
        const at = Date.now();
        await api.ask('mutation ($i: CancelGenerationInput!) { cancelGeneration(input: $i) { generation { id } } }', {
          i: { generationId: id },
        });
        await until(() => callOf(description)!.endedAt !== undefined);
        closedMs.push(callOf(description)!.endedAt! - at);
        await reaches(api, id, ['CANCELLED']);
      }),
    );
    bought += provider.calls.length - EACH;
  }
  return { closedMs, bought };
}

async function reaches(api: Api, id: string, statuses: readonly string[]): Promise<void> {
  for (;;) {
    const { generation } = await api.ask<{ generation: { status: string } }>('query ($id: ID!) { generation(id: $id) { status } }', { id });
    if (statuses.includes(generation.status)) return;
    await pause(20);
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
