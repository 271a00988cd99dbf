import { money } from './format';
import type { EnginesQuery } from './operations';

export type Engine = EnginesQuery['engines'][number];
export type ModelPrice = Engine['prices'][number];

/** What a model costs, in a few words; nothing is said to be free that only has no known price. */
export function priceOf(price: ModelPrice | undefined): string {
  if (!price || price.inputUsdPerMTok === null || price.outputUsdPerMTok === null) return 'price not known';
  if (price.inputUsdPerMTok === 0 && price.outputUsdPerMTok === 0) return 'free';
  return `${money(price.inputUsdPerMTok)} in, ${money(price.outputUsdPerMTok)} out`;
}

export const isPriced = (price: ModelPrice | undefined): boolean => price?.inputUsdPerMTok != null;
