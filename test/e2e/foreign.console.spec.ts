import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { signIn } from '../support/signed-in.js';

const HOSTILE = `# Mill
<div style="position:fixed;inset:0;z-index:99999;background:#fff" class="cdk-overlay-container">Your session has ended. <a href="https://elsewhere.example/login">Sign in</a></div>
<p style="background-image:url(https://elsewhere.example/p.png)">x</p>
<svg><image href="https://elsewhere.example/s.png"/></svg><img src="https://elsewhere.example/i.png">

![d](https://elsewhere.example/d.png)
<video poster="https://elsewhere.example/v.png"></video><link rel="stylesheet" href="https://elsewhere.example/l.css"><iframe src="https://elsewhere.example/f"></iframe>
<button>Approve</button><form action="https://elsewhere.example"><input name=p></form>
<style>body { background: url(https://elsewhere.example/b.png) }</style>

\`\`\`mermaid
flowchart LR
  a["a label<br/>of two lines"] --> b
  click b href "/settings"
\`\`\`

\`\`\`mermaid
flowchart LR
  g["<img src='https://elsewhere.example/m.png'> label"] --> h
\`\`\`

\`\`\`mermaid
%%{init: {"themeCSS": ".node { background: #fff; position: fixed; inset: 0 }", "securityLevel": "loose"}}%%
flowchart LR
  c --> d
\`\`\`

\`\`\`mermaid
flowchart LR
  e@{ img: "https://elsewhere.example/n.png", h: 60, w: 60 }
\`\`\`

\`\`\`mermaid
this is no diagram
\`\`\`

\`\`\`mermaid
flowchart LR
${'%% a remark that makes it long\n'.repeat(1_700)}
\`\`\`
`;

let browser: Browser;
let page: Page;
let ana: TestClient;
let address: string;
/** What the server says that a file holds, and whom the page asks. */
let text = '';
const asked: string[] = [];

beforeAll(async () => {
  await TestClient.signUp('First');
  ana = await TestClient.signUp('Ana');
  const project = (await ana.project('A mill whose papers come from strangers', 'Foreign')).id;
  const generation = await ana.start(project, { engine: 'offline' });
  await ana.events(generation);
  address = `${BASE}/projects/${project}?generation=${generation}`;
  browser = await openBrowser();
  // With the policy of the server in force: it is a part of what keeps strangers from being asked.
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' })).newPage();
  page.on('request', (request) => asked.push(request.url()));
  await page.route('**/graphql', async (route) => {
    const { operationName } = route.request().postDataJSON() as { operationName: string };
    if (operationName === 'ArtifactText') return await route.fulfill({ json: { data: { generation: { artifact: { text } } } } });
    if (operationName === 'RepositoryFileText')
      return await route.fulfill({ json: { data: { repositoryFiles: [{ sha256: 'x', text }] } } });
    return await route.continue();
  });
  await signIn(page, ana);
});
afterAll(async () => {
  await browser?.close();
  await ana.close();
});

it('keeps what a README brings within its box: it asks nobody, covers nothing and has no controls', async () => {
  text = HOSTILE;
  await page.goto(`${address}&tab=readme`);
  await page.waitForSelector('.markdown figure >> nth=1');
  await page.waitForSelector('.markdown .undrawn >> nth=3');
  const seen = await page.evaluate(() => {
    const box = document.querySelector('.markdown')!;
    const { right, left } = box.getBoundingClientRect();
    return {
      controls: box.querySelectorAll('button, input, form, iframe, video, link, style, svg, [style*=position], [id], [role=button]').length,
      outside: [...box.querySelectorAll('*')].filter((one) => {
        const rect = one.getBoundingClientRect();
        return rect.right > right + 1 || rect.left < left - 1;
      }).length,
      contain: getComputedStyle(box).contain,
      links: [...box.querySelectorAll('a')].map((link) => `${link.href} ${link.rel} ${link.target}`),
      why: [...box.querySelectorAll('.undrawn')].map((one) => one.textContent),
      drawn: [...box.querySelectorAll<HTMLImageElement>('figure img')].map((one) => one.complete && one.naturalWidth > 0),
      boxes: document.querySelectorAll('body > [id^=dmermaid]').length,
    };
  });
  expect(seen).toEqual({
    controls: 0,
    outside: 0,
    contain: expect.stringMatching(/layout paint|content/),
    links: ['login', 'i.png', 'd.png'].map((path) => `https://elsewhere.example/${path} noopener noreferrer _blank`),
    why: [
      'Shown as text, not drawn: it asks for pictures or styles from elsewhere.',
      'Shown as text, not drawn: it asks for pictures or styles from elsewhere.',
      expect.stringMatching(/^Shown as text, not drawn: .+\.$/),
      expect.stringMatching(/^Shown as text, not drawn: it has 5[\d,]+ characters, and 50,000 can be drawn\.$/),
    ],
    drawn: [true, true],
    boxes: 0,
  });
  expect(asked.filter((url) => !url.startsWith(BASE) && !url.startsWith('data:'))).toEqual([]);
  // What is laid on top of it can be reached: nothing of it covers the page.
  await page.getByRole('button', { name: 'Raw' }).click();
  await page.waitForSelector('pre code');
});

it('shows a file of one line, or of a hundred thousand, without standing still, and says what is left out', async () => {
  for (const long of ['const a = 1;'.repeat(90_000), 'const a = 1;\n'.repeat(100_000)]) {
    text = long;
    await page.goto(`${address}&tab=files&file=package.json`);
    await page.waitForSelector('text=characters are shown, without colours');
    expect(await page.evaluate(() => document.querySelectorAll('app-plain-text pre').length)).toBe(1);
    expect(await page.evaluate(() => document.querySelectorAll('.hljs-keyword').length)).toBe(0);
  }
});

it('leaves Enter and Escape to an input method that is putting a word together', async () => {
  await page.goto(`${BASE}/projects`);
  await page.getByText('Foreign').first().waitFor();
  await page.keyboard.press('Control+k');
  const field = page.locator('mat-dialog-container input');
  await field.fill('foreign');
  await page.locator('[role=option][aria-selected=true]:has-text("Foreign")').waitFor();
  for (const init of [
    { key: 'Enter', isComposing: true },
    { key: 'Escape', isComposing: true },
    { key: 'Enter', keyCode: 229 },
    { key: 'Escape', keyCode: 229 },
  ])
    await field.dispatchEvent('keydown', { ...init, bubbles: true });
  expect(await page.locator('mat-dialog-container').count()).toBe(1);
  expect(page.url()).toBe(`${BASE}/projects`);
  await field.press('Enter');
  await page.locator('h1:has-text("Foreign")').waitFor();
});
