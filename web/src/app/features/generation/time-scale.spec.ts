import type { Span } from '@millwright/domain';
import { ticksOf, timeScale } from './time-scale';

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

describe('marks', () => {
  const labels = (to: number, most: number): string[] =>
    ticksOf(timeScale([span('ATTEMPT', 0, to)], 0, to, true), most).map((tick) => tick.label);

  it('stand at round times', () => {
    expect(labels(2_200, 8)).toEqual(['0', '0.5 s', '1.0 s', '1.5 s', '2.0 s']);
    expect(labels(2_200, 16)).toEqual([
      '0',
      '0.2 s',
      '0.4 s',
      '0.6 s',
      '0.8 s',
      '1.0 s',
      '1.2 s',
      '1.4 s',
      '1.6 s',
      '1.8 s',
      '2.0 s',
      '2.2 s',
    ]);
    expect(labels(100_000, 8)).toEqual(['0', '15 s', '30 s', '45 s', '1 min 0 s', '1 min 15 s', '1 min 30 s']);
    expect(labels(4 * 7 * 24 * 3_600_000, 8)).toHaveLength(5);
  });

  it('are few beside a wait of weeks, and say nothing twice', () => {
    const weeks = 14 * 24 * 3_600_000;
    const spans = [span('ATTEMPT', 0, 100), span('APPROVAL', 100, weeks), span('ATTEMPT', weeks, weeks + 100)];
    const ticks = ticksOf(timeScale(spans, 0, weeks + 100, true), 8);
    expect(ticks.map((tick) => tick.label)).toEqual(['0', '50 ms', '0.1 s', '14 d 0 h']);
    expect(ticks.at(-1)!.left).toBeCloseTo(76.5);
  });
});
