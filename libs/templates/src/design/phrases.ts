import type { Clause, Sentence } from '../reading/reading.types.js';
import { asksOf } from './claims/asks-of.js';
import type { Ask, Scope, Verdict } from './claims/claim.types.js';
import { judge } from './claims/judge.js';
import { restsOf } from './claims/leftover.js';
import { distinct, ignored, together } from './claims/verdicts.js';
import { toldOf } from './claims/topics.js';
import type { Design, Phrase } from './design.types.js';
import type { Draft } from './draft.js';
import { readable, type Cut } from './readable.js';

/** A part of the text from here to where the next begins, and what became of it. */
interface Piece extends Cut {
  /** Its verb shares an object that stands further on: "create" of "create and manage orders". */
  isOpen?: boolean;
}

/** Says of every part of a description what became of it; the parts cover it, in order, without overlap. */
export function phrasesOf(draft: Draft, design: Design, slugOf: (name: string) => string | undefined): Phrase[] {
  const scope: Scope = { draft, design, slugOf, judge: (ask) => judge(ask, scope) };
  const { text, sentences } = draft.reading;
  const pieces = readable(joined(sentences.flatMap((sentence) => piecesOf(sentence, scope))), text);
  const phrases: Phrase[] = [];
  let at = 0;
  pieces.forEach(({ verdict }, i) => {
    const to = i + 1 < pieces.length ? Math.max(pieces[i + 1]!.from, at) : text.length;
    if (to <= at) return;
    phrases.push({ from: at, to, text: text.slice(at, to), ...verdict });
    at = to;
  });
  if (at < text.length)
    phrases.push({ from: at, to: text.length, text: text.slice(at), outcome: 'IGNORED', reason: 'Nothing to read', evidence: [] });
  return phrases;
}

/** A sentence cut where its clauses begin, and within a clause where its objects fare differently. */
function piecesOf(sentence: Sentence, scope: Scope): Piece[] {
  const told = toldOf(sentence, scope);
  if (told || sentence.clauses.length === 0)
    return [{ from: sentence.from, verdict: told ?? ignored('Read as what leads to the wish'), sentence }];
  const parts = partsOf(sentence);
  return parts.flatMap(({ from, clauses }, i) => {
    const to = parts[i + 1]?.from ?? sentence.to;
    const asks = clauses.flatMap((clause) => asksOf({ sentence, clause }, scope));
    const isWhole = clauses.some(({ kind }) => kind === 'question');
    const starts = asks.map((ask) => ask.from).filter((at) => at >= from && at < to);
    const isInside = (ask: Ask): boolean => !isWhole && ask.from > Math.min(...starts) && ask.from < to;
    const first = asks.filter((ask) => !isInside(ask));
    const cuts = asks.filter(isInside).sort((a, b) => a.from - b.from);
    const isOpen = clauses.every(({ objects }) => objects.length > 0 && objects.every((phrase) => phrase.from >= to));
    const verdictOf = (some: readonly Ask[]): Verdict => together(some.map((ask) => judge(ask, scope)));
    const claims: Piece[] = [
      { from, verdict: verdictOf(first), sentence, isOpen },
      ...cuts.map((ask) => ({ from: ask.from, verdict: verdictOf([ask]), sentence })),
    ];
    return claims.flatMap((piece, n) => {
      const until = claims[n + 1]?.from ?? to;
      return [piece, ...(isWhole ? [] : restsWithin(n === 0 ? first : [cuts[n - 1]!], piece, until, scope))];
    });
  });
}

/** What a claim says further on, and nothing answers for; it begins where the first of that does. */
function restsWithin(asks: readonly Ask[], piece: Piece, until: number, scope: Scope): Piece[] {
  if (piece.verdict.outcome !== 'BUILT') return [];
  const last = asks.at(-1);
  const rests = last ? restsOf(last, piece.verdict, scope) : [];
  const [rest] = rests.filter(({ from }) => from > piece.from && from < until).sort((a, b) => a.from - b.from);
  return rest ? [{ ...rest, sentence: piece.sentence }] : [];
}

/** Neighbours that fare alike are one phrase, within a clause and where verbs share an object. */
function joined(pieces: readonly Piece[]): Piece[] {
  const list: (Piece & { part: boolean })[] = [];
  for (const piece of pieces) {
    const last = list.at(-1);
    const isPart = piece.isOpen === undefined;
    const isSame =
      last &&
      last.sentence === piece.sentence &&
      last.verdict.outcome === piece.verdict.outcome &&
      last.verdict.reason === piece.verdict.reason;
    if (last && isSame && (isPart || last.isOpen)) {
      last.verdict = { ...last.verdict, evidence: distinct([...last.verdict.evidence, ...piece.verdict.evidence]) };
      if (!isPart) last.isOpen = piece.isOpen ?? false;
    } else list.push({ ...piece, part: isPart });
  }
  return list;
}

/** A sentence cut where its clauses begin. */
function partsOf(sentence: Sentence): { from: number; clauses: Clause[] }[] {
  const found: { from: number; clauses: Clause[] }[] = [];
  for (const clause of [...sentence.clauses].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && clause.from <= last.from) last.clauses.push(clause);
    // "Coordinators see which plots are free" is one wish.
    else if (last && (clause.kind === 'question' || isNeed(clause))) last.clauses.push(clause);
    else found.push({ from: last ? clause.from : sentence.from, clauses: [clause] });
  }
  return found;
}

/** "… find what they need": no wish of its own. */
const isNeed = ({ kind, verb, subjects, from, to }: Clause): boolean =>
  subjects.some(({ isPronoun }) => isPronoun) &&
  (kind === 'relative' || to - from < 30) &&
  /^(need|want|like|prefer|require|be interested)$/.test(verb ?? '');
