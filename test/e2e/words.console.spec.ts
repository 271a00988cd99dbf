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

const head = (word: string) => page.locator('.facts mw-status', { hasText: word });
const inList = (word: string) => page.locator('ol.stages mw-status', { hasText: word });

it('has one word for what waits for a person and one for what is not begun: in the head, the list, the log and the lists', async () => {
  const project = (await ana.project('A mill that waits', 'Waits')).id;
  const id = await ana.start(project, { approveAfter: ['BLUEPRINT'] });
  await ana.events(id, undefined, ({ type }) => type === 'APPROVAL_REQUESTED');
  await page.goto(`${BASE}/projects/${project}`);
  await head('Waiting for you').waitFor();
  await inList('Waiting for you').first().waitFor();
  await inList('Not begun').first().waitFor();
  await page.getByRole('list', { name: 'Log' }).getByText('Blueprint is waiting for you').waitFor();
  await page.getByRole('heading', { name: 'Blueprint is waiting for you' }).waitFor();
  await page.goto(`${BASE}/generations?status=AWAITING_INPUT`);
  await page.getByRole('option', { name: 'Waiting for you' }).waitFor();
  await page.locator('tbody mw-status', { hasText: 'Waiting for you' }).waitFor();
});

it('says what is being finished while it pauses, and shows no failure where a person has cancelled', async () => {
  const project = (await ana.project('A mill written AT-A-CRAWL', 'Cancelled')).id;
  await ana.start(project, { useCache: false });
  await page.goto(`${BASE}/projects/${project}`);
  await page.waitForSelector('.caret');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('menuitem', { name: 'When the work in flight has ended' }).click();
  await head('Pausing').waitFor();
  await page.getByText('Development plan is being finished').waitFor();
  await picture(page, 'words-pausing');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('alertdialog').getByText('It can be run again from where it stopped.').waitFor();
  await page.getByRole('button', { name: 'Cancel it' }).click();
  await head('Cancelled').waitFor();
  await page.getByRole('list', { name: 'Attempts' }).getByText('Stopped', { exact: true }).waitFor();
  expect(await page.locator('.fault').allTextContents()).toEqual([]);
  await page.getByRole('button', { name: 'Run again', exact: true }).click();
  await page.getByRole('menuitem', { name: /^From development plan, where it stopped/ }).waitFor();
  await page.keyboard.press('Escape');
  await picture(page, 'words-cancelled');
  await expectAccessible(page, 'cancelled');
});

it('tells causes in plain words, with the code small beside them', async () => {
  const project = (await ana.project('A mill with a hard day [[status-503 blueprint 9]]', 'A hard day')).id;
  await ana.events(await ana.start(project, { engine: 'openai', model: 'sim-1', useCache: false }));
  await page.goto(`${BASE}/projects/${project}`);
  const alert = page.getByRole('alert');
  await alert.getByText(/^It failed at blueprint after 4 attempts: the engine did not answer$/).waitFor();
  await alert.getByText('UNAVAILABLE', { exact: true }).waitFor();
  const attempts = page.getByRole('list', { name: 'Attempts' });
  await attempts.getByText(/[.!] The next attempt came .+ later\. UNAVAILABLE/).first().waitFor();
  await picture(page, 'words-failed');
  await page.goto(`${BASE}/generations`);
  await page.locator('app-failures').getByText(/1 × The engine did not answer/).waitFor();
});
