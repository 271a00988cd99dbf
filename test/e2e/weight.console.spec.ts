import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { signedInPage } from '../support/signed-in.js';

/** Of what a first visit fetches before it shows its page: index, code, styles and data, as they come over the wire. Fonts are shown when they come. */
const MOST_BYTES = 200_000;
let browser: Browser;

beforeEach(async () => (browser = await openBrowser()));
afterEach(async () => await browser?.close());

/** @returns bytes by path of what a browser that has never been here fetches, bodies and heads */
async function firstLoad(path: string, cookies: { name: string; value: string; url: string }[] = []): Promise<Map<string, number>> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  const paths = new Map<string, string>();
  const sizes = new Map<string, number>();
  await wire.send('Network.enable');
  wire.on('Network.responseReceived', ({ requestId, response }) => paths.set(requestId, new URL(response.url).pathname));
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const at = paths.get(requestId) ?? '?';
    sizes.set(at, (sizes.get(at) ?? 0) + encodedDataLength);
  });
  await page.goto(`${BASE}${path}`);
  await page.waitForSelector('h1');
  await page.waitForLoadState('networkidle');
  return sizes;
}

/** What is too much is told by its largest parts. */
function expectLight(sizes: Map<string, number>): void {
  const counted = [...sizes].filter(([path]) => !path.endsWith('.woff2'));
  const total = counted.reduce((sum, [, size]) => sum + size, 0);
  const largest = counted.sort(([, a], [, b]) => b - a).slice(0, 12);
  expect({ total, largest: total > MOST_BYTES ? largest : [] }).toEqual({ total: Math.min(total, MOST_BYTES), largest: [] });
}

it('loads the page to sign in for no more than it should', async () => {
  const sizes = await firstLoad('/sign-in');
  expectLight(sizes);
});

it('loads the projects for no more than it should', async () => {
  const ana = await TestClient.signUp('Ana');
  const page = await signedInPage(browser, ana);
  const cookies = (await page.context().cookies()).map(({ name, value }) => ({ name, value, url: BASE }));
  await browser.close();
  // Nothing is kept from the visit before.
  browser = await openBrowser();
  const sizes = await firstLoad('/projects', cookies);
  expectLight(sizes);
  await ana.close();
});
