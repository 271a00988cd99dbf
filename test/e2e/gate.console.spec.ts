import type { Browser, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient, type TestEvent } from '../support/client.js';
import { picture, signedInPage } from '../support/signed-in.js';

const DESCRIPTION =
  'A tool library where members borrow tools. Every tool has a name, a daily price and a condition (new, good, worn). Members report faults.';
const PLAN = 'docs/development-plan.json';
const TEXT =
  'query ($id: ID!, $stage: StageName!, $path: String!) { generation(id: $id) { artifact(stage: $stage, path: $path) { text } } }';
interface Plan {
  summary: string;
  features: { name: string; description: string; acceptance: string[] }[];
  open_questions: string[];
}

let browser: Browser;
let page: Page;
let ana: TestClient;
let project: string;
const troubles: string[] = [];

beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  project = (await ana.project(DESCRIPTION, 'Tool library')).id;
  browser = await openBrowser();
  page = await signedInPage(browser, ana);
  page.on('pageerror', (error) => troubles.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  await ana.close();
});

const waits = (event: TestEvent): boolean => event.type === 'APPROVAL_REQUESTED';
const textOf = async (id: string, stage: string, path: string): Promise<string> =>
  (await ana.get<{ generation: { artifact: { text: string } } }>(TEXT, { id, stage, path })).generation.artifact.text;
const planOf = async (id: string): Promise<Plan> => JSON.parse(await textOf(id, 'DEV_PLAN', PLAN)) as Plan;
const cancel = async (id: string): Promise<unknown> =>
  await ana.get(`mutation { cancelGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
const decision = () => page.getByRole('group', { name: 'Decision' });
const approve = () => decision().getByRole('button', { name: /^Approve/ });

async function waitingAt(stages: string[], input: Record<string, unknown> = { engine: 'offline' }, of = project): Promise<string> {
  const id = await ana.start(of, { approveAfter: stages, ...input });
  await ana.events(id, undefined, waits);
  await page.goto(`${BASE}/projects/${of}?generation=${id}`);
  await page.getByRole('heading', { name: /is waiting for you/ }).waitFor();
  return id;
}

/** Whether the buttons of the decision are whole in the window, above what is fixed at its foot. */
async function expectDecisionInSight(where: string): Promise<void> {
  const seen = await approve().evaluate((button) => {
    const { top, bottom, left, right } = button.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return { isInside: top >= 0 && bottom <= innerHeight, isOnTop: hit !== null && (button.contains(hit) || hit.contains(button)) };
  });
  expect({ where, ...seen }).toEqual({ where, isInside: true, isOnTop: true });
}

/** At both widths and in both themes: a picture, the decision in sight from the top to the end, nothing wider than the window. */
async function lookedAt(name: string): Promise<void> {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, `${name}-${width}-${colorScheme}`);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await expectDecisionInSight(`${name}, ${width}, top`);
    for (const part of [0.3, 0.6, 0.8]) {
      await page.evaluate((at) => {
        const review = document.querySelector('app-stage-review')!.getBoundingClientRect();
        scrollTo(0, scrollY + review.top + review.height * at);
      }, part);
      await picture(page, `${name}-${width}-at-${part}`);
      await expectDecisionInSight(`${name}, ${width}, at ${part}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate(() => scrollTo(0, 0));
}

let first: string;

it('lists what waits with who started it, for whom and why, since when, and what it has cost of what it may', async () => {
  const simulated = (await ana.project('A mill whose approval is listed', 'Listed')).id;
  const id = await waitingAt(['DEV_PLAN'], { engine: 'openai', model: 'sim-1', budgetUsd: 5, useCache: false }, simulated);
  await page.goto(`${BASE}/approvals`);
  const row = page.getByRole('row').filter({ hasText: 'Listed' });
  await row.getByText('Ana', { exact: true }).waitFor();
  await row.getByText('Development plan').waitFor();
  await row.getByText('An owner, admin or editor').waitFor();
  await row.getByText('chosen when it was started').waitFor();
  await row.getByText(/\$0\.\d+ of \$5\.00/).waitFor();
  await picture(page, 'gate-approvals');
  await expectAccessible(page, 'approvals');
  await cancel(id);
});

it('opens the plan as a document: questions, what was understood, how it is built, what the rest costs', async () => {
  first = await waitingAt(['DEV_PLAN']);
  const plan = await planOf(first);
  await page.getByRole('heading', { name: /^Questions for you/ }).waitFor();
  await page.getByRole('heading', { name: 'What was understood' }).waitFor();
  expect(await page.locator('app-plan-document').innerText()).toContain(plan.summary);
  for (const { name } of plan.features) await page.getByRole('heading', { name, exact: false }).first().waitFor();
  await page.getByRole('heading', { name: 'How it is built' }).waitFor();
  await page.getByText(/stages are left/).waitFor();
  // The JSON is a click away, and not what one meets.
  expect(await page.locator('app-code-editor').count()).toBe(0);
  await lookedAt('gate-plan');
  await expectAccessible(page, 'plan at the gate');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page, 'plan at the gate, on a phone');
  // On a phone the decision comes before the list of stages.
  const tops = await page.evaluate(() =>
    ['app-decision-bar', 'ol.stages'].map((of) => document.querySelector(of)!.getBoundingClientRect().top),
  );
  expect(tops[0]!).toBeLessThan(tops[1]!);
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('takes answers to the open questions with the approval, and keeps them over a reload', async () => {
  const { open_questions } = await planOf(first);
  const question = open_questions.at(-1)!;
  await page.getByLabel(question).fill('90 days; whoever it is about may ask.');
  await decision().getByRole('button', { name: 'Approve with 1 answer' }).waitFor();
  await page.reload();
  await page.getByLabel(question).waitFor();
  expect(await page.getByLabel(question).inputValue()).toBe('90 days; whoever it is about may ask.');
  await decision().getByRole('button', { name: 'Approve with 1 answer' }).click();
  const events = await ana.events(first);
  expect(events.find(({ type }) => type === 'STAGE_APPROVED')!.data.edits).toHaveLength(2);
  expect((await planOf(first)).open_questions.at(-1)).toBe(`${question} Answer: 90 days; whoever it is about may ask.`);
  expect(await textOf(first, 'DEV_PLAN', 'docs/development-plan.md')).toContain('90 days; whoever it is about may ask.');
});

it('is changed where it stands, taken back, and approved by keys', async () => {
  const id = await waitingAt(['DEV_PLAN']);
  const before = await planOf(id);
  const [feature] = before.features;
  await page.getByText('Compared with the last generation').waitFor();
  await page.getByRole('button', { name: 'Edit the summary' }).click();
  const field = page.getByRole('textbox', { name: 'the summary' });
  await field.fill('  ');
  await field.press('Enter');
  await page.getByText('Write something, or leave it as it was.').waitFor();
  await field.press('Escape');
  await page.getByRole('button', { name: `Edit what ${feature!.name} is` }).click();
  await page.getByRole('textbox', { name: `what ${feature!.name} is` }).fill('What the library lends.');
  await page.keyboard.press('Enter');
  await page.locator('del', { hasText: feature!.description }).waitFor();
  await page.locator('.part.changed').waitFor();
  await picture(page, 'gate-plan-edited');
  await page.getByRole('button', { name: 'Take my edit back' }).click();
  await decision().getByRole('button', { name: 'Approve and continue' }).waitFor();
  await page.getByRole('button', { name: `Take out ${before.features.at(-2)!.name}`, exact: true }).click();
  await page.locator('.gone del').first().waitFor();
  await page.getByRole('button', { name: 'Take my edit back' }).click();
  await page.keyboard.press('c');
  await page.keyboard.type('as it should be');
  await approve().focus();
  await page.keyboard.press('Shift+A');
  const events = await ana.events(id);
  expect(events.find(({ type }) => type === 'STAGE_APPROVED')!.data).toMatchObject({ comment: 'as it should be' });
  expect((await planOf(id)).summary).toBe(before.summary);
});

it('says what is wrong with its JSON at the line where it is', async () => {
  const id = await waitingAt(['DEV_PLAN']);
  await page.getByRole('button', { name: 'Show the JSON' }).click();
  const editor = page.getByRole('textbox', { name: `Text of ${PLAN}` });
  await editor.fill('{\n  "summary": "x",\n  "goals": \n}');
  await page.locator('.cm-fault', { hasText: 'it is no JSON' }).waitFor();
  expect(await page.locator('.cm-faulty').textContent()).toBe('}');
  const plan = await planOf(id);
  await editor.fill(JSON.stringify({ ...plan, features: [{ ...plan.features[0]!, acceptance: [] }] }, null, 2));
  // The page has taken it, too.
  await page.locator('.cm-fault', { hasText: 'it is no JSON' }).waitFor({ state: 'detached' });
  await approve().click();
  await page.locator('.cm-fault', { hasText: '/features/0/acceptance' }).waitFor();
  expect(await page.locator('.cm-faulty').textContent()).toContain('"acceptance"');
  await picture(page, 'gate-json-fault');
  await expectAccessible(page, 'faults at their lines');
  await cancel(id);
});

it('opens a blueprint with what can be corrected, its pages and addresses, and how it is built', async () => {
  const id = await waitingAt(['BLUEPRINT']);
  await page.getByRole('heading', { name: 'Records', exact: true }).waitFor();
  for (const name of ['Pages', 'Addresses', 'How it is built', 'What the rest is likely to cost'])
    await page.getByRole('heading', { name, exact: true }).waitFor();
  const { endpoints } = JSON.parse(await textOf(id, 'BLUEPRINT', 'blueprint.json')) as { endpoints: unknown[] };
  await page.getByText(`${endpoints.length} addresses`).waitFor();
  await lookedAt('gate-blueprint');
  await expectAccessible(page, 'blueprint at the gate');
  await cancel(id);
});

it('marks what the round before did not have, and is sent back by keys', async () => {
  const simulated = (await ana.project('A mill that is planned twice over', 'Planned twice')).id;
  const id = await waitingAt(['DEV_PLAN', 'BLUEPRINT'], { engine: 'openai', model: 'sim-1', budgetUsd: 5, useCache: false }, simulated);
  await page.keyboard.press('c');
  await page.keyboard.type('Say that it is OPEN AT NIGHT.');
  await decision().getByRole('button', { name: 'Send back with the comment' }).focus();
  await page.keyboard.press('Shift+B');
  await page.getByText('round 2').first().waitFor();
  await page.getByText('Compared with the round before').waitFor();
  await page.locator('app-plan-document :is(.mark, del)').first().waitFor();
  await picture(page, 'gate-plan-round-2');
  await approve().click();
  await page.getByRole('heading', { name: 'Blueprint is waiting for you' }).waitFor();
  await page.getByRole('heading', { name: 'What it keeps' }).waitFor();
  await page.getByText(/\d files in one part/).waitFor();
  await picture(page, 'gate-blueprint-simulated');
  await expectAccessible(page, 'blueprint of a model');
  await cancel(id);
});

it('keeps the console free of errors', () => {
  expect(troubles).toEqual([]);
});
