import type { Span } from '@millwright/domain';
import { timeScale } from './time-scale';

const span = (kind: Span['kind'], from: number, to: number | null): Span => ({ kind, from, to, seqs: [1, 1] });

it('draws what was done in proportion', () => {
  const { at, gaps } = timeScale([span('ATTEMPT', 0, 50), span('ATTEMPT', 50, 100)], 0, 100, true);
  expect([at(0), at(25), at(100)]).toEqual([0, 25, 100]);
  expect(gaps).toEqual([]);
});

it('draws a wait of weeks as a gap, and leaves the rest in order and in proportion', () => {
  const weeks = 2_000_000;
  const spans = [span('ATTEMPT', 0, 100), span('APPROVAL', 100, weeks), span('ATTEMPT', weeks, weeks + 100)];
  const { at, gaps, cut } = timeScale(spans, 0, weeks + 100, true);
  expect(cut).toBe(weeks - 100);
  expect(gaps).toEqual([{ left: expect.closeTo(47), width: expect.closeTo(6), ms: weeks - 100 }]);
  expect(at(50)).toBeCloseTo(23.5);
  expect([at(weeks), at(weeks + 100)]).toEqual([expect.closeTo(53), expect.closeTo(100)]);
  expect(timeScale(spans, 0, weeks + 100, false).gaps).toEqual([]);
});
