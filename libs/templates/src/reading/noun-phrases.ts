import { numberAlone, readAmount, TIMES } from './amounts.js';
import { readExamples, readParentheses } from './noun-phrase-lists.js';
import { emptyPhrase, nameOf, shareHead } from './noun-phrase-names.js';
import { type Subjecthood, beginsVerb, isBoundaryInside, isNounLike } from './noun-phrase-verbs.js';
import type { NounPhrase, Token } from './reading.types.js';
import { isPluralWord } from './tagging.js';
import { formsOf, NOUN_LIKE } from './verb-words.js';
import { DETERMINERS, FEATURE_WORDS, FILLERS, MODIFYING_GERUNDS, PERSONAL, POSSESSIVES, RATHER_ADJECTIVES } from './word-lists.js';
import type { Boundary, PhraseAt, PhrasesAt, PhraseReaders } from './noun-phrases.types.js';

/** Reads one noun phrase, with what stands in parentheses after it, its "of" and its "such as". */
export function readNounPhrase(
  w: Token[],
  at: number,
  isBoundary: Boundary,
  canBeSubject: Subjecthood = false,
  isListed = false,
): PhraseAt | undefined {
  const start = at;
  let i = at;
  const phrase: NounPhrase = {
    from: 0,
    to: 0,
    head: '',
    name: '',
    text: '',
    isPlural: false,
    isProper: false,
    isPronoun: false,
    adjectives: [],
    complements: [],
    examples: [],
  };
  while (
    w[i] &&
    /^(?:only|just|even|also|either|both|all|exactly|about|around|approximately|roughly|nearly|almost|respectively|mainly)$/.test(
      w[i]!.lower,
    ) &&
    w[i]!.pos !== 'NOUN' &&
    canGoOn(w[i + 1])
  ) {
    if (w[i]!.lower === 'all') phrase.determiner = 'all';
    i += 1;
  }
  if (phrase.determiner && w[i]?.lower === 'of') i += 1;
  const amount = readAmount(w, i);
  if (amount) {
    phrase.count = amount.count;
    i = amount.next;
  }
  const first = w[i];
  if (!first) return undefined;
  // "each other's status", "others' pictures"
  const owner =
    first.lower === 'each' && w[i + 1]?.lower === 'other' ? 2 : /^(?:others|(?:every|some|any)(?:one|body))$/.test(first.lower) ? 1 : 0;
  const isOwner = owner > 0 && /^(?:'s|'|’)$/.test(w[i + owner]?.lower ?? '') && !!w[i + owner + 1] && isNounLike(w[i + owner + 1]!);
  if (isOwner) {
    phrase.possessor = pronoun(w, i, emptyPhrase(), owner)!.phrase;
    i += owner + 1;
  }
  if (
    !isOwner &&
    PERSONAL.has(first.lower) &&
    first.pos !== 'NOUN' &&
    !['her', 'other'].includes(first.lower) &&
    !(first.lower === 'one' && w[i + 1] && isNounLike(w[i + 1]!))
  )
    return pronoun(w, i, phrase);
  if (!isOwner && first.lower === 'each' && w[i + 1]?.lower === 'other') return pronoun(w, i, phrase, 2);
  if (!isOwner && DETERMINERS.has(first.lower) && canGoOn(w[i + 1])) {
    if (POSSESSIVES.has(first.lower)) phrase.possessor = pronoun(w, i, emptyPhrase())!.phrase;
    phrase.determiner = first.lower;
    i += 1;
  } else if (
    !isOwner &&
    /^(?:this|that|these|those|all|both|each|some|any|none)$/.test(first.lower) &&
    (!w[i + 1] || !['NOUN', 'ADJ'].includes(w[i + 1]!.pos))
  ) {
    if (first.lower !== 'that') return pronoun(w, i, phrase);
    return undefined;
  }
  // "any of the", "one of the"
  if (w[i]?.lower === 'of' && phrase.determiner) i += 1;
  const second = readAmount(w, i);
  if (second) {
    phrase.count = second.count;
    i = second.next;
  }
  // "the two of them"
  if (w[i]?.pos === 'NUM' && w[i + 1]?.lower === 'of' && PERSONAL.has(w[i + 2]?.lower ?? '')) return pronoun(w, i + 2, phrase);
  let nouns: Token[] = [];
  let run: Token[] = [];
  let firstWord = i;
  for (; i < w.length; i += 1) {
    const token = w[i]!;
    const next = w[i + 1];
    const isFirst = run.length === 0;
    if ((token.lower === "'s" || token.lower === "'" || token.lower === '’') && nouns.length > 0 && next && next.pos !== 'PUNCT') {
      phrase.possessor = nameOf(emptyPhrase(), w, firstWord, i, run, nouns, phrase.determiner);
      phrase.adjectives = [];
      phrase.count = undefined;
      nouns = [];
      run = [];
      firstWord = i + 1;
      continue;
    }
    // "runs of zero make no sense"
    if (phrase.count && run.length === 0 && token.pos === 'VERB' && formsOf(token.lower).includes('base') && !NOUN_LIKE.has(token.lower))
      break;
    if (token.pos === 'NUM') {
      if (nouns.length === 0 && run.length === 0) phrase.count = phrase.count ? `${phrase.count} ${token.lower}` : token.lower;
      else if (nouns.length > 0 && next && ((['NOUN', 'ADJ'].includes(next.pos) && isPluralWord(next.lower)) || TIMES.test(next.lower)))
        break;
      else run.push(token);
      continue;
    }
    if (token.pos === 'ADV') {
      if (
        nouns.length === 0 &&
        next &&
        (next.pos === 'ADJ' || formsOf(next.lower).some((form) => form === 'ed' || form === 'ing')) &&
        w[i + 2] &&
        isNounLike(w[i + 2]!)
      )
        continue;
      break;
    }
    if (token.pos === 'CCONJ' || (token.lower === ',' && isFirst === false)) {
      // "dried and fresh herbs": both belong to what follows.
      if (
        nouns.length === 0 &&
        run.length > 0 &&
        next &&
        (next.pos === 'ADJ' ||
          /(?:ed|ing)$/.test(next.lower) ||
          (w[start]!.lower === 'both' && next.pos === 'NOUN' && w[i + 2]?.pos === 'NOUN')) &&
        w[i + 2] &&
        (isNounLike(w[i + 2]!) || w[i + 2]!.pos === 'ADJ') &&
        !isBoundary(i + 1)
      )
        continue;
      break;
    }
    if (w[i + 1]?.lower === 'by' && w[i + 2]?.lower === token.lower && nouns.length > 0) break;
    if (/^ones?$/.test(token.lower) && (run.length > 0 || phrase.determiner) && !(next && isNounLike(next))) {
      run.push(token);
      nouns.push(token);
      continue;
    }
    if (!isNounLike(token) || (i > start && token.pos === 'PRON')) break;
    // "members only see their own": after its noun "only" belongs to the verb.
    if (token.lower === 'only' && nouns.length > 0) break;
    if (!isFirst || phrase.determiner || phrase.count) {
      if (beginsVerb(w, i, nouns, phrase, canBeSubject)) break;
      if (
        nouns.length > 0 &&
        /^(?:late|early|free|online|offline|daily|weekly|monthly|yearly|available|ready|overdue|together|easy|easily)$/.test(token.lower)
      )
        break;
      if (nouns.length > 0 && token.pos === 'ADJ' && !/ing$/.test(token.lower) && !(next && isNounLike(next) && next.pos !== 'ADJ')) break;
      if (nouns.length > 0 && isBoundaryInside(w, i, nouns, isBoundary)) break;
    }
    run.push(token);
    if (token.pos === 'ADJ' || isModifier(w, i, nouns.length > 0)) {
      if (nouns.length === 0 || (token.pos === 'ADJ' && next && isNounLike(next))) {
        phrase.adjectives.push(token.lower);
        continue;
      }
    }
    nouns.push(token);
  }
  // "the rest", "the best", "new or used" alone: the adjective is all there is.
  if (nouns.length === 0) {
    const last = run.at(-1);
    if (!last || (FILLERS.has(last.lower) && run.length === 1)) return undefined;
    if (!phrase.determiner && !phrase.count && last.pos === 'ADJ' && run.length === 1 && !/al$|ive$|ary$|able$|ing$|ed$/.test(last.lower))
      return undefined;
    nouns.push(last);
    phrase.adjectives = phrase.adjectives.filter((adjective) => adjective !== last.lower);
  }
  nameOf(phrase, w, firstWord, i, run, nouns, phrase.determiner);
  phrase.from = w[start]!.from;
  i = readParentheses(w, i, phrase, READERS);
  if (w[i]?.lower === 'of' && /^(?:how|which|what|who|whether)$/.test(w[i + 1]?.lower ?? '')) {
    phrase.to = w[i - 1]!.to;
    return { phrase, next: i };
  }
  if (w[i]?.lower === 'of' && phrase.head !== 'lot') {
    const isCollection = /^(?:collection|set|type|kind|range|variety|combination|mix)$/.test(phrase.head);
    const start = i + 1;
    const hasArticle = w[start]?.pos === 'DET' || POSSESSIVES.has(w[start]?.lower ?? '');
    // "number of orders and the best products", "rent, number of rooms and photos": what is joined stands beside the number.
    const endsHere: Boundary = (place, isExample = false) =>
      isBoundary(place, isExample) ||
      (!isExample &&
        place > start &&
        (isListed ||
          (!isCollection && w.slice(start, place).some((token) => token.lower === ',')) ||
          (!hasArticle && w[place]?.pos === 'DET')));
    const of = readNounPhrases(w, start, endsHere, canBeSubject) ?? numberAlone(w, start);
    if (of) {
      for (const each of of.phrases) phrase.complements.push({ preposition: 'of', phrase: each });
      i = of.next;
    }
  } else if (w[i]?.lower === 'of') {
    const of = readNounPhrase(w, i + 1, isBoundary);
    if (of) return { phrase: { ...of.phrase, count: 'a lot of' }, next: of.next };
  }
  i = readParentheses(w, i, phrase, READERS);
  i = readExamples(w, i, phrase, isBoundary, READERS);
  phrase.to = w[i - 1]!.to;
  return { phrase, next: i };
}

/** Reads noun phrases joined by commas, "and", "or". */
export function readNounPhrases(w: Token[], at: number, isBoundary: Boundary, canBeSubject: Subjecthood = false): PhrasesAt | undefined {
  const first = readNounPhrase(w, at, isBoundary, canBeSubject);
  if (!first) return undefined;
  const phrases = [first.phrase];
  let next = first.next;
  for (;;) {
    const joined = skipCoordination(w, next);
    if (joined === next || joined >= w.length || isBoundary(joined)) break;
    if (FILLERS.has(w[joined]!.lower) && (!w[joined + 1] || !isNounLike(w[joined + 1]!))) {
      next = joined + 1;
      while (w[next] && FILLERS.has(w[next]!.lower)) next += 1;
      continue;
    }
    const more = readNounPhrase(w, joined, isBoundary, canBeSubject, true);
    if (!more) break;
    phrases.push(more.phrase);
    next = more.next;
  }
  shareHead(phrases);
  return { phrases, next };
}

/** Past "," and "and" to what they join; the same place where nothing joins. */
export function skipCoordination(w: Token[], at: number): number {
  let i = at;
  while (w[i] && (/^[,、/]$/.test(w[i]!.lower) || w[i]!.pos === 'CCONJ')) i += 1;
  if (w[i]?.lower === 'as' && w[i + 1]?.lower === 'well' && w[i + 2]?.lower === 'as') i += 3;
  if (i > at && w[i]?.lower === 'also') i += 1;
  if (i > at && w[i]?.lower === 'then') i += 1;
  return i;
}

const canGoOn = (token: Token | undefined): boolean =>
  !!token &&
  (isNounLike(token) ||
    token.pos === 'ADV' ||
    token.lower === 'of' ||
    DETERMINERS.has(token.lower) ||
    /^(?:up|at|more|less|over)$/.test(token.lower));

/** Participles and the like before their noun: "selected courses", "simulated practice". */
function isModifier(w: Token[], at: number, hasNoun: boolean): boolean {
  const token = w[at]!;
  const next = w[at + 1];
  if (!next || !isNounLike(next) || hasNoun) return false;
  const forms = formsOf(token.lower);
  if (forms.includes('base')) return RATHER_ADJECTIVES.has(token.lower);
  if (token.pos === 'PROPN') return false;
  if (forms.includes('ing') && FEATURE_WORDS.has(next.lower)) return false;
  return (
    forms.includes('ed') ||
    (forms.includes('ing') && !MODIFYING_GERUNDS.has(token.lower) && token.pos === 'VERB' && isPluralWord(next.lower))
  );
}

function pronoun(w: Token[], at: number, phrase: NounPhrase, length = 1): PhraseAt {
  const text = w
    .slice(at, at + length)
    .map((token) => token.lower)
    .join(' ');
  const from = w[at]!.from;
  const isPlural = /^(?:they|them|we|us|these|those|both|others|their|our|themselves|all|each other)$/.test(text);
  return {
    phrase: { ...phrase, from, to: w[at + length - 1]!.to, head: text, name: text, text, isPlural, isPronoun: true },
    next: at + length,
  };
}

export const READERS: PhraseReaders = { readNounPhrase, readNounPhrases };
