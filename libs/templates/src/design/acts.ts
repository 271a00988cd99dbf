import { MOVING, SOUND } from '../shared/media.js';
import { tableOf } from '../shared/table-of.js';
import type { NounPhrase } from '../reading/reading.types.js';
import { actedName, isOwnedByActs } from './acted-name.js';
import { listsAttributes } from './asides.js';
import { isAttributeLike } from './attach.js';
import { Draft, type Said, type WishKind } from './draft.js';
import { FIGURES, readFeature } from './features.js';
import { isPerson } from './lexicon.js';
import { isApplication, isSomebody, nameOf, recordNameOf, recordNamesOf } from './nouns.js';
import { isKnown, weightOf } from './verbs.js';

/** Verbs that say that something is there, and nothing of what is done with it. */
const SHOWING = new Set([
  'display',
  'show',
  'present',
  'list',
  'see',
  'view',
  'browse',
  'read',
  'find',
  'search',
  'filter',
  'sort',
  'compare',
  'learn',
  'explore',
  'check',
  'look',
  'access',
  'query',
  'showcase',
]);

/** Verbs whose object stands after a preposition: "comment on posts", "register for events". */
const TOWARDS = new Set([
  'comment',
  'comment on',
  'register',
  'sign up',
  'apply',
  'subscribe',
  'vote',
  'participate',
  'enrol',
  'enroll',
  'rsvp',
  'take part',
  'answer',
  'bid',
  'reply',
  'respond',
  'search',
  'browse',
  'look',
]);

const TARGETS = new Set(['on', 'for', 'in', 'to', 'through']);

const RECEIVING = new Set([
  'see',
  'view',
  'get',
  'generate',
  'receive',
  'export',
  'print',
  'display',
  'show',
  'produce',
  'provide',
  'check',
  'query',
  'download',
  'analyze',
  'analyse',
  'visualize',
  'present',
  'create',
  'use',
  'have',
  'offer',
  'access',
]);

const PAGES =
  /\b(company|brand|team|corporate|business|enterprise|school|club|shop|store) (introduction|profile|overview|culture|history|information)s?$|\bcontact (information|details?|form)$|^about us$|^faqs?$/i;

const BOOKING = new Set(['book', 'schedule', 'make', 'reserve', 'arrange', 'request']);

/** "Deals belong to a contact." */
export function readBelonging(draft: Draft, said: Said): void {
  const { clause } = said;
  for (const child of clause.subjects.flatMap((phrase) => recordNameOf(phrase) ?? []))
    for (const { preposition, phrase } of clause.complements) {
      const parent = preposition === 'to' ? recordNameOf(phrase) : undefined;
      if (parent) tie(draft, child, parent, said);
    }
}

/** Each of these is of one of those. */
function tie(draft: Draft, child: string, parent: string, said: Said): void {
  if (child === parent || isPerson(child)) return;
  const record = draft.record(child);
  if (!record.parents.has(parent) && !draft.find(parent)?.parents.has(child)) record.parents.set(parent, { isRequired: false });
  draft.account.built(said.clause, { kind: 'relation', record: child, to: parent });
}

/** What is wished for by a verb alone: "commenting and liking". */
const TAKEN_UP = tableOf<WishKind>({
  comment: 'comment',
  like: 'favourite',
  favourite: 'favourite',
  favorite: 'favourite',
  bookmark: 'favourite',
  rate: 'review',
  review: 'review',
  message: 'message',
  chat: 'message',
});

const EMPTY = /^((detailed|relevant|specific|more|related|basic) )?(information|content|details?|data)$/;

/** Somebody, or the application itself, does something with things. */
export function readAct(draft: Draft, said: Said, byApplication: boolean): void {
  const { clause } = said;
  const verb = clause.verb!;
  const people = clause.subjects
    .filter((phrase) => !isApplication(phrase))
    .filter((phrase) => isSomebody(nameOf(phrase)) || isActingHouse(draft, phrase))
    .map(nameOf);
  // "Agents are assigned to tickets": the tickets are, to agents.
  if (clause.isPassive && verb === 'assign') return readAssignment(draft, said);
  for (const phrase of clause.subjects) if (phrase.isPlural && people.includes(nameOf(phrase))) draft.role(nameOf(phrase)).isMany = true;
  for (const name of people) {
    const role = draft.role(name);
    role.mentions++;
    role.acts.push({ verb, said });
    const kept = draft.find(name);
    if (kept) kept.isPerson = true;
    draft.account.built(clause, { kind: 'role', name });
  }
  const objects =
    clause.objects.length > 0 || !TOWARDS.has(verb)
      ? verb === 'send'
        ? clause.objects
        : clause.objects.flatMap(ofKind)
      : clause.complements.filter(({ preposition }) => TARGETS.has(preposition)).map(({ phrase }) => phrase);
  const wish = objects.length === 0 ? TAKEN_UP[verb] : undefined;
  if (wish) draft.wishes.push({ kind: wish, by: people, said, text: verb });
  // "Find the information", "browse the site": lists with search are there.
  if (
    SHOWING.has(verb) &&
    objects.length > 0 &&
    objects.every((object) => isApplication(object) || EMPTY.test(object.name)) &&
    recordNamesOf(objects[0]!, clause.complements).length === 0
  )
    draft.account.built(clause, { kind: 'always', label: 'Lists and search' });
  for (const one of objects) {
    const object = one.isPronoun && one.refersTo && people.includes(nameOf(one)) ? (thingBefore(draft, said) ?? one) : one;
    const names = recordNamesOf(object, clause.complements);
    // "Check the status of their refunds": refunds are looked at.
    const whose =
      names.length === 0 && SHOWING.has(verb) && isAttributeLike(object)
        ? object.complements.find(({ preposition }) => preposition === 'of')
        : undefined;
    if (whose) names.push(...recordNamesOf(whose.phrase));
    const acted = names.length === 0 ? actedName(draft, object, verb) : undefined;
    if (acted) {
      names.push(acted);
      // Nothing counted it as mentioned, since by its noun it is nothing that is kept.
      if (isOwnedByActs(acted, verb)) draft.record(acted).evidence += 1;
    }
    if (
      names.length === 0 ||
      draft.self.has(names[0]!) ||
      (RECEIVING.has(verb) && (FIGURES.test(object.name) || PAGES.test(object.name)))
    ) {
      if (isKnown(verb, object.head) || RECEIVING.has(verb))
        readFeature(draft, listsAttributes(object) ? { ...object, examples: [] } : object, said);
      continue;
    }
    for (const name of names) readActOn(draft, name, said, people, byApplication);
  }
}

/** "Various types of files": the files. */
function ofKind(phrase: NounPhrase): NounPhrase[] {
  const isMany = phrase.isPlural || phrase.adjectives.length > 0 || /^(an?|all)$/.test(phrase.determiner ?? '');
  const of = /^(type|kind|variety|range|sort|piece)$/.test(phrase.name) && isMany
    ? phrase.complements.filter(({ preposition, phrase: inner }) => preposition === 'of' && !inner.isPronoun && inner.isPlural)
    : [];
  return of.length > 0 ? of.map((one) => one.phrase) : [phrase];
}

const HOUSES = /^(business|enterprise|company|firm|organi[sz]ation|institution|association|school|restaurant|store|shop|hotel|agency|factory|farm)$/;
const ACTING = /^(log in|sign in|sign up|log|register|create|publish|post|upload|submit)$/;

/** "Businesses log in and publish offers": whoever acts for one has an account in its name. */
function isActingHouse({ reading }: Draft, phrase: NounPhrase): boolean {
  const name = nameOf(phrase);
  if (!phrase.isPlural || phrase.isPronoun || !HOUSES.test(name)) return false;
  return reading.sentences.some(
    ({ topic, clauses }) =>
      topic === 'build' &&
      clauses.some(
        ({ verb, subjects, modal, isPassive }) =>
          verb !== undefined && modal !== undefined && !isPassive && ACTING.test(verb) && subjects.some((one) => one.isPlural && nameOf(one) === name),
      ),
  );
}

/** "Agents are assigned to tickets and close them": nobody closes themselves. */
function thingBefore(draft: Draft, { sentence, clause }: Said): NounPhrase | undefined {
  const before = sentence.clauses.slice(0, sentence.clauses.indexOf(clause)).reverse();
  return before
    .flatMap(({ objects, complements }) => [...objects, ...complements.map(({ phrase }) => phrase)])
    .find(
      (phrase) =>
        !phrase.isPronoun && !isSomebody(nameOf(phrase)) && recordNameOf(phrase) !== undefined && draft.find(recordNameOf(phrase)!),
    );
}

/** What is managed is kept, however often it is named. */
const KEEPS = new Set(['manage', 'maintain', 'add', 'create', 'administer', 'record', 'register']);

function readAssignment(draft: Draft, said: Said): void {
  const { clause } = said;
  const people = clause.objects.map(nameOf).filter((name) => isSomebody(name));
  const things = people.length > 0 ? clause.complements.map(({ phrase }) => phrase) : clause.objects;
  for (const name of people) {
    draft.role(name).mentions++;
    draft.role(name).acts.push({ verb: 'assign', said });
  }
  for (const name of things.flatMap((phrase) => recordNamesOf(phrase))) {
    const record = draft.record(name, isPerson(name));
    record.evidence += 2;
    const complements =
      people.length > 0
        ? people.map((one) => ({ preposition: 'to', name: one }))
        : clause.complements.map(({ preposition, phrase }) => ({ preposition, name: nameOf(phrase) }));
    record.acts.push({ verb: 'assign', by: [], said, complements, results: [], isNegative: clause.isNegative });
    draft.account.built(clause, { kind: 'record', name });
  }
}

/** Verbs after which a complement says of what the new one is: "write reviews of products", "log check-ins for each habit". */
const MAKING = new Set([
  'write',
  'log',
  'add',
  'create',
  'submit',
  'post',
  'leave',
  'make',
  'record',
  'buy',
  'upload',
  'send',
  'file',
  'open',
  'register',
  'attach',
  'enter',
  'plan',
  'schedule',
]);

const OF = new Set(['of', 'for', 'on', 'about', 'to']);
const PLAYING = new Set(['play', 'play back', 'listen', 'listen to', 'stream', 'watch']);

function readActOn(draft: Draft, name: string, said: Said, people: string[], byApplication: boolean): void {
  const { clause } = said;
  const verb = clause.verb!;
  const record = draft.record(name, isPerson(name));
  if (!record.said.includes(said)) record.said.push(said);
  record.acts.push({
    verb,
    by: byApplication ? [] : people,
    said,
    complements: clause.complements.map(({ preposition, phrase }) => ({ preposition, name: recordNameOf(phrase) ?? nameOf(phrase) })),
    results: clause.results,
    isNegative: clause.isNegative,
  });
  if (MAKING.has(verb))
    for (const { preposition, phrase } of clause.complements) {
      const parent = OF.has(preposition) && !phrase.isPronoun ? recordNameOf(phrase) : undefined;
      if (
        parent &&
        !isPerson(parent) &&
        !/^(message|cart|account)$/.test(parent) &&
        (phrase.isPlural || /^(each|every|an?|the|their)$/.test(phrase.determiner ?? ''))
      )
        tie(draft, name, parent, said);
    }
  // What people play is kept as a file; what a game plays behind them is not.
  const isPlayed = PLAYING.has(verb) && !byApplication && (SOUND.test(name) || MOVING.test(name));
  record.evidence += (SHOWING.has(verb) ? 1.5 : KEEPS.has(verb) ? 2.5 : 2) * (isPlayed ? 1 : weightOf(verb, name));
  // "book appointments with doctors": whoever is booked is kept, whether they have an account or not.
  if (BOOKING.has(verb))
    for (const { preposition, phrase } of clause.complements) {
      const partner = preposition === 'with' ? recordNameOf(phrase) : undefined;
      if (partner && isPerson(partner)) draft.record(partner, true).isNeeded = true;
    }
}
