import { databaseUrls, readConfig } from '@millwright/platform';
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { UnitOfWork } from '../unit-of-work.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const owner = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
/** What of an organization is of no project; a new table with an `org_id` is to be added here, or to have a column of these. */
const OF_ORGANIZATION = ['engine_key', 'engine_settings', 'expiry', 'git_connection', 'kept_record', 'organization_usage', 'tally'];
const OF_PROJECT = ['project_id', 'generation_id', 'stream_id'];
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
let dataSource: DataSource;
let unitOfWork: UnitOfWork;
let scope: { organizationId: string };

beforeAll(async () => {
  await owner.connect();
  dataSource = await createDataSource(databaseUrls(config).app, { pool: 4, name: 'purge-spec' }).initialize();
  unitOfWork = new UnitOfWork(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await owner.end();
});
beforeEach(() => (scope = { organizationId: `org-${randomUUID()}` }));

/** A project with a row in every table that knows of projects: an ended generation with all that there can be, and one that is neither sealed nor kept yet. */
async function seeded(name: string, status = 'COMPLETE'): Promise<string> {
  const { organizationId: org } = scope;
  const { id: project } = await unitOfWork.run(scope, (tx) => tx.projects.add({ name, description: 'A mill', createdBy: 'ana' }));
  const [whole, bare] = [randomUUID(), randomUUID()];
  const ended = status === 'COMPLETE' ? 'now()' : 'NULL';
  const usage = JSON.stringify({
    usage: { inputTokens: 1, outputTokens: 1, costMicros: 1, requests: 1 },
    artifacts: [{ sha256: hash(`${name} round 1`) }],
  });
  const replay = JSON.stringify({ record: hash(`${name} record`) });
  const own = hash(`${name} own`);
  await owner.query(`
    INSERT INTO stream (id, kind, org_id, project_id, status, state, ended_at) VALUES
      ('${whole}', 'generation', '${org}', '${project}', '${status}', '{}', ${ended}), ('${bare}', 'generation', '${org}', '${project}', '${status}', '{}', ${ended});
    INSERT INTO generation (id, org_id, project_id, description, engine, model, input, status, created_by, completed_at, parent_id, replay) VALUES
      ('${whole}', '${org}', '${project}', 'd', 'openai', 'gpt', '{}', '${status}', 'ana', ${ended}, NULL, NULL),
      ('${bare}', '${org}', '${project}', 'd', 'openai', 'gpt', '{}', '${status}', 'ana', ${ended}, '${whole}', '${replay}');
    INSERT INTO stream_snapshot (stream_id, seq, org_id, state) VALUES ('${whole}', 1, '${org}', '{}');
    INSERT INTO ledger_entry (stream_id, seq, org_id, at, type, stage, body, prev_hash, hash) VALUES ('${whole}', 1, '${org}', now(), 'STAGE_COMPLETED', 'CODE', '${usage}', '', '');
    INSERT INTO ledger_seal (stream_id, org_id, seq, head_hash, key_id, signature) VALUES ('${whole}', '${org}', 1, '', 'k', 's');
    INSERT INTO artifact (id, org_id, stream_id, stage, path, media_type, bytes, sha256, lines) VALUES
      (gen_random_uuid(), '${org}', '${whole}', 'CODE', 'own.ts', 'text/plain', 1, '${own}', 1),
      (gen_random_uuid(), '${org}', '${whole}', 'CODE', 'shared.ts', 'text/plain', 1, '${hash('shared')}', 1);
    INSERT INTO stage_output (org_id, stream_id, stage, path, start_offset, text) VALUES ('${org}', '${whole}', 'CODE', 'own.ts', 0, 't');
    INSERT INTO model_call (id, org_id, stream_id, stage, activity, attempt, engine, model, request_key, worst_micros) VALUES (gen_random_uuid(), '${org}', '${whole}', 'CODE', 'a', 1, 'e', 'm', 'k', 1);
    INSERT INTO attempt_log (org_id, stream_id, stage, attempt, at, level, message) VALUES ('${org}', '${whole}', 'CODE', 1, now(), 'INFO', 'm');
    INSERT INTO model_exchange (org_id, generation_id, stage, path, identity, address) VALUES ('${org}', '${whole}', 'CODE', 'own.ts', 'i', '${hash(`${name} exchange`)}');
    INSERT INTO workflow_history (stream_id, org_id, run_id, address, events) VALUES ('${whole}', '${org}', 'r', '${hash(`${name} history`)}', 1);
    INSERT INTO repository_export (generation_id, org_id, project_id, owner, name, is_private, status, created_by) VALUES ('${whole}', '${org}', '${project}', 'o', 'n', true, 'COMPLETE', 'u');
    INSERT INTO file_edit (org_id, project_id, generation_id, kind, path, base_sha256, sha256, edited_by) VALUES ('${org}', '${project}', '${whole}', 'EDIT', 'own.ts', '${own}', '${hash(`${name} edit`)}', '{}');
    INSERT INTO kept_record (org_id, address, summary) VALUES ('${org}', '${hash(`${name} record`)}', '{}');
  `);
  return project;
}

async function markedAsDue(project: string): Promise<void> {
  await unitOfWork.run(scope, (tx) => tx.purges.delete(project, { by: 'Ana', days: 14 }));
  await owner.query(`UPDATE project SET deletion_due_at = now() - interval '1 second' WHERE id = $1`, [project]);
}

interface Named {
  table: string;
  columns: string[];
}
/** Tables by their columns, as the database knows them: a new one is found without being named. */
async function tablesWith(columns: readonly string[]): Promise<Named[]> {
  const { rows } = await owner.query<Named>(
    `SELECT c.table_name AS table, array_agg(c.column_name::text) AS columns FROM information_schema.columns c
     JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
     WHERE c.table_schema = 'public' AND c.column_name = ANY ($1) GROUP BY 1 ORDER BY 1`,
    [columns],
  );
  return rows;
}

/** Rows of each table that are a project's own, by whichever of its columns says so. */
async function countsOf(project: string, streams: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table, columns } of await tablesWith(OF_PROJECT)) {
    const where = columns.map((column) => (column === 'project_id' ? 'project_id = $1' : `${column} = ANY ($2)`)).join(' OR ');
    const { rows } = await owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE (${where}) AND ($1::uuid IS NOT NULL AND $2::uuid[] IS NOT NULL)`,
      [project, streams],
    );
    counts[table] = rows[0]!.n;
  }
  return counts;
}
const streamsOf = async (project: string): Promise<string[]> =>
  (await owner.query<{ id: string }>('SELECT id FROM stream WHERE project_id = $1', [project])).rows.map(({ id }) => id);
const ofOrganization = async (table: string): Promise<number> =>
  (await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE org_id = $1`, [scope.organizationId])).rows[0]!.n;

it('knows every table of an organization, by what it belongs to', async () => {
  const ofProjects = (await tablesWith(OF_PROJECT)).map(({ table }) => table);
  const others = (await tablesWith(['org_id']))
    .map(({ table }) => table)
    .filter((table) => !ofProjects.includes(table) && !['project', 'generation', 'stream'].includes(table));
  expect(others).toEqual(OF_ORGANIZATION);
});

it('takes every row of a project out of every table, and none of another', async () => {
  const [doomed, kept] = [await seeded('Doomed'), await seeded('Kept')];
  const streams = { doomed: await streamsOf(doomed), kept: await streamsOf(kept) };
  const before = await countsOf(kept, streams.kept);
  // A table that is new has no row here yet: it is to be seeded, and purged.
  const empty = Object.entries(await countsOf(doomed, streams.doomed)).filter(([, n]) => n === 0);
  expect(empty.map(([table]) => table)).toEqual(['blob_removal', 'purge_due']);
  await markedAsDue(doomed);
  const records = await ofOrganization('kept_record');

  expect(await unitOfWork.run(scope, (tx) => tx.purges.purge(doomed))).toBe(true);

  const left = Object.entries(await countsOf(doomed, streams.doomed)).filter(([, n]) => n > 0);
  expect(left.map(([table]) => table)).toEqual(['blob_removal', 'purge_due']);
  expect(await countsOf(kept, streams.kept)).toEqual(before);
  expect(await ofOrganization('kept_record')).toBe(records - 1);
  expect(await unitOfWork.run(scope, (tx) => tx.projects.find(doomed))).toBeNull();
  expect(
    await unitOfWork.run(scope, async (tx) => [
      await tx.projects.count('ACTIVE'),
      await tx.projects.count('DELETED'),
      await tx.generations.countAll([]),
    ]),
  ).toEqual([1, 0, 2]);
});

it('leaves what it has cost in the sums of its organization, apart from those of the projects that are there', async () => {
  const [doomed] = [await seeded('Doomed'), await seeded('Kept')];
  const costs = async (): Promise<number[]> =>
    await unitOfWork.run(scope, async (tx) => {
      const year = { from: '2020-01-01', to: '2100-01-01' };
      const parts = await tx.usage.parts(year);
      return [parts.reduce((sum, { costMicros }) => sum + costMicros, 0), (await tx.usage.ofAllProjects(year)).costMicros];
    });
  expect(await costs()).toEqual([2, 2]);
  await markedAsDue(doomed);
  await unitOfWork.run(scope, (tx) => tx.purges.purge(doomed));
  expect(await costs()).toEqual([2, 1]);
});

it('names what is stored for it and for nobody else, and forgets it once that is gone', async () => {
  const [doomed] = [await seeded('Doomed'), await seeded('Kept')];
  await markedAsDue(doomed);
  await unitOfWork.run(scope, (tx) => tx.purges.purge(doomed));
  const blobs = await unitOfWork.run(scope, (tx) => tx.purges.blobs(doomed));
  const own = ['own', 'edit', 'exchange', 'history', 'record', 'round 1'].map((what) => hash(`Doomed ${what}`));
  expect(blobs.sort()).toEqual(own.sort());
  const due = async (): Promise<unknown[]> =>
    (await dataSource.query<{ project_id: string; is_purged: boolean }[]>('SELECT project_id, is_purged FROM due_purges(1000)')).filter(
      ({ project_id }) => project_id === doomed,
    );
  expect(await due()).toEqual([{ project_id: doomed, is_purged: true }]);
  await unitOfWork.run(scope, (tx) => tx.purges.removed(doomed, own.slice(1), 3_600));
  // The last of it is looked at again in an hour.
  expect(await due()).toEqual([]);
  expect(await unitOfWork.run(scope, (tx) => tx.purges.blobs(doomed))).toEqual(own.slice(0, 1));
  await unitOfWork.run(scope, (tx) => tx.purges.removed(doomed, own, 0));
  const { rows } = await owner.query('SELECT 1 FROM purge_due WHERE project_id = $1', [doomed]);
  expect(rows).toEqual([]);
});

it('takes out nothing before its time, nothing that runs, and nothing for a stranger', async () => {
  const [early, open] = [await seeded('Early'), await seeded('Open', 'RUNNING')];
  await unitOfWork.run(scope, (tx) => tx.purges.delete(early, { by: 'Ana', days: 14 }));
  const purge = async (id: string, of = scope): Promise<boolean> => await unitOfWork.run(of, (tx) => tx.purges.purge(id));
  expect(await purge(early)).toBe(false);
  await markedAsDue(open);
  expect(await purge(open)).toBe(false);
  await owner.query(`UPDATE project SET deletion_due_at = now() WHERE id = $1`, [early]);
  expect(await purge(early, { organizationId: `org-${randomUUID()}` })).toBe(false);
  expect(await streamsOf(early)).toHaveLength(2);
  // Twice is once.
  expect([await purge(early), await purge(early)]).toEqual([true, false]);
});

it('is had back as it was until then', async () => {
  const [listed, archived] = [await seeded('Listed'), await seeded('Archived')];
  await unitOfWork.run(scope, (tx) => tx.projects.archive(archived, true));
  const states = async (): Promise<unknown> =>
    await unitOfWork.run(scope, async (tx) => {
      const found = await Promise.all(
        (['ACTIVE', 'ARCHIVED', 'DELETED'] as const).map(async (state) =>
          (await tx.projects.list({ state, limit: 9 })).rows.map(({ name }) => name).sort(),
        ),
      );
      return {
        found,
        counted: [await tx.projects.count('ACTIVE'), await tx.projects.count('ARCHIVED'), await tx.projects.count('DELETED')],
      };
    });
  const before = { found: [['Listed'], ['Archived'], []], counted: [1, 1, 0] };
  expect(await states()).toEqual(before);
  for (const id of [listed, archived])
    expect(await unitOfWork.run(scope, (tx) => tx.purges.delete(id, { by: 'Ana', days: 14 }))).toBeInstanceOf(Date);
  expect(await unitOfWork.run(scope, (tx) => tx.purges.delete(listed, { by: 'Ben', days: 14 }))).toBeUndefined();
  expect(await states()).toEqual({ found: [[], [], ['Archived', 'Listed']], counted: [0, 0, 2] });
  await expect(unitOfWork.run(scope, (tx) => tx.projects.requireKept(listed))).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
  for (const id of [listed, archived]) expect(await unitOfWork.run(scope, (tx) => tx.purges.restore(id))).toBe(true);
  expect(await unitOfWork.run(scope, (tx) => tx.purges.restore(listed))).toBe(false);
  expect(await states()).toEqual(before);
});
