import { pinStages } from '@millwright/domain';
import { databaseUrls, readConfig } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { Upgrade } from '../migrations/upgrade.testing.js';
import { UnitOfWork } from '../unit-of-work.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const scope = { organizationId: `org-${randomUUID()}` };
let dataSource: DataSource;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  dataSource = await createDataSource(databaseUrls(config).app, { pool: 6, name: 'number-spec' }).initialize();
  unitOfWork = new UnitOfWork(dataSource);
});
afterAll(async () => await dataSource.destroy());

const project = async (): Promise<string> =>
  await unitOfWork.run(scope, async (tx) => (await tx.projects.add({ name: 'Mill', description: 'A mill', createdBy: 'ana' })).id);

async function start(projectId: string): Promise<string> {
  const id = randomUUID();
  const about = { generationId: id, ...scope, projectId, projectName: 'Mill', engine: 'openai', model: 'gpt' };
  await unitOfWork.run(scope, (tx) =>
    tx.generations.add({
      input: { ...about, stages: pinStages(), budgetMicros: null, price: null, limits: {} as never },
      description: 'A mill',
      idempotencyKey: null,
      createdBy: 'ana',
    }),
  );
  return id;
}
const rowOf = async (id: string) => await unitOfWork.run(scope, (tx) => tx.generations.get(id));

it('numbers the generations of a project as they begin, however many begin at once', async () => {
  const [one, other] = [await project(), await project()];
  const first = await start(one);
  await Promise.all(Array.from({ length: 8 }, () => start(one)));
  const last = await start(one);
  const { rows } = await unitOfWork.run(scope, (tx) => tx.generations.list(one, { limit: 20 }));
  expect(rows.map(({ number }) => number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect([(await rowOf(first)).number, (await rowOf(last)).number, (await rowOf(await start(other))).number]).toEqual([1, 10, 1]);
});

it('keeps a name, and the absence of one', async () => {
  const id = await start(await project());
  expect((await rowOf(id)).name).toBeNull();
  await unitOfWork.run(scope, (tx) => tx.generations.rename(id, 'Before the redesign'));
  expect((await rowOf(id)).name).toBe('Before the redesign');
  await unitOfWork.run({ organizationId: `org-${randomUUID()}` }, (tx) => tx.generations.rename(id, 'Stolen'));
  expect((await rowOf(id)).name).toBe('Before the redesign');
  await unitOfWork.run(scope, (tx) => tx.generations.rename(id, null));
  expect((await rowOf(id)).name).toBeNull();
});

it('numbers those of a release before in the order in which they were started', async () => {
  const upgrade = await Upgrade.create();
  try {
    await upgrade.to('NumberGenerations');
    await upgrade.database.query(`
      INSERT INTO project (id, org_id, name, slug, description, created_by)
        SELECT gen_random_uuid(), 'o', 'Mill', 'mill-' || i, 'A mill', 'ana' FROM generate_series(1, 2) i;
      INSERT INTO stream (id, kind, org_id, project_id, status, state, created_at)
        SELECT gen_random_uuid(), 'generation', 'o', p.id, 'COMPLETE', '{}', now() - i * interval '1 hour' FROM project p, generate_series(1, 3) i;
      INSERT INTO generation (id, org_id, project_id, description, engine, model, input, status, created_by, created_at)
        SELECT s.id, 'o', project_id, 'd', 'openai', 'gpt', '{}', 'COMPLETE', 'ana', s.created_at FROM stream s ORDER BY random();
    `);
    await upgrade.to();
    const numbers = `SELECT array_agg(number ORDER BY created_at)::int[] AS numbers FROM generation GROUP BY project_id`;
    expect(await upgrade.all(numbers)).toEqual([{ numbers: [1, 2, 3] }, { numbers: [1, 2, 3] }]);
  } finally {
    await upgrade.drop();
  }
});
