import { classifyNoun } from '../knowledge/classify-noun.js';
import { isPerson } from '../knowledge/people.js';
import { readClauses } from './clauses.js';
import { PAIRED } from './noun-phrase-names.js';
import { readNounPhrase } from './noun-phrases.js';
import type { NounPhrase, Token } from './reading.types.js';
import { isPluralWord } from './tagging.js';
import { FEATURE_WORDS } from './word-lists.js';

/** A part of a list between two commas or conjunctions. */
export interface Piece {
  tokens: Token[];
  /** What stands before it: nothing, a comma, a conjunction, or a comma with a conjunction. */
  joint: '' | ',' | 'and' | ',and';
}

/** Cuts at commas, semicolons and conjunctions that stand in no parentheses. */
export function piecesOf(w: readonly Token[]): Piece[] {
  const pieces: Piece[] = [{ tokens: [], joint: '' }];
  let depth = 0;
  for (const token of w) {
    if (/^[([（]$/.test(token.lower)) depth += 1;
    if (/^[)\]）]$/.test(token.lower)) depth -= 1;
    const last = pieces.at(-1)!;
    if (depth === 0 && /^[,;、]$/.test(token.lower)) {
      if (last.tokens.length > 0) pieces.push({ tokens: [], joint: ',' });
    } else if (depth === 0 && /^(?:and|or|&|plus)$/.test(token.lower)) {
      if (last.tokens.length > 0) pieces.push({ tokens: [], joint: 'and' });
      else if (pieces.length > 1) last.joint = last.joint === ',' ? ',and' : last.joint;
    } else if (!/^[.!?…]$/.test(token.lower)) last.tokens.push(token);
  }
  return pieces.filter(({ tokens }) => tokens.length > 0);
}

/** Views, figures and acts that an application is to have, rather than things that are kept. */
const VIEWS =
  /^(?:board|kanban|chart|graph|calendar|timetable|dashboard|overview|statistic|statistics|ranking|leaderboard|scoreboard|report|summary|search|import|export|warning|alert|reminder|notification|map|login|sign-in|gallery|newsletter|filter|analytics)s?$/;

export const isView = ({ head }: NounPhrase): boolean => VIEWS.test(head);

/** What announces functions, or is one: such a list is no inventory. */
export const isFeature = ({ head, name }: NounPhrase): boolean =>
  FEATURE_WORDS.has(head) ||
  /^(?:management|registration|authentication|authori[sz]ation|integration|visuali[sz]ation|recommendation|navigation|page|system|module|interface|login|support|design|section|button|form|layout|app|website|platform)$/.test(
    head,
  ) ||
  /\b(?:page|user account|home)$/.test(name);

/** Whether a noun says something of other things: a title, prices, an expiry date. */
export function isValue({ name, head, isPlural }: NounPhrase): boolean {
  if (isPerson(name)) return false;
  const kind = classifyNoun(name).class;
  return (
    kind === 'attribute' ||
    kind === 'measure' ||
    kind === 'unit' ||
    kind === 'time' ||
    /^(?:date|total|price|name|title|description|number|photo|picture|note|tag|hour|kilometre|kilometer|mile|address|amount|status|priority)$/.test(
      head,
    ) ||
    (!isPlural && kind === 'abstraction')
  );
}

/** A question that stands for an attribute: "how often to water", "who lent it". */
export const isQuestion = ({ tokens }: Piece): boolean => /^(?:how|when|where|who|whether|what|why)$/.test(tokens[0]!.lower);

/** Whether a piece says what somebody does, or goes on such a sentence. */
export function isClause({ tokens }: Piece): boolean {
  if (tokens.some(({ pos }) => pos === 'AUX' || pos === 'PRON') || /^(?:ADP|SCONJ|PART|ADV)$/.test(tokens[0]!.pos)) return true;
  const [first] = readClauses(tokens);
  return first?.verb !== undefined && first.kind === 'main' && first.subjects.length > 0 && first.subjects[0]!.from < tokens[0]!.to + 25;
}

/** "Import from CSV", "print an invoice": what can be done, without anybody who does it. */
export const isCommand = ({ tokens: [first, next] }: Piece): boolean =>
  first!.pos === 'VERB' && first!.lower === first!.lemma && next !== undefined && /^(?:DET|ADP|PRON|NOUN)$/.test(next.pos);

/** "Plays", "exercises with attendance": what is listed is a thing, whatever else the word can be. */
export function asNouns(piece: Piece): Piece {
  const [first, next, more] = piece.tokens;
  const isEnd = (token: Token | undefined): boolean => !token || /^(?:with|per|of|for)$/.test(token.lower);
  const isPlural = isPluralWord(first!.lower) && isEnd(next);
  // "Wish list", "shopping items": the first word says which, and acts upon nothing.
  const isCompound = next?.pos === 'NOUN' && isEnd(more) && (!isPluralWord(next.lower) || /ing$/.test(first!.lower));
  if (first!.pos === 'VERB' && (isPlural || isCompound)) first!.pos = 'NOUN';
  return piece;
}

/** Where "with" begins what a thing has: "loans to other museums with a start and an end"; 0 where it has nothing. */
export function withIn({ tokens }: Piece, from: number): number {
  const at = tokens.findIndex(({ lower }, i) => i >= from && lower === 'with');
  return at > 0 && tokens.slice(from, at).every(({ pos }) => /^(?:ADP|DET|ADJ|NOUN|PROPN|NUM|PART)$/.test(pos)) ? at : 0;
}

/** A noun phrase that the words are, up to a preposition. */
export function phraseAt(tokens: Token[], at = 0): { phrase: NounPhrase; next: number } | undefined {
  const found = readNounPhrase(tokens, at, (place) => place > at && tokens[place]!.pos === 'ADP');
  return found && !found.phrase.isPronoun ? found : undefined;
}

/** "Start" of "start and end kilometres": what has its noun further on. */
export const isModifier = ({ tokens }: Piece, next: Piece | undefined): boolean =>
  tokens.length === 1 && next !== undefined && next.joint === 'and' && next.tokens.length === 2 && isPairOf(tokens[0]!, next.tokens[0]!);

const isPairOf = (one: Token, other: Token): boolean =>
  (PAIRED.has(one.lower) && PAIRED.has(other.lower)) || (one.pos === 'ADJ' && other.pos === 'ADJ') || isOpposite(one.lower, other.lower);
const isOpposite = (one: string, other: string): boolean =>
  /^(?:net|gross|minimum|maximum|old|new|first|last|total|open)$/.test(one) &&
  /^(?:net|gross|minimum|maximum|old|new|first|last|total|open)$/.test(other);
