import { remember } from '../shared/remember.js';
import { LISTS } from './noun-lists.js';
import { THINGS } from './things/index.js';
import { SENSES, fits } from './things/senses.js';
import type { Thing, ThingField } from './things/thing.js';
import { ancestorsOf, isA, nounSenses } from './wordnet.js';
import { singular } from './words.js';

export type { Thing, ThingField } from './things/thing.js';

const BY_WORD = new Map<string, Thing[]>();
const BY_KEY = new Map(THINGS.map((thing) => [thing.key, thing]));
for (const thing of THINGS) for (const word of thing.words) BY_WORD.set(word, [...(BY_WORD.get(word) ?? []), thing]);

// Ancestors below which everything is of one kind, and the entry that knows it. Others say too little: a teapot is a container, and so is a lorry's.
const CATCHES = new Map(
  Object.entries({
    pet: 'domestic animal | dog | cat | bird',
    vehicle: 'motor vehicle | craft',
    bike: 'bicycle',
    'clothing item': 'garment',
    shoe: 'footwear',
    jewellery: 'jewelry',
    instrument: 'musical instrument',
    tool: 'hand tool | power tool | garden tool | cutting implement',
    furniture: 'seat | furniture',
    equipment: 'home appliance | sports equipment | game equipment | photographic equipment | scientific instrument | optical instrument',
    asset: 'electronic equipment | computer | telephone',
    cake: 'baked goods | cake | bread',
    drink: 'alcohol | beverage',
    dish: 'dish | nutriment',
    ingredient: 'produce | vegetable | edible fruit | dairy product | spice | condiment | meat | foodstuff',
    medication: 'medicine | drug',
    symptom: 'symptom | disease',
    plant: 'flower | herb | shrub | vascular plant',
    tree: 'tree',
    doctor: 'medical practitioner | doctor',
    nurse: 'nurse',
    teacher: 'educator | teacher',
    freelancer: 'craftsman',
    player: 'athlete',
    artist: 'musician',
    chef: 'cook',
    lawyer: 'lawyer',
    driver: 'driver',
    restaurant: 'restaurant',
    hotel: 'hotel',
    property: 'dwelling',
    store: 'shop | mercantile establishment',
    clinic: 'medical building',
    school: 'school | educational institution',
    magazine: 'periodical',
    film: 'movie',
    artwork: 'painting | sculpture',
    song: 'song',
    'board game': 'toy | board game',
    sport: 'sport',
    breed: 'insect | mammal | fish | reptile',
    cosmetic: 'toiletry | cosmetic',
  }).flatMap(([key, ancestors]) => ancestors.split(' | ').map((ancestor) => [ancestor, key] as const)),
);

const NO_HEADS = LISTS.filter(([name]) =>
  ['application', 'interface', 'technology', 'style', 'activity', 'abstraction'].includes(name),
).map(([, words]) => words);

export interface ThingMatch {
  thing: Thing;
  /** By its whole name, its head noun, or as a kind of something known. */
  by: 'name' | 'head' | 'kind';
}

/**
 * The lexicon's entry for a name, singular or plural, in any case: the whole compound, then its last words, then what it is a kind of.
 *
 * @param domain of the description, where it is known: decides between entries with the same word.
 */
export const matchThing = (name: string, domain = ''): ThingMatch | undefined => matched(`${domain}\n${name}`);
export const thingOf = (name: string, domain?: string): Thing | undefined => matchThing(name, domain)?.thing;

const matched = remember((key): ThingMatch | undefined => {
  const [domain = '', name = ''] = [key.slice(0, key.indexOf('\n')), key.slice(key.indexOf('\n') + 1)];
  const words = singular(name.trim().toLowerCase().replace(/[_-]+/g, ' ')).split(/\s+/).filter(Boolean);
  const head = words.at(-1) ?? '';
  const whole = lookUp(words.join(' '), domain);
  if (whole) return { thing: whole, by: 'name' };
  // A contact page is no contact, and a website, whatever dictionaries say, no computer.
  if (NO_HEADS.some((list) => list.has(head))) return undefined;
  for (let from = 1; from < words.length; from++) {
    const found = lookUp(words.slice(from).join(' '), domain);
    if (found) return { thing: found, by: 'head' };
  }
  const thing = kindOf(words.join(' '), domain) ?? (words.length > 1 ? kindOf(head, domain) : undefined);
  return thing && { thing, by: 'kind' };
});

/**
 * The lexicon's entry for a name in a description: of words that several trades use, the sense that the words around them tell.
 *
 * @param text of the whole description.
 */
export function matchIn(name: string, text: string): ThingMatch | undefined {
  const words = singular(name.trim().toLowerCase().replace(/[_-]+/g, ' ')).split(/\s+/).filter(Boolean);
  for (let from = 0; from < words.length; from++) {
    const part = words.slice(from).join(' ');
    const sense = SENSES[part]?.find(([near]) => near.test(text));
    const thing = sense && BY_KEY.get(sense[1]);
    if (thing) return { thing, by: from === 0 ? 'name' : 'head' };
    if (BY_WORD.has(part)) break;
  }
  return matchThing(name);
}

/**
 * What a kind of thing usually has where a description speaks of it; title first, never empty. Choices are only taken from the
 * entry of the very word, or of its head where the text is about the same trade; of a mere kind only what anything can have.
 */
export function usualFieldsIn(name: string, text: string): ThingField[] {
  const match = matchIn(name, text);
  if (!match) return usualFields(name);
  const { thing, by } = match;
  const fitting = thing.fields.filter((field) => fits(thing.key, field.name, text));
  if (by === 'name' || speaksOf(thing.domain, text, name)) return by === 'kind' ? fitting.filter(({ kind }) => kind !== 'enum') : fitting;
  const plain = fitting.filter(({ kind }, at) => at === 0 || (by === 'head' || thing.isPerson ? kind !== 'enum' : PLAIN.has(kind)));
  return thing.isPerson || plain.length > 2 || plain.some(({ kind }) => kind === 'long-text')
    ? plain
    : [...plain, { name: 'description', kind: 'long-text', isOptional: true }];
}
const PLAIN: ReadonlySet<ThingField['kind']> = new Set(['long-text', 'image']);

/** Words that every description uses, whatever it is about. */
const COMMON = new Set(
  'account list item note category image photo picture message notification comment link tag file document service request activity event version target goal community chat post member user customer profile report schedule level score rating review result data point subject topic order project task plan resource group question answer position contact address content product menu search game video category application company enterprise business course time'.split(
    ' ',
  ),
);

/** Whether a text names two other things of a trade. */
function speaksOf(domain: string, text: string, name: string): boolean {
  const own = new Set(singular(name.toLowerCase()).split(/\s+/));
  const words = text.toLowerCase().match(/[a-zé-]{3,}/g) ?? [];
  const found = new Set<string>();
  for (const word of new Set(words)) {
    const one = singular(word);
    if (!own.has(one) && !COMMON.has(one) && BY_WORD.get(one)?.[0]?.domain === domain) found.add(BY_WORD.get(one)![0]!.key);
    if (found.size >= 2) return true;
  }
  return false;
}

function lookUp(word: string, domain?: string): Thing | undefined {
  const found = BY_WORD.get(word);
  return found?.find((thing) => thing.domain === domain) ?? found?.[0];
}

const SPOKEN = new Set(['film', 'song', 'magazine', 'artwork']);

function kindOf(noun: string, domain?: string): Thing | undefined {
  const senses = nounSenses(noun);
  if (
    !senses[0] ||
    senses[0].isInstance ||
    !/noun\.(?:artifact|animal|plant|food|person|communication|object|location|event|body|possession)$/.test(senses[0].category)
  )
    return undefined;
  for (const above of ancestorsOf(noun)) {
    const caught = CATCHES.get(above);
    // A telephone call is no telephone.
    if (caught && senses[0].category === 'noun.communication' && !SPOKEN.has(caught)) continue;
    const found = caught && lookUp(caught, domain);
    // A person is no thing, and a thing no person, whatever the words have in common.
    if (found && Boolean(found.isPerson) === (senses[0].category === 'noun.person')) return found;
  }
  return undefined;
}

const text = (name: string): ThingField => ({ name, kind: 'text' });
const long: ThingField = { name: 'description', kind: 'long-text', isOptional: true };

/** Of something known only by its head or kind what all such things have: no rates, deposits and kinds of the one that is known. */
function plainFields({ fields }: Thing): ThingField[] {
  const plain = fields.filter(
    ({ name, kind }, at) =>
      at === 0 ||
      !(
        (kind === 'enum' && /^(?:kind|category|type|zone|condition|relation|meal)$/.test(name)) ||
        /\b(?:deposit|rate|per (?:night|hour|day|week|month))\b|^(?:beds|shelf|counterparty|serial number|assigned to|bought on|booked on)$/.test(
          name,
        )
      ),
  );
  return plain.length > 1 ? plain : fields;
}

/** What a kind of thing usually has, title first: from the lexicon, else from what the lexical database says it is. Never empty. */
export function usualFields(name: string, domain?: string): ThingField[] {
  const match = matchThing(name, domain);
  if (match) return match.by === 'name' ? match.thing.fields : plainFields(match.thing);
  const head = singular(name.trim().toLowerCase()).split(/\s+/).at(-1) ?? '';
  const category = nounSenses(head)[0]?.category;
  if (category === 'noun.person')
    return [text('name'), { name: 'email', kind: 'email' }, { name: 'phone', kind: 'phone', isOptional: true }];
  if (category === 'noun.location' || isA(head, 'location') || isA(head, 'building')) return [text('name'), text('address'), long];
  if (category === 'noun.event' || isA(head, 'event') || isA(head, 'gathering'))
    return [text('title'), { name: 'date', kind: 'date' }, text('place'), long];
  if (isA(head, 'document') || category === 'noun.communication')
    return [text('title'), { name: 'text', kind: 'long-text' }, { name: 'date', kind: 'date' }];
  if (category === 'noun.act')
    return [text('title'), { name: 'date', kind: 'date' }, { name: 'notes', kind: 'long-text', isOptional: true }];
  if (category === 'noun.possession') return [text('title'), { name: 'amount', kind: 'money' }, { name: 'date', kind: 'date' }];
  if (category === 'noun.group') return [text('name'), long];
  return [text('name'), long, { name: 'picture', kind: 'image', isOptional: true }];
}
