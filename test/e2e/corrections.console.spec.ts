import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient, type TestEvent } from '../support/client.js';
import { signIn } from '../support/signed-in.js';

const DESCRIPTION =
  'A tool library where members borrow tools. Every tool has a name, a daily price and a condition (new, good, worn). Each tool belongs to a shelf. Each shelf has a name. Members report faults, and each fault has a title and a status (open, in repair, fixed). The librarian marks faults as fixed.';
const FILES = 'query ($id: ID!) { repositoryFiles(generationId: $id) { path sha256 } }';
const TEXT = 'query ($id: ID!, $path: String!) { repositoryFiles(generationId: $id, paths: [$path]) { text } }';

let browser: Browser;
let page: Page;
let ana: TestClient;
let project: string;
let first: string;
const troubles: string[] = [];

beforeAll(async () => {
  await TestClient.signUp('First');
  ana = await TestClient.signUp('Ana');
  project = (await ana.project(DESCRIPTION, 'Tool library')).id;
  first = await ana.start(project, { engine: 'offline' });
  await ana.events(first);
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true })).newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  await signIn(page, ana);
});
afterAll(async () => {
  await browser?.close();
  await ana.close();
});

/** Kept where a folder for them is named, to be looked at. */
async function pictures(name: string): Promise<void> {
  const folder = process.env.MILLWRIGHT_SCREENSHOTS;
  if (!folder) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}
const changes = () => page.getByRole('complementary', { name: 'What will change' });
const record = (name: string) =>
  page.locator('app-record-part').filter({ has: page.locator('summary strong', { hasText: new RegExp(`^${name}$`) }) });
const filesOf = async (id: string): Promise<Map<string, string>> => {
  const { repositoryFiles } = await ana.get<{ repositoryFiles: { path: string; sha256: string }[] }>(FILES, { id });
  return new Map(repositoryFiles.map(({ path, sha256 }) => [path, sha256]));
};
const textOf = async (id: string, path: string): Promise<string> =>
  (await ana.get<{ repositoryFiles: { text: string }[] }>(TEXT, { id, path })).repositoryFiles[0]!.text;

it('opens from what shows a phrase, at the record that it shows', async () => {
  await page.goto(`${BASE}/projects/${project}?generation=${first}&tab=understanding`);
  await page
    .getByRole('button', { name: 'Built: Every tool has a name, a daily price and a condition' })
    .or(page.locator('button.phrase.BUILT').first())
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Correct / })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Correct what was understood' }).waitFor();
  await page.getByRole('link', { name: 'Back to the phrases' }).click();
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  await changes().getByText('Nothing yet.').waitFor();
  await expectAccessible(page);
});

it('says what each change entails, and where one cannot be followed; a reload loses nothing', async () => {
  await record('Shelf').locator('summary').click();
  await page.getByRole('button', { name: 'Take out shelves' }).click();
  await changes().getByText('Tool loses its field “Shelf”.').waitFor();
  await record('Tool').locator('summary').click();
  const field = page.getByRole('group', { name: 'New field of Tool' });
  await field.getByLabel('New field').fill('Name');
  await field.getByRole('button', { name: 'Add field' }).click();
  await page.getByRole('alert').filter({ hasText: 'Tool has a field “Name” already' }).waitFor();
  await expectAccessible(page);
  await page.reload();
  await record('Tool').locator('summary').click();
  expect(await field.getByLabel('New field').inputValue()).toBe('Name');
  expect(await page.getByRole('button', { name: 'Write it anew' }).isDisabled()).toBe(true);
  await field.getByLabel('New field').fill('Serial number');
  await field.getByRole('button', { name: 'Add field' }).click();
  await changes().getByText('Tool gets the field “Serial number”, a short text.').waitFor();
  await record('Fault').locator('summary').click();
  await page.getByLabel('New choice of Status').fill('waiting for parts');
  await page.getByLabel('New choice of Status').press('Enter');
  await changes().getByText('The step “Mark as waiting for parts” leads there').waitFor();
  await page.getByLabel('Buttons and accents, as #rrggbb').fill('#aa3300');
  await page.getByLabel('Buttons and accents, as #rrggbb').press('Enter');
  await changes().getByText('Buttons and accents are #aa3300.').waitFor();
  await page.getByRole('button', { name: 'Take out the rule Borrow tool' }).click();
  await changes().getByText('The rule “Borrow tool” is taken out.').waitFor();
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await changes().getByText('The rule “Borrow tool” is taken out.').waitFor({ state: 'detached' });
  await pictures('corrections');
  await expectAccessible(page);
});

it('writes the project anew, with exactly that', async () => {
  await page.getByRole('button', { name: 'Write it anew' }).click();
  await page.waitForURL((url) => ![null, first].includes(url.searchParams.get('generation')));
  const second = new URL(page.url()).searchParams.get('generation')!;
  await ana.events(second);
  const [before, after] = [await filesOf(first), await filesOf(second)];
  const gone = [...before.keys()].filter((path) => !after.has(path));
  expect(gone.length).toBeGreaterThan(3);
  expect(gone.every((path) => path.includes('shel'))).toBe(true);
  expect([...after.keys()].filter((path) => !before.has(path))).toEqual([]);
  // What nobody touched is the same to the byte.
  for (const path of ['src/domain/loan.ts', 'src/web/server.ts', 'package.json']) expect(after.get(path)).toBe(before.get(path));
  expect(await textOf(second, 'src/domain/tool.ts')).toContain('serialNumber');
  expect(await textOf(second, 'src/domain/fault.ts')).toContain('waiting for parts');
  expect(await textOf(second, 'src/web/look/style.ts')).toMatch(/#?aa3300|oklch/i);
  expect(await textOf(second, 'src/storage/migrations.ts')).not.toContain('shelf');
});

it('is the first view at the gate of the blueprint, and saves as the person’s edit', async () => {
  const id = await ana.start(project, { engine: 'offline', approveAfter: ['BLUEPRINT'] });
  await ana.events(id, undefined, (event: TestEvent): boolean => event.type === 'APPROVAL_REQUESTED');
  await page.goto(`${BASE}/projects/${project}?generation=${id}&tab=stages`);
  await page.getByRole('heading', { name: 'Blueprint is waiting for you' }).waitFor();
  await record('Shelf').locator('summary').click();
  await page.getByRole('button', { name: 'Take out shelves' }).click();
  await page.getByRole('button', { name: 'Approve with 1 edit' }).waitFor();
  await pictures('corrections-at-the-gate');
  await page.getByRole('button', { name: 'Show the JSON' }).click();
  await page.getByRole('textbox', { name: 'Text of blueprint.json' }).waitFor();
  await page.getByRole('button', { name: 'Show it as people read it' }).click();
  await changes().getByText('Shelves are taken out').waitFor();
  await page.getByRole('button', { name: 'Approve with 1 edit' }).click();
  await ana.events(id);
  expect([...(await filesOf(id)).keys()].filter((path) => path.includes('shel'))).toEqual([]);
});

it('keeps the console free of errors', () => {
  expect(troubles).toEqual([]);
});
