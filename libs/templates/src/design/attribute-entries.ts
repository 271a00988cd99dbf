import type { Clause, NounPhrase } from '../reading/reading.types.js';
import { NOTED, NOTHING, addField, attach, isAttributeLike, ownerOf } from './attach.js';
import { listedFrom } from './attribute-list.js';
import { attachListed, isListed } from './attribute-places.js';
import type { Draft, RecordDraft, Said } from './draft.js';
import { fieldOf, kindOfWords } from './field-of.js';
import { hasNoun, hasVerb } from '../knowledge/wordnet.js';
import { classifyNoun, isPerson } from './lexicon.js';
import { isSomebody, lastOf, nameOf, recordNameOf } from './nouns.js';

/** What people do with a form. */
const ENTERING = new Set(['input', 'enter', 'fill in', 'fill out', 'fill', 'specify', 'choose', 'select', 'pick', 'provide', 'type in', 'indicate']);
const CHOOSING = new Set(['choose', 'select', 'pick']);
/** Verbs that make the thing that a form is for. */
const MAKING = new Set(['place', 'submit', 'create', 'add', 'upload', 'publish', 'post', 'make', 'book', 'send', 'request', 'register', 'order', 'record', 'log', 'write', 'schedule', 'file', 'generate']);
/** What is typed to find or to do something, and kept of nothing. */
const PASSING =
  /\b(keyword|term|query|search|text|data|input|value|option|mode|condition|filter|criteri\w+|parameter|setting|language|theme|format|password|username|account|login|code|url|item|answer|range|button|page|content|tool|method of use|result)$/;

/** "Enter its size and colour", "fill in the height and weight of their pets", "input a title, choose a date and submit a request". */
export function readEntries(draft: Draft, said: Said): boolean {
  const { clause } = said;
  shareOwner(draft, said);
  if (!clause.verb || !ENTERING.has(clause.verb) || clause.isNegative || clause.objects.length === 0) return false;
  const near = possessorOf(draft, clause) ?? madeIn(draft, said.sentence.clauses, clause);
  const owner = near ?? madeBeside(draft, said);
  if (!owner) return false;
  const entered = clause.objects.filter((object) => enter(draft, paidFor(draft, owner, object), object, said, near !== undefined));
  if (entered.length < clause.objects.length || !near) return false;
  // Nothing else is done there; those who do it are still told.
  for (const name of clause.subjects.map(nameOf).filter(isSomebody)) {
    const role = draft.role(name);
    role.mentions++;
    role.acts.push({ verb: clause.verb, said });
  }
  return true;
}

/** "The height and the weight of their pets": both are of the pets. */
function shareOwner(draft: Draft, said: Said): void {
  const { objects } = said.clause;
  const last = objects.at(-1);
  const of = last?.complements.find(({ preposition }) => preposition === 'of')?.phrase;
  if (!last || !of || objects.length < 2 || !isAttributeLike(last)) return;
  const owner = ownerOf(draft, of);
  if (!owner) return;
  for (const object of objects.slice(0, -1))
    if (isAttributeLike(object) && object.complements.length === 0 && !object.possessor) attach(draft, owner, object, said);
}

/** "Its size and colour". */
function possessorOf(draft: Draft, { objects }: Clause): RecordDraft | undefined {
  const whose = objects[0]?.possessor;
  const thing = whose?.isPronoun ? whose.refersTo : whose;
  return thing && !isSomebody(nameOf(thing)) && isAttributeLike(objects[0]!) ? ownerOf(draft, thing) : undefined;
}

/** What the same people make in these clauses: the next that is made, else the last before. */
function madeIn(draft: Draft, clauses: readonly Clause[], clause: Clause): RecordDraft | undefined {
  const made = clauses.filter(
    (one) =>
      one !== clause &&
      one.verb !== undefined &&
      MAKING.has(one.verb) &&
      !one.isNegative &&
      one.subjects.map(nameOf).join() === clause.subjects.map(nameOf).join(),
  );
  for (const one of [...made.filter(({ from }) => from > clause.from), ...made.filter(({ from }) => from < clause.from).reverse()])
    for (const object of one.objects) {
      const name = object.isPronoun || isAttributeLike(object) ? undefined : recordNameOf(object);
      if (name && !isPerson(name) && !PASSING.test(name)) return draft.record(name);
    }
  return undefined;
}

/** What is made in the sentence before or after: a sentence that only says what is typed tells of that. */
function madeBeside(draft: Draft, { sentence, clause }: Said): RecordDraft | undefined {
  const { sentences } = draft.reading;
  const at = sentences.indexOf(sentence);
  return [sentences[at - 1], sentences[at + 1]]
    .filter((one) => one?.topic === 'build')
    .map((one) => madeIn(draft, one!.clauses, clause))
    .find(Boolean);
}

/** How it is paid for or delivered is said of the order, not of what is put into the cart. */
function paidFor(draft: Draft, owner: RecordDraft, { name }: NounPhrase): RecordDraft | undefined {
  if (!/\b(payment|delivery|shipping) (method|way|option|type|mode|address|time|information|details?)$/.test(name)) return owner;
  const payment = /^payment/.test(name) ? draft.find('payment') : undefined;
  return payment ?? (/\b(order|booking|reservation|payment|request|delivery)$/.test(owner.name) ? owner : draft.find('order'));
}

function enter(draft: Draft, owner: RecordDraft | undefined, object: NounPhrase, said: Said, isNear: boolean): boolean {
  const name = nameOf(object);
  if (!owner || isAct(object, said)) return false;
  if (object.isPronoun || !name || NOTHING.has(lastOf(name)) || PASSING.test(name) || isPerson(name) || name === owner.name) return false;
  if (object.complements.some(({ preposition }) => preposition === 'of') || (object.possessor && !object.possessor.isPronoun)) return false;
  if (/ (information|details?)$/.test(name)) {
    const words = name.replace(/ details?$/, ' details');
    if ((draft.find(recordNameOf(object) ?? '')?.acts.length ?? 0) > 0) return false;
    addField(draft, owner, { ...fieldOf(words), kind: 'long-text', required: false }, said);
    return true;
  }
  const known = draft.find(recordNameOf(object) ?? '');
  if (known && known !== owner && known.acts.length > 0) {
    if (!isNear || object.isPlural || !CHOOSING.has(said.clause.verb!)) return false;
    owner.parents.set(known.name, { isRequired: false });
    draft.account.built(said.clause, { kind: 'relation', record: owner.name, to: known.name });
    return false;
  }
  const isSure = isAttributeLike(object) || kindOfWords(name) !== 'text' || NOTED.test(name);
  if (!isSure && (!isNear || object.isPlural)) return false;
  const thing = isSure || !CHOOSING.has(said.clause.verb!) ? undefined : recordNameOf(object);
  if (thing) {
    owner.parents.set(thing, { isRequired: false });
    return false;
  }
  attach(draft, owner, object, said);
  return true;
}

/** "Enter data, design graphics": another thing to do; "ESG": a name. */
function isAct({ from, text, name, isProper }: NounPhrase, { sentence }: Said): boolean {
  const first = sentence.tokens.find((token) => token.from >= from);
  const { class: kind } = classifyNoun(name);
  return (
    isProper ||
    /^[A-Z]{2,}/.test(text) ||
    (kind === 'activity' && hasVerb(name)) ||
    (name.includes(' ') && first !== undefined && hasVerb(first.lower) && !hasNoun(first.lower))
  );
}

/** "Complaints including a subject, a photo and a text", "lamps such as …" are kinds of lamps: attributes where one of them can be nothing else. */
export function readIncluded(draft: Draft, phrase: NounPhrase, said: Said): void {
  const [first] = phrase.examples;
  if (!first || phrase.examples.length < 2 || isAttributeLike({ ...phrase, examples: [] })) return;
  if (!/\b(including|includes?|with|containing)\s+(?:(?:an?|the|its|their)\s+)?$/i.test(draft.reading.text.slice(0, first.from))) return;
  const items = listedFrom(said, first.from, draft.reading.text);
  const isOne = phrase.examples.every((one) => !one.isPlural || isAttributeLike(one) || NOTED.test(nameOf(one)));
  if (!isOne || !isListed(items) || phrase.examples.some((one) => isAct(one, said))) return;
  const owner = ownerOf(draft, phrase);
  if (owner) attachListed(draft, owner, items, said);
}
