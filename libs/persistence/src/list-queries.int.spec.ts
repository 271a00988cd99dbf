import { GENERATION_STATUSES } from '@millwright/domain';
import { databaseUrls, readConfig, rolePasswords } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource, Logger } from 'typeorm';
import { createDataSource } from './data-source.js';
import { MailRepository } from './mail/mail.repository.js';
import { migrate } from './migrate.js';
import { Transaction, UnitOfWork } from './unit-of-work.js';

/** Rows that the plan of a list may touch for a page of 20; what grows with the installation is far above. */
const MOST_ROWS = 1_000;
const ORG = 'org-7';
const [ORGANIZATIONS, PROJECTS] = [60, 3_000];
const env = JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv;
// A database of its own: what is seeded here is in nobody's way.
const name = `growth_${randomUUID().replaceAll('-', '')}`;
const at = new URL(databaseUrls(readConfig(env)).owner);
at.pathname = `/${name}`;
const config = readConfig({ ...env, DATABASE_URL: at.href, DATABASE_APP_URL: undefined });
const cluster = new pg.Client({ connectionString: databaseUrls(readConfig(env)).owner });
const owner = new pg.Client({ connectionString: at.href });
const seen: { query: string; parameters: unknown[] }[] = [];
let dataSource: DataSource;
let unitOfWork: UnitOfWork;
let project: string;
let projects: string[];
let generation: string;

beforeAll(async () => {
  await cluster.connect();
  await cluster.query(`CREATE DATABASE ${name}`);
  await migrate(at.href, rolePasswords(config));
  await owner.connect();
  await owner.query(SEED);
  // What is added up leaves dead rows behind, which a running database clears away by itself.
  await owner.query('VACUUM ANALYZE');
  const ids = await owner.query<{ id: string }>(`SELECT id FROM project WHERE org_id = $1 ORDER BY created_at DESC LIMIT 20`, [ORG]);
  projects = ids.rows.map(({ id }) => id);
  project = projects[0]!;
  generation = (await owner.query<{ id: string }>('SELECT id FROM generation WHERE project_id = $1 LIMIT 1', [project])).rows[0]!.id;
  dataSource = createDataSource(databaseUrls(config).app, { pool: 2, name: 'list-queries' });
  const keep = { logQuery: (query: string, parameters: unknown[] = []) => void seen.push({ query, parameters }) };
  const none = (): void => undefined;
  const logger: Logger = { ...keep, logQueryError: none, logQuerySlow: none, logSchemaBuild: none, logMigration: none, log: none };
  await dataSource.setOptions({ logging: ['query'], logger }).initialize();
  unitOfWork = new UnitOfWork(dataSource);
}, 300_000);
afterAll(async () => {
  await dataSource?.destroy();
  await owner.end();
  await cluster.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await cluster.end();
});

const GENERATIONS = `
  INSERT INTO generation (id, org_id, project_id, description, engine, model, input, status, failure_code, created_by, created_at, completed_at, head_commit)
    SELECT id, org_id, project_id, 'd', 'offline', 'offline-1', '{}', status, CASE status WHEN 'FAILED' THEN 'X' END, 'u', created_at, ended_at,
      CASE status WHEN 'COMPLETE' THEN md5(project_id::text) END
    FROM made`;
// 3,000 projects of one organization with 9,000 generations, others beside it; one project and one generation that are large.
const SEED = `
  INSERT INTO auth.organization (id, name, slug, "createdAt") SELECT 'org-' || i, 'o', 'o' || i, now() FROM generate_series(1, ${ORGANIZATIONS}) i;
  INSERT INTO project (id, org_id, name, slug, description, created_by, created_at)
    SELECT gen_random_uuid(), CASE WHEN i <= ${PROJECTS} THEN '${ORG}' ELSE 'org-' || i % ${ORGANIZATIONS} END, 'Clinic ' || i, 'clinic-' || i, 'It keeps number ' || md5(i::text), 'u',
      now() - i * interval '1.0001 second' FROM generate_series(1, ${PROJECTS * 2}) i;
  WITH made AS (INSERT INTO stream (id, kind, org_id, project_id, status, state, created_at, ended_at, run_id)
    SELECT gen_random_uuid(), 'generation', p.org_id, p.id, s.status, '{}', p.created_at + i * interval '1 second',
      CASE WHEN s.status IN ('COMPLETE','FAILED') THEN p.created_at END, 'r'
    FROM project p CROSS JOIN generate_series(1, 3) i
    CROSS JOIN LATERAL (SELECT CASE WHEN p.name LIKE '%00' AND i = 1 THEN 'FAILED' WHEN p.name = 'Clinic 4' THEN 'RUNNING' ELSE 'COMPLETE' END AS status) s RETURNING *)
  ${GENERATIONS};
  WITH made AS (INSERT INTO stream (id, kind, org_id, project_id, status, state, created_at, ended_at, run_id)
    SELECT gen_random_uuid(), 'generation', g.org_id, g.project_id, 'COMPLETE', '{}', g.created_at + i * interval '1 second', now(), 'r'
    FROM (SELECT * FROM generation WHERE org_id = '${ORG}' ORDER BY created_at DESC LIMIT 1) g CROSS JOIN generate_series(1, 1500) i RETURNING *)
  ${GENERATIONS};
  INSERT INTO artifact (id, org_id, stream_id, stage, path, media_type, bytes, sha256, lines)
    SELECT gen_random_uuid(), g.org_id, g.id, 'CODE', 'src/' || i || '.ts', 'text/plain', 1, md5(i::text), 1
    FROM (SELECT * FROM generation ORDER BY id LIMIT 1500) g CROSS JOIN generate_series(1, 10) i;
  INSERT INTO ledger_entry (stream_id, seq, org_id, at, type, body, prev_hash, hash)
    SELECT g.id, i, g.org_id, now(), 'X', '{}', '', '' FROM (SELECT * FROM generation ORDER BY id LIMIT 1500) g CROSS JOIN generate_series(1, 5) i;
  INSERT INTO stream_snapshot (stream_id, seq, org_id, state)
    SELECT g.id, i * 2, g.org_id, '{"seq":2}' FROM (SELECT * FROM generation ORDER BY id LIMIT 1500) g CROSS JOIN generate_series(1, 2) i;
  INSERT INTO file_edit (org_id, project_id, generation_id, kind, path, edited_by)
    SELECT g.org_id, g.project_id, g.id, 'EDIT', 'a' || i, '{}' FROM (SELECT * FROM generation ORDER BY id LIMIT 1500) g CROSS JOIN generate_series(1, 3) i;
  INSERT INTO model_call (id, org_id, stream_id, stage, item, activity, attempt, engine, model, request_key, worst_micros)
    SELECT gen_random_uuid(), g.org_id, g.id, 'CODE', 'f' || i, 'a' || i, 1, 'e', 'm', md5(i::text || g.id), 1 FROM (SELECT * FROM generation ORDER BY id LIMIT 1500) g CROSS JOIN generate_series(1, 5) i;
  INSERT INTO attempt_log (org_id, stream_id, stage, item, attempt, at, level, message)
    SELECT g.org_id, g.id, 'CODE', 'f' || i, 1, now(), 'INFO', 'm' FROM (SELECT * FROM generation ORDER BY id LIMIT 1500) g CROSS JOIN generate_series(1, 5) i;
  INSERT INTO model_exchange (org_id, generation_id, stage, path, identity, address)
    SELECT g.org_id, g.id, 'CODE', 'f' || i, 'i', 'a' || i FROM (SELECT * FROM generation ORDER BY id LIMIT 1500) g CROSS JOIN generate_series(1, 5) i;
  INSERT INTO stage_output (org_id, stream_id, stage, path, start_offset, text)
    SELECT g.org_id, g.id, 'CODE', 'f', i, 't' FROM (SELECT * FROM generation ORDER BY id LIMIT 1500) g CROSS JOIN generate_series(1, 3) i;
  INSERT INTO repository_export (generation_id, org_id, project_id, owner, name, is_private, status, created_by)
    SELECT g.id, g.org_id, g.project_id, 'o', 'n', true, 'COMPLETE', 'u' FROM (SELECT * FROM generation ORDER BY id LIMIT 1500) g;
  INSERT INTO ledger_entry (stream_id, seq, org_id, at, type, stage, body, prev_hash, hash)
    SELECT g.id, 9, g.org_id, now() - g.i % 3 * interval '32 days', 'STAGE_COMPLETED', 'CODE',
      '{"usage":{"inputTokens":1,"outputTokens":1,"costMicros":1,"requests":1,"cachedRequests":0}}', '', ''
    FROM (SELECT DISTINCT ON (project_id) id, org_id, row_number() OVER () AS i FROM generation ORDER BY project_id, id) g;
  INSERT INTO stream (id, kind, org_id, status, state, seq) SELECT gen_random_uuid(), 'organization', 'org-' || i, 'OPEN', '{}', 200 FROM generate_series(1, ${ORGANIZATIONS}) i;
  INSERT INTO ledger_entry (stream_id, seq, org_id, at, type, body, prev_hash, hash)
    SELECT s.id, i, s.org_id, now(), 'X', '{}', '', '' FROM stream s CROSS JOIN generate_series(1, 200) i WHERE s.kind = 'organization';
  INSERT INTO kept_record (org_id, address, summary) SELECT '${ORG}', 'a' || i, '{}' FROM generate_series(1, 3000) i;
  INSERT INTO project (id, org_id, name, slug, description, created_by, created_at, archived_at)
    SELECT gen_random_uuid(), 'org-' || i % ${ORGANIZATIONS}, 'Mill ' || i, 'mill-' || i, 'It was put away', 'u', now() - interval '1 year', now() FROM generate_series(1, ${PROJECTS}) i;
  INSERT INTO mail (id, recipient, subject, text, sent_at) SELECT gen_random_uuid(), 'r', 's', 't', now() FROM generate_series(1, 3000) i;
`;

type Work = (tx: Transaction) => Promise<unknown>;
const CODE = { stage: 'CODE' as const, item: 'f1' };
const THIS_MONTH = new Date().toISOString().slice(0, 7);
const YEAR = { from: `${Number(THIS_MONTH.slice(0, 4)) - 1}${THIS_MONTH.slice(4)}-01`, to: `${THIS_MONTH}-01` };
const AFTER = { at: new Date(), id: randomUUID() };
/** Every method of a repository that reads: what a page of 20 asks. A new one is to be added here, or among WRITES. */
const READS: Record<string, Work[]> = {
  'projects.get': [(tx) => tx.projects.get(project)],
  'projects.find': [(tx) => tx.projects.find(project)],
  'projects.findBySlug': [(tx) => tx.projects.findBySlug('clinic-9')],
  'projects.getMany': [(tx) => tx.projects.getMany(projects)],
  'projects.list': [
    (tx) => tx.projects.list({ state: 'ACTIVE', limit: 20 }),
    (tx) => tx.projects.list({ state: 'ACTIVE', limit: 20, after: AFTER }),
    (tx) => tx.projects.list({ state: 'ACTIVE', limit: 20, search: 'clinic 77' }),
    (tx) => tx.projects.list({ state: 'ACTIVE', limit: 20, search: 'clinic', after: AFTER }),
    (tx) => tx.projects.list({ state: 'ARCHIVED', limit: 20 }),
    (tx) => tx.projects.list({ state: 'DELETED', limit: 20 }),
    (tx) => tx.projects.list({ state: 'ARCHIVED', limit: 20, search: 'mill', after: AFTER }),
  ],
  'projects.count': [
    (tx) => tx.projects.count('ACTIVE'),
    (tx) => tx.projects.count('ACTIVE', 'clinic 77'),
    (tx) => tx.projects.count('ARCHIVED'),
    (tx) => tx.projects.count('ARCHIVED', 'mill'),
  ],
  'projects.requireKept': [(tx) => tx.projects.requireKept(project)],
  'projects.freeSlug': [(tx) => (tx.projects as unknown as { freeSlug(base: string): Promise<string> }).freeSlug('clinic')],
  'projects.taken': [],
  'generations.get': [(tx) => tx.generations.get(generation)],
  'generations.requireOrganization': [(tx) => tx.generations.requireOrganization()],
  'generations.find': [(tx) => tx.generations.find(generation)],
  'generations.findByIdempotencyKey': [(tx) => tx.generations.findByIdempotencyKey('k')],
  'generations.getMany': [(tx) => tx.generations.getMany([generation])],
  'generations.starters': [(tx) => tx.generations.starters([generation])],
  'generations.failures': [(tx) => tx.generations.failures()],
  'generations.failed': [(tx) => tx.generations.failed('X', { limit: 20 }), (tx) => tx.generations.failed('X', { limit: 20, engine: 'e' })],
  'generations.list': [
    (tx) => tx.generations.list(project, { limit: 20 }),
    (tx) => tx.generations.list(project, { limit: 20, after: AFTER }),
  ],
  'generations.openOf': [(tx) => tx.generations.openOf(projects[3]!)],
  'generations.count': [(tx) => tx.generations.count(projects[3]!)],
  'generations.listAll': [
    (tx) => tx.generations.listAll({ statuses: [], limit: 20 }),
    (tx) => tx.generations.listAll({ statuses: [], limit: 20, after: AFTER }),
    (tx) => tx.generations.listAll({ statuses: ['COMPLETE'], limit: 20 }),
    (tx) => tx.generations.listAll({ statuses: ['AWAITING_INPUT'], limit: 20 }),
    (tx) => tx.generations.listAll({ statuses: GENERATION_STATUSES, limit: 20, after: AFTER }),
  ],
  'generations.countAll': [(tx) => tx.generations.countAll([]), (tx) => tx.generations.countAll(['COMPLETE', 'FAILED'])],
  'generations.lastComplete': [(tx) => tx.generations.lastComplete('offline', 'offline-1', 20)],
  'generations.latestOf': [(tx) => tx.generations.latestOf(projects)],
  'generations.withRepository': [(tx) => tx.generations.withRepository(projects[3]!)],
  'generations.lastWithRepository': [(tx) => tx.generations.lastWithRepository(project, generation)],
  'generations.repositoryHeads': [(tx) => tx.generations.repositoryHeads(projects)],
  'artifacts.ofStages': [(tx) => tx.artifacts.ofStages(generation, ['CODE'])],
  'artifacts.all': [(tx) => tx.artifacts.all(generation), (tx) => tx.artifacts.all(generation, 'CODE')],
  'artifacts.find': [(tx) => tx.artifacts.find(generation, 'CODE', 'src/1.ts')],
  'artifacts.get': [],
  'artifacts.list': [
    (tx) => tx.artifacts.list(generation, { limit: 20 }),
    (tx) => tx.artifacts.list(generation, { limit: 20, stage: 'CODE', after: { stage: 'CODE', path: 'a' } }),
  ],
  'artifacts.count': [(tx) => tx.artifacts.count(generation)],
  'organization.page': [(tx) => tx.organization.page({ limit: 20 }), (tx) => tx.organization.page({ limit: 20, before: 9 })],
  // The whole of it, as it is asked for; the query is that of ledger.export.
  'organization.export': [],
  'organization.since': [(tx) => tx.organization.since(4, 20)],
  'organization.find': [],
  'ledger.stateAt': [(tx) => tx.ledger.stateAt(generation, 4)],
  'ledger.has': [(tx) => tx.ledger.has(generation, 'k')],
  'ledger.export': [(tx) => tx.ledger.export(generation)],
  'ledger.all': [(tx) => tx.ledger.all(generation)],
  'ledger.read': [(tx) => tx.ledger.read(generation, 0, 20)],
  'outputs.read': [(tx) => tx.outputs.read(generation, 0, 20)],
  'modelCalls.findAnswer': [(tx) => tx.modelCalls.findAnswer(generation, 'k', 60)],
  'modelCalls.list': [(tx) => tx.modelCalls.list(generation, CODE), (tx) => tx.modelCalls.list(generation, { ...CODE, item: null })],
  'modelCalls.spentMicros': [(tx) => tx.modelCalls.spentMicros(generation, 'a1')],
  'modelCalls.spentByOtherRuns': [(tx) => tx.modelCalls.spentByOtherRuns(generation, 'r', CODE)],
  'modelCalls.usageOfLost': [(tx) => tx.modelCalls.usageOfLost(generation, 'a1', 1)],
  'engines.keys': [(tx) => tx.engines.keys()],
  'engines.key': [(tx) => tx.engines.key('openai')],
  'engines.settings': [(tx) => tx.engines.settings()],
  'engines.recordDays': [(tx) => tx.engines.recordDays()],
  'exports.find': [(tx) => tx.exports.find(generation)],
  'exports.latestOf': [(tx) => tx.exports.latestOf(projects)],
  'verifications.latestOf': [(tx) => tx.verifications.latestOf([generation])],
  'exports.connection': [(tx) => tx.exports.connection('github.com')],
  'fileEdits.live': [(tx) => tx.fileEdits.live(project)],
  'fileEdits.liveBefore': [(tx) => tx.fileEdits.liveBefore(project, generation, new Date())],
  'fileEdits.of': [(tx) => tx.fileEdits.of(generation, 'EDIT')],
  'exchanges.addresses': [(tx) => tx.exchanges.addresses(generation)],
  'exchanges.take': [(tx) => tx.exchanges.take(generation, { stage: 'CODE', path: 'f1', identity: 'i' })],
  'histories.find': [(tx) => tx.histories.find(generation)],
  'keptRecords.summary': [(tx) => tx.keptRecords.summary('a')],
  'usage.parts': [(tx) => tx.usage.parts(YEAR), (tx) => tx.usage.parts({ ...YEAR, projectId: projects[3]!, engine: 'e' })],
  'usage.byProject': [(tx) => tx.usage.byProject({ ...YEAR, projectId: projects[3]! }, { limit: 20 })],
  'usage.ofAllProjects': [(tx) => tx.usage.ofAllProjects({ ...YEAR, projectId: projects[3]! })],
  'usage.ofProjects': [(tx) => tx.usage.ofProjects(projects)],
  'usage.asked': [],
  'attemptLogs.list': [(tx) => tx.attemptLogs.list(generation, CODE), (tx) => tx.attemptLogs.list(generation, { ...CODE, item: null })],
};
const WRITES =
  /^(projects\.(add|update|revise|archive|setApproval)|purges\.(delete|restore|purge|blobs|removed)|generations\.(add|lock|recordHeadCommit|rename)|artifacts\.(upsert|copy)|ledger\.(begin|lock|head|append|appendOnce|appendUnlessEnded|write|insert|headOf|putSeal)|outputs\.(add|clear)|modelCalls\.(begin|end|forget|forgetOld)|engines\.(set|remove)\w+|verifications\.begin|exports\.(begin|complete|fail|setConnection|removeConnections?)|mails\.\w+|fileEdits\.(lock|add)|exchanges\.(add|remove|insert)|histories\.keep|keptRecords\.(add|removed)|attemptLogs\.add|organization\.record)$/;

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

/** What of a plan grows with the installation: tables read as a whole, sorts, and rows that are read to be thrown away. */
function faultsOf(plan: Plan): string[] {
  const rows = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  const where = `${plan['Node Type']}${plan['Relation Name'] ? ` on ${plan['Relation Name']}` : ''}`;
  const below = (plan.Plans ?? []).flatMap(faultsOf);
  // Small tables are read as a whole rightly; what matters is how much that was.
  if (rows > MOST_ROWS) below.push(`${where}: ${rows} rows`);
  if (plan['Node Type'] === 'Seq Scan' && BIG.has(plan['Relation Name'] ?? '')) below.push(where);
  return below;
}
const BIG = new Set(
  'project generation stream stream_snapshot artifact ledger_entry stage_output model_call model_exchange attempt_log file_edit repository_export kept_record mail project_usage organization_usage'.split(
    ' ',
  ),
);

/** As the runtime role runs them: each statement that reads, with what its plan would do. */
async function explained(work: Work): Promise<string[]> {
  seen.length = 0;
  await unitOfWork.run({ organizationId: ORG }, async (tx) => await work(tx));
  const statements = seen.filter(({ query }) => /^\s*SELECT/i.test(query) && !/pg_advisory|FOR UPDATE/i.test(query));
  if (statements.length === 0) throw new Error('It sent no SELECT');
  return await faults(statements);
}

async function faults(statements: { query: string; parameters: unknown[] }[]): Promise<string[]> {
  const found: string[] = [];
  await owner.query('BEGIN');
  await owner.query('SET LOCAL ROLE millwright_app');
  await owner.query(`SELECT set_config('app.org_id', $1, true)`, [ORG]);
  for (const { query, parameters } of statements) {
    const { rows } = await owner.query<{ 'QUERY PLAN': { Plan: Plan }[] }>({
      text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${query}`,
      values: parameters,
    });
    found.push(...faultsOf(rows[0]!['QUERY PLAN'][0]!.Plan));
  }
  await owner.query('ROLLBACK');
  return found;
}

it('knows every query of every repository', async () => {
  const methods = await unitOfWork.run({ organizationId: ORG }, async (tx) =>
    Object.entries(tx).flatMap(([repository, value]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(value))
        .filter((method) => method !== 'constructor')
        .map((method) => `${repository}.${method}`),
    ),
  );
  expect(methods.filter((method) => !(method in READS) && !WRITES.test(method))).toEqual([]);
});

it.each(Object.entries(READS).filter(([, works]) => works.length > 0))('%s reads a page, and not the installation', async (_, works) => {
  for (const work of works) expect(await explained(work)).toEqual([]);
});

it('adds up the projects of one organization from its own months, and from no others', async () => {
  seen.length = 0;
  const { from, to } = YEAR;
  await unitOfWork.run({ organizationId: ORG }, (tx) => tx.usage.byProject({ from: to, to }, { limit: 20 }));
  const [asked] = seen.filter(({ query }) => /^\s*SELECT/.test(query));
  const { rows: own } = await owner.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM project_usage WHERE org_id = $1 AND month BETWEEN $2 AND $3', [ORG, to, to]);
  const { rows: all } = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM project_usage WHERE month BETWEEN $1 AND $2', [from, to]);
  expect(own[0]!.n).toBeLessThan(all[0]!.n / 4);
  const read = (await faults([asked!])).map((fault) => /: (\d+) rows$/.exec(fault));
  // None is a table that is read as a whole.
  for (const match of read) expect(Number(match?.[1])).toBeLessThanOrEqual(own[0]!.n);
});

it('reads the outbox by its newest', async () => {
  seen.length = 0;
  await new MailRepository(dataSource).list(20);
  expect(await faults(seen.filter(({ query }) => query.startsWith('SELECT')))).toEqual([]);
});

it('searches by trigrams, in the organization alone', async () => {
  const { rows } = await owner.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) SELECT project_id FROM project_search WHERE org_id = '${ORG}' AND text ILIKE '%${'4e732ced3463d06de0ca9a15b6153677'.slice(0, 9)}%' ORDER BY created_at DESC, project_id DESC LIMIT 20`,
  );
  expect(faultsOf(rows[0]!['QUERY PLAN'][0]!.Plan)).toEqual([]);
});

it('finds what is due by one index, once, however many organizations there are', async () => {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO stream (id, kind, org_id, project_id, status, state, created_at)
     VALUES (gen_random_uuid(), 'generation', $1, $2, 'QUEUED', '{}', now() - interval '1 minute') RETURNING id`,
    [ORG, project],
  );
  const queued = (await dataSource.query(`SELECT id FROM queued_generations('3 seconds')`)) as { id: string }[];
  expect(queued.map(({ id }) => id)).toEqual([rows[0]!.id]);
  await owner.query(`UPDATE stream SET status = 'RUNNING' WHERE id = $1`, [rows[0]!.id]);
  expect(await dataSource.query(`SELECT id FROM queued_generations('3 seconds')`)).toEqual([]);
});
