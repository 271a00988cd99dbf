import { setTimeout as sleep } from 'node:timers/promises';
import { ModelError } from '../port.js';

/**
 * What a provider's own headers say of one key: how long it wants to be left alone. Calls of this process wait
 * for it before they are made, so that a limit met by one is not met again by each of the others.
 */
export class Throttle {
  private readonly until = new Map<string, number>();

  /**
   * Waits until the key may be used.
   * @param onHeldBack told when it has to wait, and when that is over.
   * @throws ModelError `cancelled`
   */
  async open(key: string, signal: AbortSignal, onHeldBack?: (isHeldBack: boolean) => void): Promise<void> {
    for (let isHeldBack = false; ;) {
      const ms = (this.until.get(key) ?? 0) - Date.now();
      if (ms <= 0) {
        if (isHeldBack) onHeldBack?.(false);
        return;
      }
      if (!isHeldBack) onHeldBack?.((isHeldBack = true));
      try {
        // Those that waited do not all go in the same moment.
        await sleep(ms + Math.random() * Math.min(250, ms), undefined, { signal });
      } catch (cause) {
        throw new ModelError('CANCELLED', 'The call was cancelled', { cause });
      }
    }
  }

  hold(key: string, ms: number): void {
    this.until.set(key, Math.max(this.until.get(key) ?? 0, Date.now() + ms));
  }

  /** Reads what is left and when it is full again. OpenAI gives spans such as `6m0s`, Anthropic gives instants. */
  read(key: string, headers: Headers): void {
    for (const what of ['requests', 'tokens', 'input-tokens', 'output-tokens']) {
      const openai = [headers.get(`x-ratelimit-remaining-${what}`), headers.get(`x-ratelimit-reset-${what}`)];
      const anthropic = [headers.get(`anthropic-ratelimit-${what}-remaining`), headers.get(`anthropic-ratelimit-${what}-reset`)];
      if (openai[0] === '0' && openai[1]) this.hold(key, Math.min(600_000, spanMs(openai[1])));
      if (anthropic[0] === '0' && anthropic[1]) this.hold(key, Math.min(600_000, Math.max(0, Date.parse(anthropic[1]) - Date.now() || 0)));
    }
  }
}

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `1m12.5s`, `250ms` or a number of seconds, in milliseconds. */
export function spanMs(text: string): number {
  if (/^[\d.]+$/.test(text)) return Number(text) * 1_000;
  return [...text.matchAll(/([\d.]+)(ms|s|m|h|d)/g)].reduce((sum, [, n, unit]) => sum + Number(n) * UNITS[unit!]!, 0);
}
