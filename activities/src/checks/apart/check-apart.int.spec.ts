import { repairCafe } from '../answers.testing.js';
import { ApartChecker, CheckEnded } from './check-apart.js';

const LIMITS = { timeMs: 120_000, memoryMb: 768, idleMs: 60_000 };
const checkers: ApartChecker[] = [];
const begin = (limits: Partial<typeof LIMITS> = {}): ApartChecker => {
  const checker = new ApartChecker({ ...LIMITS, ...limits });
  checkers.push(checker);
  return checker;
};
afterEach(async () => void (await Promise.all(checkers.splice(0).map((one) => one.close()))));

it('looks at blueprints and projects in a thread, one after the other', async () => {
  const checker = begin();
  const { blueprint, plan, texts } = repairCafe(false);
  const [fit, all, one] = await Promise.all([
    checker.faults({ kind: 'blueprint', blueprint, plan }),
    checker.faults({ kind: 'project', blueprint, texts }),
    checker.faults({ kind: 'project', blueprint, texts, judged: 'src/app.ts' }),
  ]);
  expect(fit).toEqual([]);
  expect(all.map(({ path }) => path)).toEqual(['test/items.test.ts', 'src/app.ts']);
  expect(one.map(({ path }) => path)).toEqual(['src/app.ts']);
});

it('ends what takes too long or too much memory, and looks at the next', async () => {
  const { blueprint, plan } = repairCafe();
  const request = { kind: 'blueprint', blueprint, plan } as const;
  const slow = begin({ timeMs: 1 });
  await expect(slow.faults(request)).rejects.toThrow(CheckEnded);
  await expect(slow.faults(request)).rejects.toThrow(CheckEnded);
  await expect(begin({ memoryMb: 24 }).faults(request)).rejects.toThrow(/memory/);
  expect(await begin().faults(request)).toEqual([]);
});

it('says what failed in the check itself, and goes on', async () => {
  const checker = begin();
  const { blueprint, plan } = repairCafe();
  await expect(checker.faults({ kind: 'blueprint', blueprint: { ...blueprint, files: null as never }, plan })).rejects.toThrow(/null/);
  expect(await checker.faults({ kind: 'blueprint', blueprint, plan })).toEqual([]);
});
