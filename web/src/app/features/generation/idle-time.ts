import type { GenerationStatus } from '@millwright/domain';

/** How long a generation has rested since a person had to decide, or had paused it; none of that is time that it took. */
export interface Idle {
  ms: number;
  /** Since when it rests now, in milliseconds; null: it does not. */
  since: number | null;
}

export const NEVER_IDLE: Idle = { ms: 0, since: null };
const RESTING: readonly GenerationStatus[] = ['AWAITING_INPUT', 'PAUSED'];

/** @param at when it came to have the status. */
export function idleAfter({ ms, since }: Idle, status: GenerationStatus, at: string): Idle {
  if (RESTING.includes(status)) return { ms, since: since ?? Date.parse(at) };
  return { ms: since === null ? ms : ms + Date.parse(at) - since, since: null };
}

/** How long it has worked by now, or by its end. */
export const workedMs = (from: string, now: number, { ms, since }: Idle): number => Math.max(0, (since ?? now) - Date.parse(from) - ms);
