import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { picture, signedInPage } from '../support/signed-in.js';

const IDEA = 'A bakery where bakers bake breads. Each bread has a name and a price.';
let browser: Browser;
let ana: TestClient;
beforeAll(async () => {
  await TestClient.signUp('First');
  ana = await TestClient.signUp('Ana');
});
afterAll(async () => await ana.close());
// One each: it ends with its last window.
beforeEach(async () => (browser = await openBrowser()));
afterEach(async () => await browser?.close());

const newPage = async (options = {}): Promise<Page> =>
  await (
    await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true, reducedMotion: 'reduce', ...options })
  ).newPage();
const focused = async (page: Page): Promise<string> => await page.evaluate(() => document.activeElement?.id ?? '');
const lookedAt = async (page: Page, name: string): Promise<void> => {
  for (const [size, colorScheme] of [
    [{ width: 1440, height: 900 }, 'light'],
    [{ width: 1440, height: 900 }, 'dark'],
    [{ width: 390, height: 844 }, 'light'],
    [{ width: 390, height: 844 }, 'dark'],
  ] as const) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    await picture(page, `${name}-${size.width}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
};

it('asks a stranger what is to be built, and has it still after they have signed up', async () => {
  const page = await newPage();
  await page.goto(BASE);
  await page.waitForFunction(() => document.activeElement?.id === 'build');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('What do you want to build?');
  // Who wants no motion sees the example as a whole.
  expect(await page.textContent('.shown')).toMatch(/^A booking app .* theme\.$/);
  await expectAccessible(page, 'home');
  await lookedAt(page, 'home');
  await page.keyboard.type(IDEA);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/sign-up?next=*');
  // The mail that lets them in is opened in another tab.
  const other = await page.context().newPage();
  await page.close();
  await other.goto(`${BASE}/sign-up?next=%2Fprojects%2Fnew`);
  await other.fill('#name', 'Newcomer');
  await other.fill('#email', `newcomer-${process.pid}-${Date.now()}@example.com`);
  await other.fill('#password', 'correct horse battery');
  await other.getByRole('button', { name: 'Create account' }).click();
  await other.waitForURL('**/projects/new');
  await other.waitForFunction((text) => document.querySelector<HTMLTextAreaElement>('#description')?.value === text, IDEA);
  expect(await focused(other)).toBe('description');
  await other.waitForSelector('#how:has-text("It runs through without waiting for you.")');
  await expectAccessible(other, 'new project');
  await lookedAt(other, 'new-project');
  await other.click('summary:has-text("Change")');
  await other.waitForSelector('#engine');
  await expectAccessible(other, 'new project, opened');
  await picture(other, 'new-project-opened');
});

it('writes an example by itself until somebody writes', async () => {
  const page = await newPage({ reducedMotion: 'no-preference' });
  await page.goto(BASE);
  await page.waitForFunction(() => (document.querySelector('.shown')?.textContent?.length ?? 0) > 3);
  const before = (await page.textContent('.shown'))!;
  await page.waitForFunction((length) => (document.querySelector('.shown')?.textContent?.length ?? 0) > length, before.length);
  await page.keyboard.type('x');
  await page.waitForSelector('.shown', { state: 'detached' });
});

it('begins in the empty list, with descriptions that can all be built', async () => {
  const page = await signedInPage(browser, ana, { reducedMotion: 'reduce' });
  await page.waitForFunction(() => document.activeElement?.id === 'build');
  await expectAccessible(page, 'no projects');
  await lookedAt(page, 'no-projects');
  const examples = await page.$$eval('app-describe li button span', (all) => all.map((one) => one.textContent ?? ''));
  expect(examples).toHaveLength(8);
  for (const description of examples) {
    const { previewUnderstanding } = await ana.get<{
      previewUnderstanding: { warnings: string[]; phrases: { outcome: string; text: string }[] };
    }>('query ($description: String!) { previewUnderstanding(description: $description) { warnings phrases { outcome text } } }', {
      description,
    });
    expect(previewUnderstanding).toEqual({
      warnings: [],
      phrases: previewUnderstanding.phrases.map((phrase, i) => ({
        ...phrase,
        outcome: i === 0 && phrase.outcome === 'IGNORED' ? 'IGNORED' : (expect.stringMatching(/BUILT|ASSUMED/) as string),
      })),
    });
    expect(previewUnderstanding.phrases.map(({ outcome }) => outcome)).not.toContain('NOT_BUILT');
  }
  await page.getByRole('button', { name: /^Ferry/ }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL('**/projects/new');
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#description')?.value.startsWith('A ferry company'));
});

it('makes no project of what says nothing, nor of a language that its engine does not read', async () => {
  const page = await signedInPage(browser, ana);
  await page.goto(`${BASE}/projects/new`);
  await page.click('summary:has-text("Change")');
  await page.selectOption('#engine', 'offline');
  for (const [text, why] of [
    ['asdf qwer zxcv uiop hjkl bnm', 'found nothing in the description'],
    ['Eine Anwendung, in der Patienten Termine mit Zahnärzten buchen. Jeder Termin hat einen Grund.', 'does not seem to be in English'],
  ] as const) {
    await page.fill('#description', text);
    await page.getByRole('button', { name: 'Start generation' }).click();
    await page.waitForSelector(`mat-error:has-text("${why}")`);
    expect(await focused(page)).toBe('description');
  }
  expect((await ana.get<{ projects: { totalCount: number } }>('{ projects { totalCount } }')).projects.totalCount).toBe(0);
});
