import { asOwner, grantAdministrator } from '@millwright/persistence';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { TestClient } from '../support/client.js';
import { signedInPage } from '../support/signed-in.js';

let browser: Browser;
let ada: TestClient;

beforeAll(async () => {
  ada = await TestClient.signUp('Ada');
  await asOwner(process.env.MILLWRIGHT_TEST_DATABASE!, (db) => grantAdministrator(db, ada.email, 'test'));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await ada.close();
});

it('finds the pages of the server beside the others, and on a phone in the menu of the account', async () => {
  const page = await signedInPage(browser, ada);
  const rail = page.getByRole('navigation', { name: 'Main' });
  await rail.getByRole('link', { name: 'Workers' }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await rail.getByRole('link', { name: 'Workers' }).waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'Account of Ada' }).click();
  await page.getByRole('menuitem', { name: 'Workers' }).click();
  await page.waitForURL(/admin\/workers/);
  await page.getByRole('heading', { name: 'Workers' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
