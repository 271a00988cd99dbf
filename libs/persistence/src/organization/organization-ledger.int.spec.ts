import { databaseUrls, ledgerFaults, readConfig, writeLedger } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { UnitOfWork } from '../unit-of-work.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const owner = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
const actor = { kind: 'user', id: 'u', name: 'Ana' } as const;
const invited = (n: number) => ({ type: 'MEMBER_INVITED', actor, email: `${n}@example.com`, role: 'viewer' }) as const;
let dataSource: DataSource;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  await owner.connect();
  dataSource = await createDataSource(databaseUrls(config).app, { pool: 6, name: 'organization-ledger-spec' }).initialize();
  unitOfWork = new UnitOfWork(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await owner.end();
});

it('is one chain for an organization, however many begin it at once', async () => {
  const scope = { organizationId: `org-${randomUUID()}` };
  expect(await unitOfWork.run(scope, (tx) => tx.organization.export())).toBeUndefined();
  expect(await unitOfWork.run(scope, (tx) => tx.organization.page({ limit: 5 }))).toEqual({ events: [], hasNextPage: false });
  await Promise.all([1, 2, 3, 4, 5, 6].map((n) => unitOfWork.run(scope, (tx) => tx.organization.record(invited(n)))));
  const { ledger } = (await unitOfWork.run(scope, (tx) => tx.organization.export()))!;
  expect(ledger.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(ledgerFaults(writeLedger(ledger), []).faults).toEqual(['The ledger has no seal: its end may be missing']);
});

it('is read from its newest a page at a time, and on from any event', async () => {
  const scope = { organizationId: `org-${randomUUID()}` };
  await unitOfWork.run(scope, (tx) => tx.organization.record(...[1, 2, 3, 4, 5].map(invited)));
  const first = await unitOfWork.run(scope, (tx) => tx.organization.page({ limit: 3 }));
  expect([first.events.map(({ seq }) => seq), first.hasNextPage]).toEqual([[5, 4, 3], true]);
  const last = await unitOfWork.run(scope, (tx) => tx.organization.page({ limit: 3, before: 3 }));
  expect([last.events.map(({ seq }) => seq), last.hasNextPage]).toEqual([[2, 1], false]);
  for (const before of [1, 0])
    expect(await unitOfWork.run(scope, (tx) => tx.organization.page({ limit: 3, before }))).toEqual({ events: [], hasNextPage: false });
  expect((await unitOfWork.run(scope, (tx) => tx.organization.since(3, 10))).map(({ body }) => body)).toEqual([invited(4), invited(5)]);
});

it('is there with what it tells of, or not at all', async () => {
  const scope = { organizationId: `org-${randomUUID()}` };
  const broken = unitOfWork.run(scope, async (tx) => {
    await tx.organization.record(invited(1));
    throw new Error('no');
  });
  await expect(broken).rejects.toThrow('no');
  expect(await unitOfWork.run(scope, (tx) => tx.organization.since(0, 10))).toEqual([]);
});

it('is seen by its organization alone', async () => {
  const organizationId = `org-${randomUUID()}`;
  await unitOfWork.run({ organizationId }, (tx) => tx.organization.record(invited(1)));
  const other = { organizationId: `org-${randomUUID()}` };
  expect(await unitOfWork.run(other, (tx) => tx.organization.since(0, 10))).toEqual([]);
  expect(await unitOfWork.run(other, (tx) => tx.organization.export())).toBeUndefined();
  // Not even for one who forgets to say whose: the database keeps them apart.
  await owner.query('BEGIN');
  await owner.query('SET LOCAL ROLE millwright_app');
  await owner.query(`SELECT set_config('app.org_id', $1, true)`, [other.organizationId]);
  expect((await owner.query(`SELECT 1 FROM stream WHERE kind = 'organization'`)).rowCount).toBe(0);
  await owner.query('ROLLBACK');
});
