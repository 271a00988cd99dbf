import type { Clause, NounPhrase } from './reading.types.js';
import { BUILD_VERBS, CARRIER_VERBS, FEATURE_WORDS, PRODUCTS } from './word-lists.js';

/** "Please implement a website …", "Build me an app", "I need a tool": the frame around what is to be built. */
export function isBuildWrapper(clause: Clause, isPolite: boolean, isFirst: boolean): boolean {
  if (
    !clause.verb ||
    clause.isPassive ||
    clause.kind !== 'main' ||
    !BUILD_VERBS.has(clause.verb.split(' ')[0]!) ||
    clause.objects.length === 0
  )
    return false;
  const isAsked = clause.subjects.length === 0 || /^(?:i|we|you)$/.test(clause.subjects[0]!.head);
  if (!isAsked) return false;
  const [object] = clause.objects as [NounPhrase];
  return (
    isPolite ||
    PRODUCTS.has(object.head) ||
    (/^(?:implement|develop|build|design)$/.test(clause.verb) && (isFirst || /^an?$/.test(object.determiner ?? '')))
  );
}

/** "should have functionalities for", "provides features such as": says nothing but that something follows. */
export function isCarrier(clause: Clause): boolean {
  return (
    !!clause.verb &&
    CARRIER_VERBS.has(clause.verb) &&
    !clause.isPassive &&
    clause.objects.some(isFeaturePhrase) &&
    (clause.verb === 'have' || !clause.subjects.some((subject) => /^(?:user|customer|member|they)$/.test(subject.head)))
  );
}

export const isFeaturePhrase = (phrase: NounPhrase): boolean =>
  FEATURE_WORDS.has(phrase.head) &&
  !phrase.count &&
  phrase.head !== 'option' &&
  (phrase.head !== 'requirement' || !phrase.name.includes(' '));

/** "plant search function" → "plant search"; nothing where only the announcing word is left. */
export function stripFeatureWord(phrase: NounPhrase): NounPhrase | undefined {
  const words = phrase.name.split(' ');
  if (words.length < 2) return undefined;
  const name = words.slice(0, -1).join(' ');
  const text = phrase.text.split(' ').slice(0, -1).join(' ');
  return { ...phrase, head: words.at(-2)!, name, text, isPlural: false, examples: [] };
}
