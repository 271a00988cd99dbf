import { singular } from '../../knowledge/words.js';
import type { Clause, NounPhrase, Sentence } from '../../reading/reading.types.js';
import type { PhraseEvidence } from '../design.types.js';
import type { Ask, Verdict } from './claim.types.js';

export const built = (...evidence: PhraseEvidence[]): Verdict => ({ outcome: 'BUILT', evidence: distinct(evidence) });
export const assumed = (reason: string, ...evidence: PhraseEvidence[]): Verdict => ({
  outcome: 'ASSUMED',
  reason,
  evidence: distinct(evidence),
});
export const missing = (reason: string): Verdict => ({ outcome: 'NOT_BUILT', reason, evidence: [] });
export const ignored = (reason: string): Verdict => ({ outcome: 'IGNORED', reason, evidence: [] });

export const LEADS = 'Read as what leads to the wish';
export const ASK_A_MODEL = 'an engine with a model can be asked for it';

/** Several wishes that are told together: what is not there decides. */
export function together(verdicts: readonly Verdict[]): Verdict {
  const first = (outcome: Verdict['outcome']): Verdict | undefined => verdicts.find((one) => one.outcome === outcome);
  const decided = first('NOT_BUILT');
  if (decided) return decided;
  const guess = first('ASSUMED');
  const evidence = distinct(verdicts.flatMap((one) => one.evidence));
  if (guess) return { ...guess, evidence };
  if (first('BUILT')) return { outcome: 'BUILT', evidence };
  return first('IGNORED') ?? ignored(LEADS);
}

export function distinct(evidence: readonly PhraseEvidence[]): PhraseEvidence[] {
  return [...new Map(evidence.map((one) => [one.kind + one.target, one])).values()];
}

/** In the words of the text, as far as they are few. */
export const wordsOf = (phrase: NounPhrase | undefined): string => {
  if (!phrase) return '';
  const words = (phrase.isPronoun ? (phrase.refersTo?.text ?? phrase.head) : phrase.text).replace(/\s+/g, ' ').trim();
  return words.length > 60 ? phrase.name : words;
};

/** With what its adjectives say: "home page", "personal information". */
export const fullName = (phrase: NounPhrase): string =>
  singular([...phrase.adjectives, phrase.isPronoun ? (phrase.refersTo?.name ?? '') : phrase.name].join(' ').toLowerCase());

/** Nothing does it, whatever it is done to. */
export function unknownAct({ verb, object, said }: Ask): Verdict {
  const words = wordsOf(object);
  if (!verb || /^(be|have)$/.test(verb))
    return missing(words ? `There is no “${words}” in it; ${ASK_A_MODEL}` : `No part of it shows this; ${ASK_A_MODEL}`);
  return missing(`${NO_PART}: “${saidIn(said.clause, said.sentence) ?? `${verb} ${words}`.trim()}”; ${ASK_A_MODEL}`);
}

/** Begins what is said of an act that nothing does. */
export const NO_PART = 'No part of it does this';
const LONGEST = 70;

/** The words of a clause, where they are few and all its own. */
function saidIn({ from, to }: Clause, sentence: Sentence): string | undefined {
  const words = sentence.text
    .slice(from - sentence.from, to - sentence.from)
    .replace(/\s+/g, ' ')
    .replace(/^(?:and|or|but|,|\s)+|[\s,.;:]+$/g, '');
  return words.length > 0 && words.length <= LONGEST && /\s/.test(words) ? words : undefined;
}

/** The thing is kept, and nobody can do this to it. */
export const unknownActOn = (verb: string, kept: string): Verdict =>
  missing(`${kept} are kept, but nobody can do this with them: “${verb}”; ${ASK_A_MODEL}`);

/** The thing is not kept. */
export function notKept(phrase: NounPhrase): Verdict {
  const words = wordsOf(phrase);
  return missing(
    phrase.isPlural && !phrase.isPronoun
      ? `No ${words} are kept; say what is known of them, such as “each has a name and a date”`
      : `Nothing that is kept is called “${words}”; say what it is made of, and who adds to it`,
  );
}

/** Those who should may not. */
export const forOthers = (who: string, may: string): Verdict => missing(`${who} may not do this, only ${may}; say who should`);

/** An attribute that the act needs is not there. */
export const needsField = (kept: string, field: string): Verdict =>
  missing(`${kept} have nothing like “${field}”; say “each has a ${field}”`);
