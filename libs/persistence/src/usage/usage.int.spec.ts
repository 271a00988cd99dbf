import { NO_USAGE, addUsage, pinStages, type GenerationEventBody, type Parentage, type Usage } from '@millwright/domain';
import { databaseUrls, readConfig } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { Upgrade } from '../migrations/upgrade.testing.js';
import { UnitOfWork } from '../unit-of-work.js';
import type { UsageFilter } from './usage.repository.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const owner = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
const MONTH = `${new Date().toISOString().slice(0, 7)}-01`;
const EVER: UsageFilter = { from: '2020-01-01', to: MONTH };
let dataSource: DataSource;
let unitOfWork: UnitOfWork;
let scope: { organizationId: string };

beforeAll(async () => {
  await owner.connect();
  dataSource = await createDataSource(databaseUrls(config).app, { pool: 6, name: 'usage-spec' }).initialize();
  unitOfWork = new UnitOfWork(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await owner.end();
});
beforeEach(() => (scope = { organizationId: `org-${randomUUID()}` }));

const used = (costMicros: number): Usage => ({ inputTokens: costMicros * 3, outputTokens: costMicros, costMicros, requests: 1, cachedRequests: 0 });
const project = async (): Promise<string> =>
  await unitOfWork.run(scope, async (tx) => (await tx.projects.add({ name: 'Mill', description: 'A mill', createdBy: 'ana' })).id);

interface Run {
  projectId: string;
  member?: string;
  parent?: Parentage;
  isReplay?: boolean;
  events: GenerationEventBody[];
}

/** A generation with these entries in its ledger. @returns its id and what its state says it used */
async function run({ projectId, member = 'ana', parent, isReplay, events }: Run): Promise<{ id: string; usage: Usage }> {
  const id = randomUUID();
  const about = { generationId: id, ...scope, projectId, projectName: 'Mill', engine: 'openai', model: 'gpt' };
  await unitOfWork.run(scope, (tx) =>
    tx.generations.add({
      input: { ...about, stages: pinStages(), budgetMicros: null, price: null, limits: {} as never },
      description: 'A mill',
      idempotencyKey: null,
      createdBy: member,
      ...(parent ? { parent } : {}),
      ...(isReplay ? { replay: { record: 'r' } as never } : {}),
    }),
  );
  const queued: GenerationEventBody = { type: 'GENERATION_QUEUED', stages: pinStages(), engine: 'openai', model: 'gpt', budgetMicros: null };
  for (const body of [queued, ...events]) await unitOfWork.run(scope, (tx) => tx.ledger.append(id, [body]));
  const { state } = await unitOfWork.run(scope, (tx) => tx.generations.get(id));
  return { id, usage: state.usage };
}

type Attempt = Extract<GenerationEventBody, { type: 'ATTEMPT_STARTED' }>;
const begun = (attempt: number, of: Partial<Attempt> = {}): Attempt => ({
  type: 'ATTEMPT_STARTED', stage: 'CODE', attempt, engine: 'openai', model: 'gpt', worker: 'w', ...of,
});
const failed = (attempt: number, costMicros: number, item?: string): GenerationEventBody => ({
  type: 'ATTEMPT_FAILED', stage: 'CODE', attempt, ...(item ? { item } : {}), error: { code: 'X', message: 'm', isRetryable: true }, durationMs: 1, usage: used(costMicros),
});
const made = (attempt: number, costMicros: number, item: string): GenerationEventBody => ({
  type: 'ITEM_COMPLETED', stage: 'CODE', item, attempt, artifacts: [], usage: used(costMicros), durationMs: 1,
});
const CANCELLED: GenerationEventBody = { type: 'GENERATION_CANCELLED' };

/** A plan at 100, a file that comes at the second attempt from another engine, and the end. */
const whole = (cost: number): GenerationEventBody[] => [
  begun(1, { stage: 'DEV_PLAN' }),
  { type: 'STAGE_COMPLETED', stage: 'DEV_PLAN', attempt: 1, artifacts: [], usage: used(100), durationMs: 1 },
  begun(1, { item: 'a.ts' }),
  begun(1, { item: 'b.ts' }),
  failed(1, 7, 'a.ts'),
  { type: 'ENGINE_REPLACED', stage: 'CODE', item: 'a.ts', from: 'openai', to: 'anthropic', model: 'claude', reason: 'r' },
  begun(1, { item: 'a.ts', engine: 'anthropic', model: 'claude' }),
  made(1, cost, 'a.ts'),
  made(1, 40, 'b.ts'),
  { type: 'STAGE_COMPLETED', stage: 'CODE', artifacts: [], durationMs: 1 },
];
const all = (parts: readonly Usage[]): Usage => parts.reduce<Usage>((sum, { inputTokens, outputTokens, costMicros, requests, cachedRequests }) => addUsage(sum, { inputTokens, outputTokens, costMicros, requests, cachedRequests }), NO_USAGE);

it('adds up to what the generations say: forks, retries and cancels among them, replays apart', async () => {
  const [one, other] = [await project(), await project()];
  const first = await run({ projectId: one, events: whole(1_000) });
  const fork = await run({
    projectId: one,
    member: 'ben',
    parent: { generationId: first.id, kind: 'FORK', fromStage: 'CODE' },
    events: [
      { type: 'STAGE_REUSED', stage: 'DEV_PLAN', from: first.id, artifacts: [] },
      { type: 'ITEMS_REUSED', stage: 'CODE', from: first.id, artifacts: [] },
      begun(1, { item: 'b.ts' }),
      made(1, 300, 'b.ts'),
    ],
  });
  const cancelled = await run({ projectId: other, events: [begun(1), failed(1, 55), CANCELLED] });
  const retry = await run({ projectId: other, parent: { generationId: cancelled.id, kind: 'RETRY', fromStage: 'CODE' }, events: [begun(1), failed(1, 1), begun(2), failed(2, 2)] });
  const replay = await run({ projectId: other, isReplay: true, events: whole(1_000) });
  const { parts, projects, cards, page, rest } = await unitOfWork.run(scope, async (tx) => {
    const page = await tx.usage.byProject(EVER, { limit: 1 });
    const [last] = page.rows;
    return {
      parts: await tx.usage.parts(EVER),
      projects: (await tx.usage.byProject(EVER, { limit: 10 })).rows,
      cards: await tx.usage.ofProjects([one, other]),
      page,
      rest: await tx.usage.byProject(EVER, { limit: 1, after: { costMicros: last!.costMicros, id: last!.projectId } }),
    };
  });
  const bought = all([first, fork, cancelled, retry].map(({ usage }) => usage));
  expect(bought.costMicros).toBe(1_147 + 300 + 55 + 3);
  expect(all(parts.filter(({ isReplay }) => !isReplay))).toEqual(bought);
  expect(all(parts.filter(({ isReplay }) => isReplay))).toEqual(replay.usage);
  expect(all(parts.filter(({ memberId }) => memberId === 'ben'))).toEqual(fork.usage);
  expect(all(parts.filter(({ engine, isReplay }) => engine === 'anthropic' && !isReplay))).toEqual(used(1_000));
  expect(projects).toEqual([{ projectId: one, ...all([first.usage, fork.usage]) }, { projectId: other, ...all([cancelled.usage, retry.usage]) }]);
  expect([...cards].sort((a, b) => b.costMicros - a.costMicros)).toEqual(projects);
  expect([page.rows, page.hasNextPage, rest.rows, rest.hasNextPage]).toEqual([projects.slice(0, 1), true, projects.slice(1), false]);
});

it('counts what was used in the month in which it was, and narrows to what is asked', async () => {
  const projectId = await project();
  const { id } = await run({ projectId, events: [begun(1), failed(1, 5)] });
  await owner.query(
    `INSERT INTO ledger_entry (stream_id, seq, org_id, at, type, stage, body, prev_hash, hash)
     VALUES ($1, 90, $2, '2026-01-31T23:59:59.999Z', 'ATTEMPT_FAILED', 'CODE', $3, '', ''), ($1, 91, $2, '2026-02-01T00:00:00Z', 'ATTEMPT_FAILED', 'CODE', $4, '', '')`,
    [id, scope.organizationId, { usage: used(10) }, { usage: used(20) }],
  );
  const cost = async (filter: UsageFilter): Promise<number> => all(await unitOfWork.run(scope, (tx) => tx.usage.parts(filter))).costMicros;
  expect(await cost(EVER)).toBe(35);
  expect(await cost({ from: '2026-01-01', to: '2026-01-01' })).toBe(10);
  expect(await cost({ from: '2026-02-01', to: '2026-02-01', projectId })).toBe(20);
  expect(await cost({ ...EVER, memberId: 'ben' })).toBe(0);
  expect(await cost({ ...EVER, projectId: randomUUID() })).toBe(0);
});

it('loses nothing where many are added up at once, and keeps few rows', async () => {
  const projectId = await project();
  const runs = await Promise.all(
    Array.from({ length: 12 }, () => run({ projectId, events: Array.from({ length: 10 }, (_, i) => [begun(i + 1), failed(i + 1, 1)]).flat() })),
  );
  const parts = await unitOfWork.run(scope, (tx) => tx.usage.parts(EVER));
  expect(parts).toHaveLength(1);
  expect(parts[0]!.costMicros).toBe(120);
  expect(all(runs.map(({ usage }) => usage)).costMicros).toBe(120);
  const { rows } = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM organization_usage WHERE org_id = $1', [scope.organizationId]);
  expect(rows[0]!.n).toBeLessThan(60);
});

it('is seen by the organization alone', async () => {
  const projectId = await project();
  await run({ projectId, events: [begun(1), failed(1, 5)] });
  const stranger = { organizationId: `org-${randomUUID()}` };
  expect(await unitOfWork.run(stranger, async (tx) => [await tx.usage.parts(EVER), await tx.usage.ofProjects([projectId])])).toEqual([[], []]);
  const rows: unknown[] = await unitOfWork.run(stranger, () => dataSource.query('SELECT 1 FROM project_usage UNION ALL SELECT 1 FROM organization_usage'));
  expect(rows).toEqual([]);
});

it('adds up what there was before', async () => {
  const upgrade = await Upgrade.create();
  try {
    await upgrade.to('CountUsage');
    await upgrade.database.query(`
      INSERT INTO project (id, org_id, name, slug, description, created_by) VALUES ('${randomUUID()}', 'o', 'Mill', 'mill', 'A mill', 'ana');
      INSERT INTO stream (id, kind, org_id, project_id, status, state) SELECT gen_random_uuid(), 'generation', 'o', id, 'COMPLETE', '{}' FROM project;
      INSERT INTO generation (id, org_id, project_id, description, engine, model, input, status, created_by)
        SELECT s.id, 'o', project_id, 'd', 'openai', 'gpt', '{}', 'COMPLETE', 'ana' FROM stream s;
      INSERT INTO ledger_entry (stream_id, seq, org_id, at, type, stage, body, prev_hash, hash)
        SELECT id, i, 'o', '2026-03-05', 'ATTEMPT_FAILED', 'CODE', '{"usage":{"inputTokens":1,"outputTokens":2,"costMicros":3,"requests":1}}', '', '' FROM generation, generate_series(1, 40) i;
    `);
    await upgrade.to();
    const sums = await upgrade.all(
      `SELECT 'project' AS of, engine, member, sum(cost_micros)::int AS micros, sum(requests)::int AS requests FROM project_usage GROUP BY 2, 3
        UNION ALL SELECT 'organization', engine, member, sum(cost_micros)::int, sum(requests)::int FROM organization_usage GROUP BY 2, 3`,
    );
    const expected = { engine: 'openai', member: 'ana', micros: 120, requests: 40 };
    expect(sums).toEqual([
      { of: 'project', ...expected },
      { of: 'organization', ...expected },
    ]);
  } finally {
    await upgrade.drop();
  }
});
