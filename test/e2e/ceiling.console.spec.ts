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

const CHOICES = { engine: 'openai', model: 'sim-1', atCeiling: 'ASK', useCache: false };

async function raiseAsProposed(id: string): Promise<void> {
  await page.getByRole('button', { name: 'Raise and go on' }).click();
  const events = await ana.events(id);
  expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
  const after = events.slice(events.findIndex(({ type }) => type === 'BUDGET_RAISED'));
  expect(after.filter(({ type }) => type === 'BUDGET_AWAITED')).toEqual([]);
}

it('proposes a ceiling that is enough for the rest, and shows no failure at a stage that it holds back', async () => {
  const project = (await ana.project('A mill that costs something', 'Held back')).id;
  const id = await ana.start(project, { ...CHOICES, budgetUsd: 0.02 });
  await ana.events(id, undefined, ({ type }) => type === 'BUDGET_AWAITED');
  await page.goto(`${BASE}/projects/${project}`);
  await page.getByText(/^Needs up to \$[\d.]+ more; \$[\d.]+ left$/).waitFor();
  await page.getByText(/goes by what the part that is done has cost/).waitFor();
  await page.locator('.facts mw-status', { hasText: 'Waiting for you' }).waitFor();
  await page.locator('ol.stages mw-status', { hasText: 'Waiting for you' }).waitFor();
  expect(await page.locator('.stages .fault, aside .fault').allTextContents()).toEqual([]);
  expect(await page.getByText('Failed', { exact: true }).count()).toBe(0);
  await picture(page, 'ceiling-wide');
  await expectAccessible(page, 'ceiling');
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'ceiling-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await raiseAsProposed(id);
});

it('goes by earlier generations where there are any, though the ceiling does not cover the first call', async () => {
  const project = (await ana.project('A mill that costs as much', 'Held back at once')).id;
  const id = await ana.start(project, { ...CHOICES, budgetUsd: 0.01 });
  await ana.events(id, undefined, ({ type }) => type === 'BUDGET_AWAITED');
  await page.goto(`${BASE}/projects/${project}`);
  await page.getByText(/is what earlier ones with this engine took/).waitFor();
  await page.getByText(/^Needs up to \$[\d.]+ more; \$0\.01 left$/).waitFor();
  await raiseAsProposed(id);
});
