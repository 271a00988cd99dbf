import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, addMonths, dayOf, daysBetween, isDay, isMonth } from '../src/shared/clock.ts';
import { anywhere, orderOf, pageNumber } from '../src/shared/page.ts';
import { csv } from '../src/web/response.ts';

test('given days, they are counted over months, leap years and back', () => {
  assert.equal(addDays('2026-02-28', 1), '2026-03-01');
  assert.equal(addDays('2024-02-28', 1), '2024-02-29');
  assert.equal(addDays('2026-01-01', -1), '2025-12-31');
  assert.equal(daysBetween('2026-02-28', '2026-03-02'), 2);
  assert.equal(dayOf(new Date('2026-05-20T23:59:59Z')), '2026-05-20');
});

test('given texts, those that are a day or a month are told from others', () => {
  assert.deepEqual(['2026-05-20', '2026-5-20', '2026-13-01', 'x'].map(isDay), [true, false, false, false]);
  assert.deepEqual(['2026-12', '2026-13', '2026-00', '2026'].map(isMonth), [true, false, false, false]);
  assert.equal(addMonths('2026-12', 1), '2027-01');
  assert.equal(addMonths('2026-01', -1), '2025-12');
});

test('given a page, a search and an order as the address has them, what is wrong is left out', () => {
  assert.deepEqual(['3', '0', '-2', 'x', undefined].map(pageNumber), [3, 1, 1, 1, 1]);
  assert.equal(anywhere('50%_\\'), '%50\\%\\_\\\\%');
  assert.equal(orderOf('name', { name: 'plot.name' }), 'plot.name');
  assert.equal(orderOf('-name', { name: 'plot.name' }), 'plot.name DESC');
  assert.equal(orderOf('toString', {}), undefined);
  assert.equal(orderOf(undefined, { name: 'plot.name' }), undefined);
});

test('given texts with commas, quotes and formulas, a spreadsheet reads them as texts', () => {
  const { body } = csv('list', ['a', 'b'], [['x,"y"', '=1+1'], [null, -2]]);
  assert.equal(body, 'a,b\r\n"x,""y""",\'=1+1\r\n,-2\r\n');
});
