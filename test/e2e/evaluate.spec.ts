import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../../deploy/local/src/client.js';
import { evaluateWith, type Options } from '../../deploy/local/src/evaluate-run.js';
import { summaryOf, type Evaluation } from '../../deploy/local/src/evaluate-table.js';
import { BASE, TestClient } from '../support/client.js';
import { callsOf } from '../support/provider.js';

const folder = mkdtempSync(join(tmpdir(), 'millwright-evaluation-'));
const unique = (text: string): string => `${text} Of process ${process.pid}-${Date.now()}.`;
const descriptions = [
  { id: 'mill', text: unique('A mill that grinds grain for farmers.') },
  { id: 'mill/2', text: unique('A mill that forgets a status [[misfit file]].') },
];
let ana: TestClient;
let client: ApiClient;
const { log } = console;
beforeAll(async () => {
  // What a terminal is told of each stage is no news here.
  console.log = () => undefined;
  ana = await TestClient.signUp('Ana');
  client = new ApiClient(BASE, ana.headers as { authorization: string });
});
afterAll(async () => {
  console.log = log;
  await ana.close();
  rmSync(folder, { recursive: true, force: true });
});

const options = (name: string, more: Partial<Options> = {}): Options => ({
  engine: 'openai',
  model: 'sim-1',
  descriptions,
  folder: join(folder, name),
  ...more,
});
const read = (name: string, file: string): string => readFileSync(join(folder, name, file), 'utf8');

it('says what did not fit in what a model answered, what was mended, and what that took; and does nothing twice', async () => {
  await evaluateWith(client, options('whole', { descriptions: descriptions.slice(0, 1) }));
  const { outcomes, prompts } = await evaluateWith(client, options('whole'));
  expect(outcomes).toMatchObject([
    {
      id: 'mill',
      status: 'COMPLETE',
      files: 6,
      blueprint: { first: {}, left: {} },
      code: { first: {}, left: {} },
      refitted: 0,
      open: 0,
      requests: 10,
    },
    {
      id: 'mill/2',
      status: 'COMPLETE',
      blueprint: { first: {}, left: {} },
      code: { first: { STATUS: 1 }, left: {} },
      refitted: 1,
      open: 0,
      requests: 11,
    },
  ]);
  expect(prompts).toEqual(expect.arrayContaining([expect.stringMatching(/^blueprint-/), expect.stringMatching(/^file-/)]));
  expect(await callsOf(descriptions[0]!.text)).toHaveLength(10);
  expect(JSON.parse(read('whole', 'results.json'))).toMatchObject({ engine: 'openai', model: 'sim-1', outcomes });
  const table = read('whole', 'results.md');
  expect(table).toContain('| Complete | 2 of 2 |');
  expect(table).toContain('| Faults in code, as first answered | 1: STATUS 1 |');
  expect(table).toMatch(/\| mill\/2 \| complete \| 6 \| 0 → 0 \| 1 → 0 \| 1 \| 0 \| [\d.]+ \| 11 \|/);
});

it('keeps records that are replayed at no cost', async () => {
  const answer = await fetch(`${BASE}/records`, {
    method: 'POST',
    headers: { ...ana.headers, 'content-type': 'application/gzip' },
    body: new Uint8Array(readFileSync(join(folder, 'whole', 'records', 'mill_2.gz'))),
  });
  const { record } = (await answer.json()) as { record: string };
  const { replayGeneration } = await ana.get<{ replayGeneration: { generation: { id: string } } }>(
    'mutation ($input: ReplayGenerationInput!) { replayGeneration(input: $input) { generation { id } } }',
    { input: { record } },
  );
  await ana.events(replayGeneration.generation.id);
  const { generation } = await ana.get<{ generation: { replay: { verdict: string } } }>(
    'query ($id: ID!) { generation(id: $id) { replay { verdict } } }',
    { id: replayGeneration.generation.id },
  );
  expect(generation.replay.verdict).toBe('SAME');
  expect(await callsOf(descriptions[1]!.text)).toHaveLength(11);
});

it('finds what an interrupted run has begun, and buys it once', async () => {
  const [one] = descriptions.map(({ id }) => ({ id, text: unique('A mill whose evaluation is interrupted.') }));
  const interrupted = await evaluateWith(client, options('interrupted', { descriptions: [one!] }));
  // As if it had ended before the outcome was kept.
  const file = join(folder, 'interrupted', 'results.json');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as Evaluation), outcomes: [] }));
  const again = await evaluateWith(client, options('interrupted', { descriptions: [one!] }));
  expect(again.outcomes).toEqual(interrupted.outcomes);
  expect(await callsOf(one!.text)).toHaveLength(10);
});

it('never passes its ceiling, and goes on under a higher one', async () => {
  const each = ['a', 'b'].map((id) => ({ id, text: unique(`A mill with little money, ${id}.`) }));
  const small = options('ceiling', { descriptions: each, ceilingUsd: 0.06 });
  await expect(evaluateWith(client, small)).rejects.toThrow(/are spent on \d descriptions. Go on with a higher --ceiling/);
  const before = JSON.parse(read('ceiling', 'results.json')) as Evaluation;
  const spent = (outcomes: Evaluation['outcomes']): number => outcomes.reduce((sum, { costUsd }) => sum + costUsd!, 0);
  expect(spent(before.outcomes)).toBeLessThanOrEqual(0.06);
  const { outcomes } = await evaluateWith(client, { ...small, ceilingUsd: 1 });
  expect(summaryOf({ engine: '', model: '', prompts: [], outcomes }).Complete).toBe('2 of 2');
});

it('keeps engines apart', async () => {
  await expect(evaluateWith(client, options('whole', { engine: 'groq' }))).rejects.toThrow(/holds results of openai sim-1/);
});
