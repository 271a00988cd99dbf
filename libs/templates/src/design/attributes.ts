import type { NounPhrase } from '../reading/reading.types.js';
import { COUNTS, NOTED, addField, attach, isAttributeLike, ownerOf } from './attach.js';
import type { Draft, RecordDraft, Said } from './draft.js';
import { fieldOf } from './field-of.js';
import { isPerson } from './lexicon.js';
import { readLimit } from './limits.js';
import { isApplication, isHaving, isSomebody, lastOf, nameOf, recordNameOf } from './nouns.js';

/** "log harvests by weight and kind": what is noted each time. */
const NOTING = new Set(['log', 'record', 'track', 'note', 'enter', 'register', 'store', 'save', 'input', 'submit', 'report']);

/** Abstract heads whose complement says what is kept: "the following fields", "details such as". */
const HOLDERS = new Set(['field', 'column', 'attribute', 'detail', 'information', 'info', 'property', 'data', 'parameter', 'value']);

/**
 * Reads what a clause says of the attributes of things: "each tool has a name and a daily price", "tools with a price",
 * "log harvests by weight and kind", "information such as age and address", "a loan's due date".
 *
 * @returns whether the clause was that and nothing else.
 */
export function readAttributes(draft: Draft, said: Said): boolean {
  const { clause } = said;
  for (const phrase of [...clause.subjects, ...clause.objects, ...clause.complements.map((one) => one.phrase)])
    readWithin(draft, phrase, said);
  if (clause.verb && NOTING.has(clause.verb)) {
    for (const object of clause.objects) {
      const owner = ownerOf(draft, object);
      if (!owner) continue;
      for (const { preposition, phrase } of clause.complements)
        if ((preposition === 'by' || preposition === 'with') && isAttributeLike(phrase)) attach(draft, owner, phrase, said);
    }
  }
  readWith(draft, said);
  readLimit(draft, said);
  const owners = (clause.kind === 'relative' || clause.kind === 'participle') && clause.about ? [clause.about] : clause.subjects;
  if (!clause.verb) return readListItem(draft, said);
  if (!isHaving(clause.verb) && clause.verb !== 'be') return false;
  if (
    owners.length === 0 ||
    owners.every(
      (owner) => (isApplication(owner) && !/^(each|every)$/i.test(owner.determiner ?? '')) || draft.self.has(nameOf(owner).toLowerCase()),
    )
  )
    return false;
  // "Users record expenses" is an act; "members have a phone number" is not.
  if (!POSSESSING.has(clause.verb) && owners.some((owner) => isSomebody(nameOf(owner)))) return false;
  const kept = owners.flatMap((owner) => ownerOf(draft, owner) ?? statedOwner(draft, owner) ?? []);
  if (kept.length === 0) return false;
  if (clause.verb === 'be') return readStates(draft, kept, said);
  for (const owner of kept)
    for (const object of clause.objects) attach(draft, owner, object, said, clause.verb === 'contain' || clause.verb === 'include');
  return clause.objects.length > 0;
}

/** "Each canvas has a title": what has attributes is kept, whatever else its noun stands for. */
function statedOwner(draft: Draft, phrase: NounPhrase): RecordDraft | undefined {
  const name = nameOf(phrase).toLowerCase();
  if (!/^(each|every|an?)$/i.test(phrase.determiner ?? '') || !/^[a-z][a-z0-9 -]{1,39}$/.test(name)) return undefined;
  const record = draft.record(name);
  record.evidence += 2;
  return record;
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

/** "Organisers create events with a title, a date and a number of seats." */
function readWith(draft: Draft, said: Said): void {
  const { clause } = said;
  const listed = clause.complements.filter(({ preposition }) => preposition === 'with' || preposition === 'including');
  if (!clause.verb || !MADE.has(clause.verb) || listed.length === 0) return;
  const isList = listed.length > 1 && listed.some(({ phrase }) => isAttributeLike(phrase) || NOTED.test(nameOf(phrase)));
  for (const object of clause.objects) {
    const owner = ownerOf(draft, object);
    if (!owner) continue;
    for (const { phrase } of listed) {
      if (phrase.isPronoun) continue;
      if (phrase.isPlural && !NOTED.test(nameOf(phrase)) && !isAttributeLike(phrase)) {
        if (recordNameOf(phrase) && !isPerson(nameOf(phrase))) attach(draft, owner, phrase, said);
      } else if (isList || isAttributeLike(phrase) || NOTED.test(nameOf(phrase))) attach(draft, owner, phrase, said);
    }
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
  if (phrase.examples.length > 1 && HOLDERS.has(lastOf(phrase.name))) {
    const of = phrase.complements.find(({ preposition }) => preposition === 'of' || preposition === 'about' || preposition === 'for');
    const owner = of ? ownerOf(draft, of.phrase) : ownerOf(draft, phrase);
    if (owner) for (const example of phrase.examples) if (isAttributeLike(example)) attach(draft, owner, example, said);
  } else if (phrase.examples.length > 1 && phrase.examples.every((example) => isAttributeLike(example)) && !isAttributeLike(phrase)) {
    const owner = ownerOf(draft, phrase);
    if (owner) for (const example of phrase.examples) attach(draft, owner, example, said);
  }
}
