import { asOwner, issueSetupLink } from '@millwright/persistence';
import type { Config } from '@millwright/platform';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { ApiProcess } from '../support/api-process.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';

const DATABASE = process.env.MILLWRIGHT_TEST_DATABASE!;
const PASSWORD = 'correct horse battery';
const IS_ADMINISTRATOR = '{ viewer { isAdministrator } }';
const CLAIM = 'mutation ($token: String!) { claimServer(input: { token: $token }) { isAdministrator } }';
const sql = async (text: string, values: unknown[] = []): Promise<unknown[]> =>
  await asOwner(DATABASE, async (database) => (await database.query(text, values)).rows);
const setupToken = async (configured: string[] = []): Promise<string | undefined> =>
  await asOwner(DATABASE, async (database) => await issueSetupLink(database, configured));

let browser: Browser;
let page: Page;
beforeAll(async () => {
  await sql('DELETE FROM auth.server_administrator');
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: true })).newPage();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await sql('DELETE FROM auth.server_administrator');
});

/** Looked at by hand where a folder is named. */
async function picture(name: string): Promise<void> {
  const folder = process.env.MILLWRIGHT_PICTURES;
  if (!folder) return;
  for (const [form, width] of [
    ['desktop', 1280],
    ['phone', 390],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: join(folder, `${name}-${form}.png`) });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function signUpOnPage(name: string, email: string): Promise<void> {
  await page.fill('#name', name);
  await page.fill('#email', email);
  await page.fill('#password', PASSWORD);
  await page.click('button[type=submit]');
}

it('counts an address of ADMIN_EMAILS once its mailbox is confirmed, and not for being claimed', async () => {
  const eve = await TestClient.signUp('Eve');
  const api = await ApiProcess.start({ ADMIN_EMAILS: eve.email });
  const there = new TestClient(eve.headers, eve.email, api.base);
  expect(await there.get(IS_ADMINISTRATOR)).toEqual({ viewer: { isAdministrator: false } });
  expect(await setupToken([eve.email])).toBeDefined();
  await sql(`UPDATE auth."user" SET "emailVerified" = true WHERE email = $1`, [eve.email]);
  const again = new TestClient({ ...eve.headers, cookie: 'n=1' }, eve.email, api.base);
  expect(await again.get(IS_ADMINISTRATOR)).toEqual({ viewer: { isAdministrator: true } });
  expect(await setupToken([eve.email])).toBeUndefined();
  await api.stop();
});

it('gives a setup link to one person, the first who opens it, and no key of theirs', async () => {
  const [older, token] = [await setupToken(), await setupToken()];
  const [ana, ben] = [await TestClient.signUp('Ana'), await TestClient.signUp('Ben')];
  const { createApiKey } = await ana.get<{ createApiKey: { secret: string } }>(
    'mutation { createApiKey(input: { name: "k" }) { secret } }',
  );
  const key = new TestClient({ 'x-api-key': createApiKey.secret });
  const code = async (client: TestClient, value: string): Promise<string | undefined> =>
    (await client.ask(CLAIM, { token: value })).errors?.[0]?.extensions.code;
  expect(await code(ana, older!)).toBe('NOT_FOUND');
  expect(await code(key, token!)).toBe('NOT_FOUND');
  expect(JSON.stringify(await sql('SELECT * FROM auth.setup_link'))).not.toContain(token);
  const both = await Promise.all([code(ana, token!), code(ben, token!)]);
  expect(both.sort()).toEqual(['NOT_FOUND', undefined]);
  expect(await sql('SELECT 1 FROM auth.server_administrator')).toHaveLength(1);
  expect(await setupToken()).toBeUndefined();
});

it('gives the setup link also where the database dies and comes back just then', async () => {
  const { hostname, port: realPort } = new URL(DATABASE);
  let seen = 0;
  // Twice it is there and gone again, before the first byte and after it.
  const line = createServer((socket) => {
    seen++;
    if (seen === 1) return void socket.resetAndDestroy();
    const real = connect(Number(realPort), hostname);
    if (seen === 2) real.once('data', () => socket.resetAndDestroy());
    socket.on('error', () => real.destroy()).pipe(real);
    real.on('error', () => socket.destroy()).pipe(socket);
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const { port } = line.address() as AddressInfo;
  const through = new URL(DATABASE);
  through.host = `127.0.0.1:${port}`;
  const config = { ADMIN_EMAILS: '', PUBLIC_URL: BASE } as Config;
  await sql('DELETE FROM auth.server_administrator');
  const { setupLinkInTime } = await import('../../deploy/local/src/admin.js');
  expect(await setupLinkInTime(config, through.href)).toContain(`${BASE}/setup#`);
  expect(seen).toBe(3);
  await new Promise((resolve) => line.close(resolve));
});

it('leads from the setup link over a new account to the page of administrators', async () => {
  await sql('DELETE FROM auth.server_administrator');
  const other = await TestClient.signUp('Other');
  const token = await setupToken();
  await page.goto(`${BASE}/setup#${token}`);
  await page.waitForSelector('text=Create an account');
  expect(page.url()).not.toContain(token);
  await picture('setup');
  await page.click('main a:has-text("Create an account")');
  await signUpOnPage('Root', `root-${Date.now()}@example.com`);
  await page.click('button:has-text("Become administrator")');
  await page.waitForSelector('text=You administer this server now.');
  await expectAccessible(page, 'set up');
  await page.click('main a:has-text("Administrators")');
  await page.fill('#administrator', other.email);
  await page.click('button:has-text("Make administrator")');
  await page.waitForSelector(`section:has-text("${other.email}")`);
  await expectAccessible(page, 'administrators');
  await picture('administrators');
  expect(await new TestClient({ ...other.headers, cookie: 'n=2' }).get(IS_ADMINISTRATOR)).toEqual({ viewer: { isAdministrator: true } });
  await page.goto(`${BASE}/setup#${token}`);
  await page.click('button:has-text("Become administrator")');
  await page.waitForSelector('text=This setup link was used, replaced, or its time is over');
});

it('shows the link of an invitation once, and takes whoever is invited from it into the organization', async () => {
  const email = `invited-${Date.now()}@example.com`;
  await page.goto(`${BASE}/settings?tab=organization`);
  await page.fill('#invite', email);
  await page.click('button:has-text("Invite")');
  const link = (await page.textContent('.invited code'))!;
  await picture('invited');
  await page.context().clearCookies();
  await page.goto(link);
  await page.waitForSelector('text=Sign in with the address that was invited');
  await picture('invitation');
  await page.click('main a:has-text("Create an account")');
  await signUpOnPage('Invited', email);
  await page.click('button:has-text("Accept and join")');
  await page.waitForURL('**/projects');
  expect(await sql(`SELECT 1 FROM mail WHERE recipient = $1 AND text LIKE '%http%'`, [email])).toEqual([]);
});

it('sets a new password by the mailed link, signs in with it, and ends the keys that still work', async () => {
  const ana = await TestClient.signUp('Ana');
  await ana.get('mutation { createApiKey(input: { name: "ci" }) { secret } }');
  await page.context().clearCookies();
  await page.goto(`${BASE}/sign-in`);
  await page.click('text=Forgotten password?');
  await page.waitForURL('**/forgotten');
  await page.fill('#email', ana.email);
  await page.click('button[type=submit]');
  await page.waitForSelector('text=If there is an account with this address');
  await picture('forgotten');
  let rows: { text: string }[] = [];
  while (rows.length === 0) rows = (await sql(`SELECT text FROM mail WHERE recipient = $1`, [ana.email])) as { text: string }[];
  await page.goto(/https?:\/\/\S+/.exec(rows[0]!.text)![0]);
  await page.fill('#password', 'password123');
  await page.click('button[type=submit]');
  await page.waitForSelector('text=This password is among the first that anybody tries.');
  await picture('reset');
  // What was refused did not use the link up.
  await page.fill('#password', 'another horse battery');
  await page.click('button[type=submit]');
  await page.waitForSelector('text=One API key of yours still works.');
  await picture('reset-keys');
  await expectAccessible(page, 'new password');
  await page.click('button:has-text("End it")');
  await page.waitForSelector('text=No API key of yours works.');
  expect(await sql(`SELECT 1 FROM auth.apikey k JOIN auth."user" u ON u.id = k."referenceId" WHERE u.email = $1`, [ana.email])).toEqual([]);
});
