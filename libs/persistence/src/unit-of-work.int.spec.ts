import { databaseUrls, readConfig } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { UnitOfWork, type Transaction } from './unit-of-work.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const owner = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
const organizationId = `org-${randomUUID()}`;
let dataSource: DataSource;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  await owner.connect();
  // One connection: whatever a unit of work leaves on it, the next one meets.
  dataSource = await createDataSource(databaseUrls(config).app, { pool: 1, name: 'unit-of-work-spec' }).initialize();
  unitOfWork = new UnitOfWork(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await owner.end();
});

const addProject = async (tx: Transaction, name: string): Promise<void> => {
  await tx.projects.add({ name, description: 'Something to build', createdBy: 'user' });
};
const names = async (): Promise<string[]> =>
  (await owner.query<{ name: string }>('SELECT name FROM project WHERE org_id = $1 ORDER BY name', [organizationId])).rows.map(
    ({ name }) => name,
  );

it('keeps all that it wrote, or nothing', async () => {
  await unitOfWork.run({ organizationId }, async (tx) => {
    await addProject(tx, 'first');
    await addProject(tx, 'second');
  });
  const failing = unitOfWork.run({ organizationId }, async (tx) => {
    await addProject(tx, 'third');
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await names()).toEqual(['first', 'second']);
});

/** A unit of work whose first statement goes wrong before, or after, its transaction has begun. */
function beginningWith(statement: string): UnitOfWork {
  const create = dataSource.createQueryRunner.bind(dataSource);
  const broken: Pick<DataSource, 'createQueryRunner'> = {
    createQueryRunner: () => {
      const runner = create();
      const query = runner.query.bind(runner) as (sql: string, parameters?: unknown[]) => Promise<never>;
      let isFirst = true;
      runner.query = (sql: string, parameters?: unknown[]) => {
        const text = isFirst ? statement : sql;
        isFirst = false;
        return query(text, parameters);
      };
      return runner;
    },
  };
  return new UnitOfWork(broken as DataSource);
}

it.each(['SELECT 1/0; BEGIN', 'BEGIN; SELECT 1/0'])(
  'neither reads nor writes where its organization was not named, says why, and leaves the connection usable: %s',
  async (statement) => {
    const id = randomUUID();
    await unitOfWork.run({ organizationId }, async (tx) => await tx.ledgerOf('generation').begin(id, null));
    const broken = beginningWith(statement);
    const seen: unknown[] = [];
    await expect(broken.run({ organizationId }, async (tx) => seen.push(await tx.kindOfStream(id).catch(() => undefined)))).rejects.toThrow(
      'division by zero',
    );
    expect(seen).toEqual([undefined]);
    await expect(broken.run({ organizationId }, async (tx) => await addProject(tx, 'nobody'))).rejects.toThrow('division by zero');
    await unitOfWork.run({ organizationId }, async (tx) => await addProject(tx, 'later'));
    expect(await names()).not.toContain('nobody');
    expect(await names()).toContain('later');
  },
);

it('answers side by side in the order in which they were asked', async () => {
  const kinds = await unitOfWork.run({ organizationId }, async (tx) => {
    const id = randomUUID();
    return await Promise.all([tx.kindOfStream(id), tx.ledgerOf('generation').begin(id, null), tx.kindOfStream(id)]);
  });
  expect(kinds).toEqual([undefined, true, 'generation']);
});
