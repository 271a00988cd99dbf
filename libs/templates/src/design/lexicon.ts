import { classifyNoun as classify } from '../knowledge/classify-noun.js';
import { isPerson as person } from '../knowledge/people.js';
import { thingOf as thing } from '../knowledge/thing-of.js';

const MOST = 5000;

/** A pure function of a word that keeps its last answers: one description asks for the same few words hundreds of times. */
export function remember<T>(answer: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    if (known.has(word)) return known.get(word)!;
    if (known.size >= MOST) known.clear();
    const found = answer(word);
    known.set(word, found);
    return found;
  };
}

export const classifyNoun = remember(classify);
export const isPerson = remember(person);
export const thingOf = remember((name) => thing(name));
