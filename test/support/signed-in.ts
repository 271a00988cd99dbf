import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { BASE, type TestClient } from './client.js';

/** A page of a browser of its own, where a person has signed in and sees the projects. */
export async function signedInPage(browser: Browser, person: TestClient, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true, ...options })).newPage();
  await signIn(page, person);
  return page;
}

/** Signs a person in by the form, which leads to the projects. */
export async function signIn(page: Page, person: TestClient): Promise<void> {
  await page.goto(`${BASE}/sign-in`);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/projects/);
}

/** Works in an organization, as one who has chosen it in the console. */
export async function workIn(page: Page, organizationId: string): Promise<void> {
  await page.evaluate(async (id) => {
    const body = JSON.stringify({ organizationId: id });
    await fetch('/api/auth/organization/set-active', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  }, organizationId);
}

/** Kept where a folder for them is named, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.MILLWRIGHT_SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
