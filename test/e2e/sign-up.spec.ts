import { asOwner, issueSetupLink } from '@millwright/persistence';
import { LOCAL_USER } from '@millwright/platform';
import type { Browser } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { ApiProcess } from '../support/api-process.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';

const PASSWORD = 'correct horse battery';
const DATABASE = process.env.MILLWRIGHT_TEST_DATABASE!;
let count = 0;
const address = (): string => `invited-${process.pid}-${++count}@example.com`;

async function signUp(base: string, email: string, more: object = {}, password = PASSWORD): Promise<{ status: number; code?: string }> {
  const answer = await fetch(`${base}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ name: 'Ana', email, password, ...more }),
  });
  const { code } = (await answer.json()) as { code?: string };
  return { status: answer.status, ...(code ? { code } : {}) };
}

it('keeps the local user’s address for whoever holds the server’s secret', async () => {
  for (const email of [LOCAL_USER, LOCAL_USER.toUpperCase()])
    expect(await signUp(BASE, email)).toEqual({ status: 403, code: 'INVITED_ONLY' });
});

it('ends the session that a browser had when it signs in again', async () => {
  const ana = await TestClient.signUp('Ana');
  const signIn = async (cookie?: string): Promise<string> => {
    const answer = await fetch(`${BASE}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: BASE, ...(cookie ? { cookie } : {}) },
      body: JSON.stringify({ email: ana.email, password: PASSWORD }),
    });
    expect(answer.status).toBe(200);
    return answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
  };
  const viewer = async (cookie: string): Promise<unknown> =>
    (await new TestClient({ cookie, origin: BASE }).ask<{ viewer: unknown }>('{ viewer { email } }')).data;
  const [first, elsewhere] = [await signIn(), await signIn()];
  const second = await signIn(first);
  expect(await viewer(first)).toEqual({ viewer: null });
  for (const cookie of [second, elsewhere]) expect(await viewer(cookie)).toEqual({ viewer: { email: ana.email } });
});

describe('a server that takes accounts by invitation', () => {
  const REFUSED = { status: 403, code: 'INVITED_ONLY' };
  let api: ApiProcess;
  let owner: TestClient;
  let organizationId: string;
  beforeAll(async () => {
    api = await ApiProcess.start({ SIGN_UP: 'invited', ADMIN_EMAILS: '' });
    const { headers, email } = await TestClient.signUp('Owner');
    owner = new TestClient(headers, email, api.base);
    organizationId = (await owner.get<{ organization: { id: string } }>('{ organization { id } }')).organization.id;
  });
  afterAll(async () => await api.stop());

  const invite = async (email: string): Promise<{ id: string; secret: string; link: string }> => {
    const { id, link } = await owner.auth<{ id: string; link: string }>('/organization/invite-member', {
      email,
      role: 'editor',
      organizationId,
    });
    return { id, link, secret: new URL(link).hash.slice(1) };
  };

  it('refuses everybody else, whatever they claim to hold', async () => {
    const email = address();
    const { id, secret } = await invite(email);
    for (const more of [
      {},
      { invitation: { id } },
      { invitation: { id, secret: 'x' } },
      { invitation: [] },
      { invitation: null },
      { setup: '' },
      { setup: {} },
    ])
      expect(await signUp(api.base, email, more)).toEqual(REFUSED);
    expect(await signUp(api.base, address(), { invitation: { id, secret } })).toEqual(REFUSED);
    await owner.auth('/organization/cancel-invitation', { invitationId: id });
    expect(await signUp(api.base, email, { invitation: { id, secret } })).toEqual(REFUSED);
  });

  it('takes whoever was invited, and whoever holds the setup link', async () => {
    const email = address();
    const { id, secret } = await invite(email);
    expect(await signUp(api.base, email.toUpperCase(), { invitation: { id, secret } })).toEqual({ status: 200 });
    const setup = await asOwner(DATABASE, async (database) => {
      await database.query('DELETE FROM auth.server_administrator');
      return await issueSetupLink(database, []);
    });
    expect(await signUp(api.base, address(), { setup })).toEqual({ status: 200 });
  });

  it('leads from the invitation over a new account into the organization', async () => {
    let browser: Browser | undefined;
    try {
      browser = await openBrowser();
      const page = await (await browser.newContext({ bypassCSP: true })).newPage();
      await page.goto(`${api.base}/sign-in`);
      await page.waitForSelector('text=Open the link of your invitation.');
      expect(await page.locator('a:has-text("Create an account")').count()).toBe(0);
      await expectAccessible(page, 'sign-in by invitation');
      const email = address();
      const { link } = await invite(email);
      await page.goto(link);
      await page.click('a:has-text("Create an account")');
      await page.fill('#name', 'Eva');
      await page.fill('#email', email);
      await page.fill('#password', PASSWORD);
      await page.click('button[type=submit]');
      await page.click('button:has-text("Accept and join")');
      await page.waitForURL('**/projects');
      await page.evaluate(`sessionStorage.setItem('draft', '{"description":"Eva’s secret plan"}')`);
      await page.click('button[aria-label^="Account"]');
      await page.click('button:has-text("Sign out")');
      await page.waitForURL(`${api.base}/`);
      expect(await page.evaluate('sessionStorage.length')).toBe(0);
    } finally {
      await browser?.close();
    }
  });
});
