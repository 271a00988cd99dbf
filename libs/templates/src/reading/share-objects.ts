import type { Clause } from './reading.types.js';
import { BUILD_VERBS } from './word-lists.js';

/**
 * "create, edit and delete tasks": what the last acts on, all act on.
 *
 * @param joined clause -> the one before it that it was joined to by a comma or conjunction.
 */
export function shareObjects(clauses: Clause[], joined: ReadonlyMap<Clause, Clause>): void {
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
      clauses[at - 1] !== before
    )
      continue;
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
