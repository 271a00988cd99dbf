import { NotFound, type StreamDefinition } from '@millwright/domain';
import { databaseUrls, ledgerFaults, readConfig, writeLedger } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { UnitOfWork } from '../unit-of-work.js';
import { StreamEnded } from './stream.repository.js';

interface Loan {
  seq: number;
  status: 'OUT' | 'BACK';
  days: number;
}
type LoanEvent = { type: 'LENT'; days: number } | { type: 'EXTENDED'; days: number } | { type: 'BROUGHT_BACK' };

/** A kind of work that nothing else knows of: these lines are all that it takes. */
const LOAN: StreamDefinition<Loan, LoanEvent> = {
  kind: 'loan',
  reading: 'project.read',
  empty: { seq: 0, status: 'OUT', days: 0 },
  events: {
    LENT: { apply: (state, { days }) => ({ ...state, days }), describe: ({ days }) => `Lent for ${days} days` },
    EXTENDED: { apply: (state, { days }) => ({ ...state, days: state.days + days }), describe: ({ days }) => `${days} days more` },
    BROUGHT_BACK: { apply: (state) => ({ ...state, status: 'BACK' }), describe: () => 'Brought back' },
  },
  isFinal: ({ status }) => status === 'BACK',
};

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const owner = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
const scope = { organizationId: `org-${randomUUID()}` };
let dataSource: DataSource;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  await owner.connect();
  dataSource = await createDataSource(databaseUrls(config).app, { pool: 6, name: 'stream-spec' }).initialize();
  unitOfWork = new UnitOfWork(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await owner.end();
});

async function lend(): Promise<string> {
  const id = randomUUID();
  await unitOfWork.run(scope, async (tx) => {
    const loans = tx.streams(LOAN);
    expect(await loans.begin(id, null)).toBe(true);
    expect(await loans.begin(id, null)).toBe(false);
    await loans.append(id, [{ type: 'LENT', days: 3 }]);
  });
  return id;
}

it('records another kind in a chain of its own, once for each key, until it has ended', async () => {
  const id = await lend();
  const extend = async (key: string): Promise<boolean> =>
    await unitOfWork.run(scope, (tx) => tx.streams(LOAN).appendOnce(id, key, { type: 'EXTENDED', days: 2 }));
  // At once: one of them records it.
  expect((await Promise.all(['a', 'a', 'a', 'b'].map(extend))).filter(Boolean)).toHaveLength(2);
  await unitOfWork.run(scope, (tx) => tx.streams(LOAN).append(id, [{ type: 'BROUGHT_BACK' }]));
  expect(await unitOfWork.run(scope, (tx) => tx.streams(LOAN).lock(id))).toEqual({ seq: 4, status: 'BACK', days: 7 });
  await expect(extend('c')).rejects.toThrow(StreamEnded);
  const { rows } = await owner.query('SELECT kind, of_kind FROM due WHERE stream_id = $1', [id]);
  expect(rows).toEqual([{ kind: 'SEAL', of_kind: 'loan' }]);
});

it('appends unless it has ended, whoever is first', async () => {
  const id = await lend();
  const bringBack = (): Promise<boolean> => unitOfWork.run(scope, (tx) => tx.streams(LOAN).appendUnlessEnded(id, { type: 'BROUGHT_BACK' }));
  expect((await Promise.all([bringBack(), bringBack(), bringBack()])).filter(Boolean)).toHaveLength(1);
  expect(await unitOfWork.run(scope, (tx) => tx.streams(LOAN).lock(id))).toMatchObject({ seq: 2, status: 'BACK' });
});

it('can be checked elsewhere, where every changed byte and another name are noticed', async () => {
  const id = await lend();
  const text = writeLedger(await unitOfWork.run(scope, (tx) => tx.streams(LOAN).export(id)));
  expect(text.split('\n')[0]).toBe(JSON.stringify({ kind: 'loan', streamId: id }));
  const noSeal = ['The ledger has no seal: its end may be missing'];
  expect(ledgerFaults(text, []).faults).toEqual(noSeal);
  for (const changed of [text.replace('"days":3', '"days":4'), text.replace('"loan"', '"loon"'), text.replace(id, randomUUID())])
    expect(ledgerFaults(changed, []).faults).not.toEqual(noSeal);
});

it('is seen by its organization alone, and by its kind', async () => {
  const id = await lend();
  const get = (organizationId: string): Promise<Loan> => unitOfWork.run({ organizationId }, (tx) => tx.streams(LOAN).lock(id));
  expect(await get(scope.organizationId)).toMatchObject({ days: 3 });
  await expect(get('another')).rejects.toThrow(NotFound);
  expect(await unitOfWork.run({ organizationId: 'another' }, (tx) => tx.streams(LOAN).read(id, 0, 10))).toEqual([]);
  await expect(unitOfWork.run(scope, (tx) => tx.ledger.lock(id))).rejects.toThrow(NotFound);
});

it('gives the state as of any event, from snapshots and what followed them', async () => {
  const id = await lend();
  const days = Array.from({ length: 450 }, (_, i) => (i % 7) + 1);
  await unitOfWork.run(scope, async (tx) => {
    for (let i = 0; i < days.length; i += 90)
      await tx.streams(LOAN).append(
        id,
        days.slice(i, i + 90).map((more) => ({ type: 'EXTENDED' as const, days: more })),
      );
  });
  const { rows } = await owner.query<{ seq: string }>('SELECT seq FROM stream_snapshot WHERE stream_id = $1 ORDER BY seq', [id]);
  expect(rows.length).toBeGreaterThanOrEqual(2);
  for (const seq of [0, 1, 2, 199, 200, 271, 272, 450, 451])
    expect(await unitOfWork.run(scope, (tx) => tx.streams(LOAN).stateAt(id, seq))).toEqual({
      seq,
      status: 'OUT',
      days: seq === 0 ? 0 : 3 + days.slice(0, seq - 1).reduce((sum, more) => sum + more, 0),
    });
});
