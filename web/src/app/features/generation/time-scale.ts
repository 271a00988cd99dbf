import type { Span } from '@millwright/domain';

/** Where instants stand on the screen, in percent of its width. */
export interface TimeScale {
  at(instant: number): number;
  /** Waiting that is drawn shorter than it was. */
  gaps: { left: number; width: number; ms: number }[];
  /** All of it together, in milliseconds. */
  cut: number;
}

const WAITS: readonly Span['kind'][] = ['APPROVAL', 'CEILING', 'CONFLICT', 'PAUSE'];
// A wait that takes more than this share of the whole hides everything else.
const LONG = 0.25;
const GAP_WIDTH = 6;

/** A scale on which waiting for a person, which may take weeks, leaves room for the seconds in which something is done. */
export function timeScale(spans: readonly Span[], from: number, to: number, cuts: boolean): TimeScale {
  const length = Math.max(1, to - from);
  const busy = spans.filter((span) => !WAITS.includes(span.kind)).map((span): [number, number] => [span.from, span.to ?? to]);
  const idle = idleBetween(busy, from, to).filter(([a, b]) => b - a > LONG * length);
  const cut = idle.reduce((sum, [a, b]) => sum + b - a, 0);
  if (!cuts || cut === 0) return { at: (instant) => (100 * clamp(instant - from, length)) / length, gaps: [], cut };
  const left = Math.max(1, length - cut);
  const share = 100 - GAP_WIDTH * idle.length;
  const at = (instant: number): number => {
    const inGaps = idle.reduce((sum, [a, b]) => sum + clamp(instant - a, b - a), 0);
    const gaps = idle.reduce((sum, [a, b]) => sum + (GAP_WIDTH * clamp(instant - a, b - a)) / (b - a), 0);
    return (share * clamp(instant - from - inGaps, left)) / left + gaps;
  };
  return { at, gaps: idle.map(([a, b]) => ({ left: at(a), width: at(b) - at(a), ms: b - a })), cut };
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

function idleBetween(busy: readonly [number, number][], from: number, to: number): [number, number][] {
  const idle: [number, number][] = [];
  let at = from;
  for (const [a, b] of [...busy].sort((x, y) => x[0] - y[0])) {
    if (a > at) idle.push([at, a]);
    at = Math.max(at, b);
  }
  if (to > at) idle.push([at, to]);
  return idle;
}
