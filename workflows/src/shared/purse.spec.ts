import { costOf, type PinnedStage } from '@millwright/domain';
import fc from 'fast-check';
import { CeilingReached, Purse } from './purse.js';

const stage = (maxOutputTokens: number): PinnedStage => ({
  name: 'CODE',
  title: 'Code',
  needs: [],
  runsOn: 'engine',
  fansOut: true,
  weight: 1,
  maxOutputTokens,
});

/** Temporal's `condition`, as workflows see it: after each step all conditions are looked at, and all that hold go on. */
function conditions(): { until(condition: () => boolean): Promise<void>; step(): void } {
  let waiting: { condition: () => boolean; go: () => void }[] = [];
  return {
    until: (condition) => (condition() ? Promise.resolve() : new Promise((go) => waiting.push({ condition, go }))),
    step: () => {
      const ready = waiting.filter(({ condition }) => condition());
      waiting = waiting.filter((one) => !ready.includes(one));
      for (const { go } of ready) go();
    },
  };
}

const price = { inputMicrosPerMTok: 2_000_000, outputMicrosPerMTok: 2_000_000 };
const settle = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

it('lets calls wait for each other where they do not fit together, however many wait', async () => {
  const { until, step } = conditions();
  const worst = costOf(price, 100_000, 16_000);
  const purse = new Purse(worst * 2, price, until);
  const open: (() => void)[] = [];
  const calls = Array.from({ length: 6 }, () =>
    purse.spend(
      stage(16_000),
      () => new Promise<number>((resolve) => open.push(() => resolve(1_000))),
      ({ value }) => value,
    ),
  );
  const ended = Promise.all(calls);
  for (let i = 0; i < 6; i++) {
    await settle();
    // Two are settled in the same step, and everyone who waits is looked at once.
    open.shift()?.();
    open.shift()?.();
    await settle();
    step();
  }
  await expect(ended).resolves.toHaveLength(6);
  expect(purse.spentMicros).toBe(6_000);
});

it('refuses a call before it is bought where nothing in flight could make room for it', async () => {
  const purse = new Purse(100, price, conditions().until);
  let isCalled = false;
  const call = purse.spend(
    stage(1_000),
    async () => (isCalled = true),
    () => 0,
  );
  await expect(call).rejects.toBeInstanceOf(CeilingReached);
  expect(isCalled).toBe(false);
});

it('never passes its ceiling: random prices, costs, failures and orders', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        ceiling: fc.integer({ min: 0, max: 3_000_000 }),
        prices: fc.record({
          inputMicrosPerMTok: fc.integer({ min: 0, max: 20_000_000 }),
          outputMicrosPerMTok: fc.integer({ min: 0, max: 80_000_000 }),
        }),
        calls: fc.array(
          fc.record({
            tokens: fc.integer({ min: 1, max: 32_000 }),
            // Share of the worst that it costs; null: nobody knows.
            share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
            isFailing: fc.boolean(),
          }),
          { maxLength: 40 },
        ),
        order: fc.infiniteStream(fc.nat()),
      }),
      async ({ ceiling, prices, calls, order }) => {
        const { until, step } = conditions();
        const purse = new Purse(ceiling, prices, until);
        const inFlight: { worst: number; end: () => void }[] = [];
        let isWithin = true;
        const spends = calls.map(({ tokens, share, isFailing }) =>
          purse
            .spend(
              stage(tokens),
              (worst) =>
                new Promise<number | undefined>((resolve, reject) => {
                  const cost = share === null ? undefined : Math.floor(worst * share);
                  inFlight.push({ worst, end: () => (isFailing ? reject({ cost }) : resolve(cost)) });
                  // What is bought and what may yet be bought stay within the ceiling at every moment.
                  isWithin &&= purse.spentMicros + inFlight.reduce((sum, call) => sum + call.worst, 0) <= ceiling;
                }),
              ({ value, error }) => value ?? (error as { cost?: number } | undefined)?.cost,
            )
            .catch(() => undefined),
        );
        let isDone = false;
        void Promise.all(spends).then(() => (isDone = true));
        for (let i = 0; i < 1_000 && !isDone; i++) {
          const [picked] = inFlight.splice(order.next().value % Math.max(1, inFlight.length), 1);
          picked?.end();
          // A few turns: a settled call is booked before the next look.
          for (let turn = 0; turn < 4; turn++) await Promise.resolve();
          step();
          for (let turn = 0; turn < 4; turn++) await Promise.resolve();
        }
        return isDone && isWithin && purse.spentMicros <= ceiling;
      },
    ),
    { numRuns: 10_000 },
  );
}, 60_000);
