import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import pg from 'pg';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { picture, signedInPage } from '../support/signed-in.js';

interface Sum {
  costUsd: number;
  requests: number;
  inputTokens: number;
  outputTokens: number;
  cachedRequests: number;
}
const SUM = 'costUsd requests inputTokens outputTokens cachedRequests';
const simulated = { engine: 'openai', model: 'sim-1', useCache: false };
/** What a spreadsheet would run. */
const FORMULA = '=HYPERLINK("http://example.com","Mill, \nlarge")';

const database = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
let browser: Browser;
let page: Page;
let ana: TestClient;
let organizationId: string;
/** Generations that bought something, and the one that only replays it. */
const bought: string[] = [];
let replayed: string;
let first: { id: string };
let other: { id: string };

beforeAll(async () => {
  await database.connect();
  ana = await TestClient.signUp('Ana');
  organizationId = (await ana.get<{ organization: { id: string } }>('{ organization { id } }')).organization.id;
  const ben = await TestClient.signUp('Ben');
  await ana.invite(ben, 'editor', organizationId);
  const inAna = { authorization: ben.headers.authorization! };
  await ben.auth('/organization/set-active', { organizationId });

  first = await ana.project('A mill in bad weather [[status-429 plan]] [[cut blueprint]].', FORMULA.replace('\n', ''));
  bought.push(await ana.start(first.id, simulated));
  await ana.events(bought[0]!);
  const { forkGeneration } = await ana.get<{ forkGeneration: { generation: { id: string } } }>(
    'mutation ($input: ForkGenerationInput!) { forkGeneration(input: $input) { generation { id } } }',
    { input: { generationId: bought[0], fromStage: 'CODE' } },
  );
  bought.push(forkGeneration.generation.id);
  await ana.events(bought[1]!);

  const crawling = await ana.project('A mill that is written AT-A-CRAWL', 'Cancelled');
  const cancelled = await ana.start(crawling.id, simulated);
  bought.push(cancelled);
  await ana.events(cancelled, undefined, ({ type }) => type === 'ATTEMPT_STARTED');
  await ana.get('mutation ($input: CancelGenerationInput!) { cancelGeneration(input: $input) { generation { id } } }', {
    input: { generationId: cancelled },
  });
  await ana.events(cancelled);

  const { replayGeneration } = await ana.get<{ replayGeneration: { generation: { id: string } } }>(
    'mutation ($input: ReplayGenerationInput!) { replayGeneration(input: $input) { generation { id } } }',
    { input: { generationId: bought[0] } },
  );
  replayed = replayGeneration.generation.id;
  await ana.events(replayed);

  const benInAna = new TestClient(inAna, ben.email);
  other = await benInAna.project('A mill of another person', 'Other');
  bought.push(await benInAna.start(other.id, { engine: 'anthropic', model: 'sim-1', useCache: false }));
  await benInAna.events(bought.at(-1)!);
  await Promise.all([ben.close(), benInAna.close()]);
  browser = await openBrowser();
  page = await signedInPage(browser, ana);
});
afterAll(async () => {
  await browser?.close();
  await ana.close();
  await database.end();
});

async function usageOf(ids: readonly string[]): Promise<Sum> {
  const all = await Promise.all(
    ids.map(async (id) => (await ana.get<{ generation: { usage: Sum } }>(`query ($id: ID!) { generation(id: $id) { usage { ${SUM} } } }`, { id })).generation.usage),
  );
  const sum = (key: keyof Sum): number => all.reduce((before, usage) => before + Math.round(usage[key] * 1e6), 0) / 1e6;
  return { costUsd: sum('costUsd'), requests: sum('requests'), inputTokens: sum('inputTokens'), outputTokens: sum('outputTokens'), cachedRequests: sum('cachedRequests') };
}

it('adds up to what the generations and the calls to models say, with replays apart', async () => {
  const { usage } = await ana.get<{
    usage: { total: Sum; replays: Sum; months: { used: Sum }[]; members: { name: string; used: Sum }[]; models: { engine: string; used: Sum }[]; projects: { edges: { node: { project: { id: string }; used: Sum } }[] } };
  }>(`{ usage { total { ${SUM} } replays { ${SUM} } months { used { ${SUM} } } members { name used { ${SUM} } } models { engine used { ${SUM} } }
        projects { edges { node { project { id } used { ${SUM} } } } } } }`);
  const total = await usageOf(bought);
  expect(total.costUsd).toBeGreaterThan(0);
  expect(usage.total).toEqual(total);
  expect(usage.replays).toEqual(await usageOf([replayed]));
  const cost = (parts: { used: Sum }[]): number => Math.round(parts.reduce((sum, { used }) => sum + used.costUsd, 0) * 1e6) / 1e6;
  expect([usage.months, usage.members, usage.models, usage.projects.edges.map(({ node }) => node)].map(cost)).toEqual(Array(4).fill(total.costUsd));
  expect(usage.members.find(({ name }) => name === 'Ben')!.used).toEqual(await usageOf(bought.slice(-1)));
  expect(usage.projects.edges.find(({ node }) => node.project.id === first.id)!.node.used).toEqual(await usageOf(bought.slice(0, 2)));
  const { rows } = await database.query<{ micros: string; requests: string }>(
    `SELECT sum((usage->>'costMicros')::bigint) AS micros, count(*) AS requests FROM model_call WHERE org_id = $1 AND stream_id = ANY($2)`,
    [organizationId, bought],
  );
  expect({ costUsd: Number(rows[0]!.micros) / 1e6, requests: Number(rows[0]!.requests) }).toEqual({ costUsd: total.costUsd, requests: total.requests });
});

it('shows these sums, and on the card of a project its own', async () => {
  const dollars = (usd: number): string => (usd >= 0.00995 ? `$${usd.toFixed(2)}` : `$${usd.toFixed(4)}`);
  await page.goto(`${BASE}/usage`);
  await page.waitForSelector('#total');
  expect(await page.textContent('#total')).toBe(dollars((await usageOf(bought)).costUsd));
  const row = async (label: string, name: string): Promise<string[]> =>
    (await page.getByRole('region', { name: label }).getByRole('row').filter({ hasText: name }).getByRole('cell').allTextContents()).map((text) => text.trim());
  const forOther = await usageOf(bought.slice(-1));
  const cells = [dollars(forOther.costUsd), ...[forOther.requests, forOther.inputTokens, forOther.outputTokens].map((n) => n.toLocaleString('en'))];
  expect(await row('Usage by project', 'Other')).toEqual(cells);
  expect(await row('Usage by member', 'Ben')).toEqual(cells);
  // Where both are configured, it writes the README of the other's generations as well.
  const { usage } = await ana.get<{ usage: { total: { requests: number } } }>('{ usage(engine: "anthropic") { total { requests } } }');
  expect((await row('Usage by engine and model', 'anthropic'))[1]).toBe(String(usage.total.requests));
  await page.waitForSelector(`text=Replays would have cost ${dollars((await usageOf([replayed])).costUsd)}`);
  await expectAccessible(page, 'usage');
  await picture(page, 'usage-wide');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'usage-phone-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('link', { name: 'Other' }).click();
  await page.waitForURL(/project=/);
  await page.waitForFunction((text) => document.querySelector('#total')?.textContent === text, dollars(forOther.costUsd));

  await page.goto(`${BASE}/projects`);
  const card = page.getByRole('listitem').filter({ hasText: '=HYPERLINK' });
  await card.getByText(dollars((await usageOf(bought.slice(0, 2))).costUsd)).waitFor();
});

it('downloads every sum, and nothing that a spreadsheet would run', async () => {
  await page.goto(`${BASE}/usage`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download as CSV' }).click()]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(download.suggestedFilename()).toMatch(/^usage-\d{4}-\d\d-\d{4}-\d\d\.csv$/);
  expect(text[0]).toBe('\uFEFF');
  const lines = text.trim().split('\r\n');
  expect(lines[0]).toBe('By,Name,Id,Cost (USD),Calls,Answers had before,Tokens in,Tokens out');
  expect(lines.find((line) => line.includes('HYPERLINK'))).toMatch(/^Project,"'=HYPERLINK\(""http:\/\/example\.com"",""Mill, large""\)",/);
  const costs = lines.filter((line) => line.startsWith('Project,')).map((line) => Number(line.split(',').at(-5)));
  expect(Math.round(costs.reduce((sum, cost) => sum + cost, 0) * 1e6) / 1e6).toBe((await usageOf(bought)).costUsd);
});

it.each([
  ['{ usage(from: "2026-13") { from } }', 'from', 'must be a month as 2026-11'],
  ['{ usage(from: "2026-05", to: "2026-04") { from } }', 'from', 'must not be after `to`'],
  ['{ usage(from: "1990-01", to: "2026-04") { from } }', 'from', 'must be at most 120 months before `to`'],
])('refuses %s', async (query, path, message) => {
  const { errors } = await ana.ask(query);
  expect(errors![0]!.extensions.fields).toEqual([{ path, message }]);
});
