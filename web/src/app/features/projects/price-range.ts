import { money } from '../../core/format';
import { isPriced, type ModelPrice } from '../../core/prices';

/**
 * Tokens of a whole generation where there is none of one's own to go by: a project of about 12 files, and one of about 60.
 * Each file is asked for with the blueprint before it; the stages before the code are in both.
 */
const SMALL = { input: 80_000, output: 20_000 };
const LARGE = { input: 650_000, output: 110_000 };

export interface Range {
  lowUsd: number;
  highUsd: number;
}

/** What generations with this price cost from small to large; undefined where nobody knows the price, or it is none. */
export function builtInRange(price: ModelPrice | undefined): Range | undefined {
  if (!price || price.inputUsdPerMTok === null || price.outputUsdPerMTok === null) return undefined;
  const { inputUsdPerMTok, outputUsdPerMTok } = price;
  const cost = ({ input, output }: typeof SMALL): number => (input * inputUsdPerMTok + output * outputUsdPerMTok) / 1_000_000;
  return cost(LARGE) === 0 ? undefined : { lowUsd: cost(SMALL), highUsd: cost(LARGE) };
}

export interface Expected {
  /** In a few words: "free", "about $0.12", "$0.20 to $1.40". */
  words: string;
  /** What that rests on, as a sentence. */
  rests: string;
  range?: Range;
}

/**
 * What a generation will cost, said once: of the organization's own past ones where they cost something, else of built-in figures.
 * Past ones of a priced model that cost nothing were answered from memory, and say nothing of the next.
 */
export function expectedCost(
  price: ModelPrice | undefined,
  model: string | undefined,
  past: { generations: number; costUsd: number } | null | undefined,
): Expected {
  if (!isPriced(price)) return { words: 'cost not known', rests: `Nobody here knows what ${model ?? 'this model'} costs.` };
  const range = builtInRange(price);
  const middle = past?.generations
    ? `The middle of ${past.generations === 1 ? 'the one' : `the last ${past.generations}`} of this organization with this engine.`
    : '';
  if (!range) return { words: 'free', rests: `This engine costs nothing. ${middle}`.trim() };
  if (past && middle && past.costUsd > 0)
    return {
      words: `about ${money(past.costUsd)}`,
      rests: middle,
      range: { lowUsd: past.costUsd, highUsd: past.costUsd },
    };
  return {
    words: `${money(range.lowUsd)} to ${money(range.highUsd)}`,
    rests: 'For projects of 12 to 60 files, by built-in figures: this organization has bought none with this engine and model yet.',
    range,
  };
}

/** What a ceiling means beside what is expected; empty where it is enough. */
export function ceilingDoubt(ceiling: number | null, { range, words }: Expected): string {
  if (ceiling === null || !range || ceiling >= range.lowUsd) return '';
  return `The ceiling of ${money(ceiling)} is below what is expected (${words}): it would be reached before the end.`;
}
