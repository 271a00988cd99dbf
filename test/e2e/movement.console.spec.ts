import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { picture, signedInPage } from '../support/signed-in.js';

/** What web.dev calls good: https://web.dev/articles/cls */
const MOST = 0.1;
let browser: Browser;
let ana: TestClient;

beforeAll(async () => (ana = await TestClient.signUp('Ana')));
afterAll(async () => await ana.close());
// One for each: this one, which is a single process, does not outlive its first window.
beforeEach(async () => (browser = await openBrowser()));
afterEach(async () => await browser?.close());

interface Shift {
  value: number;
  at: number;
  what: string[];
}

/** From here on every shift of the layout is kept, with what moved; those that follow a hand on the page do not count. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    Object.assign(window, { shifts });
    interface Moved {
      node: Node | null;
      previousRect: DOMRectReadOnly;
      currentRect: DOMRectReadOnly;
    }
    const name = ({ node, previousRect: a, currentRect: b }: Moved): string => {
      const one = node instanceof Element ? node : node?.parentElement;
      return `${one?.tagName}.${one?.className} ${a.x | 0},${a.y | 0} ${a.width | 0}x${a.height | 0} > ${b.x | 0},${b.y | 0} ${b.width | 0}x${b.height | 0}`;
    };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean; sources: Moved[] })[])
        if (!entry.hadRecentInput) shifts.push({ value: entry.value, at: entry.startTime | 0, what: entry.sources.map(name) });
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

async function expectStill(page: Page, where: string): Promise<void> {
  const shifts = await page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts);
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  const worst = shifts.toSorted((a, b) => b.value - a.value).slice(0, 8);
  expect({ where, moves: sum <= MOST, sum, worst }).toMatchObject({ moves: true });
}

describe.each([
  ['wide', 1440, 900],
  ['phone', 390, 844],
])('%s', (name, width, height) => {
  it('moves nothing while a run is watched from its start to its end, and leaves a reader there', async () => {
    const page = await signedInPage(browser, ana, { viewport: { width, height } });
    await watchShifts(page);
    const project = await ana.project('A mill that is written SLOWLY and watched', 'Watched');
    const generation = await ana.start(project.id, { engine: 'paced', useCache: false });
    await page.goto(`${BASE}/projects/${project.id}?generation=${generation}`);
    await page.waitForSelector('.several, .caret');
    await picture(page, `run-${name}`);
    await page.waitForSelector('.facts mw-status:has-text("Complete")');
    await page.getByRole('link', { name: 'See what it made' }).waitFor();
    await page.waitForLoadState('networkidle');
    await picture(page, `run-ended-${name}`);
    await expectStill(page, `run ${name}`);
  });

  it('moves nothing while the tabs of a complete project load', async () => {
    const page = await signedInPage(browser, ana, { viewport: { width, height } });
    await watchShifts(page);
    const project = await ana.project('A tool library where members borrow tools', `Tools ${name}`);
    await ana.events(await ana.start(project.id, { engine: 'offline' }));
    for (const tab of ['overview', 'stages', 'readme', 'files', 'history', 'understanding', 'timeline']) {
      await page.goto(`${BASE}/projects/${project.id}?tab=${tab}`);
      await page.waitForSelector('.facts mw-status:has-text("Complete")');
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(300);
      if (tab === 'overview') await picture(page, `overview-${name}`);
      await expectStill(page, `${tab} ${name}`);
    }
  });
});
