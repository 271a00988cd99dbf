import type { EnginesQuery } from './operations';

export type Engine = EnginesQuery['engines'][number];
export type ModelPrice = Engine['prices'][number];

const exactly = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 6 });
const dollars = (usd: number): string => `$${exactly.format(usd)}`;

/** What a model costs, in a few words; nothing is said to be free that only has no known price. */
export function priceOf(price: ModelPrice | undefined): string {
  if (!price || price.inputUsdPerMTok === null || price.outputUsdPerMTok === null) return 'price not known';
  if (price.inputUsdPerMTok === 0 && price.outputUsdPerMTok === 0) return 'free';
  return `${dollars(price.inputUsdPerMTok)} in, ${dollars(price.outputUsdPerMTok)} out`;
}

export const isPriced = (price: ModelPrice | undefined): boolean => price?.inputUsdPerMTok != null;
