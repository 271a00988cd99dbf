import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import pg from 'pg';
import { expectAccessible } from '../support/accessible.js';
import { openBrowser } from '../support/browser.js';
import { BASE, TestClient } from '../support/client.js';
import { picture, signedInPage, workIn } from '../support/signed-in.js';
import { until } from '../support/until.js';

const data = process.env.MILLWRIGHT_TEST_DATA!;
const database = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
let browser: Browser;
let page: Page;
let ana: TestClient;
let ben: TestClient;
let organizationId: string;
let project: string;
let other: string;
let complete: string;

beforeAll(async () => {
  await database.connect();
  [ana, ben] = [await TestClient.signUp('Ana'), await TestClient.signUp('Ben')];
  organizationId = (await ana.get<{ viewer: { homeOrganizationId: string } }>('{ viewer { homeOrganizationId } }')).viewer
    .homeOrganizationId;
  await ana.invite(ben, 'editor', organizationId);
  await ben.auth('/organization/set-active', { organizationId });
  project = (await ana.project('A tool library where members borrow tools', 'Tool library')).id;
  other = (await ana.project('A tool library where members borrow tools', 'Another library')).id;
  complete = await ana.start(project, { engine: 'offline' });
  await ana.events(complete);
  await ana.events(await ana.start(other, { engine: 'offline' }));
  browser = await openBrowser();
  page = await signedInPage(browser, ana);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([ana.close(), ben.close(), database.end()]);
});

const all = async (state: string): Promise<string[]> =>
  (
    await ana.get<{ projects: { edges: { node: { name: string } }[] } }>(
      'query ($state: ProjectState) { projects(state: $state) { edges { node { name } } } }',
      {
        state,
      },
    )
  ).projects.edges.map(({ node }) => node.name);
const dialog = () => page.getByRole('alertdialog');
const ledger = async (): Promise<string[]> =>
  (
    await database.query<{ type: string }>(
      `SELECT e.type FROM ledger_entry e JOIN stream s ON s.id = e.stream_id WHERE s.org_id = $1 AND s.kind = 'organization' AND e.body->>'projectId' = $2 ORDER BY e.seq`,
      [organizationId, project],
    )
  ).rows.map(({ type }) => type);

it('asks for its name, cancels what runs, and says when it goes', async () => {
  const running = await ana.start(project, { engine: 'offline', approveAfter: ['BLUEPRINT'] });
  await ana.events(running, undefined, ({ type }) => type === 'APPROVAL_REQUESTED');
  await page.goto(`${BASE}/projects/${project}?tab=overview&generation=${complete}`);
  await page.getByRole('button', { name: 'Delete the project …' }).click();
  const button = dialog().getByRole('button', { name: 'Delete the project' });
  expect(await button.isDisabled()).toBe(true);
  await dialog().getByLabel('Type its name to go on').fill('Tool librar');
  expect(await button.isDisabled()).toBe(true);
  await dialog().getByLabel('Type its name to go on').fill('Tool library');
  await picture(page, 'delete-dialog');
  await expectAccessible(page, 'the question before a project is deleted');
  await button.click();
  await page
    .getByRole('region', { name: 'This project is deleted' })
    .getByText(/Deleted by Ana; it goes with everything on/)
    .waitFor();
  await expectAccessible(page, 'a deleted project');
  await picture(page, 'deleted-project');
  expect((await ana.events(running)).at(-1)).toMatchObject({ type: 'GENERATION_CANCELLED' });
  expect(await all('ACTIVE')).toEqual(['Another library']);
  expect(await all('ARCHIVED')).toEqual([]);
  expect(await all('DELETED')).toEqual(['Tool library']);
});

it('takes nothing new while it is deleted, and is deleted and restored by owners and admins alone', async () => {
  const start = await ana.ask(
    'mutation ($id: ID!) { startGeneration(input: { projectId: $id, engine: "offline" }) { generation { id } } }',
    { id: project },
  );
  expect(start.errors![0]).toMatchObject({ message: 'The project is deleted', extensions: { code: 'PRECONDITION_FAILED' } });
  const edit = await ana.ask('mutation ($i: EditFileInput!) { editFile(input: $i) { generation { id } } }', {
    i: { generationId: complete, path: 'README.md', text: '# Mine', baseSha256: 'a'.repeat(64) },
  });
  expect(edit.errors![0]).toMatchObject({ message: 'The project is deleted', extensions: { code: 'PRECONDITION_FAILED' } });
  const restored = await ben.ask('mutation ($id: ID!) { restoreProject(input: { projectId: $id }) { project { id } } }', { id: project });
  expect(restored.errors![0]!.extensions.code).toBe('FORBIDDEN');
  const wrong = await ana.ask('mutation ($id: ID!) { deleteProject(input: { projectId: $id, name: "tool" }) { project { id } } }', {
    id: other,
  });
  expect(wrong.errors![0]!.extensions).toMatchObject({ code: 'BAD_INPUT', fields: [{ path: 'input.name' }] });
  const another = await openBrowser();
  const theirs = await signedInPage(another, ben);
  await workIn(theirs, organizationId);
  await theirs.goto(`${BASE}/projects?state=deleted`);
  await theirs.getByText('An owner or admin can restore it until then.').waitFor();
  await theirs.goto(`${BASE}/projects/${other}?tab=overview`);
  await theirs.getByRole('button', { name: 'Archive the project …' }).waitFor();
  expect(await theirs.getByRole('button', { name: 'Delete the project …' }).count()).toBe(0);
  await another.close();
});

it('is had back from the list of what is deleted', async () => {
  await page.goto(`${BASE}/projects`);
  await page.getByRole('link', { name: /^Deleted/ }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Tool library' })
    .getByText(/it goes with everything on/)
    .waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(page, 'deleted-list-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await expectAccessible(page, 'deleted projects');
  await page.getByRole('button', { name: 'Restore it: Tool library' }).click();
  await page.getByText('Tool library stays').waitFor();
  expect(await all('ACTIVE')).toEqual(['Another library', 'Tool library']);
});

it('goes with everything once its time is over: rows, repository and contents, and leaves another project whole', async () => {
  await ana.get('mutation ($id: ID!) { deleteProject(input: { projectId: $id, name: "Tool library" }) { project { id } } }', {
    id: project,
  });
  const repository = join(data, 'repositories', organizationId, `${project}.git`);
  expect(existsSync(repository)).toBe(true);
  const hashes = async (of: string): Promise<string[]> =>
    (
      await database.query<{ sha256: string }>(
        'SELECT DISTINCT a.sha256 FROM artifact a JOIN generation g ON g.id = a.stream_id WHERE g.project_id = $1',
        [of],
      )
    ).rows.map(({ sha256 }) => sha256);
  const [doomed, kept] = [await hashes(project), await hashes(other)];
  const own = doomed.filter((sha256) => !kept.includes(sha256));
  expect(own.length).toBeGreaterThan(0);
  expect(doomed.length).toBeGreaterThan(own.length);
  const blob = (sha256: string): string => join(blobs, organizationId, sha256.slice(0, 2), sha256);
  const blobs = join(
    data,
    readdirSync(data).find((name) => /blob/.test(name))!,
  );
  // What was put within a day is left for later; this is as if it had been longer ago.
  const long = new Date(Date.now() - 2 * 24 * 3_600_000);
  for (const sha256 of doomed) utimesSync(blob(sha256), long, long);
  await database.query(`UPDATE project SET deletion_due_at = now() WHERE id = $1`, [project]);

  await until(async () => (await database.query('SELECT 1 FROM project WHERE id = $1', [project])).rowCount === 0);
  await until(() => !existsSync(repository) && own.every((sha256) => !existsSync(blob(sha256))));
  for (const sha256 of kept) expect(existsSync(blob(sha256))).toBe(true);
  expect(await ledger()).toEqual(['PROJECT_DELETED', 'PROJECT_RESTORED', 'PROJECT_DELETED', 'PROJECT_PURGED']);
  const gone = await ana.ask('query ($id: ID!) { project(id: $id) { id } }', { id: project });
  expect(gone.errors![0]!.extensions.code).toBe('NOT_FOUND');
  await page.goto(`${BASE}/projects/${project}`);
  await page.getByText('This project was not found').first().waitFor();
  await page.goto(`${BASE}/projects/${other}?tab=files&file=README.md`);
  await page.getByRole('heading', { name: 'README.md' }).waitFor();
});
