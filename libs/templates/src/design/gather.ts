import type { Clause, NounPhrase, Sentence } from '../reading/reading.types.js';
import { readAct, readBelonging } from './acts.js';
import { isAim, isMending, isOneGame, listsAttributes } from './asides.js';
import { readAttributes } from './attributes.js';
import { readData } from './data-records.js';
import { Draft, phrasesOf, type Said } from './draft.js';
import { FIGURES, readFeature, readNamed, readPages, wishOf } from './features.js';
import { isHostName, readHost } from './hosts.js';
import { isGenericPerson } from '../knowledge/people.js';
import { classifyNoun, isPerson } from './lexicon.js';
import { isApplication, isHaving, lastOf, nameOf, recordNameOf } from './nouns.js';

const PRIVILEGED = new Set([
  'be',
  'do',
  'let',
  'allow',
  'enable',
  'make',
  'help',
  'want',
  'need',
  'use',
  'support',
  'provide',
  'offer',
  'have',
  'include',
  'feature',
]);

/** Reads all clauses that ask for something: who does what to which, what has which attributes, what there should be. */
export function gather(draft: Draft): void {
  const first = draft.reading.sentences.find(({ topic }) => topic === 'build');
  if (isMending(draft.reading.sentences[0])) return;
  if (isOneGame(draft.reading)) draft.self.add('game');
  for (const sentence of draft.reading.sentences) {
    if (sentence.topic !== 'build' || (sentence !== first && isTold(draft, sentence))) continue;
    for (const clause of sentence.clauses) {
      if (sentence === first) nameHosts(draft, clause);
      if (sentence === first && isOfThoseItIsFor(sentence, clause)) {
        draft.account.context(clause, 'Read as whom it is for');
        continue;
      }
      if (sentence === first && isAim(clause)) {
        draft.account.context(clause, 'Read as what it is good for');
        continue;
      }
      // "We bake bread every morning" tells visitors something; nothing is kept of it.
      if (
        draft.shape === 'site' &&
        !clause.modal &&
        clause.subjects.some(({ isPronoun, head }) => isPronoun && /^(we|i|our|us)$/i.test(head))
      )
        continue;
      if (sentence === first && clause === sentence.clauses[0] && !clause.isListed && isRead(draft, { sentence, clause })) continue;
      readClause(draft, { sentence, clause });
    }
  }
  readPages(draft);
  readData(draft);
}

/** Whether the clause says what the project is, or whose. */
const isRead = (draft: Draft, said: Said): boolean => readSubject(draft, said) || readHost(draft, said);

/** What a landing page tells its visitors, of which nothing is kept: "Fresh bread every morning." */
const isTold = ({ shape }: Draft, { text, clauses }: Sentence): boolean =>
  shape === 'site' &&
  clauses.every(({ modal }) => !modal) &&
  !/\b(form|page|section|gallery|faqs?|pric(es|ing)|newsletter|visitors?|users?)\b/i.test(text);

/** "A landing page for a bakery": whoever it is made for is none of many that it keeps. */
function nameHosts(draft: Draft, clause: Clause): void {
  const phrases = [...clause.subjects, ...clause.objects].filter((phrase) => isApplication(phrase));
  // "Our village has a sauna": whose it is.
  if (clause.verb === 'have' && clause.subjects.length === 1)
    for (const phrase of clause.subjects)
      if (!phrase.isPlural && (/^(our|my)$/i.test(phrase.determiner ?? '') || /^(our|we|my|i)$/i.test(phrase.possessor?.head ?? '')))
        draft.self.add(nameOf(phrase).toLowerCase());
  for (const { preposition, phrase } of [
    ...phrases.flatMap(({ complements }) => complements),
    ...(phrases.length > 0 ? clause.complements : []),
  ])
    if ((preposition === 'for' || preposition === 'of') && !phrase.isPlural && /^(a|an|our|my|the)$/i.test(phrase.determiner ?? '')) {
      const name = nameOf(phrase).toLowerCase();
      if (isHostName(name)) draft.self.add(name).add(lastOf(name));
    }
}

/** "For people who keep sourdough", "for a firm that sells stoves": who they are, and nothing that is asked for. */
function isOfThoseItIsFor({ clauses }: Sentence, clause: Clause): boolean {
  const { about } = clause;
  if (clause.kind !== 'relative' || !about || /^(want|need|wish|would like|like|have to|must)$/.test(clause.verb ?? '') || clause.modal)
    return false;
  // "Where members send messages": others do something there.
  if (!clause.subjects.every((phrase) => phrase.from === about.from || phrase.refersTo?.from === about.from)) return false;
  const whom = clauses
    .filter((other) => !other.verb || PRIVILEGED.has(other.verb) || isBuilding(other.verb))
    .flatMap(({ objects, subjects, complements }) => [...[...objects, ...subjects].flatMap((phrase) => phrase.complements), ...complements])
    .filter(({ preposition }) => preposition === 'for')
    .map(({ phrase }) => phrase);
  const name = nameOf(about).toLowerCase();
  return (
    whom.some(({ from }) => from === about.from) &&
    (isGenericPerson(name) || /^(those|all|somebody)$/.test(about.head) || (!about.isPlural && isHostName(name)))
  );
}
const isBuilding = (verb: string): boolean => /^(build|make|create|develop|design|implement|write|want|need|set up)$/.test(verb);

/** "A repair café where …": what the project is, which is no thing that it keeps. */
function readSubject(draft: Draft, { sentence, clause }: Said): boolean {
  const phrase = clause.objects[0] ?? clause.subjects[0];
  if (clause.verb || !phrase || phrase.isPlural || clause.objects.length + clause.subjects.length > 1) return false;
  const name = nameOf(phrase).toLowerCase();
  draft.self.add(name).add(lastOf(name));
  draft.account.context(clause, 'Read as what the project is');
  const said = { sentence, clause };
  readNamed(draft, phrase, said);
  for (const { preposition, phrase: inner } of [...phrase.complements, ...clause.complements]) {
    if (preposition === 'with' || preposition === 'including' || preposition === 'featuring') readFeature(draft, inner, said);
    else mention(draft, inner, 'complement', said);
  }
  return !/^(todo|to-do|task|shopping|reading|wish)? ?list$/.test(name);
}

function readClause(draft: Draft, said: Said): void {
  const { clause } = said;
  const lists = clause.objects.filter(listsAttributes);
  const told = new Set(lists.flatMap(({ examples }) => examples));
  for (const { phrase, as, preposition } of phrasesOf(clause)) if (!told.has(phrase)) mention(draft, phrase, preposition ?? as, said);
  if (readAttributes(draft, said)) return;
  if (clause.verb === 'belong') return readBelonging(draft, said);
  // "A monthly report shows expenses": the report is wished for.
  const figures = clause.subjects.filter((phrase) => FIGURES.test(phrase.name));
  if (clause.verb && figures.length > 0 && figures.length === clause.subjects.length) {
    for (const phrase of figures)
      readFeature(
        draft,
        { ...phrase, complements: [...phrase.complements, ...clause.objects.map((of) => ({ preposition: 'of', phrase: of }))] },
        said,
      );
    return;
  }
  if (!clause.verb) {
    for (const phrase of clause.objects.length > 0 ? clause.objects : clause.subjects) readFeature(draft, withoutTold(phrase), said);
    if (clause.isListed) for (const phrase of clause.objects) listed(draft, phrase);
    return;
  }
  const byApplication =
    clause.subjects.length > 0 && clause.subjects.every((phrase) => isApplication(phrase) || draft.self.has(nameOf(phrase).toLowerCase()));
  if (byApplication && (isHaving(clause.verb) || PRIVILEGED.has(clause.verb))) {
    for (const phrase of clause.objects) readFeature(draft, withoutTold(phrase), said);
    return;
  }
  readAct(draft, said, byApplication);
}

/** A thing that an inventory names is kept, more likely than one that is mentioned; outings are among those. */
function listed(draft: Draft, phrase: NounPhrase): void {
  const known = recordNameOf(phrase);
  const isListedOnly = !known && phrase.isPlural && (classifyNoun(phrase.name).class === 'activity' || LISTED_ONLY.test(phrase.name));
  const name = known ?? (isListedOnly ? phrase.name : undefined);
  if (!name || !/^[a-z][a-z -]{1,39}$/.test(name) || draft.self.has(name)) return;
  const record = draft.record(name, isPerson(name));
  record.evidence += LISTED;
  if (isListedOnly && !wishOf(name)) record.isNeeded = true;
}
const LISTED_ONLY = /^(label|tag|category|skill|topic)$/;
const LISTED = 2;

const withoutTold = (phrase: NounPhrase): NounPhrase => (listsAttributes(phrase) ? { ...phrase, examples: [] } : phrase);

/** A noun phrase is evidence for a record where it can be one. */
function mention(draft: Draft, phrase: NounPhrase, as: string, said: Said): void {
  if (phrase.isPronoun) return;
  const name = recordNameOf(phrase);
  if (!name || draft.self.has(name)) return;
  const person = isPerson(name);
  const record = draft.record(name, person);
  record.said.push(said);
  record.evidence += record.said.length === 1 ? 0.5 : record.said.length <= 4 ? 1 : 0;
  if (phrase.isPlural) {
    record.evidence += 0.5;
    // "Company introductions" are no companies, and "for companies" says whom it serves.
    if (lastOf(name) === phrase.head && as !== 'subject' && as !== 'for') record.plurals++;
  }
  if (phrase.count) record.evidence += 1;
  if (phrase.possessor && !phrase.possessor.isPronoun) record.evidence += 0.5;
  if (as === 'subject' && said.clause.verb && !person) record.evidence += 0.5;
  const { isCountable } = classifyNoun(name);
  if (!isCountable) record.evidence -= 1;
}
