import type { DesignFieldKind, ListView } from '../../design/design.types.js';
import type { Picture } from '../pictures.js';

/** A usual attribute of a kind of thing. */
export interface ThingField {
  /** In words, lower case: "due date". */
  name: string;
  kind: DesignFieldKind;
  /** Of an enum, in order. */
  values?: string[];
  unit?: string;
  min?: number;
  max?: number;
  /** Key of the thing that a reference points to. */
  references?: string;
  /** Of texts that are no title: what stands there in real life. */
  examples?: string[];
  /** Seldom filled in. */
  isOptional?: true;
}

/** A kind of thing that people keep, and what is usually kept of it. */
export interface Thing {
  key: string;
  /** Names of it, singular, lower case; the key is the first. */
  words: string[];
  domain: string;
  isPerson?: true;
  /** Title first, four to eight. */
  fields: ThingField[];
  /** Realistic examples of the title; empty where it is the name of a person. */
  titles: string[];
  picture: Picture;
  view: ListView;
  /** Sentences that people write about it. */
  texts?: string[];
}

const field = (name: string, kind: DesignFieldKind, more: Partial<ThingField> = {}): ThingField => ({ name, kind, ...more });
const examples = (values: string[]): Partial<ThingField> => (values.length > 0 ? { examples: values } : {});
const range = (min?: number, max?: number): Partial<ThingField> => ({
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});

export const text = (name: string, ...values: string[]): ThingField => field(name, 'text', examples(values));
export const long = (name = 'description'): ThingField => field(name, 'long-text', { isOptional: true });
export const whole = (name: string, min?: number, max?: number, unit?: string): ThingField =>
  field(name, 'integer', { ...range(min, max), ...(unit ? { unit } : {}) });
export const number = (name: string, unit?: string, min?: number, max?: number): ThingField =>
  field(name, 'decimal', { ...range(min, max), ...(unit ? { unit } : {}) });
/** @param min and max in whole units of the currency: what such a thing costs. */
export const money = (name: string, min?: number, max?: number): ThingField => field(name, 'money', range(min, max));
export const percent = (name: string): ThingField => field(name, 'percent', { min: 0, max: 100 });
export const stars = (name = 'rating'): ThingField => field(name, 'rating', { min: 1, max: 5 });
export const flag = (name: string): ThingField => field(name, 'boolean');
export const date = (name: string): ThingField => field(name, 'date');
export const moment = (name: string): ThingField => field(name, 'datetime');
export const time = (name: string): ThingField => field(name, 'time');
export const email = (name = 'email'): ThingField => field(name, 'email');
export const phone = (name = 'phone'): ThingField => field(name, 'phone', { isOptional: true });
export const url = (name = 'website'): ThingField => field(name, 'url', { isOptional: true });
export const colour = (name = 'colour'): ThingField => field(name, 'colour');
export const image = (name = 'picture'): ThingField => field(name, 'image', { isOptional: true });
export const file = (name = 'file'): ThingField => field(name, 'file', { isOptional: true });
export const choice = (name: string, ...values: string[]): ThingField => field(name, 'enum', { values });
/** @param thing key; default the name itself. */
export const ref = (name: string, thing = name): ThingField => field(name, 'reference', { references: thing });
export const who = (name: string): ThingField => field(name, 'person');

type Draft = Omit<Thing, 'domain'>;
const split = (values: string): string[] =>
  values
    .split('|')
    .map((value) => value.trim().replace(/\s+/g, ' '))
    .filter(Boolean);

/** @param words the key and its synonyms, and @param titles examples; both divided by "|". */
export function thing(words: string, picture: Picture, view: ListView, fields: ThingField[], titles: string, texts?: string): Draft {
  const all = split(words);
  return { key: all[0]!, words: all, fields, titles: split(titles), picture, view, ...(texts ? { texts: split(texts) } : {}) };
}
/** A kind of person; the titles are names. */
export function person(words: string, fields: ThingField[], texts?: string): Draft {
  return { ...thing(words, 'person', 'table', [text('name'), ...fields], '', texts), isPerson: true };
}
/** Numbers that go up, as papers have them: "INV-1042". */
export function codes(prefix: string, from = 1001): string {
  return Array.from({ length: 16 }, (_, n) => `${prefix}-${from + n * 7}`).join('|');
}
/** @param texts what is written in this domain, divided by "|": for things that bring none. */
export function domain(name: string, texts: string, drafts: Draft[]): Thing[] {
  const shared = split(texts);
  return drafts.map((draft) => ({ ...draft, domain: name, texts: draft.texts ?? shared }));
}
