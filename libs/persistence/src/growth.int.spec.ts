import { databaseUrls, readConfig } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { decodeKeyset, encodeKeyset } from './keyset.js';
import { UnitOfWork } from './unit-of-work.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const owner = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
let dataSource: DataSource;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  await owner.connect();
  dataSource = await createDataSource(databaseUrls(config).app, { pool: 6, name: 'growth-spec' }).initialize();
  unitOfWork = new UnitOfWork(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await owner.end();
});

const newScope = (): { organizationId: string } => ({ organizationId: `org-${randomUUID()}` });
const add = async (scope: { organizationId: string }, name = 'Mill', isArchived = false) =>
  await unitOfWork.run(scope, (tx) => tx.projects.add({ name, description: 'A mill', createdBy: 'u', isArchived }));
async function addGenerations(organizationId: string, projectId: string, status: string, count: number, at = 'now()'): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO stream (id, kind, org_id, project_id, status, state, created_at)
       SELECT gen_random_uuid(), 'generation', $1, $2, $3, '{}', ${at} FROM generate_series(1, $4::int) RETURNING *)
     INSERT INTO generation (id, org_id, project_id, description, engine, model, input, status, failure_code, created_by, created_at)
     SELECT id, org_id, project_id, 'd', 'e', 'm', '{}', status, 'X', 'u', created_at FROM made RETURNING id`,
    [organizationId, projectId, status, count],
  );
  return rows.map(({ id }) => id);
}

it('pages through rows of one millisecond, each once, with cursors as clients hold them', async () => {
  const scope = newScope();
  const { id } = await add(scope);
  const ids = await addGenerations(
    scope.organizationId,
    id,
    'COMPLETE',
    25,
    `timestamptz '2026-01-01 00:00:00.123456+00' + random() * interval '800 microseconds'`,
  );
  const read: string[] = [];
  let after: string | undefined;
  do {
    const page = await unitOfWork.run(scope, (tx) =>
      tx.generations.listAll({ statuses: ['COMPLETE', 'FAILED'], limit: 4, ...(after ? { after: decodeKeyset(after) } : {}) }),
    );
    read.push(...page.rows.map((row) => row.id));
    const last = page.rows.at(-1)!;
    after = page.hasNextPage ? encodeKeyset({ at: last.createdAt, id: last.id }) : undefined;
  } while (after);
  expect(new Set(read)).toEqual(new Set(ids));
  expect(read).toHaveLength(25);
});

it('counts what there is, whoever writes at the same time', async () => {
  const scope = newScope();
  const projects = await Promise.all(Array.from({ length: 40 }, () => add(scope)));
  await add(scope, 'Kept away', true);
  const ids = await addGenerations(scope.organizationId, projects[0]!.id, 'QUEUED', 40);
  for (const [i, id] of ids.entries())
    for (const status of i % 2 ? ['RUNNING', 'COMPLETE'] : ['RUNNING'])
      await owner.query(`UPDATE generation SET status = $2 WHERE id = $1`, [id, status]);
  await owner.query('UPDATE project SET archived_at = now() WHERE id = $1', [projects[1]!.id]);
  await owner.query('BEGIN');
  await addGenerations(scope.organizationId, projects[0]!.id, 'COMPLETE', 100);
  await owner.query('ROLLBACK');
  const counts = await unitOfWork.run(scope, async (tx) => [
    await tx.projects.count('ACTIVE'),
    await tx.generations.countAll([]),
    await tx.generations.countAll(['QUEUED']),
    await tx.generations.countAll(['RUNNING', 'COMPLETE']),
    await tx.generations.countAll(['COMPLETE']),
  ]);
  expect(counts).toEqual([39, 40, 0, 40, 20]);
  const { rows } = await owner.query<{ n: string }>('SELECT count(*) AS n FROM tally WHERE org_id = $1', [scope.organizationId]);
  // Added up on the way.
  expect(Number(rows[0]!.n)).toBeLessThan(200);
});

it('gives each of many projects of one name a slug of its own', async () => {
  const scope = newScope();
  const slugs = [];
  for (let i = 0; i < 40; i++) slugs.push((await add(scope, 'Same')).slug);
  expect(slugs.slice(0, 3)).toEqual(['same', 'same-2', 'same-3']);
  expect(new Set(slugs).size).toBe(40);
});

it('finds what is written anywhere in name or description, with its wildcards taken literally', async () => {
  const scope = newScope();
  for (const name of ['Hospital', '100% wool', 'Wool_mill']) await add(scope, name);
  const search = async (text: string): Promise<unknown> =>
    await unitOfWork.run(scope, async (tx) => [
      (await tx.projects.list({ state: 'ACTIVE', search: text, limit: 10 })).rows.map(({ name }) => name).sort(),
      await tx.projects.count('ACTIVE', text),
    ]);
  expect(await search('spit')).toEqual([['Hospital'], 1]);
  expect(await search('WOOL')).toEqual([['100% wool', 'Wool_mill'], 2]);
  expect(await search('%')).toEqual([['100% wool'], 1]);
  expect(await search('l_m')).toEqual([['Wool_mill'], 1]);
  expect(await search('a mill')).toEqual([['100% wool', 'Hospital', 'Wool_mill'], 3]);
  expect(await search('a mill\\')).toEqual([[], 0]);
  await owner.query(`UPDATE project SET name = 'Clinic' WHERE org_id = $1 AND name = 'Hospital'`, [scope.organizationId]);
  expect(await search('spit')).toEqual([[], 0]);
  expect(await search('clin')).toEqual([['Clinic'], 1]);
});

it('notes what is due as it comes and goes, and for organizations that are there', async () => {
  const { organizationId } = newScope();
  const { id } = await add({ organizationId });
  const [generation] = await addGenerations(organizationId, id, 'QUEUED', 1, `now() - interval '1 hour'`);
  const due = async (what: string): Promise<boolean> =>
    ((await dataSource.query(`SELECT id FROM ${what}`)) as { id: string }[]).some((row) => row.id === generation);
  const kinds = async (): Promise<string[]> =>
    (await owner.query<{ kind: string }>('SELECT kind FROM due WHERE stream_id = $1 ORDER BY kind', [generation])).rows.map(
      ({ kind }) => kind,
    );
  const all = async (): Promise<boolean[]> =>
    await Promise.all(
      ["queued_generations('1 minute')", "unsealed_streams('1 minute')", "unkept_histories('1 minute', 1000)"].map(due),
    );
  // Its organization is not there: nothing is done for it, though it is noted.
  expect(await all()).toEqual([false, false, false]);
  expect(await kinds()).toEqual(['START']);
  await owner.query(`UPDATE stream SET status = 'COMPLETE', ended_at = now() - interval '1 hour' WHERE id = $1`, [generation]);
  expect(await kinds()).toEqual(['HISTORY', 'SEAL']);
  await unitOfWork.run({ organizationId }, (tx) =>
    tx.ledger.putSeal({ generationId: generation!, seq: 1, headHash: 'h', keyId: 'k', signature: 's' } as never),
  );
  expect(await kinds()).toEqual(['HISTORY']);
  await unitOfWork.run({ organizationId }, (tx) => tx.histories.keep(generation!, { runId: null, address: null, events: 0 }));
  expect(await kinds()).toEqual([]);
});
