import { capital, plural, snake } from '../../knowledge/words.js';
import { Refused } from './bench.js';

const LABEL = /^\p{L}[\p{L}\p{N} '’&.,()/%°²³-]*$/u;
const RESERVED = new Set(['id', 'created_at', 'updated_at', 'rowid', 'constructor', 'prototype']);

/** A label as a person typed it, tidied. @throws Refused */
export function labelAt(place: string, typed: string): string {
  const label = typed.replace(/\s+/g, ' ').trim();
  if (!label) throw new Refused(place, 'It has no name', 'Give it a name, such as “Due on”.');
  if (label.length > 40) throw new Refused(place, 'The name is longer than 40 characters', 'Shorten it.');
  if (!LABEL.test(label)) throw new Refused(place, 'The name has to begin with a letter', 'Use letters, digits, spaces and simple signs.');
  return capital(label);
}

/** Of a field in the database, from its label. @throws Refused */
export function columnAt(place: string, label: string): string {
  const name = snake(label).replace(/^[^a-z]+/, '');
  if (!name) throw new Refused(place, 'The name has no letter from a to z', 'Add a word in Latin letters.');
  return RESERVED.has(name) ? `${name}_value` : name;
}

/** Of a record or a role: words in the singular that become names in code. @throws Refused */
export function nameAt(place: string, typed: string): string {
  const label = labelAt(place, typed);
  if (!/^[A-Za-z][A-Za-z0-9 -]*$/.test(label))
    throw new Refused(place, 'The name has to consist of letters from A to Z, digits and spaces', 'Leave other signs out.');
  return label.toLowerCase();
}

const literal = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A text that speaks of one thing by its name, where it is called something else from now on: one and many, small and capital. */
export function inOtherWords(text: string, from: string, to: string): string {
  const pairs = [
    [plural(from), plural(to)],
    [from, to],
  ].flatMap(([one, other]) => [
    [one!, other!],
    [capital(one!), capital(other!)],
  ]);
  const found = pairs.map(([one]) => literal(one!)).join('|');
  return text.replace(
    new RegExp(`(?<![\\p{L}\\p{N}])(?:${found})(?![\\p{L}\\p{N}])`, 'gu'),
    (word) => pairs.find(([one]) => one === word)![1]!,
  );
}

/** Whether a text speaks of a thing by its name. */
export const speaksOf = (text: string, name: string): boolean => inOtherWords(text, name, `${name}~`) !== text;

/** A part of a text stays apart from others of the same name. */
export function free(name: string, taken: readonly string[], mark = '_'): string {
  if (!taken.includes(name)) return name;
  let n = 2;
  while (taken.includes(`${name}${mark}${n}`)) n++;
  return `${name}${mark}${n}`;
}
