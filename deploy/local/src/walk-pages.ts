import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export const FAULT_KINDS = ['axe', 'console', 'failed', '500', 'overflow', 'button', 'form'] as const;
export interface Fault {
  kind: (typeof FAULT_KINDS)[number];
  role: string;
  path: string;
  text: string;
}

const WIDTHS = [1440, 390];
const THEMES = ['light', 'dark'] as const;
/** Addresses of one kind that are seen: "/items/1" and "/items/2", not "/items/3". */
const OF_A_KIND = 2;
/** How slow the machine is is no matter. */
const ACTION_MS = 120_000;
const CLICKED = 200;
/** What typing into a field gives, by its type. */
const SAMPLES: Record<string, string> = {
  email: 'ada@example.org',
  tel: '+351 210 000 000',
  url: 'https://example.org',
  date: '2031-05-14',
  'datetime-local': '2031-05-14T10:00',
  time: '10:00',
  number: '3',
  color: '#336699',
  password: 'a long enough password',
};

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface WalkBounds {
  limit: number;
  /** Milliseconds since the epoch: no page is begun after it. */
  until: number;
  /** Folder of the pictures. */
  out?: string;
}

/** Goes through a running application by its own links, and notes what is wrong. */
export class Walk {
  readonly faults: Fault[] = [];
  pages = 0;
  readonly #browser: Browser;
  readonly #url: string;
  readonly #bounds: WalkBounds;
  readonly #noted = new Set<string>();
  #role = '';
  #path = '';

  constructor(browser: Browser, url: string, bounds: WalkBounds) {
    this.#browser = browser;
    this.#url = url;
    this.#bounds = bounds;
  }

  /** @param account to sign in with; absent: nobody is signed in. */
  async as(role: string, account?: { email: string; password: string }): Promise<void> {
    this.#role = role;
    const context = await this.#browser.newContext({
      viewport: { width: WIDTHS[0]!, height: 900 },
      reducedMotion: 'reduce',
      baseURL: this.#url,
    });
    context.setDefaultTimeout(ACTION_MS);
    try {
      const page = await context.newPage();
      this.#listen(page);
      if (account) await this.#signIn(page, account);
      await this.#follow(page, context);
    } finally {
      await context.close();
    }
  }

  #note(kind: Fault['kind'], text: string): void {
    const key = [kind, this.#role, kindOf(this.#path), text].join(' ');
    if (this.#noted.has(key)) return;
    this.#noted.add(key);
    this.faults.push({ kind, role: this.#role, path: this.#path, text: text.replace(/\s+/g, ' ').slice(0, 300) });
  }

  /** @param isTrial forms are sent empty and filled with anything: refusals are as they should be. */
  #listen(page: Page, isTrial = false): void {
    page.on('console', (message) => {
      const isRefusal = isTrial && /status of 4\d\d/.test(message.text());
      if (message.type() === 'error' && !isRefusal) this.#note('console', message.text());
    });
    page.on('pageerror', (error) => this.#note('console', error.message));
    page.on('requestfailed', (request) => {
      // A page that is left while it loads breaks its requests off.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED')
        this.#note('failed', `${request.url()} ${request.failure()?.errorText ?? ''}`);
    });
    page.on('response', (response) => {
      const where = `${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`;
      if (response.status() >= 500) this.#note('500', where);
      else if (response.status() >= 400 && !isTrial) this.#note('failed', where);
    });
  }

  async #signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
    this.#path = '/sign-in';
    await page.goto('/sign-in');
    await page.fill('input[type=email]', email);
    await page.fill('input[type=password]', password);
    await page.click('main form button');
    if (new URL(page.url()).pathname === '/sign-in') this.#note('form', `Signing in as ${email} does not work`);
  }

  async #follow(page: Page, context: BrowserContext): Promise<void> {
    const queue = ['/'];
    const seen = new Set<string>(queue);
    const kinds = new Map<string, number>();
    const forms = new Set<string>();
    let opened = 0;
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      if (opened >= this.#bounds.limit || Date.now() > this.#bounds.until) return;
      const kind = kindOf(path);
      const count = kinds.get(kind) ?? 0;
      if (count >= OF_A_KIND) continue;
      kinds.set(kind, count + 1);
      this.#path = path;
      try {
        if (!(await this.#opens(page, path))) continue;
        opened++;
        this.pages++;
        for (const next of await this.#links(page)) if (!seen.has(next) && seen.add(next)) queue.push(next);
        // A second one of a kind is there for what it leads to.
        if (count > 0) continue;
        await this.#look(page, `${this.#role}-${String(opened).padStart(2, '0')}${nameOf(path)}`);
        await this.#press(page);
        await this.#send(context, path, forms);
      } catch (error) {
        this.#note('failed', (error as Error).message);
      }
    }
  }

  /** @returns whether it is a page; a download is asked for without opening it. */
  async #opens(page: Page, path: string): Promise<boolean> {
    const head = await page.context().request.get(path);
    if (head.status() < 400 && !head.headers()['content-type']?.includes('html')) return false;
    await page.goto(path);
    return true;
  }

  async #links(page: Page): Promise<string[]> {
    const found = await page.$$eval('a[href]', (all) => all.map((a) => [(a as HTMLAnchorElement).href, a.outerHTML] as const));
    return found
      .filter(([href, source]) => {
        if (!source.includes('href="#') && href.endsWith('#')) this.#note('button', `A link that leads nowhere: ${source}`);
        return href.startsWith(this.#url);
      })
      .map(([href]) => href.slice(this.#url.length).replace(/#.*$/, '') || '/');
  }

  /** In both widths and themes: what axe finds, what is wider than the window. */
  async #look(page: Page, name: string): Promise<void> {
    await page.evaluate(axeSource);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width > 1000 ? 900 : 844 });
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await this.#axe(page, `${width} ${colorScheme}`, colorScheme === 'dark' ? ['color-contrast'] : undefined);
        if (this.#bounds.out)
          await page.screenshot({ path: join(this.#bounds.out, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 1) this.#note('overflow', `${wide} px wider than ${width}`);
    }
    await page.setViewportSize({ width: WIDTHS[0]!, height: 900 });
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  }

  /** Everything in the light; in the dark, what colours change. */
  async #axe(page: Page, how: string, only?: string[]): Promise<void> {
    const found = await page.evaluate(async (rules) => {
      type Violation = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] };
      const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } };
      const { violations } = await axe.run({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id} ${nodes[0]!.html.slice(0, 120)} ${nodes[0]!.failureSummary.slice(0, 160)}`);
    }, only);
    for (const text of found) this.#note('axe', `${how}: ${text}`);
  }

  /** Buttons that send no form must change something on the page. */
  async #press(page: Page): Promise<void> {
    const buttons = page.locator('button[type=button]:visible');
    for (let i = 0; i < (await buttons.count()); i++) {
      const button = buttons.nth(i);
      const label = (await button.textContent())?.trim() ?? '';
      const before = await stateOf(page);
      await button.click();
      await page.waitForTimeout(CLICKED);
      if ((await stateOf(page)) === before) this.#note('button', `"${label}" does nothing`);
      await page.keyboard.press('Escape');
    }
  }

  /** Sends each kind of form once without a word, and once filled in. */
  async #send(context: BrowserContext, path: string, sent: Set<string>): Promise<void> {
    // Who signs up is somebody else from then on.
    const apart = await this.#browser.newContext({
      baseURL: this.#url,
      storageState: await context.storageState(),
      reducedMotion: 'reduce',
    });
    apart.setDefaultTimeout(ACTION_MS);
    try {
      const page = await apart.newPage();
      this.#listen(page, true);
      await page.goto(path);
      const action = await page.$eval('main form.form', (form) => form.getAttribute('action') ?? '').catch(() => undefined);
      if (action === undefined || action === '/profile' || sent.has(kindOf(action))) return;
      sent.add(kindOf(action));
      await page.click('main form.form .form-buttons button');
      if ((await page.$('.fault-summary')) !== null) await this.#look(page, `${this.#role}-faults${nameOf(path)}`);
      else if (
        (await page.$('main form.form [required]:invalid')) !== null &&
        (await page.$('.notice')) === null &&
        new URL(page.url()).pathname === path
      )
        this.#note('form', 'Sent empty, it comes back without a word');
      await page.goto(path);
      await fillIn(page);
      await page.click('main form.form .form-buttons button');
      if (this.#bounds.out)
        await page.screenshot({ path: join(this.#bounds.out, `${this.#role}-sent${nameOf(path)}.png`), fullPage: true });
    } finally {
      await apart.close();
    }
  }
}

async function fillIn(page: Page): Promise<void> {
  await page.$$eval(
    'main form.form input, main form.form select, main form.form textarea',
    (all, samples) => {
      for (const one of all as (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[]) {
        if (one.type === 'hidden' || one.type === 'file') continue;
        if (one instanceof HTMLSelectElement) one.selectedIndex = Math.min(1, one.options.length - 1);
        else if (one.type === 'radio' || one.type === 'checkbox') (one as HTMLInputElement).checked = true;
        else if (one.value === '') one.value = samples[one.type] ?? 'Something to try it out with';
      }
    },
    SAMPLES,
  );
}

const stateOf = async (page: Page): Promise<string> => `${page.url()} ${await page.evaluate(() => document.documentElement.outerHTML)}`;

/** Numbers and values of an address do not make another kind of page. */
function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const names = [...searchParams]
    .filter(([name]) => name !== 'page' && name !== 'sort')
    .map(([name, value]) => (name === 'view' || name === 'only' ? `${name}=${value}` : name));
  return `${pathname.replace(/\/\d+(?=\/|$)/g, '/:n')}?${names.sort().join('&')}`;
}

const nameOf = (path: string): string =>
  path
    .replace(/[^a-zA-Z0-9]+/g, '_')
    .slice(0, 60)
    .replace(/_$/, '');
