import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import pg from 'pg';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { randomRun } from '../support/random-runs.js';
import { signedInPage } from '../support/signed-in.js';

const RUNS = 20;
const SIDE_BY_SIDE = 5;
const SEED = 17;
const LONGEST_MS = 90_000;

/** What was used, in whole numbers: dollars as millionths of one. */
interface Sum {
  costMicros: number;
  requests: number;
  cachedRequests: number;
  inputTokens: number;
  outputTokens: number;
}
interface Shown extends Omit<Sum, 'costMicros'> {
  costUsd: number;
}
/** An entry of a ledger that says what was used, and of what it is. */
interface Spent extends Sum {
  generation: string;
  project: string;
  member: string;
  model: string;
  month: string;
  stage: string;
  isReplay: boolean;
}
const SHOWN = 'costUsd requests cachedRequests inputTokens outputTokens';
const NOTHING: Sum = { costMicros: 0, requests: 0, cachedRequests: 0, inputTokens: 0, outputTokens: 0 };

const database = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
let browser: Browser;
let page: Page;
let ana: TestClient;
let ben: TestClient;
let spent: Spent[];

beforeAll(async () => {
  await database.connect();
  [ana, ben] = [await TestClient.signUp('Ana'), await TestClient.signUp('Ben')];
  const { viewer } = await ana.get<{ viewer: { homeOrganizationId: string } }>('{ viewer { homeOrganizationId } }');
  await ana.invite(ben, 'editor', viewer.homeOrganizationId);
  await ben.auth('/organization/set-active', { organizationId: viewer.homeOrganizationId });
  const seeds = Array.from({ length: RUNS }, (_, i) => SEED * 1_000 + i);
  const worker = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) await randomRun(seed % 3 === 0 ? ben : ana, seed);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  spent = await ledgerOf(viewer.homeOrganizationId);
}, LONGEST_MS);
afterAll(async () => {
  await browser?.close();
  await Promise.all([ana.close(), ben.close(), database.end()]);
});

/** What the ledgers of an organization's generations say was used, entry by entry: added up here, and not by the server. */
async function ledgerOf(organizationId: string): Promise<Spent[]> {
  const { rows } = await database.query<{
    generation: string;
    project: string;
    member: string;
    engine: string;
    model: string;
    isReplay: boolean;
    at: Date;
    body: { type: string; stage?: string; item?: string; engine?: string; model?: string; usage?: Sum };
  }>(
    `SELECT g.id AS generation, g.project_id AS project, g.created_by AS member, g.engine, g.model, g.replay IS NOT NULL AS "isReplay", e.at, e.body
     FROM ledger_entry e JOIN generation g ON g.id = e.stream_id WHERE e.org_id = $1 ORDER BY g.id, e.seq`,
    [organizationId],
  );
  const asked = new Map<string, string>();
  return rows.flatMap(({ at, body, engine, model, ...of }) => {
    const key = `${of.generation} ${body.stage} ${body.item}`;
    if (body.type === 'ATTEMPT_STARTED') asked.set(key, `${body.engine ?? engine}/${body.model ?? model}`);
    if (!body.usage) return [];
    const { costMicros, requests, cachedRequests, inputTokens, outputTokens } = body.usage;
    const used = { costMicros, requests, cachedRequests: cachedRequests ?? 0, inputTokens, outputTokens };
    return [{ ...of, ...used, model: asked.get(key) ?? `${engine}/${model}`, month: at.toISOString().slice(0, 7), stage: body.stage! }];
  });
}

const add = (parts: readonly Sum[]): Sum =>
  parts.reduce<Sum>(
    (sum, part) => ({
      costMicros: sum.costMicros + part.costMicros,
      requests: sum.requests + part.requests,
      cachedRequests: sum.cachedRequests + part.cachedRequests,
      inputTokens: sum.inputTokens + part.inputTokens,
      outputTokens: sum.outputTokens + part.outputTokens,
    }),
    NOTHING,
  );
/** By whatever of it, where anything was used at all. */
function by(key: (part: Spent) => string, of: readonly Spent[]): Record<string, Sum> {
  const groups = [...Map.groupBy(of, key)].map(([name, parts]): [string, Sum] => [name, add(parts)]);
  return Object.fromEntries(groups.filter(([, sum]) => isAny(sum)));
}
const isAny = (sum: Sum): boolean => Object.values(sum).some((value) => value !== 0);
const inMicros = ({ costUsd, ...rest }: Shown): Sum => ({ costMicros: Math.round(costUsd * 1e6), ...rest });
const shownBy = (parts: readonly [string, Shown][]): Record<string, Sum> =>
  Object.fromEntries(parts.map(([name, used]): [string, Sum] => [name, inMicros(used)]).filter(([, sum]) => isAny(sum)));
const bought = (): Spent[] => spent.filter(({ isReplay }) => !isReplay);
const dollars = (micros: number): string => {
  const usd = micros / 1e6;
  return micros === 0 || usd >= 0.00995 ? `$${usd.toFixed(2)}` : usd < 0.0001 ? 'under $0.0001' : `$${usd.toFixed(4)}`;
};

it('has runs of every kind, so that what follows says something', async () => {
  const { rows } = await database.query<{ kind: string }>(
    `SELECT DISTINCT e.type AS kind FROM ledger_entry e JOIN generation g ON g.id = e.stream_id WHERE g.id = ANY ($1)
     UNION SELECT DISTINCT g.parent_kind FROM generation g WHERE g.id = ANY ($1) AND g.parent_kind IS NOT NULL`,
    [[...new Set(spent.map(({ generation }) => generation))]],
  );
  expect(rows.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(
      'GENERATION_COMPLETED GENERATION_CANCELLED GENERATION_PAUSED GENERATION_RESUMED STAGE_APPROVED STAGE_SENT_BACK BUDGET_AWAITED BUDGET_RAISED ATTEMPT_FAILED STAGE_REUSED FORK RETRY'.split(
        ' ',
      ),
    ),
  );
  expect(spent.some(({ isReplay }) => isReplay)).toBe(true);
});

it('says of each generation, and of each of its stages, what its ledger says', async () => {
  for (const [id, parts] of Map.groupBy(spent, ({ generation }) => generation)) {
    const { generation } = await ana.get<{ generation: { usage: Shown; stages: { name: string; usage: Shown }[] } }>(
      `query ($id: ID!) { generation(id: $id) { usage { ${SHOWN} } stages { name usage { ${SHOWN} } } } }`,
      { id },
    );
    expect([id, inMicros(generation.usage)]).toEqual([id, add(parts)]);
    expect([id, shownBy(generation.stages.map(({ name, usage }) => [name, usage]))]).toEqual([id, by(({ stage }) => stage, parts)]);
  }
});

it('adds up to the same by project, month, member, engine and model, with replays apart', async () => {
  const { usage } = await ana.get<{
    usage: {
      total: Shown;
      replays: Shown;
      months: { month: string; used: Shown }[];
      members: { userId: string; used: Shown }[];
      models: { engine: string; model: string; used: Shown }[];
      projects: { edges: { node: { project: { id: string; used: Shown }; used: Shown } }[] };
    };
  }>(`{ usage { total { ${SHOWN} } replays { ${SHOWN} } months { month used { ${SHOWN} } } members { userId used { ${SHOWN} } }
        models { engine model used { ${SHOWN} } } projects(first: 100) { edges { node { project { id used { ${SHOWN} } } used { ${SHOWN} } } } } } }`);
  const all = bought();
  expect(inMicros(usage.total)).toEqual(add(all));
  expect(inMicros(usage.replays)).toEqual(add(spent.filter(({ isReplay }) => isReplay)));
  expect(shownBy(usage.months.map(({ month, used }) => [month, used]))).toEqual(by(({ month }) => month, all));
  expect(shownBy(usage.members.map(({ userId, used }) => [userId, used]))).toEqual(by(({ member }) => member, all));
  expect(shownBy(usage.models.map(({ engine, model, used }) => [`${engine}/${model}`, used]))).toEqual(by(({ model }) => model, all));
  const projects = usage.projects.edges.map(({ node }) => node);
  expect(shownBy(projects.map(({ project, used }) => [project.id, used]))).toEqual(by(({ project }) => project, all));
  expect(shownBy(projects.map(({ project }) => [project.id, project.used]))).toEqual(by(({ project }) => project, all));
});

it('buys nothing that no ledger tells of', async () => {
  const ids = [...new Set(bought().map(({ generation }) => generation))];
  const { rows } = await database.query<{ micros: string; requests: string }>(
    `SELECT coalesce(sum((usage->>'costMicros')::bigint), 0) AS micros, count(*) AS requests FROM model_call WHERE stream_id = ANY ($1)`,
    [ids],
  );
  const { costMicros, requests } = add(bought());
  expect({ costMicros: Number(rows[0]!.micros), requests: Number(rows[0]!.requests) }).toEqual({ costMicros, requests });
});

it('shows these figures in the console: the sum, the cards, the heads and stages of projects, and every line of the CSV', async () => {
  browser = await openBrowser();
  page = await signedInPage(browser, ana);
  const all = bought();
  await page.goto(`${BASE}/usage`);
  await page.waitForSelector('#total');
  expect(await page.textContent('#total')).toBe(dollars(add(all).costMicros));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download as CSV' }).click()]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
  const inCsv = (kind: string, key: (line: string[]) => string): Record<string, number> =>
    Object.fromEntries(lines.filter(([name]) => name === kind).map((line) => [key(line), Math.round(Number(line.at(-5)) * 1e6)]));
  const costs = (sums: Record<string, Sum>): Record<string, number> =>
    Object.fromEntries(Object.entries(sums).map(([key, { costMicros }]) => [key, costMicros]));
  expect(inCsv('Project', ([, , id]) => id!)).toEqual(costs(by(({ project }) => project, all)));
  expect(inCsv('Member', ([, , id]) => id!)).toEqual(costs(by(({ member }) => member, all)));
  expect(inCsv('Model', ([, , id]) => id!)).toEqual(costs(by(({ model }) => model, all)));
  await page.goto(`${BASE}/projects`);
  await page.getByRole('listitem').first().waitFor();
  for (const [project, { costMicros }] of Object.entries(by(({ project }) => project, all))) {
    const card = page.getByRole('listitem').filter({ has: page.locator(`a[href$="${project}"]`) });
    if (costMicros > 0)
      expect([project, await card.getByTitle('What all its generations have cost').textContent()]).toEqual([project, dollars(costMicros)]);
  }
  for (const [generation, { costMicros }] of Object.entries(by((part) => part.generation, all)).slice(0, 4)) {
    const { project } = all.find((part) => part.generation === generation)!;
    await page.goto(`${BASE}/projects/${project}?generation=${generation}&tab=stages`);
    await page.waitForFunction((text) => document.querySelector('.spent')?.textContent?.trim().startsWith(text), dollars(costMicros));
    for (const [stage, sum] of Object.entries(
      by(
        (part) => part.stage,
        all.filter((part) => part.generation === generation),
      ),
    ))
      if (sum.costMicros > 0) await page.locator(`ol.stages a[href*="stage=${stage}"]`, { hasText: dollars(sum.costMicros) }).waitFor();
  }
});
