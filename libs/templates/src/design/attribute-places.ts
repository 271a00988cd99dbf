import { singular } from '../knowledge/words.js';
import type { NounPhrase } from '../reading/reading.types.js';
import { COUNTS, NOTED, NOTHING, addField, attach, isAttributeLike, ownerOf, pluralField } from './attach.js';
import { listedFrom, type Listed } from './attribute-list.js';
import { phrasesOf, type Draft, type Outcome, type RecordDraft, type Said } from './draft.js';
import { fieldOf, kindOfWords, meansSame } from './field-of.js';
import { hasVerb } from '../knowledge/wordnet.js';
import { classifyNoun, isPerson } from './lexicon.js';
import { isSomebody, lastOf, nameOf, recordNameOf } from './nouns.js';

/** Abstract heads whose complement says what is kept: "the following fields", "details such as". */
const HOLDERS = new Set(
  'field column attribute detail information info property data parameter value metadata option setting characteristic particular content'.split(
    ' ',
  ),
);

/** Whether items are plainly attributes: two or more, one of which cannot be anything else. */
export const isListed = (items: readonly Listed[]): boolean =>
  items.length > 1 &&
  items.some(
    ({ field, phrase, words }) =>
      field !== undefined || kindOfWords(words) !== 'text' || (phrase && (isAttributeLike(phrase) || NOTED.test(nameOf(phrase)))),
  );

/** Gives a record what a list names. */
export function attachListed(draft: Draft, owner: RecordDraft, items: readonly Listed[], said: Said, isHolding = false): void {
  for (const item of items) {
    const { field, phrase, words, hasOwn } = item;
    const part = hasOwn && phrase && !isAttributeLike(phrase) ? recordNameOf(phrase) : undefined;
    if (part && part !== owner.name && !isPerson(part)) addPart(draft, owner, draft.record(part), said);
    else if (field) {
      addField(draft, owner, whoOf(field, said), said);
      forget(draft, item, said);
    } else if (phrase && (phrase.isPronoun || lastOf(singular(words)) === lastOf(phrase.name)))
      attach(draft, owner, phrase, said, isHolding);
    else if (!NOTHING.has(lastOf(words))) addField(draft, owner, fieldOf(singular(words)), said);
  }
}

export function addPart(draft: Draft, owner: RecordDraft, part: RecordDraft, said: Said): void {
  part.parents.set(owner.name, { isRequired: true });
  part.evidence += 2;
  owner.evidence += 1;
  draft.account.built(said.clause, { kind: 'relation', record: part.name, to: owner.name });
}

/** "Who paid" is one of those who have accounts, where such people keep the list. */
function whoOf(field: Listed['field'] & object, { clause }: Said): Listed['field'] & object {
  const isWho = field.name.endsWith('_by') && field.kind === 'text';
  return isWho && clause.subjects.some((phrase) => isSomebody(nameOf(phrase))) ? { ...field, kind: 'person', required: false } : field;
}

/** The last thing that is named before a position in its sentence. */
export function ownerBefore(draft: Draft, { sentence }: Said, position: number): RecordDraft | undefined {
  const before = sentence.clauses
    .flatMap((clause) => [...phrasesOf(clause)].map(({ phrase }) => phrase))
    .filter((phrase) => !phrase.isPronoun && phrase.from < position)
    .sort((a, b) => b.from - a.from);
  const named = before.find((phrase) => recordNameOf(phrase) && !isAttributeLike(phrase) && !isPerson(nameOf(phrase)));
  return named && ownerOf(draft, named);
}

/** "Plant information, including origins and care": what is held is of the plant, whatever its nouns stand for otherwise. */
export function readHeld(draft: Draft, phrase: NounPhrase, said: Said): boolean {
  if (!HOLDERS.has(lastOf(phrase.name))) return false;
  const first = Math.min(...phrase.examples.map(({ from }) => from));
  const items = listedFrom(said, first, draft.reading.text);
  const owner = heldBy(draft, phrase, items, said);
  if (!owner) return true;
  const read = READ_LISTS.get(draft) ?? [];
  READ_LISTS.set(draft, read);
  for (const item of items) {
    const words = withoutOwner(item.words, owner.name);
    if (!words || NOTHING.has(lastOf(words)) || (!item.field && classifyNoun(words).class === 'activity' && hasVerb(words))) continue;
    const other = draft.find(singular(words));
    if (!item.field && item.phrase && !item.phrase.isPlural && other && (other.isPerson || other.fields.size > 0)) {
      attach(draft, owner, item.phrase, said);
      continue;
    }
    const isNoted = NOTED.test(singular(words)) && words !== singular(words);
    const field = item.field ?? (isNoted ? pluralField({ isPlural: true }, singular(words)) : fieldOf(singular(words)));
    addField(draft, owner, field, said);
    read.push({ ...item, outcome: { kind: 'field', record: owner.name, field: field.name } });
    if (!item.field) forget(draft, item, said);
  }
  return true;
}

/** Items of lists of details, by draft, and what they became: clauses that a reader of sentences makes of them say nothing else. */
const READ_LISTS = new WeakMap<Draft, (Listed & { outcome: Outcome })[]>();

/** Whether a clause without an act is an item of a list that has been read, or nothing but such a list. */
export function isItem(draft: Draft, said: Said): boolean {
  const { from, to, kind, verb } = said.clause;
  const read = READ_LISTS.get(draft) ?? [];
  const item = kind === 'main' ? undefined : read.find((one) => one.from <= from + 4 && from < one.to && to <= one.to + 8);
  if (item) {
    forget(draft, item, said);
    draft.account.built(said.clause, item.outcome);
    return true;
  }
  const phrases = [...said.clause.subjects, ...said.clause.objects];
  return !verb && phrases.length === 1 && HOLDERS.has(phrases[0]!.name) && read.some((one) => from <= one.from && one.to <= to + 8);
}

/** Words after which details are those of what was named before: "a list of jobs, including information such as …". */
const OF_BEFORE = /\b(including|with|contain\w*|show\w*|display\w*) (?:\w+ )?$/i;

/** Whose the details are: "details of a tree", "tree details", "the age of a tree", "for each tree", else what was named before. */
function heldBy(draft: Draft, phrase: NounPhrase, items: readonly Listed[], said: Said): RecordDraft | undefined {
  const of = phrase.complements.find(({ preposition }) => /^(of|about|for)$/.test(preposition));
  const own = of ? ownerOf(draft, of.phrase) : ownerOf(draft, phrase);
  if (own) return own;
  const after = items
    .flatMap((item) => (item.phrase && !COUNTS.test(item.phrase.name) ? item.phrase.complements : []))
    .find(({ preposition }) => preposition === 'of');
  const named = after && ownerOf(draft, after.phrase);
  if (named || !isListed(items)) return named;
  const each = said.clause.complements.find(
    (one) => /^(for|of|to)$/.test(one.preposition) && /^(each|every|an?|the)$/i.test(one.phrase.determiner ?? ''),
  );
  const isBefore = !/^(data|information|info|value|parameter|content)$/.test(lastOf(phrase.name));
  return (
    (each && ownerOf(draft, each.phrase)) ??
    (isBefore || OF_BEFORE.test(draft.reading.text.slice(0, phrase.from)) ? ownerBefore(draft, said, phrase.from) : undefined)
  );
}

const withoutOwner = (words: string, owner: string): string =>
  words.startsWith(`${owner} `) ? words.slice(owner.length + 1) : words === owner ? '' : words;

/** What is an attribute of something, or counted there, is no record, although its mention spoke for one. */
function forget(draft: Draft, { from, to }: Listed, { sentence }: Said): void {
  const names = sentence.clauses
    .flatMap((clause) => [...phrasesOf(clause)].map(({ phrase }) => phrase))
    .filter((phrase) => !phrase.isPronoun && phrase.from >= from && phrase.to <= to + 1)
    .flatMap((phrase) => recordNameOf(phrase) ?? []);
  for (const name of new Set(names)) {
    const record = draft.records.get(name);
    if (record && record.acts.length === 0 && record.fields.size === 0 && !record.isPerson) record.evidence -= 2;
  }
}

/** "Members open threads in a category such as tools, wood or paint": one of these is what a thread is in. */
export function readIn(draft: Draft, said: Said): void {
  const { clause } = said;
  for (const { preposition, phrase } of clause.complements) {
    if (preposition !== 'in' && preposition !== 'under') continue;
    if (!/^(an?|one)$/i.test(phrase.determiner ?? '') || phrase.examples.length < 2 || !isAttributeLike(phrase)) continue;
    const owner = clause.objects.filter(({ to }) => to <= phrase.from).flatMap((object) => ownerOf(draft, object) ?? [])[0];
    const [item] = listedFrom(said, phrase.from, draft.reading.text);
    if (owner && item?.field?.values) addField(draft, owner, item.field, said);
  }
}

const FOUND = new Set([
  'browse',
  'filter',
  'search',
  'sort',
  'find',
  'group',
  'order',
  'look up',
  'look',
  'query',
  'explore',
  'narrow',
  'narrow down',
]);
/** What every list can be searched and sorted by without a field of its own. */
const ORDERS =
  /^(names?|titles?|keywords?|words?|date|time|newest|latest|oldest|popularity|relevance|ratings?|likes|views|distance|default|id|text|content|others?|people|users?|themselves|hand|month|week|day|year)$/;

/** "Anyone can browse the lamps by colour and price": lamps have these. */
export function readBy(draft: Draft, said: Said): void {
  const { clause } = said;
  const by = clause.complements.find(({ preposition }) => preposition === 'by')?.phrase;
  if (!by || by.isPronoun || !clause.verb || !FOUND.has(clause.verb)) return;
  const owner = soughtIn(draft, clause, by.from) ?? soughtBefore(draft, said);
  if (!owner) return;
  const next = said.sentence.clauses.find(({ from, verb }) => verb && from > by.from)?.from ?? Infinity;
  // "by sender or year" names two; "by sender or browse by year" one, and something else to do.
  const items = listedFrom(said, by.from, draft.reading.text).flatMap((item) =>
    item.from < next && next < item.to
      ? [{ ...item, to: next, words: singular(by.name), field: fieldOf(by.name), phrase: by }]
      : item.from >= next ? [] :
    item.words.includes(' or ')
      ? item.words.split(' or ').map((words): Listed => ({ from: item.from, to: item.to, words, field: fieldOf(words) }))
      : [item],
  );
  for (const item of items) {
    const words = withoutOwner(singular(item.words), owner.name);
    if (!words || words.split(' ').length > 2 || ORDERS.test(words) || isSomebody(words) || (!item.phrase && !item.field)) continue;
    const field = item.field ?? fieldOf(words);
    if ([...owner.fields.values()].some((known) => meansSame(known.name, field.name))) {
      draft.account.built(clause, { kind: 'field', record: owner.name, field: field.name });
      continue;
    }
    const other = draft.find(words);
    if (other && other !== owner && other.fields.size > 0 && item.phrase) attach(draft, owner, item.phrase, said);
    else addField(draft, owner, { ...field, required: false }, said);
  }
}

/** "Search for songs by title or browse by genre": the songs. */
function soughtBefore(draft: Draft, { sentence, clause }: Said): RecordDraft | undefined {
  if (clause.objects.length > 0) return undefined;
  const before = sentence.clauses.slice(0, sentence.clauses.indexOf(clause)).reverse();
  return before.filter(({ verb }) => verb && FOUND.has(verb)).flatMap((one) => soughtIn(draft, one, clause.from) ?? [])[0];
}

/** "Search for a bakery by name and street, and read its opening hours": those of the bakery, not of the street. */
function soughtWith(draft: Draft, phrase: NounPhrase, { sentence }: Said): RecordDraft | undefined {
  const asked = sentence.clauses.find(({ complements }) =>
    complements.some((one) => one.preposition === 'by' && one.phrase.from === phrase.from),
  );
  return asked && soughtIn(draft, asked, phrase.from);
}

function soughtIn(draft: Draft, { objects, complements }: Said['clause'], before: number): RecordDraft | undefined {
  const sought = [
    ...objects,
    ...complements.flatMap(({ preposition, phrase }) => (/^(for|through|at|in)$/.test(preposition) ? [phrase] : [])),
  ];
  const name = sought.filter(({ to }) => to <= before).flatMap((phrase) => recordNameOf(phrase) ?? [])[0];
  return name && !isPerson(name) ? draft.record(name) : undefined;
}

const READ = new Set([
  'read',
  'see',
  'view',
  'show',
  'find',
  'check',
  'know',
  'display',
  'look up',
  'list',
  'give',
  'tell',
  'present',
  'compare',
]);

/** "… and read its opening hours, phone number and website": all three are of whatever was spoken of. @returns whether nothing else was said. */
export function readPossessed(draft: Draft, said: Said): boolean {
  const { clause } = said;
  const [first] = clause.objects;
  const whose = first?.possessor;
  if (!first || !whose?.isPronoun || !whose.refersTo || !clause.verb || !READ.has(clause.verb)) return false;
  if (!isAttributeLike(first) && !NOTED.test(nameOf(first)) && !NOTED.test(first.text.toLowerCase())) return false;
  const owner = isSomebody(nameOf(whose.refersTo))
    ? undefined
    : (soughtWith(draft, whose.refersTo, said) ?? ownerOf(draft, whose.refersTo));
  if (!owner) return false;
  const items = listedFrom(said, first.from, draft.reading.text);
  for (const item of items) {
    if (NOTED.test(singular(item.words))) addField(draft, owner, pluralField({ isPlural: true }, singular(item.words)), said);
    else attachListed(draft, owner, [item], said);
    forget(draft, item, said);
  }
  return clause.objects.every((object) => items.some(({ from, to }) => from <= object.from && object.from < to));
}
