import type { Clause, NounPhrase } from '../reading/reading.types.js';
import { JOINED } from './joined.js';
import { clausesToBuild, type Draft, type RecordDraft, type Said } from './draft.js';
import { isSomebody, nameOf } from './nouns.js';

const PLACE = /^(place|spot|seat)$/;
const TAKING = /^(book|reserve|get|take|secure|request)$/;
const ENROLLING = /^(enrol|enroll|register|sign up|participate|take part)$/;
/** How people say that there is no more room, or that there is some. */
export const ROOM = /\b(full|fully booked|booked out|(places?|spots?|seats?|space|room) (left|free|available))\b/i;
export const WAITING = /\bwait(ing)?[ -]?list\b/i;
/** What becomes of those who wait. */
export const MOVING_UP =
  /\b(mov(e|es|ing) up|get(s)? (the|a|their) (place|spot|seat)|next (one )?(in line|on the list)|(somebody|someone|anybody|anyone) (cancels|leaves|drops out|withdraws))\b/i;

/** "Book a place": of something that is shared, whose name stands near. */
export const isPlaceTaken = ({ verb, objects }: Clause): boolean => TAKING.test(verb ?? '') && objects.some(({ name }) => PLACE.test(name));

/**
 * "Members book a place in a class", "students enrol if the course is not full": acts upon what they take part in, which
 * the words name only nearby.
 */
export function readPlaces(draft: Draft): void {
  for (const said of clausesToBuild(draft.reading)) {
    const { clause } = said;
    const isPlace = isPlaceTaken(clause) && !clause.objects.some(({ name }) => draft.find(name)?.fields.size);
    const isBare = ENROLLING.test(clause.verb ?? '') && clause.objects.length === 0 && said.sentence.clauses.some(hasRoom);
    if (clause.isNegative || !(isPlace || isBare)) continue;
    const by = clause.subjects.map((phrase) => nameOf(phrase.refersTo ?? phrase)).filter((name) => isSomebody(name));
    const target = by.length > 0 ? sharedNear(draft, said) : undefined;
    if (!target) continue;
    const verb = isPlace ? BOOKS_A_PLACE : clause.verb!;
    if (isPlace) for (const { name } of clause.objects) forget(draft, name, said);
    target.acts.push({ verb, by, said, complements: [], results: [], isNegative: false });
    target.evidence += 2;
    for (const name of by) {
      const role = draft.role(name);
      role.mentions++;
      role.acts.push({ verb, said });
    }
  }
  if (WAITING.test(draft.reading.text) && [...draft.records.values()].some(({ name, acts }) => JOINED.test(name) && acts.length > 0))
    draft.records.delete('waiting list');
}

/** A place that is booked is none that is kept. */
function forget(draft: Draft, name: string, said: Said): void {
  const place = draft.find(name);
  if (!place) return;
  place.acts = place.acts.filter((act) => act.said.clause !== said.clause);
  if (place.acts.length === 0) draft.records.delete(place.name);
}

/** As the button has it. */
export const BOOKS_A_PLACE = 'book a place';

const hasRoom = ({ results, objects, subjects }: Clause): boolean =>
  ROOM.test([...results, ...[...objects, ...subjects].map(({ text }) => text)].join(' '));

/** What people take part in: what the clause ties to it, what its sentence names, else what was named last before. */
function sharedNear(draft: Draft, { sentence, clause }: Said): RecordDraft | undefined {
  const shared = (phrases: readonly NounPhrase[]): RecordDraft | undefined =>
    phrases
      .map((phrase) => draft.find(phrase.name) ?? draft.find(phrase.refersTo?.name ?? ''))
      .find((record) => record !== undefined && JOINED.test(record.name));
  const sentences = draft.reading.sentences;
  const before = sentences.slice(0, sentences.indexOf(sentence)).reverse();
  return (
    shared([...clause.objects.flatMap(({ complements }) => complements), ...clause.complements].map(({ phrase }) => phrase)) ??
    shared(sentence.clauses.flatMap(phrasesIn)) ??
    shared(before.flatMap(({ clauses }) => clauses.flatMap(phrasesIn)))
  );
}

const phrasesIn = ({ subjects, objects, complements }: Clause): NounPhrase[] => [
  ...subjects,
  ...objects,
  ...complements.map(({ phrase }) => phrase),
];
