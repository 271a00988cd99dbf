import { PRODUCTS } from './word-lists.js';
import type { NounPhrase, Reading } from './reading.types.js';

/** "subject|verb|object" for each pair of a reading's clauses. The application as who acts counts as nobody named. */
export function triplesOf(reading: Reading): string[] {
  return reading.sentences.flatMap((sentence) =>
    sentence.clauses.flatMap((clause) =>
      orNone(clause.subjects).flatMap((subject) =>
        orNone(clause.objects).map((object) => `${nameOf(subject)}|${clause.verb ?? ''}|${object?.name ?? ''}`),
      ),
    ),
  );
}

const orNone = (phrases: NounPhrase[]): (NounPhrase | undefined)[] => (phrases.length > 0 ? phrases : [undefined]);
const nameOf = (subject: NounPhrase | undefined): string =>
  !subject || (subject.head === 'it' && (!subject.refersTo || PRODUCTS.has(subject.refersTo.head))) ? '' : subject.name;
