import { isPerson } from '../knowledge/people.js';
import type { Boundary } from './noun-phrases.types.js';
import type { NounPhrase, Token } from './reading.types.js';
import { isPluralWord, singularOf } from './tagging.js';
import { NOUN_LIKE, formsOf, verbBase } from './verb-words.js';
import {
  FEATURE_WORDS,
  PARTICLES,
  PLURAL_MODIFIERS,
  POSTMODIFIERS,
  PRODUCTS,
  RATHER_ADJECTIVES,
  RATHER_NOUNS,
  words,
} from './word-lists.js';

/** Whether a verb may follow the phrase; `sure`: one must. */
export type Subjecthood = boolean | 'sure';

export const SINGULAR_DETERMINERS = words('a an each every another this one either neither');

/** Whether, after nouns, this word is their verb: "users book rooms", "each hive has", "courses taught by". */
export function beginsVerb(w: Token[], at: number, nouns: Token[], phrase: NounPhrase, canBeSubject: Subjecthood): boolean {
  const token = w[at]!;
  const next = w[at + 1];
  const before = nouns.at(-1);
  if (!before || before !== w[at - 1]) return false;
  const forms = formsOf(token.lower);
  const isEnd = !next || next.pos === 'PUNCT' || next.pos === 'CCONJ' || next.pos === 'AUX';
  if (forms.includes('base')) {
    if (isSingular(phrase, before)) {
      if (hangsOnPeople(w, at) && !!next && (next.pos === 'DET' || next.pos === 'PRON' || isPluralWord(next.lower))) return true;
      // "drivers who finish a tour enter the mileage": behind a clause of its own a subject comes to its verb.
      const isResumed = !!next && /^(?:DET|PRON)$/.test(next.pos) && w.slice(0, at).some(({ lower }) => /^(?:who|which|that)$/.test(lower));
      if (!isLet(w, at) && !isResumed) return false;
      if (next && /^(?:DET|PRON)$/.test(next.pos)) return true;
    }
    if (!NOUN_LIKE.has(token.lower) && token.pos === 'VERB' && !RATHER_ADJECTIVES.has(token.lower) && !isEnd) return true;
    if (!(isPluralWord(before.lower) || /^(?:people|staff|police|crew)$/.test(before.lower)) || PLURAL_MODIFIERS.has(before.lower))
      return false;
    if (!NOUN_LIKE.has(token.lower)) return true;
    // "our scouts group rents out tents"
    if (
      RATHER_NOUNS.has(token.lower) &&
      next &&
      formsOf(next.lower).includes('s') &&
      w[at + 2] &&
      (/^(?:DET|PRON)$/.test(w[at + 2]!.pos) || !!PARTICLES[verbBase(next.lower)]?.has(w[at + 2]!.lower))
    )
      return false;
    // "neighbours offer and request help"
    if (
      isEnd &&
      canBeSubject &&
      next?.pos === 'CCONJ' &&
      w[at + 2] &&
      formsOf(w[at + 2]!.lower).includes('base') &&
      w[at + 3] &&
      (isNounLike(w[at + 3]!) || w[at + 3]!.pos === 'DET')
    )
      return true;
    if (
      isEnd &&
      canBeSubject &&
      nouns.length === 1 &&
      /^(?:vote|chat|comment|pay|play|bid|work|meet|answer|train|dance|race|travel)$/.test(token.lower)
    )
      return next?.pos !== 'AUX';
    if (isEnd) return token.pos === 'VERB' && next?.pos !== 'AUX';
    return next.lower !== 'of';
  }
  if (forms.includes('s') && !isPluralWord(before.lower)) {
    if (isEnd && next && next.pos !== 'PUNCT' && next.pos !== 'CCONJ') return false;
    const base = singularOf(token.lower);
    if (!NOUN_LIKE.has(base) && !NOUN_LIKE.has(token.lower.replace(/e?s$/, '')))
      return !!canBeSubject || (token.pos === 'VERB' && next?.lower !== 'to');
    if (phrase.determiner && SINGULAR_DETERMINERS.has(phrase.determiner)) return !!canBeSubject;
    if (isEnd) return canBeSubject === 'sure' && !!phrase.determiner;
    if (!canBeSubject || next.lower === 'to') return false;
    if (['DET', 'PRON'].includes(next.pos) || /^(?:which|what|where|how|who|whether|if|when|each|every|all)$/.test(next.lower)) return true;
    return next.lower !== 'of' && (token.pos === 'VERB' || ['NOUN', 'ADJ', 'ADP', 'ADV'].includes(next.pos)) && !hasFiniteAux(w, at);
  }
  if (/^(?:called|named|titled|entitled)$/.test(token.lower)) return true;
  if (forms.includes('ed') && !forms.includes('base'))
    return (
      isEnd ||
      !isNounLike(next) ||
      ['DET', 'PRON', 'ADP', 'PART', 'ADV'].includes(next.pos) ||
      /^(?:last|next|this|today|yesterday)$/.test(next.lower)
    );
  if (forms.includes('ing')) {
    if (POSTMODIFIERS.has(token.lower)) return !!next && next.pos !== 'PUNCT';
    // "a website presenting knots", but "a seed sharing application"
    if (PRODUCTS.has(before.lower) && next && isNounLike(next)) return !endsInProduct(w, at);
    return !!next && (next.pos === 'DET' || (next.pos === 'PRON' && next.lower !== 'that' && next.lower !== 'which'));
  }
  return false;
}

/** "an overlay website": no bare verb follows a single thing, unless it is let or made do something. */
const isSingular = ({ determiner = '' }: NounPhrase, before: Token): boolean =>
  (/^an?$/.test(determiner) || (!determiner && before.pos === 'NOUN' && !ACTING.test(before.lower))) && !isPluralWord(before.lower);
/** "Readers with an account leave comments": what stands between is theirs, and the verb is of the readers. */
function hangsOnPeople(w: Token[], at: number): boolean {
  let link = at - 1;
  while (link > 0 && ['NOUN', 'ADJ', 'DET', 'NUM'].includes(w[link]!.pos)) link -= 1;
  const head = w[link - 1];
  return (
    at - link > 1 &&
    /^(?:with|without|of|in|from|at)$/.test(w[link]!.lower) &&
    !!head &&
    isPluralWord(head.lower) &&
    isPerson(singularOf(head.lower)) &&
    w.slice(0, link - 1).every(({ pos }) => pos === 'DET' || pos === 'ADJ' || pos === 'NOUN')
  );
}
/** Who writes in haste leaves their article and ending out: "user register". */
const ACTING =
  /(?:er|or|ist|ant|ent|man|ian|ee|admin|staff|guest|people|team|system|app|site|platform|website|software|crew|police|family|public)$/;
const isLet = (w: Token[], at: number): boolean =>
  w.slice(Math.max(0, at - 6), at).some((token) => /^(?:let|help|make|have|see|watch|hear|assist)(?:s|ing|es)?$/.test(token.lower));

function endsInProduct(w: Token[], at: number): boolean {
  let i = at;
  while (w[i + 1] && isNounLike(w[i + 1]!)) i += 1;
  return PRODUCTS.has(w[i]!.lower) || FEATURE_WORDS.has(w[i]!.lower);
}

const hasFiniteAux = (w: Token[], at: number): boolean => {
  for (let i = at + 1; i < w.length && w[i]!.pos !== 'PUNCT'; i += 1) if (w[i]!.pos === 'AUX') return true;
  return false;
};

export function isBoundaryInside(w: Token[], at: number, nouns: Token[], isBoundary: Boundary): boolean {
  // Only after an adverbless plural can a predicate begin without a sign; what the caller says counts there alone.
  return (
    isPluralWord(nouns.at(-1)!.lower) &&
    !PLURAL_MODIFIERS.has(nouns.at(-1)!.lower) &&
    !NOUN_LIKE.has(w[at]!.lower) &&
    formsOf(w[at]!.lower).includes('base') &&
    isBoundary(at)
  );
}

export const isNounLike = (token: Token): boolean =>
  ['NOUN', 'PROPN', 'ADJ', 'VERB', 'NUM', 'X'].includes(token.pos) && !/^(?:https?:|[*_`~<])/.test(token.lower);
