import { jest } from '@jest/globals';
import { Overloaded, Turnstile } from './turnstile.js';

it('lets so many in, makes so many wait, and sends the rest away', async () => {
  const turnstile = new Turnstile(2, 1, 60_000);
  const leave: (() => void)[] = [];
  const enter = async (): Promise<void> => await turnstile.pass(async () => await new Promise<void>((resolve) => leave.push(resolve)));
  const [first, second, third] = [enter(), enter(), enter()];
  await expect(enter()).rejects.toThrow(Overloaded);
  expect(leave).toHaveLength(2);
  leave[0]!();
  await first;
  while (leave.length < 3) await Promise.resolve();
  leave[1]!();
  leave[2]!();
  await Promise.all([second, third]);
  await expect(turnstile.pass(async () => await Promise.resolve('free again'))).resolves.toBe('free again');
});

it('sends away whoever waits too long, and goes on with the next', async () => {
  const turnstile = new Turnstile(1, 2, 1);
  let leave: (() => void) | undefined;
  const first = turnstile.pass(async () => await new Promise<void>((resolve) => (leave = resolve)));
  await expect(turnstile.pass(async () => await Promise.resolve())).rejects.toThrow(Overloaded);
  leave!();
  await first;
  await expect(turnstile.pass(async () => await Promise.resolve(1))).resolves.toBe(1);
});

it('leaves a place empty between two who wait, for a time that grows with what the one before took', async () => {
  jest.useFakeTimers({ now: 0 });
  try {
    const turnstile = new Turnstile(1, 3, undefined, 2);
    const begun: number[] = [];
    const work = async (ms: number): Promise<void> =>
      await turnstile.pass(async () => {
        begun.push(performance.now());
        await new Promise((resolve) => setTimeout(resolve, ms));
      });
    const all = Promise.all([work(100), work(1_000), work(100)]);
    await jest.advanceTimersByTimeAsync(4_000);
    await all;
    expect(begun).toEqual([0, 300, 3_300]);
    // Nobody waited behind the last: whoever comes now enters at once.
    void work(100);
    await jest.advanceTimersByTimeAsync(0);
    expect(begun).toHaveLength(4);
    await jest.advanceTimersByTimeAsync(1_000);
  } finally {
    jest.useRealTimers();
  }
});

it('rests no longer than lets everybody in the queue enter in time', async () => {
  jest.useFakeTimers({ now: 0 });
  try {
    const turnstile = new Turnstile(1, 30, 20_000, 3);
    const begun: number[] = [];
    const all = Promise.all(
      Array.from({ length: 30 }, async () => {
        await turnstile.pass(async () => {
          begun.push(performance.now());
          await new Promise((resolve) => setTimeout(resolve, 300));
        });
      }),
    );
    await jest.advanceTimersByTimeAsync(20_000);
    await all;
    expect(begun).toHaveLength(30);
    expect(begun[1]).toBeGreaterThan(400);
    expect(begun.at(-1)).toBeLessThan(14_100);
  } finally {
    jest.useRealTimers();
  }
});
