import { LEDGER_CHANNEL, ledgerPayload } from '@millwright/contracts';
import { createLogger, databaseUrls, readConfig } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { CancellationNews } from './cancellation-news.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const other = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
const news = new CancellationNews(databaseUrls(config).app, createLogger('news-spec', 'silent'));
const happens = (id: string, type: string): Promise<unknown> =>
  other.query('SELECT pg_notify($1, $2)', [LEDGER_CHANNEL, ledgerPayload(id, 7, 'o', type)]);

beforeAll(async () => {
  await other.connect();
  await news.start();
});
afterAll(async () => {
  await news.close();
  await other.end();
});

it('tells all that runs for a generation that it is cancelled, and nobody else of anything', async () => {
  const [id, another] = [randomUUID(), randomUUID()];
  const told: string[] = [];
  const first = new Promise<void>((resolve) => news.watch(id, () => (told.push('first'), resolve())));
  const stop = news.watch(id, () => told.push('left'));
  news.watch(another, () => told.push('another'));
  stop();
  await happens(id, 'STAGE_COMPLETED');
  await happens(randomUUID(), 'GENERATION_CANCEL_REQUESTED');
  await happens(id, 'GENERATION_CANCEL_REQUESTED');
  await first;
  expect(told).toEqual(['first']);
});
