import { duration, type Span } from '@millwright/domain';

/** Where instants stand on the screen, in percent of its width. */
export interface TimeScale {
  at(instant: number): number;
  /** Waiting that is drawn shorter than it was. */
  gaps: { left: number; width: number; ms: number }[];
  /** All of it together, in milliseconds. */
  cut: number;
  /** What is drawn in proportion: all there is, but for the gaps. */
  parts: [from: number, to: number][];
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12, 24, 48, 168].map((n) => n * HOUR),
];

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
  if (!cuts || cut === 0) return { at: (instant) => (100 * clamp(instant - from, length)) / length, gaps: [], cut, parts: [[from, to]] };
  const left = Math.max(1, length - cut);
  const share = 100 - GAP_WIDTH * idle.length;
  const at = (instant: number): number => {
    const inGaps = idle.reduce((sum, [a, b]) => sum + clamp(instant - a, b - a), 0);
    const gaps = idle.reduce((sum, [a, b]) => sum + (GAP_WIDTH * clamp(instant - a, b - a)) / (b - a), 0);
    return (share * clamp(instant - from - inGaps, left)) / left + gaps;
  };
  const parts = [...idle, [to, to] as const].map(([a], i): [number, number] => [i === 0 ? from : idle[i - 1]![1], a]);
  return { at, gaps: idle.map(([a, b]) => ({ left: at(a), width: at(b) - at(a), ms: b - a })), cut, parts };
}

/**
 * Round times since the first instant, for about `most` marks over the whole width; none where the one before has no
 * room for its words, nor where it would say the same.
 */
export function ticksOf({ at, parts }: TimeScale, most: number): { left: number; label: string }[] {
  const from = parts[0]![0];
  const drawn = parts.reduce((sum, [a, b]) => sum + b - a, 0);
  const step = STEPS.find((size) => drawn / size <= most) ?? STEPS.at(-1)! * Math.ceil(drawn / most / STEPS.at(-1)!);
  const ticks: { left: number; label: string }[] = [];
  for (const [a, b] of parts)
    for (let k = Math.ceil((a - from) / step); from + k * step <= b; k++) {
      const [left, last] = [at(from + k * step), ticks.at(-1)];
      const label = k === 0 ? '0' : duration(k * step);
      if (!last || (left - last.left > 75 / most && label !== last.label)) ticks.push({ left, label });
    }
  return ticks;
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
