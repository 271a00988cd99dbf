import { builtInRange, ceilingDoubt, expectedCost } from './price-range';

const price = (input: number | null, output: number | null) => ({
  model: 'm',
  inputUsdPerMTok: input,
  cachedInputUsdPerMTok: null,
  outputUsdPerMTok: output,
});

it('gives a range by built-in figures where nothing of one’s own was bought', () => {
  const { words, rests } = expectedCost(price(3, 15), 'm', null);
  expect(words).toBe('$0.54 to $3.60');
  expect(rests).toContain('built-in figures');
});

it('goes by one’s own where there is any, unless it was answered from memory', () => {
  expect(expectedCost(price(3, 15), 'm', { generations: 4, costUsd: 0.12 }).words).toBe('about $0.12');
  expect(expectedCost(price(3, 15), 'm', { generations: 4, costUsd: 0 }).words).toBe('$0.54 to $3.60');
});

it('never says free of what only has no known price, nor a price of what is free', () => {
  expect(expectedCost(price(0, 0), 'm', { generations: 4, costUsd: 0 }).words).toBe('free');
  expect(expectedCost(price(null, null), 'm', { generations: 4, costUsd: 0 }).words).toBe('cost not known');
  expect(expectedCost(undefined, 'm', null).words).toBe('cost not known');
  expect(builtInRange(price(0, 0))).toBeUndefined();
});

it('doubts a ceiling that is below what is expected', () => {
  const expected = expectedCost(price(3, 15), 'm', null);
  expect(ceilingDoubt(0.5, expected)).toContain('$0.50 is below');
  expect([ceilingDoubt(0.54, expected), ceilingDoubt(null, expected), ceilingDoubt(1, expectedCost(price(0, 0), 'm', null))]).toEqual([
    '',
    '',
    '',
  ]);
});
