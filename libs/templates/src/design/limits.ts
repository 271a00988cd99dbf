import type { Field } from './design.types.js';
import type { Draft, Said } from './draft.js';
import { fieldOf } from './field-of.js';
import { isPerson } from './lexicon.js';
import { recordNameOf } from './nouns.js';

const PLACES =
  '(?:participants?|people|persons?|students?|members?|guests?|attendees?|players?|seats?|places?|visitors?|tickets?|learners?|pupils?)';

const LIMITS = [
  new RegExp(`\\bnumber of ${PLACES} (?:\\w+ )?(?:is|are) (?:limited to|at most|no more than|up to) (\\d{1,5})\\b`, 'i'),
  new RegExp(`\\b(?:at most|no more than|up to|a maximum of|not more than|limited to) (\\d{1,5}) ${PLACES}\\b`, 'i'),
  new RegExp(`\\b(?:room|space|places|seats) for (\\d{1,5}) ${PLACES}\\b`, 'i'),
];

/** How many are let in at most, as words say it. */
export const limitIn = (text: string): string | undefined => LIMITS.map((pattern) => pattern.exec(text)?.[1]).find(Boolean);

/** "The number of participants is limited to 12": how many there is room for. */
export function readLimit(draft: Draft, said: Said): void {
  const most = limitIn(said.sentence.text);
  if (!most || said.clause !== said.sentence.clauses[0]) return;
  const named = said.sentence.clauses
    .flatMap(({ subjects, objects, complements }) => [...subjects, ...objects, ...complements.map(({ phrase }) => phrase)])
    .flatMap((phrase) => recordNameOf(phrase) ?? [])
    .find((name) => !isPerson(name) && !new RegExp(`^${PLACES}$`).test(name) && draft.find(name));
  const joined = [...draft.records.values()].find(({ acts }) => acts.some(({ verb }) => JOINED.has(verb)));
  const owner = (named ? draft.find(named) : undefined) ?? joined;
  if (!owner) return;
  const known = [...owner.fields.values()].find(
    ({ name, kind }) => kind === 'integer' && /capacity|seats|places|participants|maximum|limit/.test(name),
  );
  const field = limited(known, most);
  owner.fields.set(field.name, field);
  draft.account.built(said.clause, { kind: 'field', record: owner.name, field: field.name });
}

/** Nothing is without its limit, so that one has to be said. */
export const limited = (known: Field | undefined, most: string): Field => ({
  ...(known ?? fieldOf('capacity')),
  min: 1,
  max: Number(most),
  required: true,
  help: `At most ${most}.`,
});

const JOINED = new Set(['enrol', 'enroll', 'register', 'sign up', 'join', 'attend', 'participate', 'book', 'reserve', 'take part', 'rsvp']);
