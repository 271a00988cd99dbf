import type { Clause } from './reading.types.js';
import { INTRANSITIVE } from './verb-words.js';
import { BUILD_VERBS } from './word-lists.js';

/**
 * "create, edit and delete tasks": what the last acts on, all act on.
 *
 * @param joined clause -> the one before it that it was joined to by a comma or conjunction.
 * @param stranded clause -> preposition whose phrase comes with the clause joined to it: "comment on and like posts".
 */
export function shareObjects(clauses: Clause[], joined: ReadonlyMap<Clause, Clause>, stranded: ReadonlyMap<Clause, string>): void {
  goOn(clauses, joined);
  for (let at = clauses.length - 1; at > 0; at -= 1) {
    const clause = clauses[at]!;
    const before = joined.get(clause);
    if (
      !clause.verb ||
      !before?.verb ||
      before.objects.length > 0 ||
      before.complements.length > 0 ||
      before.results.length > 0 ||
      before.adverbs.some((adverb) => /^(?:fast|well|hard|best)$/.test(adverb)) ||
      before.isPassive !== clause.isPassive ||
      clauses[at - 1] !== before ||
      isClosedBefore(clause, before, joined.get(before))
    )
      continue;
    const preposition = stranded.get(before);
    if (preposition) {
      const last = clause.complements.at(-1)?.phrase;
      before.complements = (last ? [last] : clause.objects).map((phrase) => ({ preposition, phrase }));
      continue;
    }
    if (!isTransitive(before.verb)) continue;
    if (clause.objects.length > 0) before.objects = [...clause.objects];
    else if (
      clause.complements.length > 0 &&
      !clause.verb.includes(' ') &&
      (/^(?:for|in|on|with|through|about)$/.test(clause.complements[0]!.preposition) ||
        // No comma between: "comment, and reply to posts" are two acts of their own.
        (clause.complements[0]!.preposition === 'to' &&
          clause.from - before.to <= ' and '.length &&
          /^(?:respond|reply|react|listen|subscribe)$/.test(clause.verb))) &&
      !/day$|^(?:week|month|year|hour|time)$/.test(clause.complements[0]!.phrase.head)
    )
      before.objects = clause.complements
        .filter((each) => each.preposition === clause.complements[0]!.preposition)
        .map((each) => each.phrase);
  }
  answer(clauses);
}

/** "The sexton confirms or declines, and gets a calendar": what has its own conjunction ends before a comma with another. */
const isClosedBefore = (clause: Clause, before: Clause, first: Clause | undefined): boolean =>
  first !== undefined && isConjunction(before.from - first.to) && clause.from - before.to >= ', and '.length;
const isConjunction = (gap: number): boolean => gap >= ' or '.length && gap <= ' and '.length;

const ANSWERING = /^(?:confirm|decline|accept|reject|approve|refuse|deny|grant)$/;

/** "People request a booking, the sexton confirms or declines": what was asked for before is answered. */
function answer(clauses: readonly Clause[]): void {
  for (const [at, clause] of clauses.entries()) {
    const isBare = clause.objects.length + clause.complements.length + clause.results.length === 0;
    if (!isBare || clause.isPassive || clause.kind !== 'main' || !ANSWERING.test(clause.verb ?? '')) continue;
    const asked = clauses.slice(0, at).findLast(({ verb, objects }) => verb !== undefined && objects.length > 0);
    if (asked) clause.objects = [...asked.objects];
  }
}

/** "uploading pictures, cropping, turning, and adding captions": what stands bare between commas acts on what was acted on before. */
function goOn(clauses: Clause[], joined: ReadonlyMap<Clause, Clause>): void {
  for (const [at, clause] of clauses.entries()) {
    const before = joined.get(clause);
    const next = clauses[at + 1];
    if (!clause.verb || !before?.verb || before.objects.length === 0 || !next || joined.get(next) !== clause) continue;
    const isBare = clause.objects.length + clause.complements.length + clause.results.length + clause.adverbs.length === 0;
    let last = next;
    for (let i = at + 2; clauses[i] && joined.get(clauses[i]!) === last; i += 1) last = clauses[i]!;
    // "manage accounts, add, modify and delete devices": only what is put on something else leaves the others without their object.
    const isEmpty = last.objects.length + last.complements.length === 0 && last.verb !== undefined && !INTRANSITIVE.has(last.verb);
    if (isEmpty && isBare && clause.isPassive === before.isPassive && isTransitive(clause.verb) && !INTRANSITIVE.has(clause.verb)) {
      // "browsing courses, watching and downloading"
      clause.objects = [...before.objects];
      if (next === last && isTransitive(last.verb!)) last.objects = [...before.objects];
      continue;
    }
    if (
      isBare &&
      /^(?:add|insert|apply|attach)$/.test(last.verb ?? '') &&
      !/^(?:add|create|edit|modify|change|update|delete|remove|manage|view)$/.test(clause.verb) &&
      clause.isPassive === before.isPassive &&
      isTransitive(clause.verb) &&
      !INTRANSITIVE.has(clause.verb)
    )
      clause.objects = [...before.objects];
  }
}

/**
 * "Design and develop a website": both verbs only say that one is wanted, so that the first goes with the second.
 *
 * @param joined clause -> the one before it that it was joined to by a comma or conjunction.
 */
export function dropBuilders(clauses: Clause[], joined: ReadonlyMap<Clause, Clause>): void {
  for (let at = clauses.length - 1; at > 0; at -= 1) {
    const before = clauses[at - 1]!;
    if (clauses[at]!.verb || joined.get(clauses[at]!) !== before || !BUILD_VERBS.has(before.verb ?? '')) continue;
    if (before.subjects.length + before.objects.length + before.complements.length > 0) continue;
    clauses.splice(at - 1, 1);
    for (const clause of clauses) if (clause.parent !== undefined && clause.parent >= at) clause.parent -= 1;
  }
}

const isTransitive = (verb: string): boolean =>
  !verb.includes(' ') &&
  !/^(?:participate|engage|jump|respond|go|come|interact|communicate|collaborate|login|score|be|register|pay|vote|chat)$/.test(verb);
