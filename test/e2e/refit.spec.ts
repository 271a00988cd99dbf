import type { SimulatedCall } from '@millwright/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestClient, type TestEvent } from '../support/client.js';
import { callsOf } from '../support/provider.js';
import { until } from '../support/until.js';

const ENTRY = 'src/part-1/file-1.ts';
const FAULT = 'Nothing answers 404, which GET /mill is to answer';
let ana: TestClient;
let count = 0;
beforeAll(async () => void (ana = await TestClient.signUp('Ana')));
afterAll(async () => await ana.close());
const unique = (text: string): string => `${text} Number ${++count} of process ${process.pid}-${Date.now()}.`;

interface Shown {
  status: string;
  failure: { message: string } | null;
  usage: { costUsd: number; requests: number };
  stages: { name: string; attempts: number; itemsDone: number; itemsTotal: number | null }[];
  artifact: { text: string } | null;
}
const GENERATION = `query ($id: ID!, $path: String!) { generation(id: $id) { status failure { message } usage { costUsd requests }
  stages { name attempts itemsDone itemsTotal } artifact(stage: CODE, path: $path) { text } } }`;

async function begin(description: string, input: Record<string, unknown> = {}): Promise<string> {
  const project = await ana.project(description);
  return await ana.start(project.id, { engine: 'openai', model: 'sim-1', useCache: false, ...input });
}
async function shownOf(id: string): Promise<Shown> {
  return (await ana.get<{ generation: Shown }>(GENERATION, { id, path: ENTRY })).generation;
}
async function generate(
  description: string,
  input: Record<string, unknown> = {},
): Promise<{ id: string; shown: Shown; events: TestEvent[] }> {
  const id = await begin(description, input);
  const events = await ana.events(id);
  return { id, shown: await shownOf(id), events };
}
const files = (calls: SimulatedCall[]): SimulatedCall[] => calls.filter(({ task }) => task === 'file');
const reopened = (events: TestEvent[]): unknown[] => events.filter(({ type }) => type === 'ITEMS_REOPENED').map(({ data }) => data.items);
const warnings = (events: TestEvent[]): unknown =>
  events.find(({ type, stage }) => type === 'STAGE_COMPLETED' && stage === 'REPOSITORY')!.data.warnings;

it('asks again for the one file that all files together show not to fit, with its faults, and takes what fits', async () => {
  const description = unique('A mill whose first file forgets a status [[misfit file]].');
  const { id, shown, events } = await generate(description);
  expect(reopened(events)).toEqual([[{ item: ENTRY, faults: [FAULT] }]]);
  expect(warnings(events)).toBeUndefined();
  expect(shown.status).toBe('COMPLETE');
  expect(shown.artifact!.text).toContain('404');
  expect(shown.stages.find(({ name }) => name === 'CODE')).toMatchObject({ attempts: 7, itemsDone: 6, itemsTotal: 6 });
  // Plan, architecture, blueprint, README, six files, and the one.
  expect(shown.usage.requests).toBe(11);
  const asked = files(await callsOf(description));
  expect(asked.filter(({ item }) => item === ENTRY)).toHaveLength(2);
  expect(asked).toHaveLength(7);
  const { generation } = await ana.get<{ generation: { attemptLog: { message: string }[] } }>(
    'query ($id: ID!, $path: String!) { generation(id: $id) { attemptLog(stage: CODE, item: $path) { message } } }',
    { id, path: ENTRY },
  );
  expect(generation.attemptLog.map(({ message }) => message).join('\n')).toContain(
    `It does not fit the rest, and is written again: ${FAULT}`,
  );
});

it('leaves a file that cannot be mended after two looks at all of them, and says what is open', async () => {
  const { shown, events } = await generate(unique('A mill that forgets a status for good [[misfit file always]].'));
  expect(shown.status).toBe('COMPLETE');
  expect(reopened(events)).toHaveLength(2);
  expect(warnings(events)).toEqual([`${ENTRY}: ${FAULT}`]);
});

it('never passes the ceiling for it: what there is no money for stays as it is', async () => {
  const description = unique('A mill with little money that forgets a status [[misfit file always]].');
  // The least with which each of its files is bought once: each failure says what the next call needs.
  let made = await generate(description, { budgetUsd: 0.01 });
  let budgetUsd = 0.01;
  while (made.shown.failure) {
    const [, needed, spent] = /could cost \$([\d.]+), and \$([\d.]+)/.exec(made.shown.failure.message)!;
    budgetUsd = Number(needed) + Number(spent) + 0.0002;
    made = await generate(description, { budgetUsd });
  }
  const { shown, events } = made;
  expect(shown.status).toBe('COMPLETE');
  expect(shown.usage.costUsd).toBeLessThanOrEqual(budgetUsd);
  expect(reopened(events)).toHaveLength(2);
  expect(events.filter(({ type, data }) => type === 'ITEM_COMPLETED' && data.item === ENTRY)).toHaveLength(1);
  expect(warnings(events)).toEqual([`${ENTRY}: ${FAULT}`]);
});

const refitOf = async (description: string): Promise<SimulatedCall[]> =>
  files(await callsOf(description)).filter(({ item }) => item === ENTRY);

it('heeds a pause and a cancellation while a file is asked for again', async () => {
  const description = unique('A mill that is paused as it is mended [[misfit file]] [[hang-within file always]].');
  const id = await begin(description);
  await until(async () => (await refitOf(description)).length === 2);
  await ana.get(`mutation { pauseGeneration(input: { generationId: "${id}" }, inFlight: ABORT) { generation { id } } }`);
  await until(async () => (await refitOf(description))[1]!.endedAt !== undefined);
  await ana.get(`mutation { resumeGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
  await until(async () => (await refitOf(description)).length > 2);
  await ana.get(`mutation { cancelGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
  const events = await ana.events(id);
  expect(events.at(-1)!.type).toBe('GENERATION_CANCELLED');
  expect(reopened(events)).toHaveLength(1);
});

it('is replayed to the byte: what was asked again is asked again, of the record', async () => {
  const description = unique('A mill that is replayed [[misfit file]].');
  const { id } = await generate(description);
  const before = (await callsOf(description)).length;
  const { replayGeneration } = await ana.get<{ replayGeneration: { generation: { id: string } } }>(
    'mutation ($input: ReplayGenerationInput!) { replayGeneration(input: $input) { generation { id } } }',
    { input: { generationId: id } },
  );
  const events = await ana.events(replayGeneration.generation.id);
  expect(reopened(events)).toEqual([[{ item: ENTRY, faults: [FAULT] }]]);
  const { generation } = await ana.get<{ generation: { replay: unknown } }>(
    'query ($id: ID!) { generation(id: $id) { replay { verdict differences { stage path was is } } } }',
    { id: replayGeneration.generation.id },
  );
  expect(generation.replay).toEqual({ verdict: 'SAME', differences: [] });
  expect(await callsOf(description)).toHaveLength(before);
});

it('buys nothing twice where the worker is killed while a file is asked for again', async () => {
  const description = unique('A mill whose worker dies [[misfit file]] [[hang-within file]].');
  const id = await begin(description);
  await until(async () => (await refitOf(description)).length === 2);
  const { pids } = JSON.parse(readFileSync(join(process.env.MILLWRIGHT_TEST_DATA!, 'stack.json'), 'utf8')) as {
    pids: Record<string, number>;
  };
  process.kill(-pids['Activity worker']!, 'SIGKILL');
  const events = await ana.events(id);
  expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
  expect(reopened(events)).toHaveLength(1);
  expect((await shownOf(id)).artifact!.text).toContain('404');
  expect((await refitOf(description)).map(({ outcome }) => outcome)).toEqual([
    'misfit',
    expect.stringMatching(/hang-within|aborted/),
    'whole',
  ]);
  expect(files(await callsOf(description))).toHaveLength(8);
});
