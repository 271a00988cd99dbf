import { capital, plural, singular, snake } from '../knowledge/words.js';
import type { NounPhrase } from '../reading/reading.types.js';
import type { Field } from './design.types.js';
import type { Draft, RecordDraft, Said } from './draft.js';
import { fieldOf, isUnit, measureOf } from './field-of.js';
import { classifyNoun, isPerson, thingOf } from './lexicon.js';
import { lastOf, nameOf, recordNameOf } from './nouns.js';

const MOST_FIELDS = 16;

/** Plurals that are an attribute in a list of them, rather than things of their own. */
export const NOTED =
  /\b(notes?|remarks?|tags?|ingredients?|instructions?|symptoms?|allergies|allergy|skills?|details?|directions?|steps?|features?|requirements?|hours?|opening hours|comments?|photos?|images?|pictures?|attachments?|keywords?|coordinates?|contact details?|measurements?|dimensions?)$/;

export const NOTHING = new Set([
  'following',
  'etc',
  'more',
  'other',
  'others',
  'thing',
  'everything',
  'functionality',
  'function',
  'feature',
  'option',
  'ability',
]);

/** "A number of seats": how many, of whatever has them. */
export const COUNTS = /^(number|amount|quantity|count|total|maximum|minimum)$/;

export function ownerOf(draft: Draft, phrase: NounPhrase): RecordDraft | undefined {
  const name = recordNameOf(phrase);
  return name ? draft.record(name, isPerson(name)) : undefined;
}

/** Whether a phrase names a value that things have, rather than a thing. */
export function isAttributeLike(phrase: NounPhrase): boolean {
  const { class: kind } = classifyNoun(phrase.name);
  if (kind === 'attribute' || kind === 'measure') return true;
  return phrase.examples.length > 1 && kind !== 'person' && kind !== 'application';
}

/** Adjectives that say how an attribute is filled in, not which it is. */
const QUALIFIERS = new Set([
  'unique',
  'short',
  'brief',
  'detailed',
  'optional',
  'required',
  'valid',
  'own',
  'new',
  'different',
  'various',
  'multiple',
  'certain',
  'specific',
  'clear',
  'sunny',
  'simple',
  'a',
  'an',
  'the',
  'its',
  'their',
  'of',
]);

/** An attribute in the words of the text: "focal length", where the head alone would say less. */
function attributeWords(phrase: NounPhrase): string {
  const name = nameOf(phrase);
  const words = phrase.text
    .toLowerCase()
    .replace(/\(.*$/, '')
    .trim()
    .split(/\s+/)
    .filter((word) => !QUALIFIERS.has(word));
  const spelled = singular(words.join(' '));
  return phrase.isPronoun || words.length > 3 || !spelled.endsWith(lastOf(name)) || !/^[a-z][a-z -]*$/.test(spelled) ? name : spelled;
}

/** Gives a record what a phrase names: a field, a choice, a measure, or what it belongs to or holds. */
export function attach(draft: Draft, owner: RecordDraft, phrase: NounPhrase, said: Said, isHolding = false): void {
  const name = nameOf(phrase);
  if (!name || NOTHING.has(lastOf(name)) || name === owner.name) return;
  const counted = COUNTS.test(name) ? phrase.complements.find(({ preposition }) => preposition === 'of')?.phrase : undefined;
  if (counted) {
    const many = snake(counted.text || counted.name);
    return addField(
      draft,
      owner,
      { ...fieldOf(`number of ${counted.name}`), name: many, label: capital(many.replaceAll('_', ' ')), kind: 'integer', min: 0 },
      said,
    );
  }
  const values = phrase.examples.map((example) => example.text.toLowerCase().trim()).filter(Boolean);
  const units = phrase.remark && values.length === 0 ? phrase.remark.split(/\s*(?:,|\/|\bor\b|\band\b)\s*/).filter(Boolean) : values;
  const measure = measureOf(name, units);
  if (measure) {
    for (const field of measure) addField(draft, owner, field, said);
    return;
  }
  if (phrase.isPlural && NOTED.test(name) && (draft.find(name)?.acts.length ?? 0) === 0)
    return addField(draft, owner, pluralField(phrase, name), said);
  const choices = / or /.test(draft.reading.text.slice(phrase.from, phrase.to)) && phrase.adjectives.length > 1 ? phrase.adjectives : [];
  if (choices.length > 1) return addField(draft, owner, fieldOf(name, { values: choices }), said);
  if (isHolding && /^(order|cart|basket)$/.test(owner.name) && phrase.isPlural) {
    draft.wishes.push({ kind: 'cart', of: recordNameOf(phrase), by: [], said, text: phrase.text });
    return;
  }
  const target = isAttributeLike(phrase) ? undefined : recordNameOf(phrase);
  if (target && target !== owner.name) {
    const other = draft.record(target, isPerson(target));
    if (phrase.isPlural || isHolding) {
      // "a course has lessons": each lesson belongs to a course.
      if (phrase.isPlural && !isPerson(target)) {
        other.parents.set(owner.name, { isRequired: true });
        other.evidence += 2;
        owner.evidence += 1;
        draft.account.built(said.clause, { kind: 'relation', record: target, to: owner.name });
        return;
      }
    }
    if (isPerson(target) || other.evidence >= 2 || other.fields.size > 0) {
      owner.parents.set(target, { isRequired: false });
      owner.evidence += 1;
      draft.account.built(said.clause, { kind: 'relation', record: owner.name, to: target });
      return;
    }
  }
  addField(draft, owner, limited(fieldOf(attributeWords(phrase), values.length > 1 ? { values: [...new Set(values)] } : {}), phrase), said);
}

/** Ingredients stay plural: one text holds them all. */
export function pluralField(phrase: Pick<NounPhrase, 'isPlural'>, name: string): Field {
  const field = fieldOf(name);
  const words = snake(plural(name));
  return /text$/.test(field.kind) && phrase.isPlural && /^[a-z][a-z_]{1,38}$/.test(words)
    ? { ...field, name: words, label: capital(words.replaceAll('_', ' ')) }
    : field;
}

/** "a maximum of 12 participants", "at least three": the bound of a number. */
export function limited(field: Field, phrase: NounPhrase): Field {
  const unit = /\(([a-z°%]+)\)/i.exec(phrase.text)?.[1];
  return unit && isUnit(unit) && field.kind !== 'enum' ? { ...field, kind: field.kind === 'text' ? 'decimal' : field.kind, unit } : field;
}

/** Where a state is named without its values, those that such a thing is known to have: a room is free or taken. */
function ownChoices(owner: RecordDraft, field: Field): Field {
  const assumed = field.kind === 'enum' ? fieldOf(field.name.replaceAll('_', ' ')).values : undefined;
  if (!assumed || assumed.join() !== field.values?.join()) return field;
  const known = thingOf(owner.name);
  const own = known?.words.includes(owner.name) ? known.fields.find(({ name, values }) => snake(name) === field.name && values) : undefined;
  return own ? { ...field, values: [...own.values!] } : field;
}

export function addField(draft: Draft, owner: RecordDraft, stated: Field, said: Said): void {
  const field = ownChoices(owner, stated);
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(field.name)) return;
  const known = owner.fields.get(field.name);
  if (!known && owner.fields.size >= MOST_FIELDS) return;
  if (!known || (field.values?.length ?? 0) > 0 || (field.unit && !known.unit)) owner.fields.set(field.name, field);
  owner.evidence += known ? 0 : 1;
  owner.said.push(said);
  draft.account.built(said.clause, { kind: 'field', record: owner.name, field: field.name });
}
