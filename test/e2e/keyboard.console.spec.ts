import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient, type TestEvent } from '../support/client.js';
import { until } from '../support/until.js';
import { picture, signedInPage } from '../support/signed-in.js';

let browser: Browser;
let page: Page;
let ana: TestClient;
let project: string;

beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  browser = await openBrowser();
  page = await signedInPage(browser, ana);
  project = (await ana.project('A tool library where members borrow tools', 'By keys')).id;
});
afterAll(async () => {
  await browser?.close();
  await ana.close();
});

const focused = async (): Promise<string> =>
  await page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent?.trim().slice(0, 60)}`);
const hasFocus = async (what: string): Promise<unknown> =>
  await page
    .waitForFunction((text) => `${document.activeElement?.tagName} ${document.activeElement?.textContent?.trim()}`.startsWith(text), what)
    .catch(async () => expect(await focused()).toBe(what));

it('draws a ring around the button that has the focus', async () => {
  await page.getByRole('link', { name: 'New project' }).waitFor();
  for (let at = 0; at < 30; at += 1) {
    await page.keyboard.press('Tab');
    const look = await page.evaluate(() => {
      const { activeElement: one } = document;
      if (!one?.matches('button, a')) return undefined;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return { html: one.outerHTML.slice(0, 90), style: outlineStyle, width: outlineWidth };
    });
    if (look) expect(look).toMatchObject({ style: 'solid', width: '2px' });
    if (at === 8) await picture(page, 'focus-ring');
  }
});

it('puts the focus on the heading of the page that one goes to', async () => {
  await page.getByRole('link', { name: 'Approvals' }).click();
  await hasFocus('H1 Approvals');
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await hasFocus('H1 Projects');
});

it('lists its keys, the last one whole', async () => {
  for (const height of [900, 600]) {
    await page.setViewportSize({ width: height === 900 ? 1440 : 390, height });
    await page.keyboard.press('?');
    const last = page.locator('mat-dialog-container dd').last();
    await last.waitFor();
    await page.locator('mat-dialog-container dd', { hasText: 'Approve what waits on this page' }).waitFor();
    await last.scrollIntoViewIfNeeded();
    const room = await last.evaluate((row) => row.closest('mat-dialog-content')!.getBoundingClientRect().bottom - row.getBoundingClientRect().bottom);
    // Both are fractions of a pixel, rounded apart.
    expect(Math.round(room)).toBeGreaterThanOrEqual(0);
    await picture(page, `keys-${height}`);
    await page.keyboard.press('Escape');
    await page.waitForSelector('mat-dialog-container', { state: 'detached' });
  }
  await page.getByRole('button', { name: 'Find', exact: true }).waitFor();
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('approves, goes from file to file, pauses and resumes by keys, and ends with the focus on the heading', async () => {
  const waits = (event: TestEvent): boolean => event.type === 'APPROVAL_REQUESTED';
  const generation = await ana.start(project, { engine: 'paced', approveAfter: ['DEV_PLAN'], useCache: false });
  await ana.events(generation, undefined, waits);
  await page.goto(`${BASE}/projects/${project}?generation=${generation}`);
  await page.getByRole('heading', { name: /is waiting for you/ }).waitFor();
  const current = () => page.locator('.files button[aria-current=true]').textContent();
  const first = await current();
  await page.keyboard.press('j');
  await until(async () => (await current()) !== first);
  await page.getByRole('button', { name: 'Approve and continue' }).focus();
  await page.keyboard.press('Shift+A');
  await page.waitForSelector('.facts mw-status:has-text("Complete")');
  await hasFocus('H1 By keys');
  const slow = await ana.start((await ana.project('Written AT-A-CRAWL', 'Slow')).id, { engine: 'paced', useCache: false });
  await page.goto(`${BASE}/generations`);
  await page.getByRole('link', { name: 'Slow' }).first().click();
  await page.waitForSelector('.facts mw-status:has-text("Running")');
  await page.keyboard.press('p');
  await page.waitForSelector('.facts mw-status:has-text("Paused")');
  await page.keyboard.press('p');
  await page.waitForSelector('.facts mw-status:has-text("Running")');
  await ana.get('mutation ($input: CancelGenerationInput!) { cancelGeneration(input: $input) { generation { id } } }', {
    input: { generationId: slow },
  });
});

it('reaches every list of a failed generation by keys', async () => {
  const failed = await ana.start((await ana.project('A mill that will FAIL-ALWAYS', 'Failed')).id, { engine: 'paced', useCache: false });
  await ana.events(failed);
  await page.goto(`${BASE}/generations`);
  await page.getByRole('link', { name: 'Failed' }).first().click();
  await page.waitForSelector('.facts mw-status:has-text("Failed")');
  await page.waitForSelector('app-inspector ol');
  const unreachable = await page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowY) && !one.matches('textarea, select'))
      .filter((one) => (one as HTMLElement).tabIndex < 0 && !one.querySelector('a, button, input, select, textarea, [tabindex="0"]'))
      .map((one) => one.outerHTML.slice(0, 100)),
  );
  expect(unreachable).toEqual([]);
});
