import type { Clock } from '../shared/clock.ts';
import { Refusal } from '../shared/refusals.ts';

const FAILURES = 5;
const WINDOW_MS = 15 * 60_000;

/** Counts wrong passwords by account and by address; the server forgets them when it restarts. */
export class Throttle {
  readonly #failures = new Map<string, number[]>();
  readonly #clock: Clock;
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws Refusal 429 after too many. */
  check(key: string): void {
    if (this.#recent(key).length >= FAILURES) throw new Refusal(429, 'Too many wrong passwords; try again in 15 minutes');
  }

  fail(key: string): void {
    if (this.#failures.size > 10_000) for (const known of [...this.#failures.keys()]) this.#recent(known);
    this.#failures.set(key, [...this.#recent(key), this.#clock().getTime()]);
  }

  clear(key: string): void {
    this.#failures.delete(key);
  }

  #recent(key: string): number[] {
    const since = this.#clock().getTime() - WINDOW_MS;
    const recent = (this.#failures.get(key) ?? []).filter((at) => at > since);
    if (recent.length === 0) this.#failures.delete(key);
    else this.#failures.set(key, recent);
    return recent;
  }
}
