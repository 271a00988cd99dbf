import { emptyPhrase } from './noun-phrase-names.js';
import type { Boundary, PhraseReaders } from './noun-phrases.types.js';
import type { NounPhrase, Token } from './reading.types.js';
import { formsOf } from './verb-words.js';
import { FEATURE_WORDS, FILLERS, MODIFYING_GERUNDS } from './word-lists.js';

export const UNIT =
  /^(?:kg|g|lbs?|cm|mm|m|m[²2³3]|sqm|km|ml|l|h|hours?|min|minutes?|s|sec|seconds?|days?|weeks?|%|€|\$|£|eur|usd|euros?|dollars?|pounds|cents?|francs?|kilos?|kilograms?|grams?|lit(?:er|re)s?|(?:centi|kilo|milli)?met(?:er|re)s?|miles?|weeks?|months?|years?|inch|inches|ft|feet|px|mb|gb|kb|pdf|jpg|jpeg|png|csv)$/i;

export function readParentheses(w: Token[], at: number, phrase: NounPhrase, readers: PhraseReaders): number {
  if (w[at]?.lower !== '(' && w[at]?.lower !== '（' && w[at]?.lower !== '[') return at;
  let end = at + 1;
  while (end < w.length && !/^[)）\]]$/.test(w[end]!.lower)) end += 1;
  // "(enum: 'a', 'b')"
  const told = w.slice(at + 1, end);
  const inner =
    /^(?:enum|one|values|options|either)$/.test(told[0]?.lower ?? '') && /^(?::|of)$/.test(told[1]?.lower ?? '') ? told.slice(2) : told;
  if (inner.length > 0) {
    const pieces = splitList(inner);
    const lead = /^(?:e\.g\.|i\.e\.|like|such|including|eg|for|example)$/;
    const isList =
      pieces.length > 0 &&
      !(pieces.length === 1 && pieces[0]!.length > 3 && !lead.test(inner[0]!.lower)) &&
      pieces.every(
        (piece) =>
          piece.length <= 5 &&
          !((piece.length > 3 || pieces.length < 2) && piece.some((token) => token.pos === 'AUX' || token.pos === 'SCONJ')),
      );
    // "size (S, M, L)" are no seconds, metres and litres.
    const isSizes = pieces.length > 1 && pieces.every((piece) => piece.every((token) => /^\d?X*[SML]$/.test(token.text)));
    const isUnits =
      !isSizes &&
      pieces.every((piece) =>
        piece.every((token) => UNIT.test(token.text) || /^(?:°|°?[CFK])$/.test(token.text) || /^(?:in|per|the)$/.test(token.lower)),
      );
    const isSingleRemark =
      pieces.length === 1 &&
      !lead.test(inner[0]!.lower) &&
      (pieces[0]!.some((token) => token.pos === 'NUM' || /^\d/.test(token.lower)) ||
        pieces[0]!.at(-1)!.pos === 'ADJ' ||
        pieces[0]!.every((token) => token.pos === 'ADV' || token.pos === 'ADP'));
    if (
      isList &&
      !isUnits &&
      !isSingleRemark &&
      !/^(?:if|when|max|min|optional|required|with$|in$|for$|per$|from$|by$)/.test(inner[0]!.lower)
    ) {
      for (const piece of pieces) phrase.examples.push(...plainPhrase(piece, readers, lead));
    } else phrase.remark = inner.map((token, i) => (i > 0 && token.from > inner[i - 1]!.to ? ' ' : '') + token.text).join('');
  }
  return Math.min(end + 1, w.length);
}

function splitList(tokens: Token[]): Token[][] {
  const pieces: Token[][] = [[]];
  for (const token of tokens) {
    if (/^[,/|;、]$/.test(token.lower) || token.pos === 'CCONJ') pieces.push([]);
    else if (!/^["'“”„»«‘’]$/.test(token.text)) pieces.at(-1)!.push(token);
  }
  return pieces.filter((piece) => piece.length > 0 && !piece.every((token) => FILLERS.has(token.lower)));
}

/** A piece of a list as a name, whatever its words are: "waiting for parts". */
export function plainPhrase(piece: Token[], { readNounPhrase }: PhraseReaders, lead = /^$/): NounPhrase[] {
  const kept = piece.filter((token, i) => !(i < 2 && (lead.test(token.lower) || token.lower === 'as')));
  const inner = readNounPhrase(kept, 0, () => false);
  if (inner && inner.next === kept.length) return [inner.phrase];
  const last = kept.at(-1);
  if (!last) return [];
  const text = kept.map((token) => token.text).join(' ');
  return [{ ...emptyPhrase(), from: kept[0]!.from, to: last.to, head: last.lower, name: text.toLowerCase(), text }];
}

/** "such as", "like", "including", "e.g.", also after a comma; gerunds ("including adding tasks") are clauses and stay. */
export function readExamples(
  w: Token[],
  at: number,
  phrase: NounPhrase,
  isBoundary: Boundary,
  { readNounPhrases }: PhraseReaders,
): number {
  const i = w[at]?.lower === ',' ? at + 1 : at;
  const marker = exampleMarker(w, i);
  if (!marker) return at;
  const after = i + marker;
  if (!w[after] || isGerundStart(w, after)) return at;
  if (w[i]!.lower === 'like' && isBoundary(i)) return at;
  // "features such as sign-in, sending parcels": acts among features are clauses.
  const isAct = (place: number): boolean =>
    FEATURE_WORDS.has(phrase.head) &&
    isGerundStart(w, place) &&
    /^(?:NOUN|DET|ADJ|NUM|PRON|PROPN|VERB)$/.test(w[place + 1]!.pos) &&
    !/^(?:tool|function|feature|system|module|option|mode|service|page)s?$/.test(w[place + 1]!.lower);
  const list = readNounPhrases(w, after, (place) => place !== after && (isBoundary(place, true) || isAct(place)));
  if (!list) return at;
  // "a menu, including features such as home and about us": what only announces says nothing.
  phrase.examples.push(
    ...list.phrases.flatMap((each) => (FEATURE_WORDS.has(each.head) && each.examples.length > 0 ? each.examples : [each])),
  );
  return list.next;
}

/** How many words announce examples here: 0 where none do. */
export function exampleMarker(w: Token[], at: number): number {
  const word = w[at]?.lower;
  if (word === 'such' && w[at + 1]?.lower === 'as') return 2;
  if (word === 'for' && /^(?:example|instance)$/.test(w[at + 1]?.lower ?? '')) return w[at + 2]?.lower === ',' ? 3 : 2;
  if (word === 'including' || word === 'e.g.' || word === 'i.e.' || word === 'namely') return w[at + 1]?.lower === ',' ? 2 : 1;
  return word === 'like' && w[at]!.pos !== 'VERB' ? 1 : 0;
}

const isGerundStart = (w: Token[], at: number): boolean => {
  const token = w[at]!;
  let next = w[at + 1];
  if (!formsOf(token.lower).includes('ing') || MODIFYING_GERUNDS.has(token.lower)) return false;
  for (let i = at + 1; next && (next.lower === ',' || next.pos === 'CCONJ' || formsOf(next.lower).includes('ing')); i += 1) next = w[i + 1];
  // "such as picking, drying and storage": none has an object, so they are names.
  return !!next && next.lower !== 'of' && next.pos !== 'PUNCT' && formsOf(w[w.indexOf(next) - 1]!.lower).includes('ing');
};
