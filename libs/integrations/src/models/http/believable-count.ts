import type { TokenCount } from '@millwright/domain';
import type { ModelRequest } from '../port.js';
import { systemOf, turnsOf } from './continuation.js';

/** What a provider says of tokens, as far as it says anything. */
export type SaidCount = { [K in keyof TokenCount]?: number | null | undefined };

/**
 * What a provider counted, where that can be: none for an input that was read, or for text that came, is nobody's count.
 * Where nothing is counted, bytes and characters are an upper bound: no token is less than one.
 *
 * @param characters of the answer, thinking included.
 */
export function believableCount(said: SaidCount, request: ModelRequest, characters: number): TokenCount {
  const read = (): number =>
    turnsOf(request).reduce((sum, { text }) => sum + Buffer.byteLength(text), Buffer.byteLength(systemOf(request)));
  const inputTokens = counted(said.inputTokens) || read();
  const [cached, written] = [counted(said.cachedInputTokens), counted(said.cacheWriteTokens)];
  return {
    inputTokens,
    outputTokens: counted(said.outputTokens) || characters,
    ...(said.cachedInputTokens === undefined ? {} : { cachedInputTokens: Math.min(cached, inputTokens) }),
    ...(said.cacheWriteTokens === undefined ? {} : { cacheWriteTokens: Math.min(written, inputTokens - Math.min(cached, inputTokens)) }),
  };
}

const counted = (said: unknown): number => (typeof said === 'number' && Number.isFinite(said) && said > 0 ? Math.round(said) : 0);
