import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { signedInPage } from '../support/signed-in.js';

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

const titled = async (text: string): Promise<unknown> => await page.waitForFunction((wanted) => document.title === wanted, text);

it('says in the title of the page how a generation stands, whatever is looked at', async () => {
  const project = (await ana.project('A mill that waits', 'Tool library')).id;
  const id = await ana.start(project, { approveAfter: ['BLUEPRINT'] });
  await ana.events(id, undefined, ({ type }) => type === 'APPROVAL_REQUESTED');
  await page.goto(`${BASE}/projects/${project}`);
  await titled('‖ Waiting for you · Tool library #1');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.waitForURL(/tab=timeline/);
  await titled('‖ Waiting for you · Tool library #1');
  await page.getByRole('link', { name: 'Generations' }).first().click();
  await titled('Generations · Millwright');
  await page.goto(`${BASE}/projects/${project}`);
  await ana.get('mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { id } } }', {
    input: { generationId: id, stage: 'BLUEPRINT', approved: true },
  });
  await titled('Tool library #1 · Millwright');
});
