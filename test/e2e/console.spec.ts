import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';

let browser: Browser;
let page: Page;
/** Where the newcomer's first project is. */
let address: string;
const troubles: string[] = [];

beforeAll(async () => {
  // The first to sign up administers the server; the newcomer below shall not.
  await TestClient.signUp('First');
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true })).newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.addInitScript(() => {
    const last: string[] = [];
    Object.assign(window, { last });
    const keep = (event: Event): void => {
      const key = event instanceof KeyboardEvent ? event.key : '';
      last.push(`${event.type} ${key} ${(event.target as Element).outerHTML?.slice(0, 120)}`);
      last.splice(0, last.length - 6);
    };
    for (const type of ['click', 'pointerdown', 'keydown']) addEventListener(type, keep, true);
  });
});
afterAll(async () => await browser?.close());

async function open(tab: string): Promise<void> {
  // What comes late (the state, the fonts) moves what is on the page: nobody hits what still moves.
  await page.waitForSelector('.facts mw-status');
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => void (await document.fonts.ready));
  await page.click(`nav[aria-label=Project] >> text=${tab}`);
  await page.waitForURL((url) => url.searchParams.get('tab') === tab.toLowerCase()).catch(explain);
}

/** Where the page is instead, and what was clicked and pressed last: a bare timeout says nothing. */
async function explain(error: unknown): Promise<never> {
  const seen = await page.evaluate(() => ({
    last: (window as unknown as { last?: string[] }).last,
    focused: document.activeElement?.outerHTML.slice(0, 150),
    headings: [...document.querySelectorAll('h1, [role=alert]')].map((one) => one.textContent?.trim().slice(0, 100)),
  }));
  throw new Error(`${(error as Error).message.split('\n')[0]} At ${page.url()}: ${JSON.stringify(seen)}; ${troubles.join('; ')}`);
}

it('takes a newcomer from sign-up to a repository whose tests pass and which serves its pages', async () => {
  await page.goto(`${BASE}/`);
  await page.waitForSelector('h1');
  await expectAccessible(page, 'home');
  await page.goto(`${BASE}/projects`);
  await page.waitForURL('**/sign-in?next=*');
  await expectAccessible(page, 'sign in');
  await page.click('text=Create an account');
  await page.fill('#name', 'Newcomer');
  await page.fill('#email', `newcomer-${Date.now()}@example.com`);
  await page.fill('#password', 'short');
  await page.click('button[type=submit]');
  await page.waitForSelector('mat-error:has-text("The password needs 10 characters or more.")');
  await page.fill('#password', 'correct horse battery');
  await page.click('button[type=submit]');
  await page.waitForSelector('text=Describe your first project');
  await expectAccessible(page, 'no projects');

  await page.click('text=Describe your first project');
  await page.fill('#description', 'short');
  await page.click('button:has-text("Start generation")');
  await page.waitForSelector('text=Description must have at least 10 characters; it has 5');
  await page.click('button:has-text("Clinic")');
  await page.click('summary:has-text("Change")');
  await page.selectOption('#engine', 'offline');
  await expectAccessible(page, 'new project');
  await page.click('button:has-text("Start generation")');
  await page.waitForSelector('.facts mw-status:has-text("Complete")');
  address = page.url();

  for (const tab of ['Overview', 'Stages', 'README', 'Files', 'History']) {
    await open(tab);
    await page.waitForLoadState('networkidle');
    await expectAccessible(page, tab);
  }
  await open('Schema');
  await page.waitForSelector('g.node');
  await expectAccessible(page, 'schema graph');
  await page.click('g.node >> nth=3');
  await page.waitForSelector('text=Open the file');
  for (const view of ['By priority', 'Matrix', 'Event flows']) {
    await page.click(`mat-button-toggle:has-text("${view}")`);
    await page.waitForSelector(`mat-button-toggle.mat-button-toggle-checked:has-text("${view}")`);
    await expectAccessible(page, view);
  }
  // The address holds the state: another window shows the same.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.waitForSelector('mat-button-toggle.mat-button-toggle-checked:has-text("Event flows")');
  await other.close();

  await page.goto(`${BASE}/settings?tab=keys`);
  await page.fill('#key-name', 'clone');
  await page.click('button:has-text("Create key")');
  const key = await page.textContent('.secret code');
  for (const tab of ['profile', 'organization', 'keys', 'engines', 'github']) {
    await page.goto(`${BASE}/settings?tab=${tab}`);
    await page.waitForLoadState('networkidle');
    await expectAccessible(page, `settings ${tab}`);
  }

  await page.goto(address);
  await open('Overview');
  const command = (await page.textContent('#clone'))!;
  const url = new URL(command.replace('git clone ', ''));
  url.username = 'x';
  url.password = key!;
  const folder = mkdtempSync(join(tmpdir(), 'millwright-newcomer-'));
  try {
    execFileSync('git', ['clone', '--quiet', url.href, join(folder, 'project')]);
    const cwd = join(folder, 'project');
    execFileSync(process.execPath, ['--no-maglev', '--disable-warning=ExperimentalWarning', '--test'], {
      cwd,
      stdio: 'pipe',
      env: { PATH: process.env.PATH },
    });
    const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as { scripts: { start: string } };
    const server = spawn(process.execPath, scripts.start.split(' ').slice(1), {
      cwd,
      env: { PATH: process.env.PATH, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ready = await new Promise<string>((resolve, reject) => {
      server.stdout.setEncoding('utf8').on('data', (text: string) => {
        const found = /http:\/\/localhost:\d+/.exec(text)?.[0];
        if (found) resolve(found);
      });
      server.on('exit', (code) => reject(new Error(`It ended with ${code}`)));
    });
    await page.goto(ready);
    await page.waitForSelector('h1:has-text("Clinic")');
    await page.click('header >> text=Sign in');
    await page.fill('#field-email', 'patient@example.org');
    await page.fill('#field-password', 'try it out 2026');
    await page.click('main button');
    await page.click('nav >> text=Appointments');
    await page.waitForSelector('h1:has-text("Appointments")');
    await page.click('main >> text=Table');
    await page.waitForSelector('tbody tr >> nth=2');
    await expectAccessible(page, 'a page of the generated project');
    server.kill();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  expect(troubles).toEqual([]);
});

it('shows the same live generation after a reload, and lets it be paused, resumed and cancelled', async () => {
  await page.goto(`${BASE}/projects/new`);
  await page.fill('#description', 'Members borrow tools. Each tool has a name. It is written AT-A-CRAWL, so that it can be watched.');
  await page.fill('#name', 'Watched');
  await page.click('summary:has-text("Change")');
  await page.selectOption('#engine', 'paced');
  await page.click('button:has-text("Start generation")');
  await page.waitForSelector('.caret');
  const before = (await page.textContent('section.text pre'))!;
  await page.reload();
  await page.waitForFunction((least) => (document.querySelector('section.text pre')?.textContent?.length ?? 0) > least, before.length);
  expect((await page.textContent('section.text pre'))!.startsWith(before.replace('▌', '').slice(0, 20))).toBe(true);
  await page.click('button:has-text("Pause")');
  await page.click('button[mat-menu-item]:has-text("When the work in flight has ended")');
  await page.waitForSelector('.facts mw-status:has-text("Pausing")');
  await page.getByText('Development plan is being finished').waitFor();
  await page.click('button:has-text("Resume")');
  await page.waitForSelector('.facts mw-status:has-text("Running")');
  await page.click('button:has-text("Cancel")');
  await page.click('mat-dialog-container button:has-text("Cancel it")');
  await page.waitForSelector('.facts mw-status:has-text("Cancelled")');
  await expectAccessible(page, 'cancelled');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('is worked by keys: finding, going, and a list of all of them', async () => {
  await page.goto(`${BASE}/projects`);
  await page.waitForSelector('.list li');
  await page.keyboard.press('?');
  await page.waitForSelector('mat-dialog-container:has-text("Find a project, a file or an action")');
  await expectAccessible(page, 'list of keys');
  await page.keyboard.press('Escape');
  await page.waitForSelector('mat-dialog-container', { state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.waitForSelector('[role=option]:has-text("Clinic")');
  await expectAccessible(page, 'palette');
  await page.waitForSelector('mat-dialog-container input:focus');
  await page.keyboard.type('clinic');
  await page.waitForSelector('[role=option][aria-selected=true]:has-text("Clinic")');
  await page.keyboard.press('Enter');
  await page.waitForSelector('h1:has-text("Clinic")').catch(explain);
  await page.waitForSelector('.facts mw-status:has-text("Complete")');
  // What the page offers is found there as well: a file by a part of its name.
  await page.keyboard.press('Control+k');
  await page.waitForSelector('mat-dialog-container input:focus');
  await page.keyboard.type('services/appointments');
  await page.waitForSelector('[role=option]:has-text("services/appointments.ts")');
  await page.keyboard.press('Enter');
  await page.waitForURL(/file=src%2Fservices%2Fappointments\.ts/);
  await page.waitForSelector('h3:has-text("src/services/appointments.ts")');
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  await page.waitForURL('**/generations');
  await page.waitForSelector('tbody tr:has-text("Clinic")');
  await expectAccessible(page, 'generations');
});

it('sorts, filters and copies a table, and says how long a generation will take from those before it', async () => {
  await page.goto(`${address}?tab=history`);
  await page.waitForSelector('.facts mw-status:has-text("Complete")');
  const ledger = page.locator('mw-table[label=entries]');
  await ledger.locator('tbody tr').first().waitFor();
  await ledger.locator('button:has-text("No.")').click();
  await ledger.locator('button:has-text("No.")').click();
  await ledger.locator('th[aria-sort=descending]:has-text("No.")').waitFor();
  expect(await ledger.locator('tbody tr').first().textContent()).toContain('Complete:');
  await ledger.locator('input[type=search]').fill('STAGE_STARTED');
  await ledger.locator('.count:has-text("8 of ")').waitFor();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await ledger.locator('button:has-text("Copy as CSV")').click();
  await page.waitForSelector('text=8 rows copied as CSV');
  await page.goto(`${BASE}/projects/new`);
  await page.click('summary:has-text("Change")');
  await page.selectOption('#engine', 'offline');
  await page.waitForSelector('aside:has-text("of this organization with this engine")');
});

it('says what happened and what to do where a page cannot be shown', async () => {
  await page.goto(`${BASE}/projects/00000000-0000-4000-8000-000000000000`);
  await page.waitForSelector('[role=alert]:has-text("was not found")');
  await expectAccessible(page, 'project not found');
  await page.goto(`${BASE}/no/such/page`);
  await page.waitForSelector('h1:has-text("There is nothing at this address")');
  await page.goto(`${BASE}/admin/outbox`);
  await page.waitForSelector('[role=alert]');
  await expectAccessible(page, 'denied');
});
