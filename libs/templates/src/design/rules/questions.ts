import { tableOf } from '../../shared/table-of.js';
import { pastParticiple, singular } from '../../knowledge/words.js';
import type { Sentence, Span, Token } from '../../reading/reading.types.js';

/** What a part of a sentence wants to know in numbers: how many or how much of what, and for each of what. */
export interface Question extends Span {
  how: 'count' | 'sum' | 'mean' | 'rank';
  /** Singular, lower case: "hour", "order". Absent: of what was asked before. */
  noun?: string;
  /** "kilograms of waste" → "of waste" */
  more?: string;
  /** Base form: "were saved" → "save". */
  verb?: string;
  /** "per campaign", "each volunteer", "by month": singular. */
  groups: string[];
  /** Of a ranking: the least first. */
  isLeast?: boolean;
  limit?: number;
}

const SHOWN = new Set(
  'see view show display get list compare contain include report track follow check know read calculate count present give provide chart visualize visualise analyse analyze know tell'.split(
    ' ',
  ),
);
const NUMBERS = tableOf<number>({ three: 3, five: 5, ten: 10, twenty: 20 });
const NOUN = /^(NOUN|PROPN)$/;
const IDLE = new Set(['come', 'have', 'be', 'exist', 'get', 'do', 'see', 'view', 'show', 'display']);
const PERIOD = /^(day|week|month|quarter|year)$/;

export const isPeriod = (group: string): boolean => PERIOD.test(group);

/** Every part of a sentence that asks for a number, in order; each ends where the next begins. */
export function questionsOf({ tokens, to }: Sentence): Question[] {
  const starts = tokens.flatMap((_, i) => startAt(tokens, i) ?? []);
  return starts.map((start, i) => {
    const end = starts[i + 1]?.at ?? tokens.length;
    return { ...readQuestion(tokens, start, end), from: tokens[start.at]!.from, to: tokens[end]?.from ?? to };
  });
}

interface Start {
  at: number;
  /** Where its noun begins. */
  next: number;
  how: Question['how'];
}

function startAt(tokens: readonly Token[], i: number): Start | undefined {
  const [before, token, after] = [tokens[i - 1], tokens[i]!, tokens[i + 1]];
  if (token.lower === 'how' && /^(many|much)$/.test(after?.lower ?? '')) return { at: i, next: i + 2, how: 'count' };
  if (token.lower === 'which' && NOUN.test(after?.pos ?? '')) {
    const most = tokens.slice(i + 2, i + 9).find(({ lower }) => /^(most|least)$/.test(lower));
    return most && { at: i, next: i + 1, how: 'rank' };
  }
  if (!isShown(tokens, i)) return undefined;
  if (
    /^(most|least)$/.test(token.lower) &&
    after &&
    tokens[i + 2] &&
    /^(popular|frequent|used|borrowed|booked|sold|rented|liked|read|viewed|ordered|active|common)$/.test(after.lower)
  )
    return { at: i, next: i + 2, how: 'rank' };
  if (token.lower === 'best' && (NOUN.test(after?.pos ?? '') || /^(-|selling)$/.test(after?.lower ?? ''))) {
    const next = tokens.findIndex(({ lower, pos }, at) => at > i && lower !== '-' && lower !== 'selling' && NOUN.test(pos));
    return next < 0 || next > i + 3 ? undefined : { at: i, next, how: 'rank' };
  }
  if (/^best-?selling$/.test(token.lower)) return { at: i, next: i + 1, how: 'rank' };
  if (token.lower === 'top' && (after?.pos === 'NUM' || NOUN.test(after?.pos ?? ''))) return { at: i, next: i + 1, how: 'rank' };
  // "The total number of orders" is one question.
  if (before && /^(total|average|overall|mean)$/.test(before.lower) && token.lower === 'number') return undefined;
  if (/^(average|mean)$/.test(token.lower)) return { at: i, next: i + 1, how: 'mean' };
  if (/^(total|overall|sum)$/.test(token.lower))
    return { at: i, next: after?.lower === 'number' ? i + 2 : i + 1, how: after?.lower === 'number' ? 'count' : 'sum' };
  if (token.lower === 'number' && after?.lower === 'of') return { at: i, next: i + 1, how: 'count' };
  return undefined;
}

/** Whether it is shown to somebody, rather than a field of something: "each order has a total price". */
function isShown(tokens: readonly Token[], i: number): boolean {
  const verb = tokens
    .slice(0, i)
    .reverse()
    .find(({ pos, lower }) => /^(VERB|AUX)$/.test(pos) && lower !== 'can');
  const passive = tokens.slice(i).findIndex(({ pos, lemma }) => pos === 'VERB' && SHOWN.has(lemma));
  return verb ? SHOWN.has(verb.lemma) : passive > 0;
}

function readQuestion(tokens: readonly Token[], { next, how }: Start, end: number): Omit<Question, keyof Span> {
  let i = next;
  let limit: number | undefined;
  while (
    i < end &&
    (/^(DET|ADJ|PRON|NUM)$/.test(tokens[i]!.pos) || tokens[i]!.lower === 'of') &&
    !/^(each|every|which|that)$/.test(tokens[i]!.lower)
  ) {
    if (tokens[i]!.pos === 'NUM') limit = NUMBERS[tokens[i]!.lower] ?? (Number(tokens[i]!.lower) || undefined);
    i++;
  }
  const name = nounAt(tokens, i, end);
  i += name.length;
  const more = tokens[i]?.lower === 'of' && i < end ? nounAt(tokens, i + 1, end) : [];
  const noun = singular(words(name));
  const rest = tokens.slice(i, end);
  const verb =
    rest.find(({ pos, lemma }) => pos === 'VERB' && !IDLE.has(lemma))?.lemma ?? (how === 'rank' ? firstBy(tokens[next - 1]) : undefined);
  const least = tokens.slice(next - 2 < 0 ? 0 : next - 2, end).some(({ lower }) => lower === 'least');
  return {
    how,
    ...(noun && { noun }),
    ...(more.length > 0 && { more: `of ${more.map(({ lower }) => lower).join(' ')}` }),
    ...(verb && { verb }),
    groups: groupsIn(tokens.slice(0, end), i),
    ...(least && { isLeast: true }),
    ...(limit && { limit }),
  };
}

/** "The most borrowed", "the best": how they come to be first. */
function firstBy(token: Token | undefined): string | undefined {
  if (!token || /^(which|top)$/.test(token.lower)) return undefined;
  return /^(best|best-?selling|selling)$/.test(token.lower) ? 'sell' : token.lemma;
}

function nounAt(tokens: readonly Token[], from: number, end: number): Token[] {
  let to = from;
  while (to < end && NOUN.test(tokens[to]!.pos)) to++;
  return tokens.slice(from, to);
}

const words = (tokens: readonly Token[]): string => tokens.map(({ lower }) => lower).join(' ');

/** "by kind", "per campaign", "for each tool", "each volunteer". */
function groupsIn(tokens: readonly Token[], from: number): string[] {
  const found: string[] = [];
  tokens.forEach(({ lower }, i) => {
    if (i < from) return;
    if (lower === 'monthly') found.push('month');
    const isEach = lower === 'each' || lower === 'every';
    if (!isEach && lower !== 'by' && lower !== 'per') return;
    let at = i + 1;
    while (/^(DET|ADJ|PRON)$/.test(tokens[at]?.pos ?? '')) at++;
    const group = singular(words(nounAt(tokens, at, tokens.length)));
    if (group) found.push(group);
  });
  return [...new Set(found)];
}

/** "Kilograms of waste avoided", "Money raised". */
export function labelOf(said: string, { more, verb }: Question): string {
  return [said, more, verb && pastParticiple(verb)].filter(Boolean).join(' ');
}
