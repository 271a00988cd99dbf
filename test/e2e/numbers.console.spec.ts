import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { picture, signedInPage, workIn } from '../support/signed-in.js';

let browser: Browser;
let page: Page;
let ana: TestClient;
let ben: TestClient;
let project: string;
let organizationId: string;
let first: string;
let fork: string;

beforeAll(async () => {
  [ana, ben] = [await TestClient.signUp('Ana'), await TestClient.signUp('Ben')];
  organizationId = (await ana.get<{ viewer: { homeOrganizationId: string } }>('{ viewer { homeOrganizationId } }')).viewer
    .homeOrganizationId;
  await ana.invite(ben, 'viewer', organizationId);
  await ben.auth('/organization/set-active', { organizationId });
  project = (await ana.project('A tool library where members borrow tools and return them', 'Tool library')).id;
  first = await ana.start(project, { engine: 'offline' });
  await ana.events(first);
  const { forkGeneration } = await ana.get<{ forkGeneration: { generation: { id: string; number: number } } }>(
    'mutation ($input: ForkGenerationInput!) { forkGeneration(input: $input) { generation { id number } } }',
    { input: { generationId: first, fromStage: 'BLUEPRINT' } },
  );
  expect(forkGeneration.generation.number).toBe(2);
  fork = forkGeneration.generation.id;
  await ana.events(fork);
  browser = await openBrowser();
  page = await signedInPage(browser, ana);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([ana.close(), ben.close()]);
});

const titled = async (text: string): Promise<unknown> => await page.waitForFunction((wanted) => document.title === wanted, text);
const nameOf = async (id: string): Promise<string | null> =>
  (await ana.get<{ generation: { name: string | null } }>('query ($id: ID!) { generation(id: $id) { name } }', { id })).generation.name;

it('is named in the head, and so in the title, the history and the comparison', async () => {
  await page.goto(`${BASE}/projects/${project}?generation=${first}&tab=history`);
  await page.getByText('Generation 1', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Name it' }).click();
  const field = page.getByLabel('Name of generation 1');
  await field.fill('With\u200Bout');
  await field.press('Enter');
  await page.getByText('The name must not contain line breaks or invisible characters.').waitFor();
  await field.fill('Before the redesign');
  await field.press('Enter');
  await page.getByText('Generation 1: Before the redesign').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Rename it');
  await titled('Tool library #1 Before the redesign · Millwright');
  const tree = page.getByRole('list', { name: 'Generations by where they come from' });
  await tree.getByRole('link', { name: '#1 Before the redesign' }).waitFor();
  const second = tree.getByRole('listitem').filter({ hasText: '#2' });
  await second.getByText('forked from blueprint of #1').waitFor();
  await second.getByText(/^Ana ·/).waitFor();
  await picture(page, 'numbers-history');
  await expectAccessible(page, 'history with numbers');
  await page.goto(`${BASE}/projects/${project}?generation=${fork}&tab=compare`);
  await page.getByRole('columnheader', { name: '#1 Before the redesign' }).first().waitFor();
  await page.getByRole('columnheader', { name: '#2, this one' }).first().waitFor();
  await page.reload();
  await titled('Tool library #2 · Millwright');
  await page.goto(`${BASE}/generations`);
  await page.getByRole('row').filter({ hasText: '#1 Before the redesign' }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${BASE}/projects/${project}?generation=${first}&tab=history`);
  await page.getByText('Generation 1: Before the redesign').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(page, 'numbers-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('says which one is run again, and keeps a number whose name is taken away', async () => {
  await page.goto(`${BASE}/projects/${project}?generation=${first}&forking=`);
  await page.getByRole('dialog').getByRole('heading', { name: 'Run again from a stage of #1 Before the redesign' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('button', { name: 'Rename it' }).click();
  await page.getByLabel('Name of generation 1').fill('');
  await page.locator('app-generation-name').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Generation 1', { exact: true }).waitFor();
  expect(await nameOf(first)).toBeNull();
});

it('is no matter of those who only look', async () => {
  const refused = await ben.ask(
    'mutation ($id: ID!) { nameGeneration(input: { generationId: $id, name: "Mine" }) { generation { id } } }',
    { id: first },
  );
  expect(refused.errors![0]!.extensions.code).toBe('FORBIDDEN');
  // Whoever else looks does so with a browser of their own.
  await browser.close();
  browser = await openBrowser();
  const other = await signedInPage(browser, ben);
  await workIn(other, organizationId);
  await other.goto(`${BASE}/projects/${project}?generation=${first}`);
  await other.getByText('Generation 1', { exact: true }).waitFor();
  expect(await other.getByRole('button', { name: 'Name it' }).count()).toBe(0);
  expect(await nameOf(first)).toBeNull();
});
