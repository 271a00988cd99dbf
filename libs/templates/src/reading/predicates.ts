import { isNounLike } from './noun-phrase-verbs.js';
import { readNounPhrase, skipCoordination } from './noun-phrases.js';
import type { NounPhrase, Token } from './reading.types.js';
import { singularOf } from './tagging.js';
import { formsOf, INTRANSITIVE, NOUN_LIKE, verbBase, type VerbForm } from './verb-words.js';
import {
  BE,
  DO,
  HAVE,
  MASS_NOUNS,
  MODALS,
  MODIFYING_GERUNDS,
  PART_HEADS,
  PARTICLES,
  RATHER_ADJECTIVES,
  RATHER_NOUNS,
  TAKES_TO,
} from './word-lists.js';

const OBJECT_PRONOUN =
  /^(?:it|them|him|her|us|me|you|this|that|these|those|one|someone|something|everything|everyone|each|their|its|his|your|our|my|whether|which|what|who|how|where|when)$/;
/** "report damage", "order food": no compound is made of these, while "order status" and "report data" are ones. */
const TAKING_MASS = /^(?:order|report|offer|rate|review|book|plan|record|track)$/;
const TAKEN_MASS = /^(?:damage|food|help|advice|support|equipment|attendance|progress|performance|water)$/;
const never = (): boolean => false;

/** Past adverbs and "not": where the verb itself stands. */
export function skipAdverbs(w: Token[], at: number): number {
  let i = at;
  while (
    w[i] &&
    (w[i]!.pos === 'ADV' || w[i]!.lower === 'not' || w[i]!.lower === "n't" || w[i]!.lower === 'online' || w[i]!.lower === 'only') &&
    // "a hall where teams train": what asks or ties begins something of its own.
    !/^(?:so|where|how|why|when)$/.test(w[i]!.lower)
  )
    i += 1;
  return i;
}

/** Whether a bare verb begins a predicate here: after "to", a modal, an imperative, or joined to one. `isOpen`: the predicate before has no object yet. */
export function beginsBaseVerb(w: Token[], at: number, isOpen: boolean): boolean {
  const i = skipAdverbs(w, at);
  const token = w[i];
  if (!token) return false;
  if (['be', 'have', 'do'].includes(token.lower)) return true;
  const after = w[i + 1];
  if (i === 0 && token.pos === 'PROPN') return false;
  // "we use MySQL and Express": a capital amid small letters is a name.
  if (
    i > 0 &&
    /^\p{Lu}/u.test(token.text) &&
    !/^\p{Lu}/u.test(w[i - 1]!.text) &&
    !/^[:.•–—-]$/.test(w[i - 1]!.text) &&
    w.some((each, place) => place > 0 && place < i && /^\p{Ll}/u.test(each.text) && ['NOUN', 'VERB', 'ADJ'].includes(each.pos))
  )
    return false;
  // A noun stands right before an article only where it is none: "scale the servings".
  if (isUnknownVerb(token, after)) return true;
  const forms = formsOf(token.lower);
  // What no list knows may be a verb; "broken" and "lent" are none in this form.
  if (!forms.includes('base') && !(token.pos === 'VERB' && forms.length === 0 && !/(?:ed|ing|s)$|-/.test(token.lower))) return false;
  const next = w[i + 1];
  if (/^(?:us|me)$/.test(next?.lower ?? '') && next!.pos === 'NOUN') return false;
  if (i > at && w[i - 1]!.pos === 'ADV' && w[i - 1]!.lower !== 'online') return next?.pos !== 'AUX';
  if (next?.lower === 'of' && token.lower !== 'think') return false;
  if (next?.pos === 'AUX' && !['be'].includes(next.lower)) return false;
  const isTaken =
    !!next &&
    (next.pos === 'DET' ||
      next.pos === 'NUM' ||
      (next.pos === 'PRON' && OBJECT_PRONOUN.test(next.lower)) ||
      OBJECT_PRONOUN.test(next.lower));
  if (isTaken) return !(next.lower === 'that' && isNounPlace(token));
  if (PARTICLES[token.lower]?.has(next?.lower ?? '')) return true;
  if (!NOUN_LIKE.has(token.lower) && !RATHER_ADJECTIVES.has(token.lower)) return !(next && next.lower === "'s");
  if (!next || /^[.!?;:)]$/.test(next.lower))
    return isOpen && (INTRANSITIVE.has(token.lower) || token.pos === 'VERB' || (w[i - 1]?.pos === 'CCONJ' && w[i - 2]?.pos === 'VERB'));
  if (next.pos === 'CCONJ' || next.lower === ',')
    return (
      isVerbLater(w, i + 1, token) &&
      (isOpen || !RATHER_NOUNS.has(token.lower) || /^(?:comment|order|vote|rate|message|chat|answer|book)$/.test(token.lower))
    );
  if (next.pos === 'ADV') return true;
  if (next.pos === 'ADP' || next.pos === 'PART' || next.pos === 'SCONJ')
    return (
      !RATHER_NOUNS.has(token.lower) ||
      token.pos === 'VERB' ||
      /^(?:comment|vote|report|bid|chat|answer|play|pay|work|contact)$/.test(token.lower)
    );
  if (!isNounLike(next)) return false;
  const object = readNounPhrase(w, i + 1, never);
  if (!object) return false;
  const { phrase } = object;
  // "sort, print and share functions" are named by their verbs.
  if (
    /^(?:function|functionality|functionalities|feature|functions|features)$/.test(phrase.head) &&
    phrase.adjectives.length === 0 &&
    !phrase.determiner
  )
    return false;
  if (RATHER_ADJECTIVES.has(token.lower)) return token.lower === 'like' && token.pos === 'VERB';
  if (TAKING_MASS.test(token.lower) && TAKEN_MASS.test(phrase.name)) return true;
  if (
    RATHER_NOUNS.has(token.lower) &&
    token.pos !== 'VERB' &&
    !isOpen &&
    !(token.lower === 'list' && phrase.isPlural && phrase.adjectives.length > 0) &&
    (phrase.name.includes(' ') ||
      !/^(?:order|book|rate|comment|message|report|record|review|answer|gift|match|contact|label|tag|plan|score)$/.test(token.lower))
  )
    return false;
  if (phrase.isPlural || phrase.adjectives.length > 0)
    return (
      !(PART_HEADS.has(w[object.next - 1]!.lower) && RATHER_NOUNS.has(token.lower) && phrase.adjectives.length === 0) ||
      token.pos === 'VERB'
    );
  if (RATHER_NOUNS.has(token.lower)) return token.pos === 'VERB' && MASS_NOUNS.has(phrase.head);
  if (phrase.name.includes(' '))
    return !/^(?:function|functionality|feature|management|system|module|control)$/.test(phrase.head) || token.pos === 'VERB';
  if (PART_HEADS.has(phrase.head) && !MASS_NOUNS.has(phrase.head)) return token.pos === 'VERB' && isOpen;
  return true;
}

const isNounPlace = (token: Token): boolean => RATHER_NOUNS.has(token.lower);

/** "browse, search and order products": after the conjunction comes a verb again. */
function isVerbLater(w: Token[], at: number, token: Token): boolean {
  const joined = skipCoordination(w, at);
  if (joined === at || !w[joined]) return token.pos === 'VERB';
  const after = skipAdverbs(w, joined);
  const next = w[after]!;
  if (!formsOf(next.lower).includes('base')) return false;
  return !NOUN_LIKE.has(next.lower) || beginsBaseVerb(w, joined, true);
}

/** A singular word that no list knows as a verb, with an article or what can only be acted on after it. */
export const isUnknownVerb = (token: Token, next: Token | undefined): boolean =>
  !!next &&
  next.pos !== 'NOUN' &&
  /^(?:NOUN|VERB)$/.test(token.pos) &&
  /^(?:the|an?|their|my|your|its|our|his|her|all|every|each|them|him|us)$/.test(next.lower) &&
  !/s$|ing$|ed$|-|\d/.test(token.lower) &&
  token.lower.length > 2;

/** Whether the word after "to" is a verb: surer than elsewhere. */
export function beginsInfinitive(w: Token[], at: number): boolean {
  const i = skipAdverbs(w, at);
  const token = w[i];
  const next = w[i + 1];
  if (!token) return false;
  if (token.pos === 'NOUN' && TAKES_TO.has(w[at - 2]?.lemma ?? '')) return false;
  if (beginsBaseVerb(w, at, true)) return true;
  if (!formsOf(token.lower).includes('base') || (RATHER_NOUNS.has(token.lower) && token.pos !== 'VERB')) return false;
  return token.pos === 'VERB' || (!!next && (isNounLike(next) || next.pos === 'DET' || next.pos === 'PRON'));
}

/** Whether a gerund with what it acts on begins here: "adding products", "checking out"; not "shopping cart", "picking of fruit". */
export function beginsGerund(w: Token[], at: number, isListed: boolean): boolean {
  const i = skipAdverbs(w, at);
  const token = w[i];
  if (!token || !formsOf(token.lower).includes('ing') || token.lower === 'including') return false;
  const next = w[i + 1];
  if (token.lower === 'being' || token.lower === 'having') return true;
  if (!next || /^[.!?;:)]$/.test(next.lower)) return isListed && !MODIFYING_GERUNDS.has(token.lower);
  if (next.lower === 'of') return /^(?:consisting|disposing)$/.test(token.lower);
  if (next.pos === 'AUX') return false;
  if (next.pos === 'DET' || next.pos === 'NUM' || OBJECT_PRONOUN.test(next.lower)) return true;
  if (next.lower === "'s") return false;
  if (next.pos === 'ADP' || next.pos === 'PART' || next.pos === 'ADV' || next.pos === 'SCONJ')
    return !MODIFYING_GERUNDS.has(token.lower) || !!PARTICLES[verbBase(token.lower)]?.has(next.lower) || isListed;
  if (next.pos === 'CCONJ' || next.lower === ',') {
    const joined = skipCoordination(w, i + 1);
    const after = w[joined];
    if (!after) return isListed;
    // "sorting and printing functions": the gerund joined to another word before a noun is none.
    if (formsOf(after.lower).includes('ing') && beginsGerund(w, joined, false)) return true;
    return isListed && !MODIFYING_GERUNDS.has(token.lower) && next.lower === ',';
  }
  if (!isNounLike(next)) return isListed;
  const object = readNounPhrase(w, i + 1, never);
  if (!object) return false;
  const { phrase } = object;
  const last = w[object.next - 1]!.lower;
  if (MODIFYING_GERUNDS.has(token.lower)) {
    return (
      isListed &&
      /^(?:browsing|booking|rating|building|sharing|ranking|drawing|reading|writing|sorting|trading|viewing|matching|running|washing|measuring|teaching|learning|following|marketing|opening|closing|loading|starting|ending)$/.test(
        token.lower,
      ) &&
      (phrase.isPlural || phrase.adjectives.length > 0 || token.lower === 'viewing' || token.lower === 'reading')
    );
  }
  if (
    /^(?:functions?|functionalit(?:y|ies)|capabilit(?:y|ies)|features?|systems?|modules?|tools?|platforms?|engines?)$/.test(
      singularOf(last),
    ) ||
    /^(?:functions|functionalities|capabilities|features)$/.test(last)
  )
    return phrase.adjectives.length > 0 || phrase.name.includes(' ');
  return true;
}

/** Whether a finite verb stands here, of this subject: "books" of "member", "book" of "members", "can", "are". */
export function beginsFinite(w: Token[], at: number, subjects: NounPhrase[], isSure = false): boolean {
  const i = skipAdverbs(w, at);
  const token = w[i];
  if (!token) return false;
  if (token.pos === 'AUX' || MODALS.has(token.lower)) {
    if (['need', 'needs'].includes(token.lower)) return finiteForm(subjects) !== 's' || token.lower === 'needs';
    if (HAVE.has(token.lower) && token.lower === 'having') return false;
    return !['being', 'been', 'be'].includes(token.lower);
  }
  const forms = formsOf(token.lower);
  const form = finiteForm(subjects);
  const next = w[i + 1];
  if (form === 'base' && forms.includes('base'))
    return (
      isSure ||
      !NOUN_LIKE.has(token.lower) ||
      beginsBaseVerb(w, i, true) ||
      (token.pos === 'VERB' && subjects.length < 2) ||
      (subjects.length < 2 &&
        (!next || next.lower === ',') &&
        /^(?:vote|chat|comment|pay|play|bid|work|answer|train|dance|race|travel)$/.test(token.lower)) ||
      (subjects.length < 2 && !!next && ['DET', 'PRON', 'NOUN', 'ADJ', 'ADP', 'PROPN'].includes(next.pos))
    );
  if (form === 's' && forms.includes('s')) return true;
  if (token.pos === 'VERB' && forms.length === 0) return form === 's' ? /s$/.test(token.lower) : !/s$/.test(token.lower);
  if (isSure && (forms.includes('s') || forms.includes('base'))) return true;
  if (forms.includes('ed'))
    return (
      isSure ||
      (subjects.length === 1 && /^(?:they|we|i|you|he|she|it)$/.test(subjects[0]!.head)) ||
      (!!next && (next.pos === 'DET' || (next.pos === 'PRON' && next.lower !== 'that')))
    );
  return false;
}

/** Form that the present of these subjects has. */
export function finiteForm(subjects: NounPhrase[]): VerbForm {
  if (subjects.length !== 1) return 'base';
  const [subject] = subjects as [NounPhrase];
  if (subject.isPronoun)
    return /^(?:i|you|we|they|these|those|others|both|all)$/.test(subject.head)
      ? 'base'
      : /^(?:who|which|that|whoever)$/.test(subject.head)
        ? 's'
        : 's';
  return subject.isPlural || subject.head === 'people' || subject.head === 'staff' || subject.head === 'police' ? 'base' : 's';
}

export const isAuxiliary = (token: Token | undefined): boolean =>
  !!token && (MODALS.has(token.lower) || BE.has(token.lower) || HAVE.has(token.lower) || DO.has(token.lower));

export const isPastParticiple = (token: Token | undefined): boolean => !!token && formsOf(token.lower).includes('ed');
export const isIng = (token: Token | undefined): boolean => !!token && formsOf(token.lower).includes('ing');
