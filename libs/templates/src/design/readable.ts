import type { Sentence } from '../reading/reading.types.js';
import type { Verdict } from './claims/claim.types.js';
import { together } from './claims/verdicts.js';

/** A part of the text from here on, and what became of it. */
export interface Cut {
  from: number;
  verdict: Verdict;
  sentence: Sentence;
}

/** Words that lead to what follows, so that no phrase ends with them. */
const LEADING =
  /(?:^|[\s,])((?:which|that|who|whom|whose|what|when|whenever|where|if|unless|until|while|because|so that|with|whether|how|how (?:full|many|much|often|long|far)|let (?:me|us|them))\s+)$/i;
/** What begins no phrase: it ends what stands before. */
const TRAILING = /^(?:each other|one another|themselves)\b/i;
const BREAK = /(?:[,;:.!?–—]|\b(?:and|or|but|then|to))\s*$/i;

/**
 * Cuts moved to where people would make them: what leads to a phrase goes with it ("which plants need water"), and what
 * cannot stand alone goes with what is before ("is about to expire"). Order and cover stay as they are.
 */
export function readable(cuts: readonly Cut[], text: string): Cut[] {
  const kept: Cut[] = [];
  cuts.forEach((cut, i) => {
    const last = kept.at(-1);
    const to = cuts[i + 1]?.from ?? text.length;
    if (!last || last.sentence !== cut.sentence || cut.from <= last.from) return void kept.push({ ...cut });
    const before = text.slice(last.from, cut.from);
    const words = text.slice(cut.from, to).trim();
    const isWord = !/\s/.test(words) && !BREAK.test(before);
    if (isWord || TRAILING.test(words) || /\babout to\s*$/i.test(before)) {
      last.verdict = together([last.verdict, cut.verdict]);
      return;
    }
    const lead = LEADING.exec(before)?.[1] ?? '';
    const from = cut.from - lead.length;
    if (/[\p{L}\d]/u.test(text.slice(last.from, from))) kept.push({ ...cut, from });
    else kept[kept.length - 1] = { ...cut, from: last.from };
  });
  return kept;
}
