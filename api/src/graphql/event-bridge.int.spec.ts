import { LEDGER_CHANNEL, ledgerPayload } from '@millwright/contracts';
import { createLogger } from '@millwright/platform';
import pg from 'pg';
import { Turnstile } from '../security/turnstile.js';
import { countTurns } from './count-turns.testing.js';
import { EventBridge } from './event-bridge.js';
import { Turns } from './turns.js';

/** How many look at the database at once. */
const READERS = 3;
const url = process.env.MILLWRIGHT_TEST_DATABASE!;
const other = new pg.Client({ connectionString: url });
const bridge = new EventBridge(url, createLogger('test', 'silent'), new Turnstile(READERS), new Turns());
beforeAll(async () => {
  await other.connect();
  await bridge.start();
});
afterAll(async () => {
  await bridge.close();
  await other.end();
});

const tell = async (generation: string, organization = 'org'): Promise<void> => {
  await other.query('SELECT pg_notify($1, $2)', [LEDGER_CHANNEL, ledgerPayload(generation, 1, organization, 'STAGE_COMPLETED')]);
};
/** A list of numbers that grows; how often it was read, and from where. */
class Source {
  readonly rows: number[] = [];
  reads = 0;
  private cursor = 0;
  read = async (): Promise<number[]> => {
    this.reads++;
    const batch = this.rows.slice(this.cursor, this.cursor + 10);
    this.cursor += batch.length;
    return batch;
  };
}

it('reads the next rows only when the last ones have been taken, however many there are', async () => {
  const source = new Source();
  source.rows.push(...Array.from({ length: 1_000 }, (_, i) => i));
  const values = bridge.follow(LEDGER_CHANNEL, 'slow', source.read, () => false);
  await values.next();
  for (let i = 0; i < 50; i++) await tell('slow');
  expect(source.reads).toBe(1);
  for (let i = 1; i < 10; i++) await values.next();
  expect(source.reads).toBe(1);
  expect((await values.next()).value).toBe(10);
  expect(source.reads).toBe(2);
  await values.return?.();
});

it('wakes who follows a generation, and who follows its organization, and nobody else', async () => {
  const [generation, organization, stranger] = [new Source(), new Source(), new Source()];
  const follow = (id: string, source: Source) => bridge.follow(LEDGER_CHANNEL, id, source.read, () => false);
  const [a, b, c] = [follow('g1', generation), follow('o1', organization), follow('g2', stranger)];
  const [first, second, third] = [a.next(), b.next(), c.next()];
  let isThird = false;
  void third.then(() => (isThird = true));
  while ([generation, organization, stranger].some(({ reads }) => reads === 0)) await other.query('SELECT 1');
  generation.rows.push(1);
  organization.rows.push(2);
  stranger.rows.push(3);
  await tell('g1', 'o1');
  expect((await first).value).toBe(1);
  expect((await second).value).toBe(2);
  expect(isThird).toBe(false);
  await Promise.all([a.return?.(), b.return?.(), c.return?.()]);
  expect((await third).done).toBe(true);
});

it('lets the event loop turn after each row, also where thousands are ready', async () => {
  const { done, most } = countTurns();
  const drain = async (): Promise<void> => {
    const source = new Source();
    source.rows.push(...Array.from({ length: 100 }, (_, i) => i));
    for await (const row of bridge.follow(LEDGER_CHANNEL, 'ready', source.read, (i) => i === 99)) {
      expect(row).toBeLessThan(100);
      done();
    }
  };
  await Promise.all(Array.from({ length: 20 }, drain));
  expect(most()).toBe(1);
});

it('misses nothing that is written between a look and the sleep that follows it', async () => {
  const source = new Source();
  let isLate = true;
  const values = bridge.follow(
    LEDGER_CHANNEL,
    'race',
    async () => {
      const batch = await source.read();
      if (isLate && batch.length === 0) {
        isLate = false;
        source.rows.push(7);
        await tell('race');
        // Told before the reader has gone to sleep.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return batch;
    },
    () => false,
  );
  expect((await values.next()).value).toBe(7);
  await values.return?.();
});

it('ends after the last row, and lets go of whoever leaves while waiting', async () => {
  const source = new Source();
  source.rows.push(1, 2, 3);
  const values = bridge.follow(LEDGER_CHANNEL, 'ending', source.read, (row) => row === 2);
  expect(await values.next()).toEqual({ done: false, value: 1 });
  expect(await values.next()).toEqual({ done: false, value: 2 });
  expect(await values.next()).toEqual({ done: true, value: undefined });
  const waiting = bridge.follow(LEDGER_CHANNEL, 'leaving', new Source().read, () => false);
  const next = waiting.next();
  await waiting.return?.();
  expect((await next).done).toBe(true);
});

it('lets few of those that are woken together look at the database at once', async () => {
  let [reading, most] = [0, 0];
  const sources = Array.from({ length: 20 }, () => new Source());
  const values = sources.map((source) =>
    bridge.follow(
      LEDGER_CHANNEL,
      'crowd',
      async () => {
        most = Math.max(most, ++reading);
        // Long enough for all the others to come.
        for (let i = 0; i < 20; i++) await Promise.resolve();
        reading--;
        return await source.read();
      },
      () => false,
    ),
  );
  const all = values.map((value) => value.next());
  while (sources.some(({ reads }) => reads === 0)) await other.query('SELECT 1');
  for (const source of sources) source.rows.push(1);
  await tell('crowd');
  expect((await Promise.all(all)).map(({ value }) => value as number)).toEqual(sources.map(() => 1));
  expect(most).toBe(READERS);
  for (const value of values) await value.return?.();
});
