import { createSigner } from '@millwright/integrations';
import { UnitOfWork, createDataSource } from '@millwright/persistence';
import { createLogger, databaseUrls, ledgerFaults, payloadsOf, readConfig, readPublicKeys } from '@millwright/platform';
import { Client, Connection, WorkflowUpdateFailedError } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DataSource } from 'typeorm';
import { activityFrame } from '../../../activities/src/frame/activity-frame.js';
import { bundleWorkflows } from '../../../workflows/src/worker/bundle.js';
import { ApiProcess } from '../../support/api-process.js';
import { TestClient } from '../../support/client.js';
import { until } from '../../support/until.js';
import { loanActivities } from './loan.activities.js';
import { LOANS_QUEUE, type LoanInput } from './loan.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const actor = { kind: 'user', id: 'u', name: 'Ana' } as const;
const { codec, dataConverter } = payloadsOf(config);

let dataSource: DataSource;
let connection: Connection;
let native: NativeConnection;
let worker: Worker;
let working: Promise<void>;
let api: ApiProcess;
let ana: TestClient;
let stranger: TestClient;
let organizationId: string;

beforeAll(async () => {
  dataSource = await createDataSource(databaseUrls(config).app, { pool: 4, name: 'new-kind-spec' }).initialize();
  connection = await Connection.connect({ address: config.TEMPORAL_ADDRESS });
  native = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
  const log = createLogger('new-kind-spec', 'warn');
  worker = await Worker.create({
    connection: native,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: LOANS_QUEUE,
    workflowBundle: await bundleWorkflows(join(import.meta.dirname, 'loan.workflow.ts')),
    activities: loanActivities({ unitOfWork: new UnitOfWork(dataSource), signer: createSigner(config), log }),
    interceptors: { activity: [activityFrame()] },
    dataConverter,
  });
  working = worker.run();
  const register = pathToFileURL(join(import.meta.dirname, 'register.mjs')).href;
  api = await ApiProcess.start({ NODE_OPTIONS: `--import ${register}` });
  ana = await TestClient.signUp('Ana', api.base);
  stranger = await TestClient.signUp('Stranger', api.base);
  const { viewer } = await ana.get<{ viewer: { memberships: { organizationId: string }[] } }>('{ viewer { memberships { organizationId } } }');
  organizationId = viewer.memberships[0]!.organizationId;
});
afterAll(async () => {
  await ana.close();
  await stranger.close();
  worker.shutdown();
  await working;
  await native.close();
  await connection.close();
  await dataSource.destroy();
});

async function lend(): Promise<{ id: string; extend(days: string): Promise<unknown>; ended(): Promise<unknown> }> {
  const id = randomUUID();
  const input: LoanInput = { loanId: id, organizationId, item: 'A drill' };
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE, dataConverter });
  codec.remember(`loan-${id}`, organizationId);
  const handle = await client.workflow.start('lendItem', { taskQueue: LOANS_QUEUE, workflowId: `loan-${id}`, args: [input] });
  return {
    id,
    extend: (days) => handle.executeUpdate('extendLoan', { args: [{ actor, days }] }),
    ended: () => handle.result(),
  };
}

interface Event {
  cursor: string;
  message: string;
  status: string;
}
const FOLLOW = 'subscription ($id: ID!, $after: String) { streamEvents(streamId: $id, after: $after) { cursor message status } }';

async function take(from: AsyncIterableIterator<{ data?: { streamEvents: Event } | null }>): Promise<Event> {
  return ((await from.next()).value as { data: { streamEvents: Event } }).data.streamEvents;
}

it('is followed while it happens, by its kind’s own words, and ends when its stream does', async () => {
  const loan = await lend();
  await loanIsThere(loan.id);
  const events = ana.subscribe<{ streamEvents: Event }>(FOLLOW, { id: loan.id, after: null });
  expect(await take(events)).toEqual({ cursor: '1', message: 'A drill is lent for 14 days', status: 'OUT' });
  await loan.extend('14');
  expect(await take(events)).toEqual({ cursor: '2', message: 'Ana keeps it 14 days more', status: 'OUT' });
  expect(await take(events)).toEqual({ cursor: '3', message: 'It is back after 28 days at most', status: 'BACK' });
  expect((await events.next()).done).toBe(true);
  const rest = ana.subscribe<{ streamEvents: Event }>(FOLLOW, { id: loan.id, after: '2' });
  expect((await take(rest)).cursor).toBe('3');
});

it('refuses an operation in the words of its entry, and leaves no trace of it', async () => {
  const loan = await lend();
  await Promise.all([loan.extend('7'), loan.ended()]);
  const { streamEvents } = await ana.get<{ streamEvents: { edges: { node: Event }[] } }>(
    'query ($id: ID!) { streamEvents(streamId: $id) { edges { node { cursor message status } } } }',
    { id: loan.id },
  );
  expect(streamEvents.edges.map(({ node }) => node.message)).toEqual([
    'A drill is lent for 14 days',
    'Ana keeps it 7 days more',
    'It is back after 21 days at most',
  ]);
  const late = await lend();
  const both = await Promise.allSettled([late.extend('14'), late.extend('14')]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = both.find((one) => one.status === 'rejected')!.reason as WorkflowUpdateFailedError;
  expect(refused.cause?.message).toBe('It was extended once');
});

it('is taken along as a chain of hashes with a signed end, in which every change is noticed', async () => {
  const loan = await lend();
  await loan.extend('7');
  await loan.ended();
  const response = await fetch(`${api.base}/ledgers/${loan.id}`, { headers: ana.headers });
  const text = await response.text();
  const keys = readPublicKeys(await (await fetch(`${api.base}/.well-known/millwright-keys.json`)).text());
  expect(ledgerFaults(text, keys).faults).toEqual([]);
  expect(ledgerFaults(text.replace('A drill', 'A crane'), keys).faults).not.toEqual([]);
});

it('is nobody else’s: a stranger is told what one is told of nothing', async () => {
  const loan = await lend();
  await loanIsThere(loan.id);
  for (const id of [loan.id, randomUUID()]) {
    const { value } = await stranger.subscribe(FOLLOW, { id, after: null }).next();
    expect((value as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code).toBe('NOT_FOUND');
    expect((await fetch(`${api.base}/ledgers/${id}`, { headers: stranger.headers })).status).toBe(404);
  }
  await loan.extend('7');
});

/** Its first event is written down. */
async function loanIsThere(id: string): Promise<void> {
  await until(async () => !(await ana.ask('query ($id: ID!) { streamEvents(streamId: $id) { edges { cursor } } }', { id })).errors);
}
