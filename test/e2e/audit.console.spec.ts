import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { picture, signedInPage } from '../support/signed-in.js';

let browser: Browser;
let ana: TestClient;
let organizationId: string;

beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  organizationId = (await ana.get<{ organization: { id: string } }>('{ organization { id } }')).organization.id;
  await keep(7);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await ana.close();
});
const keep = async (days: number): Promise<void> => void (await ana.get(`mutation { setRecordPolicy(input: { days: ${days} }) { __typename } }`));

async function open(page: Page): Promise<void> {
  await page.goto(`${BASE}/settings?tab=organization`);
  await page.getByRole('link', { name: 'Audit log' }).or(page.getByRole('tab', { name: 'Audit log' })).click();
  await page.waitForURL(/tab=audit/);
}

it('shows who changed what, waits with what is new, and gives the ledger as a file', async () => {
  const page = await signedInPage(browser, ana);
  await open(page);
  await page.getByText('Ana has records kept for 7 days').waitFor();
  await expectAccessible(page, 'audit log');
  await keep(8);
  await page.getByRole('button', { name: 'Show 1 new' }).waitFor();
  expect(await page.getByText('Ana has records kept for 8 days').count()).toBe(0);
  await picture(page, 'audit-new');
  await page.getByRole('button', { name: 'Show 1 new' }).click();
  await page.getByText('Ana has records kept for 8 days').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download the ledger' }).click()]);
  expect(download.suggestedFilename()).toBe(`audit-log-${organizationId}.jsonl`);
  expect(readFileSync(await download.path(), 'utf8')).toContain('"RECORD_DAYS_CHANGED"');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'audit-narrow');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
