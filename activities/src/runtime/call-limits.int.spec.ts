import { databaseUrls, readConfig } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { CallLimits, type LimitSettings } from './call-limits.js';

const pool = new pg.Pool({
  connectionString: databaseUrls(readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv)).app,
  max: 4,
});
afterAll(async () => await pool.end());
const limits = (settings: LimitSettings): CallLimits => new CallLimits(pool, settings);
/** Whether a call is let through now; one that waits is given up. */
async function isAdmitted(given: CallLimits, engine: string, organization: string, tokens = 1): Promise<boolean> {
  const stop = new AbortController();
  const admitted = given.admit(engine, organization, tokens, stop.signal).then(
    () => true,
    (error: Error) => {
      if (error.name !== 'AbortError') throw error;
      return false;
    },
  );
  const patience = setTimeout(() => stop.abort(), 300);
  const result = await admitted;
  clearTimeout(patience);
  return result;
}

it('lets nobody past calls a minute, each organization by itself and all together, whichever worker asks', async () => {
  const engine = randomUUID();
  const settings = { ORGANIZATION_CALLS_PER_MINUTE: 2, ENGINE_CALLS_PER_MINUTE: 3 };
  const [one, two] = [limits(settings), limits(settings)];
  expect(await isAdmitted(one, engine, 'a')).toBe(true);
  expect(await isAdmitted(two, engine, 'a')).toBe(true);
  expect(await isAdmitted(one, engine, 'a')).toBe(false);
  expect(await isAdmitted(two, engine, 'b')).toBe(true);
  expect(await isAdmitted(two, engine, 'c')).toBe(false);
  expect(await isAdmitted(two, randomUUID(), 'c')).toBe(true);
});

it('counts tokens, those that are written once they are known', async () => {
  const engine = randomUUID();
  const given = limits({ ORGANIZATION_TOKENS_PER_MINUTE: 1_000 });
  expect(await isAdmitted(given, engine, 'a', 400)).toBe(true);
  await given.count(engine, 'a', 500);
  expect(await isAdmitted(given, engine, 'a', 400)).toBe(false);
  // A call that is larger than the limit goes through by itself.
  expect(await isAdmitted(given, engine, 'b', 5_000)).toBe(true);
  expect(await isAdmitted(given, engine, 'b', 1)).toBe(false);
});

it('holds nothing back where no limit is set', async () => {
  const given = limits({});
  for (let i = 0; i < 20; i++) expect(await isAdmitted(given, 'e', 'a', 1_000_000)).toBe(true);
});
