import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { picture, signedInPage } from '../support/signed-in.js';
import { until } from '../support/until.js';

let browser: Browser;
let page: Page;
let ana: TestClient;
let project: string;
let slug: string;

beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  browser = await openBrowser();
  page = await signedInPage(browser, ana);
  const made = await ana.project('A tool library where members borrow tools and pay by credit card', 'Tool library');
  [project, slug] = [made.id, made.slug];
  await ana.events(await ana.start(project, { engine: 'offline' }));
});
afterAll(async () => {
  await browser?.close();
  await ana.close();
});

const dialog = () => page.getByRole('dialog');

it('says first what it is, what it can and what is not there, then how to run it in three lines', async () => {
  await page.goto(`${BASE}/projects/${project}`);
  await page.getByRole('heading', { name: 'It can' }).waitFor();
  const lacks = page.locator('.lacks li', { hasText: /credit card/i });
  await lacks.waitFor();
  const lines = (await page.getByLabel('Commands that run it').textContent())!.split('\n');
  expect(lines).toEqual([expect.stringMatching(/^git clone http.*\.git$/), `cd ${slug}`, 'npm start']);
  const order = await page.locator('mat-tab-nav-panel h2').allTextContents();
  expect(order).toEqual(['What it is', 'Run it', 'What should be different?', 'What it is made of', 'Description', 'GitHub', 'Approval']);
  await page.waitForLoadState('networkidle');
  await picture(page, 'overview-wide');
  await expectAccessible(page, 'overview');
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'overview-phone');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('builds the next generation with a sentence on what should be different, and keeps what there is', async () => {
  await page.getByLabel('In a sentence').fill('members can also reserve a tool');
  await page.getByRole('button', { name: 'See what that costs …' }).click();
  await dialog().getByRole('heading', { name: 'Run again with this change' }).waitFor();
  await dialog().getByRole('button', { name: 'Run again at no cost' }).click();
  await dialog().waitFor({ state: 'detached' });
  const found = async (): Promise<{ description: string; generations: { totalCount: number; edges: { node: { id: string } }[] } }> =>
    (
      await ana.get<{ project: Awaited<ReturnType<typeof found>> }>(
        'query ($id: ID!) { project(id: $id) { description generations { totalCount edges { node { id } } } } }',
        { id: project },
      )
    ).project;
  await until(async () => (await found()).generations.totalCount === 2);
  const now = await found();
  // What follows needs nothing that runs.
  await ana.events(now.generations.edges[0]!.node.id);
  await page.locator('.facts mw-status', { hasText: 'Complete' }).waitFor();
  expect(now.description).toBe('A tool library where members borrow tools and pay by credit card\n\nMembers can also reserve a tool.');
});

it('is renamed and described anew at any time, and its address stays', async () => {
  await page.goto(`${BASE}/projects/${project}?tab=overview`);
  await page.getByRole('button', { name: 'Change name and description' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Lending house');
  await page.getByRole('textbox', { name: 'Description' }).fill('Short');
  await page.getByRole('button', { name: 'Save', exact: true }).first().click();
  await page.getByRole('alert').getByText('The description must have at least 10 characters; it has 5.').waitFor();
  await page.getByRole('textbox', { name: 'Description' }).fill('A tool library where members borrow tools');
  await page.getByRole('button', { name: 'Save', exact: true }).first().click();
  await page.getByRole('heading', { name: 'Lending house' }).waitFor();
  await page.getByText(new RegExp(`^cd ${slug}$`)).waitFor();
});

it('is archived once nothing of it runs, is not listed then, and comes back', async () => {
  const listed = async (): Promise<string[]> =>
    (await ana.get<{ projects: { edges: { node: { id: string } }[] } }>('{ projects { edges { node { id } } } }')).projects.edges.map(
      ({ node }) => node.id,
    );
  const running = await ana.start(project, { engine: 'offline', approveAfter: ['BLUEPRINT'] });
  await ana.events(running, undefined, ({ type }) => type === 'APPROVAL_REQUESTED');
  await page.goto(`${BASE}/projects/${project}?tab=overview`);
  const archive = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Archive the project …' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Archive it' }).click();
  };
  await archive();
  await page.getByText('Wait until it has ended, or cancel it.').waitFor();
  expect(await listed()).toEqual([project]);
  await ana.get('mutation ($id: ID!) { cancelGeneration(input: { generationId: $id }) { generation { id } } }', { id: running });
  await page.locator('.facts mw-status', { hasText: 'Cancelled' }).waitFor();
  await archive();
  await page.getByRole('button', { name: 'Take out of the archive' }).waitFor();
  expect(await listed()).toEqual([]);
  await page.getByRole('button', { name: 'Take out of the archive' }).click();
  await page.getByText('It is listed again').waitFor();
  expect(await listed()).toEqual([project]);
  await archive();
  await page.getByRole('button', { name: 'Take out of the archive' }).waitFor();
});

it('is found among the archived ones, by a part of its name as well, and listed again from there', async () => {
  await page.goto(`${BASE}/projects`);
  await page.getByRole('link', { name: /^Archived/ }).click();
  await page.waitForURL(/state=archived/);
  await page.getByRole('listitem').filter({ hasText: 'Lending house' }).waitFor();
  await picture(page, 'archived-wide');
  await expectAccessible(page, 'archived projects');
  await page.getByRole('searchbox').fill('no such thing');
  await page.getByText('Nothing matches “no such thing”.').waitFor();
  await page.getByRole('searchbox').fill('lending');
  await page.waitForURL(/q=lending/);
  await page.reload();
  await page.getByRole('button', { name: 'Take out of the archive: Lending house' }).click();
  await page.getByText('Lending house is listed again').waitFor();
  await page.getByRole('link', { name: 'Active' }).click();
  await page.getByRole('link', { name: 'Lending house' }).waitFor();
  expect(await page.getByRole('link', { name: /^Archived/ }).count()).toBe(0);
});

it.each([
  ['projects', 'history', 'History'],
  ['projects', 'compare', 'Compare'],
  ['projects', 'understanding', 'Understanding'],
  ['settings', 'records', 'Records'],
])('has the tab that a link opens in sight on a phone: %s, %s', async (where, tab, title) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${BASE}/${where}${where === 'projects' ? `/${project}` : ''}?tab=${tab}`);
  const link = page.getByRole('tab', { name: title, exact: true });
  const bar = page.locator('.mat-mdc-tab-link-container');
  await until(async () => {
    const [tabBox, barBox] = [await link.boundingBox(), await bar.boundingBox()];
    return tabBox !== null && barBox !== null && tabBox.x >= barBox.x - 1 && tabBox.x + tabBox.width <= barBox.x + barBox.width + 1;
  });
  await page.setViewportSize({ width: 1440, height: 900 });
});
