import type { NounPhrase } from '../reading/reading.types.js';
import { COUNTS, NOTED, addField, attach, isAttributeLike, ownerOf } from './attach.js';
import { addPart, attachListed, isItem, isListed, ownerBefore, readBy, readHeld, readIn, readPossessed } from './attribute-places.js';
import { listedFrom } from './attribute-list.js';
import { readEntries, readIncluded } from './attribute-entries.js';
import { readBounds } from './bounds.js';
import type { Draft, RecordDraft, Said } from './draft.js';
import { fieldOf } from './field-of.js';
import { isPerson } from './lexicon.js';
import { readLimit } from './limits.js';
import { isApplication, isHaving, isSomebody, nameOf, recordNameOf } from './nouns.js';

/** "log harvests by weight and kind": what is noted each time. */
const NOTING = new Set(['log', 'record', 'track', 'note', 'enter', 'register', 'store', 'save', 'input', 'submit', 'report']);

/**
 * Reads what a clause says of the attributes of things: "each tool has a name and a daily price", "tools with a price",
 * "log harvests by weight and kind", "information such as age and address", "a loan's due date".
 *
 * @returns whether the clause was that and nothing else.
 */
export function readAttributes(draft: Draft, said: Said): boolean {
  const { clause } = said;
  if (isItem(draft, said)) return true;
  if (clause.isListed) return clause.verb !== undefined && readInventory(draft, said);
  for (const phrase of [...clause.subjects, ...clause.objects, ...clause.complements.map((one) => one.phrase)])
    readWithin(draft, phrase, said);
  if (clause.verb && NOTING.has(clause.verb)) {
    for (const object of clause.objects) {
      const owner = ownerOf(draft, object);
      if (!owner) continue;
      for (const { preposition, phrase } of clause.complements)
        if (preposition === 'by' && isAttributeLike(phrase)) attach(draft, owner, phrase, said);
    }
  }
  readWith(draft, said);
  readBy(draft, said);
  readIn(draft, said);
  readLimit(draft, said);
  if (readBounds(draft, said)) return true;
  if (readEntries(draft, said)) return true;
  if (readPossessed(draft, said)) return true;
  const last = clause.subjects.at(-1);
  // "… with a title and lessons, and each course has a quiz": the list before it is no subject.
  const own = /^(each|every)$/i.test(last?.determiner ?? '') ? [last!] : clause.subjects;
  const owners = (clause.kind === 'relative' || clause.kind === 'participle') && clause.about ? [clause.about] : own;
  if (!clause.verb) return isItem(draft, said) || readListItem(draft, said);
  if (!isHaving(clause.verb) && clause.verb !== 'be') return false;
  // "Which plants need water": some do today.
  if (clause.kind === 'question' && /^(need|require)$/.test(clause.verb)) return false;
  if (
    owners.length === 0 ||
    owners.every(
      (owner) => (isApplication(owner) && !/^(each|every)$/i.test(owner.determiner ?? '')) || draft.self.has(nameOf(owner).toLowerCase()),
    )
  )
    return false;
  // "Users record expenses" is an act; "members have a phone number" is not.
  if (!POSSESSING.has(clause.verb) && owners.some((owner) => isSomebody(nameOf(owner)))) return false;
  const kept = owners.flatMap(
    (owner) =>
      ownerOf(draft, owner) ?? (/^(each|every|an?)$/i.test(owner.determiner ?? '') ? statedOwner(draft, owner, said) : undefined) ?? [],
  );
  if (kept.length === 0) return false;
  if (clause.verb === 'be') return readStates(draft, kept, said);
  const isHolding = clause.verb === 'contain' || clause.verb === 'include';
  const [first] = clause.objects;
  if (!first) return false;
  // "Books have an author", but "the author that a book has".
  const items = owners.every((owner) => owner.to <= first.from) ? listedFrom(said, first.from, draft.reading.text) : [];
  for (const owner of kept) {
    attachListed(draft, owner, items, said, isHolding);
    for (const object of clause.objects)
      if (!items.some(({ from, to }) => from <= object.from && object.from < to)) attach(draft, owner, object, said, isHolding);
  }
  return true;
}

/** "Each canvas has a title": what has attributes is kept, whatever else its noun stands for. */
function statedOwner(draft: Draft, phrase: NounPhrase, said: Said): RecordDraft | undefined {
  const name = nameOf(phrase).toLowerCase();
  if (phrase.isPronoun || isPerson(name) || !/^[a-z][a-z0-9 -]{1,39}$/.test(name)) return undefined;
  const record = draft.record(name);
  record.evidence += 2;
  if (!record.said.includes(said)) record.said.push(said);
  return record;
}

/** What a thing is listed with: each is read by itself, since it ends where the next begins. */
function readInventory(draft: Draft, said: Said): boolean {
  const { text } = draft.reading;
  for (const owner of said.clause.subjects.flatMap((phrase) => ownerOf(draft, phrase) ?? statedOwner(draft, phrase, said) ?? []))
    for (const object of said.clause.objects) {
      const isAsWritten = object.examples.length === 0 && text.slice(object.from, object.to).includes(object.text);
      const sentence = { ...said.sentence, to: object.to };
      const part =
        sentence.clauses.find((one) => one.isListed && one.verb && one.subjects[0] === object) &&
        (ownerOf(draft, object) ?? statedOwner(draft, object, said));
      if (part) {
        addPart(draft, owner, part, said);
        continue;
      }
      const items = isAsWritten ? listedFrom({ ...said, sentence }, object.from, text) : [];
      if (items.length === 1 && items[0]!.field) attachListed(draft, owner, items, said);
      else if (isOnlyHad(draft, object, said))
        addField(draft, owner, fieldOf(/ of /.test(object.text) ? object.text.toLowerCase() : nameOf(object)), said);
      else attach(draft, owner, object, said);
    }
  return true;
}

/** "Incidents with a report", "courses with a room": a text, where nothing else is said of it and it is none of the things listed. */
function isOnlyHad(draft: Draft, object: NounPhrase, { sentence, clause }: Said): boolean {
  if (object.isPlural || object.examples.length > 0 || object.count || object.complements.length > 0 || isPerson(nameOf(object)))
    return false;
  const isNamed = sentence.clauses.some(
    (one) => one !== clause && [...one.objects, ...one.subjects].some(({ name }) => name === object.name),
  );
  const record = draft.find(recordNameOf(object) ?? '');
  return !isNamed && (record?.acts.length ?? 0) === 0 && (record?.fields.size ?? 0) === 0;
}

const POSSESSING = new Set(['have', 'include', 'contain', 'consist', 'comprise', 'be']);

/** Verbs that make, change or tell things: what follows "with" is theirs. */
const MADE = new Set([
  'add',
  'create',
  'make',
  'post',
  'publish',
  'write',
  'share',
  'submit',
  'manage',
  'record',
  'log',
  'register',
  'enter',
  'announce',
  'plan',
  'propose',
  'list',
  'offer',
  'track',
  'upload',
  'store',
  'save',
  'keep',
  'maintain',
  'define',
  'schedule',
  'report',
  'edit',
  'update',
  'set up',
  'open',
]);

/** Verbs that show things: what follows "with" is theirs where it is a list of attributes. */
const SHOWN = new Set(['view', 'see', 'browse', 'look', 'show', 'display', 'read', 'present', 'list', 'find']);

/** "Organisers create events with a title, a date and a number of seats", "a gallery of boats, each with a name and a year". */
function readWith(draft: Draft, said: Said): void {
  const { clause } = said;
  const text = draft.reading.text;
  const first = clause.complements.find(({ preposition }) => preposition === 'with' || preposition === 'including')?.phrase;
  if (!first || first.isPronoun) return;
  const items = listedFrom(said, first.from, text);
  const isEach = /\beach(?: one| of (?:them|which))? (?:with|having) $/i.test(text.slice(0, first.from));
  const isList = isListed(items);
  if (
    !isEach &&
    !(
      clause.verb &&
      (MADE.has(clause.verb) ||
        NOTING.has(clause.verb) ||
        (SHOWN.has(clause.verb) && isList && clause.objects.some(({ isPlural }) => isPlural)))
    )
  )
    return;
  const before = ownerBefore(draft, said, first.from);
  const owners = isEach
    ? [before]
    : clause.objects
        .filter(({ to }) => to <= first.from)
        .map((object) => ownerOf(draft, object) ?? (isList && object.isPlural ? statedOwner(draft, object, said) : undefined));
  for (const owner of owners) {
    if (!owner) continue;
    const own = items.filter(({ phrase, field }) => {
      if (field || !phrase) return field !== undefined || isList;
      if (phrase.isPlural && !NOTED.test(nameOf(phrase)) && !isAttributeLike(phrase))
        return recordNameOf(phrase) !== undefined && !isPerson(nameOf(phrase));
      return isList || isAttributeLike(phrase) || NOTED.test(nameOf(phrase));
    });
    attachListed(draft, owner, own, said);
  }
}

/** "**Loan**: tool, member, due date": a thing and a list of what it has. */
function readListItem(draft: Draft, said: Said): boolean {
  const { clause, sentence } = said;
  const [head, ...rest] = [...clause.subjects, ...clause.objects];
  if (!head || rest.length > 0 || sentence.layout === 'prose' || head.examples.length < 2) return false;
  const owner = ownerOf(draft, head);
  if (!owner || !head.examples.some((phrase) => isAttributeLike(phrase))) return false;
  for (const phrase of head.examples) attach(draft, owner, phrase, said);
  return true;
}

/** "plots are free or taken": the states that things of a kind are in. */
function readStates(draft: Draft, kept: readonly RecordDraft[], said: Said): boolean {
  const { clause } = said;
  if (clause.results.length < 2 || clause.kind === 'condition') return false;
  for (const owner of kept) addField(draft, owner, fieldOf('status', { values: clause.results }), said);
  return true;
}

/** Attributes that phrases carry themselves: possessors, "with", "of", parentheses, "such as". */
function readWithin(draft: Draft, phrase: NounPhrase, said: Said): void {
  if (phrase.possessor && isAttributeLike(phrase)) {
    const owner = ownerOf(draft, phrase.possessor);
    if (owner) attach(draft, owner, phrase, said);
  }
  for (const { preposition, phrase: inner } of phrase.complements) {
    if (COUNTS.test(phrase.name)) continue;
    if (preposition === 'of' && isAttributeLike(phrase)) {
      const owner = ownerOf(draft, inner);
      if (owner) attach(draft, owner, phrase, said);
    } else if ((preposition === 'with' || preposition === 'including' || preposition === 'by') && isAttributeLike(inner)) {
      const owner = ownerOf(draft, phrase);
      if (owner) attach(draft, owner, inner, said);
    }
    readWithin(draft, inner, said);
  }
  if (phrase.examples.length === 0 || readHeld(draft, phrase, said)) return;
  // "Instruments, including details such as the maker": the details are of the instruments.
  for (const example of phrase.examples)
    if (example.examples.length > 0 && readHeld(draft, { ...example, complements: [{ preposition: 'of', phrase }] }, said)) return;
  if (phrase.examples.length > 1 && phrase.examples.every((example) => isAttributeLike(example)) && !isAttributeLike(phrase)) {
    const owner = ownerOf(draft, phrase);
    if (owner) for (const example of phrase.examples) attach(draft, owner, example, said);
  } else readIncluded(draft, phrase, said);
}
