import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { picture, signedInPage } from '../support/signed-in.js';

let browser: Browser;
let page: Page;
let ana: TestClient;
let address: string;

beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  browser = await openBrowser();
  page = await signedInPage(browser, ana);
  const project = await ana.project('A tool library where members borrow tools and return them', 'Forked');
  const generation = await ana.start(project.id, { engine: 'offline' });
  await ana.events(generation);
  address = `${BASE}/projects/${project.id}?generation=${generation}`;
  await page.goto(address);
});
afterAll(async () => {
  await browser?.close();
  await ana.close();
});

const dialog = () => page.getByRole('dialog');
/** What a select shows, as people see it. */
const shown = async (label: string): Promise<string | undefined> =>
  await dialog()
    .getByLabel(label)
    .evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.textContent?.trim());

it('shows the stage that it forks from, and files under their stages', async () => {
  await page.getByRole('button', { name: 'Run again', exact: true }).click();
  await page.getByRole('menuitem', { name: /From a stage that you choose/ }).click();
  await dialog().getByRole('combobox', { name: 'Edit what stands before it' }).waitFor();
  expect(await shown('From stage')).toBe('Repository');
  await page.waitForFunction(() => document.querySelectorAll('#edit-file optgroup').length > 1);
  const groups = await page.$$eval('#edit-file optgroup', (all) => all.map((group) => (group as HTMLOptGroupElement).label));
  expect(groups).toContain('Development plan');
  expect(groups.some((title) => title.startsWith('Code: src'))).toBe(true);
  const path = await page.$eval('#edit-file optgroup option', (option) => (option as HTMLOptionElement).value);
  await page.selectOption('#edit-file', path);
  await dialog().locator('.cm-content').waitFor();
  expect(await shown('Edit what stands before it')).toBe(path);
  await picture(page, 'fork-wide');
  await expectAccessible(page, 'fork');
});

it('is closed by the browser’s Back, which goes nowhere else, and keeps what was edited', async () => {
  await dialog().locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' ');
  await dialog().getByRole('button', { name: /^Run again with 1 edit/ }).waitFor();
  await page.goBack();
  await dialog().waitFor({ state: 'detached' });
  expect(page.url()).toBe(address);
  await page.getByRole('heading', { name: 'Forked' }).waitFor();
  await page.goForward();
  await dialog().getByRole('button', { name: /^Run again with 1 edit/ }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'fork-phone-dark');
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog().getByRole('button', { name: 'Back', exact: true }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.waitForURL(address);
});

it('shows the generation that one is compared with', async () => {
  const project = new URL(address).pathname.split('/').at(-1)!;
  const other = await ana.start(project, { engine: 'offline' });
  await ana.events(other);
  await page.goto(`${BASE}/projects/${project}?generation=${other}&tab=compare&with=${new URL(address).searchParams.get('generation')}`);
  await page.waitForFunction(() => (document.querySelector<HTMLSelectElement>('#compare-with')?.value ?? '') !== '');
});
