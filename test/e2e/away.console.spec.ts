import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { picture, signedInPage } from '../support/signed-in.js';

let browser: Browser;
let page: Page;
let ana: TestClient;

beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  await ana.project('A mill that is looked at while its server is away', 'Away');
  browser = await openBrowser();
  // What is taken away below is taken away from the page; what a service worker asks for would come through.
  page = await signedInPage(browser, ana, { serviceWorkers: 'block' });
  await page.waitForSelector('.list li');
});
afterAll(async () => {
  await browser?.close();
  await ana.close();
});

/** The server as it is when nobody answers in its place; the console's own code comes from the browser's cache or not at all. */
async function takeAway(what: string): Promise<void> {
  await page.route(what, async (route) => await route.abort('connectionrefused'));
}
const bar = () => page.getByRole('status').filter({ hasText: 'The server cannot be reached since' });

it('says since when the server is away, and opens the page that was asked for when it is back', async () => {
  await takeAway('**/*');
  await page.getByRole('link', { name: 'Settings' }).click();
  await bar().waitFor();
  await bar().filter({ hasText: 'The page that you asked for opens as soon as it answers' }).waitFor();
  await picture(page, 'away-projects');
  expect(new URL(page.url()).pathname).toBe('/projects');
  await page.unroute('**/*');
  await page.waitForSelector('h1:has-text("Settings")');
  await bar().waitFor({ state: 'detached' });
});

it('keeps who is signed in where a page is loaded while the server does not answer', async () => {
  for (const path of ['**/graphql', '**/healthz']) await takeAway(path);
  await page.goto(`${BASE}/projects`);
  await bar().waitFor();
  await page.getByRole('button', { name: 'Account of Ana' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/projects');
  await picture(page, 'away-reloaded');
  for (const path of ['**/graphql', '**/healthz']) await page.unroute(path);
  // What could not be loaded is asked for again by itself.
  await page.waitForSelector('.list li');
  await bar().waitFor({ state: 'detached' });
});

it('says that a part of a page did not arrive, and loads it when the server answers', async () => {
  await page.locator('.list a').first().click();
  await page.waitForSelector('nav[aria-label=Project], h2:has-text("Nothing was generated yet")');
  await takeAway('**/*');
  await page.keyboard.press('Control+k');
  await bar().waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'away-phone-dark');
  await page.unroute('**/*');
  await bar().waitFor({ state: 'detached' });
});
