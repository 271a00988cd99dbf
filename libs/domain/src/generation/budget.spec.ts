import fc from 'fast-check';
import { fitsBudget, openBudget, reserveBudget, settleBudget } from './budget.js';
import { costOf } from './usage.js';

describe('a budget', () => {
  it('is never passed by a micro-dollar, in 10,000 random sequences of calls side by side', () => {
    fc.assert(
      fc.property(
        fc.nat(5_000),
        fc.array(fc.record({ worst: fc.nat(900), share: fc.double({ min: 0, max: 1, noNaN: true }), ends: fc.boolean() }), {
          maxLength: 30,
        }),
        (ceiling, calls) => {
          let budget = openBudget(ceiling);
          const running: { worst: number; actual: number }[] = [];
          for (const { worst, share, ends } of calls) {
            if (fitsBudget(budget, worst)) {
              budget = reserveBudget(budget, worst);
              running.push({ worst, actual: Math.floor(worst * share) });
            }
            const done = ends ? running.shift() : undefined;
            if (done) budget = settleBudget(budget, done.worst, done.actual);
            expect(budget.spentMicros + budget.reservedMicros).toBeLessThanOrEqual(ceiling);
          }
          for (const { worst, actual } of running) budget = settleBudget(budget, worst, actual);
          expect(budget.reservedMicros).toBe(0);
          expect(budget.spentMicros).toBeLessThanOrEqual(ceiling);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('refuses a reservation that does not fit', () => {
    expect(() => reserveBudget(openBudget(10), 11)).toThrow(RangeError);
    expect(reserveBudget(openBudget(null), 1e12).reservedMicros).toBe(1e12);
  });

  it('rounds the cost of a call up to a whole micro-dollar', () => {
    expect(costOf({ inputMicrosPerMTok: 1, outputMicrosPerMTok: 0 }, { inputTokens: 1, outputTokens: 0 })).toBe(1);
    expect(costOf({ inputMicrosPerMTok: 2_000_000, outputMicrosPerMTok: 8_000_000 }, { inputTokens: 1_000, outputTokens: 500 })).toBe(
      6_000,
    );
  });
});
