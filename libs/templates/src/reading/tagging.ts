import { isPerson } from '../knowledge/people.js';
import { nounSenses } from '../knowledge/wordnet.js';
import { singular } from '../knowledge/words.js';
import winkModel from 'wink-eng-lite-web-model';
import winkNlp from 'wink-nlp';
import type { Token } from './reading.types.js';
import { formsOf, isKnownVerb, NOUN_LIKE, PLAIN_VERBS, verbBase } from './verb-words.js';
import {
  ADVERBS,
  BE,
  COORDINATORS,
  DETERMINERS,
  DO,
  HAVE,
  MODALS,
  NOT_ADVERBS,
  NUMERALS,
  PERSONAL,
  PREPOSITIONS,
  SUBORDINATORS,
  TAKES_TO,
  words,
} from './word-lists.js';

type Tagger = (text: string) => { text: string; pos: string }[];
let tagger: Tagger | undefined;

/** The model takes a tenth of a second and some memory: it is loaded with the first description. */
function loadTagger(): Tagger {
  const nlp = winkNlp(winkModel, ['sbd', 'pos']);
  const { its } = nlp;
  return (text) => {
    const tokens = nlp.readDoc(text).tokens();
    const pos = tokens.out(its.pos) as unknown as string[];
    return tokens.out().map((word, at) => ({ text: word, pos: pos[at]! }));
  };
}

const SINGULAR_IN_S = words(`news status process address access analysis basis business class glass gas bus lens series species bonus focus
  progress success campus virus canvas bias always plus various previous css pass boss dress press mess express loss cross
  diagnosis synthesis thesis emphasis physics mathematics economics politics gymnastics athletics tennis this sms gps dns https chess
  fitness wellness express excess census atlas christmas jeans sales goods logistics analytics is was has does its us yes thus stress
  compass cactus nexus consensus wordpress less illness witness harness kids-less apparatus corps debris ross statistics earnings savings graphics ethics reactjs js nodejs nextjs vuejs ios macos os aws`);
const PLURALS = words('people children men women feet teeth mice staff police data media criteria kids clothes goods sales');
const NOT_PLURAL = words('data media staff police');

/** Singular of a noun's last word, lower case: "companies" → "company". */
export function singularOf(word: string): string {
  if (word === 'menus') return 'menu';
  if (SINGULAR_IN_S.has(word) || /(?:ss|us|is|js)$/.test(word) || word.length < 3) return word;
  if (word === 'people' || NOT_PLURAL.has(word) || /(?:media|data)$/.test(word)) return word;
  return singular(word);
}
export const isPluralWord = (word: string): boolean =>
  (PLURALS.has(word) && !NOT_PLURAL.has(word)) ||
  (!SINGULAR_IN_S.has(word) && /s$|en$|people$|feet|teeth|mice|criteria/.test(word) && singularOf(word) !== word);

/**
 * Gives each token its part of speech and base form: the tagger's guess, corrected by what a word can be at all. Whether a
 * word that is noun and verb ("order", "rate") is the one or the other, the clauses decide, which know what stands around.
 */
export function tagTokens(tokens: Token[], text: string): void {
  if (tokens.length === 0) return;
  tagger ??= loadTagger();
  const start = tokens[0]!.from;
  let part = text.slice(start, tokens.at(-1)!.to);
  // A capital at the start makes "Users" a proper name; a sentence of capitals is nothing else than one in small letters.
  if (/^\p{Lu}\p{Ll}/u.test(part)) part = part.charAt(0).toLowerCase() + part.slice(1);
  const guesses = tagger(part);
  let at = 0;
  let next = 0;
  for (const token of tokens) {
    let guess = '';
    while (next < guesses.length) {
      const place = part.indexOf(guesses[next]!.text, at);
      if (place < 0) {
        next += 1;
        continue;
      }
      if (start + place >= token.to) break;
      at = place + guesses[next]!.text.length;
      // Of "check-in" the last part counts.
      guess = guesses[next]!.pos;
      next += 1;
    }
    if (token.pos === 'X') continue;
    token.pos = correctTag(token, guess);
    token.lemma = lemmaOf(token);
  }
  correctByNeighbours(tokens);
}

function correctTag({ text, lower }: Token, guess: string): string {
  if (/^https?:|^www\.|@.+\./.test(lower)) return 'X';
  if (!/[\p{L}\p{N}]/u.test(lower)) return ["'", '’'].includes(lower) ? 'PART' : /[&+]/.test(lower) ? 'CCONJ' : 'PUNCT';
  if (/^\d/.test(lower)) return /^\d+(?:[.,:]\d+)*%?$/.test(lower) ? 'NUM' : /-/.test(lower) ? 'ADJ' : 'NOUN';
  if (lower === 'please') return 'INTJ';
  if (/^(?:co|corp|inc|ltd)\./.test(lower)) return 'PROPN';
  if (lower === 'alert' || lower === 'individual') return guess === 'VERB' ? 'VERB' : lower === 'alert' ? 'NOUN' : guess;
  if (lower === "'s") return 'PART';
  if (lower === 'etc' || lower === 'etc.') return 'X';
  if (lower === 'to') return 'PART';
  if (lower === "n't" || lower === 'not') return 'PART';
  if (COORDINATORS.has(lower) && lower !== 'then' && lower !== 'plus') return 'CCONJ';
  if (MODALS.has(lower) && !['need', 'needs'].includes(lower)) return 'AUX';
  if (BE.has(lower) || HAVE.has(lower) || DO.has(lower)) return 'AUX';
  if (lower === 'that' || lower === 'which') return 'PRON';
  if (PERSONAL.has(lower)) return 'PRON';
  if (DETERMINERS.has(lower))
    return ['its', 'their', 'his', 'her', 'my', 'our', 'your'].includes(lower)
      ? 'PRON'
      : ['other', 'such', 'several', 'many', 'few', 'more', 'most', 'much'].includes(lower)
        ? 'ADJ'
        : 'DET';
  if (lower === 'like') return guess === 'VERB' ? 'VERB' : 'ADP';
  if (lower === 'including' || lower === 'e.g.' || lower === 'i.e.') return 'ADP';
  if (SUBORDINATORS.has(lower)) return 'SCONJ';
  if (PREPOSITIONS.has(lower)) return 'ADP';
  if (NUMERALS.has(lower)) return 'NUM';
  if (lower === 'fast') return 'ADJ';
  if (/^(?:first|second|third|last|next)$/.test(lower)) return 'ADJ';
  if (lower !== 'only' && (ADVERBS.has(lower) || (/ly$/.test(lower) && !NOT_ADVERBS.has(lower)))) {
    if (!NOT_ADVERBS.has(lower) && lower !== 'online' && lower !== 'offline') return 'ADV';
  }
  if (/-(?:\w+(?:ed|en|wn|ing)|made|based)$/.test(lower) && !formsOf(lower).includes('base')) return 'ADJ';
  if (
    /^(?:able|available|free|full|responsible|own|new|same|different|various|multiple|specific|relevant|personal|detailed|online|offline|corresponding|historical|easy|simple|responsive|interactive|own|single|public|private|daily|weekly|monthly|yearly|mobile|real-time|user-friendly|only)$/.test(
      lower,
    )
  )
    return 'ADJ';
  if (
    /-(?:friendly|based|related|style|like|specific|wide|free|only|time|side|party|hand|level|quality|end)$/.test(lower) &&
    guess !== 'NOUN'
  )
    return 'ADJ';
  if (/-(?:friendly|based|related|specific|driven|oriented|aware|free|time|side|party|hand)$/.test(lower)) return 'ADJ';
  if (guess === 'ADJ' && /^(?:volunteer|individual|patient|member|customer|admin|guest|tenant|client|host|user)s?$/.test(lower))
    return 'NOUN';
  const forms = formsOf(lower);
  if (guess === 'VERB' && forms.length === 0) return isPluralWord(lower) ? 'NOUN' : 'VERB';
  if (
    guess === 'ADP' ||
    guess === 'PART' ||
    guess === 'DET' ||
    guess === 'PRON' ||
    guess === 'SCONJ' ||
    guess === 'AUX' ||
    guess === 'CCONJ' ||
    guess === 'PUNCT' ||
    guess === 'INTJ' ||
    guess === ''
  )
    return forms.length > 0 ? 'VERB' : 'NOUN';
  if (PLAIN_VERBS.has(lower) && !NOUN_LIKE.has(lower)) return 'VERB';
  if (guess === 'X' || guess === 'SYM') return 'NOUN';
  if (guess === 'PROPN' && /^\p{Ll}/u.test(text)) return 'NOUN';
  return guess;
}

function correctByNeighbours(tokens: Token[]): void {
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    const next = tokens[at + 1];
    const forms = formsOf(token.lower);
    const isTarget = before?.lower === 'to' && TAKES_TO.has(tokens[at - 2]?.lemma ?? '') && NOUN_LIKE.has(token.lower);
    if (isTarget) token.pos = 'NOUN';
    const isAfterTo = before?.lower === 'to' && before.pos !== 'ADP' && !isTarget;
    const isAfterModal = before && before.pos === 'AUX' && MODALS.has(before.lower);
    if (
      (isAfterTo || isAfterModal) &&
      forms.includes('base') &&
      token.pos !== 'AUX' &&
      !(isAfterTo && NOUN_LIKE.has(token.lower) && !canFollow(next) && !isPurpose(tokens, at - 2))
    )
      token.pos = 'VERB';
    for (const word of tokens.slice(at, at + lengthOfPageName(tokens, at))) word.pos = 'NOUN';
    // "Which plants need water": whatever else the word can be, another one is the verb.
    if (
      before?.lower === 'which' &&
      token.pos === 'VERB' &&
      isPluralWord(token.lower) &&
      (next?.pos === 'AUX' || (next?.pos === 'VERB' && formsOf(next.lower).includes('base')))
    )
      token.pos = 'NOUN';
    // "today's walks"
    if (token.pos === 'ADV' && next?.lower === "'s" && /^(?:today|tomorrow|yesterday|tonight)$/.test(token.lower)) token.pos = 'NOUN';
    if (token.pos === 'ADV' && isNounAfterAll(token, before, next)) token.pos = 'NOUN';
    // "comment on and like posts"
    if (
      token.lower === 'like' &&
      before?.pos === 'CCONJ' &&
      next &&
      /^(?:NOUN|DET|VERB|PRON|ADJ)$/.test(next.pos) &&
      tokens.slice(0, at).some(({ pos }) => pos === 'AUX' || pos === 'VERB')
    )
      token.pos = 'VERB';
    // "Members like helpful replies": nothing else can be the verb.
    if (
      token.lower === 'like' &&
      token.pos === 'ADP' &&
      isPluralWord(before?.lower ?? '') &&
      isPerson(before!.lower) &&
      tokens.slice(0, at).every(({ pos }) => /^(?:NOUN|PROPN|ADJ|DET)$/.test(pos)) &&
      !tokens.slice(at + 1).some((other) => other.pos === 'AUX' || (formsOf(other.lower).includes('base') && !NOUN_LIKE.has(other.lower)))
    )
      token.pos = 'VERB';
    if (token.lower === 'one' && next && ['NOUN', 'ADJ', 'PROPN'].includes(next.pos)) token.pos = 'NUM';
    // "when I last watered it"
    if (/^(?:last|first|next)$/.test(token.lower) && before && /PRON|AUX/.test(before.pos) && next && formsOf(next.lower).includes('ed'))
      token.pos = 'ADV';
    // "it's free", "who's coming"
    if (token.lower === "'s" && /^(?:it|that|there|what|who|he|she|here|where|how|everything|this)$/.test(before?.lower ?? ''))
      token.pos = 'AUX';
    if (before?.lower === 'to')
      before.pos =
        (token.pos === 'VERB' && (forms.includes('base') || forms.length === 0)) ||
        (token.pos === 'AUX' && ['be', 'have', 'do'].includes(token.lower)) ||
        (token.pos === 'ADV' && tokens[at + 1]?.pos === 'VERB')
          ? 'PART'
          : 'ADP';
    if (token.pos === 'VERB') token.lemma = verbBase(token.lower);
    else if (token.pos === 'NOUN' || token.pos === 'PROPN') token.lemma = singularOf(token.lower);
  }
}

/** "about us", "contact us page": pages have names that are phrases. How many words such a name has here, else 0. */
function lengthOfPageName(tokens: Token[], at: number): number {
  const [before, first, second, third] = [tokens[at - 1], tokens[at]!, tokens[at + 1], tokens[at + 2]];
  const isPart = (token: Token | undefined): boolean => /^(?:page|section|screen|form|button|link|tab)s?$/.test(token?.lower ?? '');
  if (first.lower === 'about' && isPart(second) && second!.lower !== 'forms') return 1;
  if (!/^(?:about|contact)$/.test(first.lower) || !/^(?:us|me)$/.test(second?.lower ?? '')) return 0;
  const isListed = !!before && /^(?:PUNCT|CCONJ|DET)$/.test(before.pos) && (!third || /^(?:PUNCT|CCONJ)$/.test(third.pos));
  return isPart(third) || isListed ? 2 : 0;
}

/** What no list knows as an adverb is a noun before a noun: "item" of "item information"; "home" at a list's start. */
function isNounAfterAll({ lower }: Token, before: Token | undefined, next: Token | undefined): boolean {
  if (lower === 'home') return !!before && (/^(?:PUNCT|DET)$/.test(before.pos) || before.lower === 'including');
  if (!next || !/^(?:NOUN|PROPN)$/.test(next.pos) || ADVERBS.has(lower) || LOOSE_ADVERBS.has(lower) || /ly$/.test(lower)) return false;
  return nounSenses(lower).length > 0;
}
const LOOSE_ADVERBS = words('well right left far early late hard much next first last back straight past');

/** What may stand after a verb rather than after a noun: "to order food", but "apply to order." */
const canFollow = (next: Token | undefined): boolean =>
  !!next && ['DET', 'PRON', 'NOUN', 'PROPN', 'ADJ', 'NUM', 'ADV', 'CCONJ'].includes(next.pos);

const isPurpose = (tokens: Token[], at: number): boolean => {
  const token = tokens[at];
  return !!token && (token.pos === 'NOUN' || /^(?:able|allowed|possible|need|needs|want|wants|easy|have|has)$/.test(token.lower));
};

function lemmaOf({ lower, pos, text }: Token): string {
  if (pos === 'NOUN') return singularOf(lower);
  if (pos === 'PROPN') return /[A-Z]s$/.test(text) ? lower.slice(0, -1) : singularOf(lower);
  if (pos === 'VERB') return isKnownVerb(lower) ? verbBase(lower) : verbBase(lower);
  if (pos === 'AUX') return BE.has(lower) ? 'be' : HAVE.has(lower) ? 'have' : DO.has(lower) ? 'do' : lower;
  return lower;
}
