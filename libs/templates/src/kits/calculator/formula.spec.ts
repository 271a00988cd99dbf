import { expect, it } from '@jest/globals';
import { formulaCode, formulaValue } from './formula.js';

const values = new Map([
  ['a', 6],
  ['b', 4],
]);

it.each([
  ['a + b * 2', 14],
  ['(a + b) * 2', 20],
  ['a - b - 1', 1],
  ['a / b ^ 2', 0.375],
  ['2 ^ 3 ^ 2', 512],
  ['-a ^ 2', -36],
  ['2 ^ -1', 0.5],
  ['max(a, b) - min(a, b)', 2],
  ['round(a / b * 100) / 100', 1.5],
])('"%s" is %d for a = 6 and b = 4', (formula, expected) => {
  expect(formulaValue(formula, values)).toBeCloseTo(expected, 9);
});

it.each(['a +', '(a', 'a b', 'c + 1', 'process.exit()', 'a; b', 'max(a', ''])('refuses "%s", which is no formula', (formula) => {
  expect(() =>
    formulaCode(
      formula,
      new Map([
        ['a', 'a'],
        ['b', 'b'],
      ]),
    ),
  ).toThrow('is no formula');
});

it('takes the names of the code for those of the formula', () => {
  expect(formulaCode('unit_price * 2', new Map([['unit_price', 'unitPrice']]))).toBe('unitPrice * 2');
});
