import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { picture, signedInPage } from '../support/signed-in.js';

let browser: Browser;
let page: Page;
let ana: TestClient;
const made: Record<string, { project: string; generation: string }> = {};
const troubles: string[] = [];

beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  for (const [engine, input] of [
    ['offline', { engine: 'offline' }],
    ['simulated', { engine: 'openai', model: 'sim-1', budgetUsd: 5 }],
  ] as const) {
    const project = (await ana.project('A tool library where members borrow tools and return them', `By ${engine}`)).id;
    const generation = await ana.start(project, input);
    await ana.events(generation);
    made[engine] = { project, generation };
  }
  browser = await openBrowser();
  page = await signedInPage(browser, ana);
  page.on('pageerror', (error) => troubles.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  await ana.close();
});

const STAGES: [string, string, string][] = [
  ['DEV_PLAN', 'docs/development-plan.md', 'Goals'],
  ['TECH_ARCHITECTURE', 'docs/architecture.md', 'Components'],
  ['BLUEPRINT', 'blueprint.json', 'How it is built'],
  ['COMMUNICATION_SCHEMA', 'communication-schema.json', 'Who talks to whom'],
  ['DIRECTORY_TREE', 'directory-tree.json', 'Where everything stands'],
  ['REPOSITORY', 'provenance.json', 'How each file came to be'],
];

it.each(['offline', 'simulated'])('opens each stage of a generation by the engine %s on something to be read', async (engine) => {
  const { project, generation } = made[engine]!;
  for (const [stage, path, heading] of STAGES) {
    await page.goto(`${BASE}/projects/${project}?generation=${generation}&tab=stages&stage=${stage}`);
    await page.locator('app-artifact-view h3', { hasText: path }).waitFor();
    await page.locator('app-artifact-view').getByRole('heading', { name: heading, exact: true }).waitFor();
    const text = await page.locator('app-artifact-view').innerText();
    expect([stage, /[A-Za-z0-9+/]{200}/.test(text.replaceAll(/\s/g, ' '))]).toEqual([stage, false]);
    expect([stage, text.slice(text.indexOf(path) + path.length).includes('{"') || /\n\s*"\w+":/.test(text)]).toEqual([stage, false]);
    await picture(page, `document-${engine}-${stage}`);
  }
  await page.goto(`${BASE}/projects/${project}?generation=${generation}&tab=stages&stage=CODE`);
  const opened = await page.locator('app-artifact-view h3').textContent();
  expect(opened).not.toMatch(/\.json$|^\.|\.png$/);
});

it.each([
  ['communication-schema.json', 'What matters most'],
  ['directory-tree.json', 'Where everything stands'],
  ['docs/architecture.json', 'Components'],
  ['docs/development-plan.json', 'What was understood'],
  ['provenance.json', 'Signed'],
])('has the JSON of %s one click away, and reads it on a phone as well', async (path, heading) => {
  const { project, generation } = made['offline']!;
  await page.goto(`${BASE}/projects/${project}?generation=${generation}&tab=files&file=${encodeURIComponent(path)}`);
  const view = page.locator('app-artifact-view');
  await view.getByRole('heading', { name: heading, exact: true }).waitFor();
  // A diagram is drawn anew for each theme, for a moment in the page itself.
  if (path !== 'docs/architecture.json') await expectAccessible(page, path);
  await view.getByRole('button', { name: 'Show the JSON' }).click();
  await view.locator('pre').first().waitFor();
  expect(await view.locator('pre').first().textContent()).toContain('"');
  await view.getByRole('button', { name: 'Show it as people read it' }).click();
  await view.getByRole('heading', { name: heading, exact: true }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(page, `document-phone-${path.replaceAll('/', '-')}`);
  await page.setViewportSize({ width: 1440, height: 900 });
});

it.each([
  ['TECH_ARCHITECTURE', 'Components'],
  ['COMMUNICATION_SCHEMA', 'Who talks to whom'],
  ['DIRECTORY_TREE', 'Where everything stands'],
])('opens the gate after %s as a document, and lets its JSON be edited', async (stage, heading) => {
  const { project } = made['offline']!;
  const id = await ana.start(project, { engine: 'offline', approveAfter: [stage] });
  await ana.events(id, undefined, ({ type }) => type === 'APPROVAL_REQUESTED');
  await page.goto(`${BASE}/projects/${project}?generation=${id}`);
  await page.getByRole('heading', { name: heading, exact: true }).waitFor();
  expect(await page.locator('app-code-editor').count()).toBe(0);
  await page.getByRole('button', { name: 'Show the JSON' }).click();
  await page.getByRole('textbox', { name: /^Text of / }).waitFor();
  await picture(page, `gate-document-${stage}`);
  await ana.get(`mutation { cancelGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
});

it('keeps the console free of errors', () => {
  expect(troubles).toEqual([]);
});
