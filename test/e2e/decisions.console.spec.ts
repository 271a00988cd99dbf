import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient, type TestEvent } from '../support/client.js';
import { signIn } from '../support/signed-in.js';

const APPROVE = 'mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { status } } }';
let browser: Browser;
let page: Page;
let ana: TestClient;
let project: string;
const troubles: string[] = [];

beforeAll(async () => {
  await TestClient.signUp('First');
  ana = await TestClient.signUp('Ana');
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true })).newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  await signIn(page, ana);
  project = (await ana.project('A mill whose every step is looked at', 'Looked at')).id;
});
afterAll(async () => {
  await browser?.close();
  await ana.close();
});

/** Kept where a folder for them is named, to be looked at. */
async function picture(name: string): Promise<void> {
  const folder = process.env.MILLWRIGHT_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
const waits = (event: TestEvent): boolean => event.type === 'APPROVAL_REQUESTED';
const address = (id: string, query = ''): string => `${BASE}/projects/${project}?generation=${id}${query}`;

/** On the page of a generation: a dialog that closes has a button of the same name. */
const again = () => page.locator('#content').getByRole('button', { name: 'Run again', exact: true });
/** A generation that has ended can be run again. */
const isComplete = async (): Promise<void> => await again().waitFor();

let first: string;

it('shows what waits where one looks for it, with the text, a place to edit it and a yes', async () => {
  first = await ana.start(project, {
    engine: 'openai',
    model: 'sim-1',
    approveAfter: ['DEV_PLAN', 'MAIN_README'],
    budgetUsd: 5,
    useCache: false,
  });
  await ana.events(first, undefined, waits);
  await page.goto(`${BASE}/approvals`);
  await page.getByRole('link', { name: 'Approvals 1 waiting' }).waitFor();
  await picture('approvals');
  await page.getByRole('link', { name: 'Development plan' }).click();
  await page.getByRole('heading', { name: 'Development plan is waiting for you' }).waitFor();
  await page.getByRole('button', { name: 'docs/development-plan.json' }).click();
  await page.getByRole('button', { name: 'Show the JSON' }).click();
  const editor = page.getByRole('textbox', { name: 'Text of docs/development-plan.json' });
  await editor.waitFor();
  const { generation } = await ana.get<{ generation: { artifact: { text: string } } }>(
    'query ($id: ID!) { generation(id: $id) { artifact(stage: DEV_PLAN, path: "docs/development-plan.json") { text } } }',
    { id: first },
  );
  const plan = JSON.parse(generation.artifact.text) as Record<string, unknown>;
  await editor.fill('{ "summary": 1 }');
  await page.getByRole('button', { name: 'Approve with 1 edit' }).click();
  await page.getByRole('alert').first().waitFor();
  await picture('review-refused');
  // What was typed survives a reload.
  await page.reload();
  await page.getByRole('button', { name: /docs\/development-plan\.json edited/ }).click();
  await editor.fill(JSON.stringify({ ...plan, summary: 'Summed up in the console.' }, null, 2));
  await picture('review');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Approve with 1 edit' }).click();
  await page.getByRole('heading', { name: /README is waiting for you/ }).waitFor();
  const events = await ana.events(first, undefined, (event) => event.type === 'STAGE_APPROVED');
  expect(events.at(-1)!.data.edits).toHaveLength(2);
});

it('sends a stage back with a comment, and shows what the next round changed', async () => {
  await page.getByLabel('Comment').fill('Say that the mill is OPEN AT NIGHT.');
  await page.getByRole('button', { name: 'Send back with the comment' }).click();
  await page.getByText('round 2').first().waitFor();
  await page.getByText('Compared with the round before').waitFor();
  await page.locator('.cm-insertedLine, .cm-changedLine').first().waitFor();
  await picture('review-round-2');
  await page.getByRole('button', { name: 'Approve and continue' }).click();
  await isComplete();
});

it('forks a complete generation with an edit, shows the family and what differs', async () => {
  await again().click();
  await page.getByRole('menuitem', { name: /From a stage that you choose/ }).click();
  await page.getByLabel('From stage').selectOption('MAIN_README');
  await page.getByText('Like this one, it waits for an approval after: README.').waitFor();
  await page.getByLabel('Edit what stands before it').selectOption('docs/architecture.json');
  const editor = page.getByRole('dialog').getByRole('textbox', { name: 'docs/architecture.json' });
  await editor.waitFor();
  await picture('fork');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Run again/ })
    .click();
  await page.waitForURL((url) => ![null, first].includes(url.searchParams.get('generation')));
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // It waits where the one that it comes from waited.
  await page.getByRole('heading', { name: 'README is waiting for you' }).waitFor();
  await page.getByRole('button', { name: 'Approve and continue' }).click();
  await isComplete();
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByText('forked from README of #1', { exact: true }).waitFor();
  await picture('lineage');
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByText('Stage by stage').waitFor();
  await page.getByRole('table').first().waitFor();
  await page.locator('details[open] app-code-editor').waitFor();
  await picture('compare');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await picture('compare-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('edits a file of the repository, and decides where it meets what is generated anew', async () => {
  const edited = (await ana.project('A mill that people write in', 'Written in')).id;
  const start = async (input: Record<string, unknown> = {}): Promise<string> =>
    await ana.start(edited, { engine: 'openai', model: 'sim-1', useCache: false, ...input });
  const one = await start();
  await ana.events(one);
  await page.goto(`${BASE}/projects/${edited}?generation=${one}&tab=files&file=src/part-1/file-1.ts`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const editor = page.getByRole('textbox', { name: 'src/part-1/file-1.ts' });
  await editor.waitFor();
  await editor.press('Control+Home');
  await editor.pressSequentially('// written by hand');
  await editor.press('Enter');
  await picture('file-edit');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save as a commit' }).click();
  await page.getByText('edited by hand').waitFor();
  await picture('file-edited');
  const two = await start({ approveAfter: ['CODE'] });
  await ana.events(two, undefined, waits);
  const again = { generationId: two, stage: 'CODE', approved: false, comment: 'written anew', paths: ['src/part-1/file-1.ts'] };
  await ana.get(APPROVE, { input: again });
  await ana.events(two, undefined, (event) => waits(event) && event.data.round === 2);
  await ana.get(APPROVE, { input: { generationId: two, stage: 'CODE', approved: true, round: 2 } });
  await ana.events(two, undefined, (event) => event.type === 'CONFLICTS_FOUND');
  await page.goto(`${BASE}/projects/${edited}?generation=${two}`);
  await page.getByRole('heading', { name: 'Changed by hand, and generated anew' }).waitFor();
  await page.getByRole('textbox', { name: 'Decision on src/part-1/file-1.ts' }).waitFor();
  await picture('conflict');
  await expectAccessible(page);
  expect(await page.getByRole('button', { name: 'Write the repository' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Keep what was written by hand' }).click();
  await page.getByRole('button', { name: 'Write the repository' }).click();
  await isComplete();
  const { repositoryFiles } = await ana.get<{ repositoryFiles: { text: string }[] }>(
    'query ($id: ID!) { repositoryFiles(generationId: $id, paths: ["src/part-1/file-1.ts"]) { text } }',
    { id: two },
  );
  expect(repositoryFiles[0]!.text).toMatch(/^\/\/ written by hand\n/);
});

it('stops at a ceiling and goes on once it is raised', async () => {
  const id = await ana.start(project, { engine: 'openai', model: 'sim-1', budgetUsd: 0.01, atCeiling: 'ASK', useCache: false });
  await ana.events(id, undefined, (event) => event.type === 'BUDGET_AWAITED');
  await page.goto(address(id));
  await page.getByText(/^Needs up to \$[\d.]+ (more|for its next call alone); \$[\d.]+ left$/).waitFor();
  await picture('ceiling');
  await expectAccessible(page);
  await page.getByLabel('New ceiling').fill('3');
  await page.getByLabel('Reason').fill('worth it');
  await page.getByRole('button', { name: 'Raise and go on' }).click();
  await isComplete();
});

it('tells on a timeline what happened, when, by whom and for how much: three failed attempts, a gate and a raise', async () => {
  const told = (await ana.project('A mill with a hard day [[status-503 blueprint 3]]', 'A hard day')).id;
  const input = { engine: 'openai', model: 'sim-1', budgetUsd: 0.01, atCeiling: 'ASK', approveAfter: ['MAIN_README'], useCache: false };
  const id = await ana.start(told, input);
  await ana.events(id, undefined, (event) => event.type === 'BUDGET_AWAITED');
  await ana.get('mutation ($input: RaiseBudgetInput!) { raiseBudget(input: $input) { generation { id } } }', {
    input: { generationId: id, budgetUsd: 3, reason: 'worth it' },
  });
  await ana.events(id, undefined, waits);
  await ana.get(APPROVE, { input: { generationId: id, stage: 'MAIN_README', approved: true, comment: 'as it should be' } });
  await ana.events(id);
  await page.goto(`${BASE}/projects/${told}?generation=${id}&tab=timeline`);
  const bars = (name: RegExp) => page.getByRole('button', { name });
  await bars(/Blueprint, attempt 4, complete/).waitFor();
  expect(await bars(/Blueprint, attempt \d, failed/).count()).toBe(3);
  await bars(/Blueprint, attempt 2, failed/).click();
  await page.getByText('UNAVAILABLE').waitFor();
  await picture('timeline');
  await expectAccessible(page);
  await page.getByRole('region', { name: /Timeline/ }).press('ArrowRight');
  await page.getByRole('heading', { name: 'Blueprint: waited before the next attempt' }).waitFor();
  await bars(/waited for approval/).click();
  await page.getByText('Ana. Approved: as it should be').waitFor();
  await bars(/waited for a higher ceiling/).click();
  await page.getByText('Ana. Raised to $3.00: worth it').waitFor();
  await page.getByRole('button', { name: /▸ Code/ }).click();
  await bars(/src\/part-1\/file-1\.ts, attempt 1, complete/).click();
  await page.getByRole('heading', { name: 'Calls' }).waitFor();
  await page.getByText(/openai sim-1 answered after/).waitFor();
  await page.getByText(/Asks openai sim-1: about \d+ tokens to read/).waitFor();
  await page.getByText(/The first words came after/).waitFor();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByRole('region', { name: /Timeline/ }).press('+');
  await page.getByText('4×', { exact: true }).waitFor();
  // What was chosen is still to be seen.
  const isSeen = (bar: Element): boolean => {
    const [{ left, right }, frame] = [bar.getBoundingClientRect(), bar.closest('.frame')!.getBoundingClientRect()];
    // A call that took long on a slow machine may be wider than the page at this zoom.
    return right - left > frame.width ? right > frame.left && left < frame.right : left >= frame.left && right <= frame.right;
  };
  await page.waitForFunction(isSeen, await page.locator('.bar.on').elementHandle());
  await picture('timeline-files');
  await page.setViewportSize({ width: 390, height: 844 });
  await picture('timeline-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('keeps where a project’s generations wait, from the next one on', async () => {
  const kept = (await ana.project('A mill whose code is always looked at', 'Kept')).id;
  await ana.events(await ana.start(kept));
  await page.goto(`${BASE}/projects/${kept}?tab=overview`);
  await page.getByLabel('Blueprint').check();
  await page.getByLabel('After the code, where critical files change').selectOption('9');
  await picture('project-gates');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved; it counts from the next generation on').waitFor();
  const id = await ana.start(kept);
  await ana.events(id, undefined, waits);
  await page.goto(`${BASE}/generations`);
  await page.getByRole('heading', { name: 'What waits, and for what' }).waitFor();
  await page.getByText('Blueprint waits for an approval').waitFor();
  await picture('waiting');
  await ana.get(`mutation { cancelGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
});

it('tries a failed generation again from where it stopped, and all of one cause at once', async () => {
  const broken = (await ana.project('Whose provider was down: FAIL-ALWAYS', 'Broken')).id;
  const id = await ana.start(broken);
  await ana.start(broken).then((other) => ana.events(other));
  await ana.events(id);
  await page.goto(`${BASE}/generations`);
  await page.getByRole('heading', { name: 'Failures by cause' }).waitFor();
  await picture('failures');
  await page.getByRole('button', { name: 'Run all 2 again' }).click();
  await page.getByText('2 started').waitFor();
  await page.goto(`${BASE}/projects/${broken}?generation=${id}`);
  await page.getByRole('button', { name: 'Run again from there …' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Run again/ })
    .click();
  await page.getByText('Reused').first().waitFor();
  expect(troubles).toEqual([]);
  await ana.get(APPROVE, { input: { generationId: first, stage: 'CODE', approved: true } }).catch(() => undefined);
});

it('takes a failed generation away as one file, and replays the file: it fails as it had failed, at no cost', async () => {
  const id = await ana.start(project, { engine: 'openai', model: 'sim-1', useCache: false, budgetUsd: 0.01 });
  await ana.events(id);
  await page.goto(address(id));
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download it as one file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`looked-at-${id.slice(0, 8)}.record.gz`);
  const file = await download.path();
  await page.goto(`${BASE}/generations`);
  await page.getByRole('button', { name: 'Replay a record' }).waitFor();
  await picture('generations-upload');
  await page
    .getByLabel('Record of a generation')
    .setInputFiles({ name: 'x.gz', mimeType: 'application/gzip', buffer: Buffer.from('none') });
  await page.getByText('is not a record of a generation').waitFor();
  await page.getByLabel('Record of a generation').setInputFiles(file);
  await page.getByRole('heading', { name: 'It failed as it had failed' }).waitFor();
  await picture('replay-failed');
  await expectAccessible(page);
  expect(await again().count()).toBe(0);
});

it('replays a complete one where it stands, and says how long records are kept', async () => {
  await page.goto(address(first));
  await isComplete();
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Replay it as it was recorded' }).click();
  await page.getByRole('heading', { name: 'It made the same, to the byte' }).waitFor();
  await picture('replay-same');
  await page.goto(`${BASE}/settings?tab=records`);
  await page.getByText('Kept for 30 days.').waitFor();
  await page.getByLabel('Days').fill('7');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Kept for 7 days.').waitFor();
  await picture('settings-records');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'As the server has it' }).click();
  await page.getByText('Kept for 30 days.').waitFor();
});
