import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { picture, signedInPage } from '../support/signed-in.js';

let browser: Browser;
let page: Page;
let ana: TestClient;

beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  browser = await openBrowser();
  page = await signedInPage(browser, ana);
});
afterAll(async () => {
  await browser?.close();
  await ana.close();
});

const menu = () => page.getByRole('button', { name: 'Run again', exact: true });
const item = (name: RegExp) => page.getByRole('menuitem', { name });
const dialog = () => page.getByRole('dialog');
const generationsOf = async (id: string): Promise<number> =>
  (await ana.get<{ project: { generations: { totalCount: number } } }>('query ($id: ID!) { project(id: $id) { generations { totalCount } } }', { id }))
    .project.generations.totalCount;

it('says of each way to run again what it keeps and costs, and starts nothing before it is told so', async () => {
  const project = (await ana.project('A mill that is done over', 'Done over')).id;
  const first = await ana.start(project, { approveAfter: ['MAIN_README'] });
  await ana.events(first, undefined, ({ type }) => type === 'APPROVAL_REQUESTED');
  await ana.get('mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { id } } }', {
    input: { generationId: first, stage: 'MAIN_README', approved: true },
  });
  await ana.events(first);
  await page.goto(`${BASE}/projects/${project}`);
  await menu().waitFor();
  expect(await page.locator('.acts').getByRole('button', { name: /again|fork|engine/i }).allTextContents()).toEqual(['Run again']);
  await menu().click();
  await item(/^All of it … Keeps nothing of it: every stage is done anew\. Costs about \$/).waitFor();
  await item(/^From a stage that you choose … Keeps the stages before it/).waitFor();
  await picture(page, 'again-menu');
  await expectAccessible(page, 'run again menu');
  await item(/^All of it …/).click();
  await dialog().getByText(/It is likely to take .* and about \$/).waitFor();
  // Where the one before waited for a person is what the next one begins with.
  await dialog().getByText('Waits for you after README').waitFor();
  await picture(page, 'again-dialog');
  await expectAccessible(page, 'run again dialog');
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /Find a project/ }).waitFor();
  expect(await page.getByRole('option').first().textContent()).not.toMatch(/again/i);
  await page.keyboard.type('run again: all of it …');
  await page.getByRole('option', { name: /^Run again: all of it …$/ }).click();
  await dialog().getByRole('button', { name: /^Run again for about \$/ }).waitFor();
  expect(await generationsOf(project)).toBe(1);
  await dialog().getByRole('button', { name: /^Run again for about/ }).click();
  await page.getByRole('heading', { name: /README/ }).first().waitFor();
  expect(await generationsOf(project)).toBe(2);
  // It is kept for the project: the next one waits there however it is started.
  const { project: kept } = await ana.get<{ project: { approveAfter: string[] } }>('query ($id: ID!) { project(id: $id) { approveAfter } }', { id: project });
  expect(kept.approveAfter).toEqual(['MAIN_README']);
});

it('offers to go on after a failure that time heals, and not where the same description is refused again', async () => {
  const down = (await ana.project('Whose provider was down: FAIL-ALWAYS', 'Down')).id;
  await ana.events(await ana.start(down));
  await page.goto(`${BASE}/projects/${down}`);
  await page.getByRole('alert').getByRole('button', { name: 'Run again from there …' }).waitFor();
  await menu().click();
  await item(/^From Blueprint, where it stopped … Keeps 2 of 8 stages\./i).waitFor();
  await picture(page, 'again-failed');
  await page.keyboard.press('Escape');
  const refused = (await ana.project('Eine Bibliothek, in der Mitglieder Werkzeuge ausleihen und wieder zurückbringen.', 'Refused')).id;
  await ana.events(await ana.start(refused, { engine: 'offline' }));
  await page.goto(`${BASE}/projects/${refused}`);
  await page.getByRole('alert').getByRole('button', { name: 'Run again with another engine …' }).waitFor();
  await menu().click();
  await item(/^All of it …/).waitFor();
  expect(await item(/where it stopped/).count()).toBe(0);
});
