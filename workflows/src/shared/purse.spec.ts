import { type PinnedStage } from '@millwright/domain';
import { conditions } from '@millwright/testing';
import fc from 'fast-check';
import { CeilingReached, Purse, needOf, type Need } from './purse.js';

const stage = (maxOutputTokens: number): PinnedStage => ({
  name: 'CODE',
  title: 'Code',
  needs: [],
  runsOn: 'engine',
  fansOut: true,
  weight: 1,
  maxOutputTokens,
});

const price = { inputMicrosPerMTok: 2_000_000, outputMicrosPerMTok: 2_000_000 };
const settle = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

it('lets calls wait for each other where they do not fit together, however many wait', async () => {
  const { until, step } = conditions();
  const need = needOf(price, stage(16_000), undefined);
  const purse = new Purse(need.worstMicros * 2, until);
  const open: (() => void)[] = [];
  const calls = Array.from({ length: 6 }, () =>
    purse.spend(
      need,
      () => new Promise<number>((resolve) => open.push(() => resolve(1_000))),
      ({ value }) => ({ costMicros: value }),
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
  const purse = new Purse(100, conditions().until);
  let isCalled = false;
  const call = purse.spend(
    needOf(price, stage(1_000), undefined),
    async () => (isCalled = true),
    () => ({ costMicros: 0 }),
  );
  await expect(call).rejects.toBeInstanceOf(CeilingReached);
  expect(isCalled).toBe(false);
});

it('gives a call what is left, where all that it might take does not fit and what it cannot do without does', async () => {
  const purse = new Purse(100, conditions().until);
  const given = await purse.spend(
    { worstMicros: 1_000, leastMicros: 60 },
    (allowance) => Promise.resolve(allowance),
    () => ({ costMicros: 70 }),
  );
  expect(given).toBe(100);
  expect(purse.spentMicros).toBe(70);
});

it('makes a call again with what it needs, once it says so', async () => {
  const purse = new Purse(10_000, conditions().until);
  const allowances: number[] = [];
  await purse.spend(
    { worstMicros: 100, leastMicros: 0 },
    async (allowance) => {
      allowances.push(allowance);
      if (allowance < 3_000) throw new Error('too little');
    },
    ({ error }) => ({ costMicros: 50, ...(error ? { needs: { worstMicros: 3_000, leastMicros: 500 } } : {}) }),
  );
  expect(allowances).toEqual([100, 3_000]);
  expect(purse.spentMicros).toBe(100);
});

it('costs nothing that anyone could count where no price is known', () => {
  expect(needOf(null, stage(16_000), 10_000)).toEqual({ worstMicros: 0, leastMicros: 0 });
});

it('never passes its ceiling: 10,000 random generations with random prices, costs, failures, needs, raises and orders', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        ceiling: fc.integer({ min: 0, max: 3_000_000 }),
        prices: fc.record({
          inputMicrosPerMTok: fc.integer({ min: 0, max: 20_000_000 }),
          outputMicrosPerMTok: fc.integer({ min: 0, max: 80_000_000 }),
        }),
        promptBytes: fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: undefined }),
        calls: fc.array(
          fc.record({
            tokens: fc.integer({ min: 1, max: 32_000 }),
            // Share of its allowance that it costs; null: nobody knows.
            share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
            isFailing: fc.boolean(),
            // How often it wants more than it was given, and how much.
            wants: fc.array(fc.record({ worstMicros: fc.nat(500_000), leastMicros: fc.nat(100_000) }), { maxLength: 3 }),
          }),
          { maxLength: 40 },
        ),
        // Whether it asks for more at its ceiling, and by how much people raise it, at random moments.
        raises: fc.option(fc.array(fc.integer({ min: 1, max: 2_000_000 }), { maxLength: 5 }), { nil: undefined }),
        order: fc.infiniteStream(fc.nat()),
      }),
      async ({ ceiling: first, prices, promptBytes, calls, raises, order }) => {
        const { until, step } = conditions();
        let ceiling = first;
        const purse = new Purse(ceiling, until);
        const whenRaised = ({ ceilingMicros }: CeilingReached): Promise<void> =>
          until(() => (purse.ceilingMicros ?? 0) > ceilingMicros || raises!.length === 0).then(() => {
            // Nobody raises it any more: whoever still waits is given up, as by a cancellation.
            if ((purse.ceilingMicros ?? 0) <= ceilingMicros) throw new Error('given up');
          });
        const inFlight: { allowance: number; end: () => void }[] = [];
        let isWithin = true;
        const spends = calls.map(({ tokens, share, isFailing, wants }) => {
          const waiting = [...wants];
          return purse
            .spend(
              needOf(prices, stage(tokens), promptBytes),
              (allowance) =>
                new Promise<number | undefined>((resolve, reject) => {
                  const cost = share === null ? undefined : Math.floor(allowance * share);
                  const needs = waiting.shift();
                  inFlight.push({ allowance, end: () => (needs || isFailing ? reject({ cost, needs }) : resolve(cost)) });
                  // What is bought and what may yet be bought stay within the ceiling at every moment.
                  isWithin &&= purse.spentMicros + inFlight.reduce((sum, call) => sum + call.allowance, 0) <= ceiling;
                }),
              ({ value, error }) => {
                const failed = error as { cost?: number; needs?: Need } | undefined;
                return { costMicros: failed ? failed.cost : value, ...(failed?.needs ? { needs: failed.needs } : {}) };
              },
              raises && whenRaised,
            )
            .catch(() => undefined);
        });
        let isDone = false;
        void Promise.all(spends).then(() => (isDone = true));
        for (let i = 0; i < 2_000 && !isDone; i++) {
          if (raises?.length && order.next().value % 4 === 0) purse.raise((ceiling += raises.shift()!));
          const [picked] = inFlight.splice(order.next().value % Math.max(1, inFlight.length), 1);
          picked?.end();
          // A few turns: a settled call is booked before the next look.
          for (let turn = 0; turn < 6; turn++) await Promise.resolve();
          step();
          for (let turn = 0; turn < 6; turn++) await Promise.resolve();
        }
        return isDone && isWithin && purse.spentMicros <= ceiling;
      },
    ),
    { numRuns: 10_000 },
  );
});
