import { LISTS } from './noun-lists.js';
import { THINGS } from './things/index.js';
import type { Thing, ThingField } from './things/thing.js';
import { ancestorsOf, isA, nounSenses } from './wordnet.js';
import { singular } from './words.js';

export type { Thing, ThingField } from './things/thing.js';

const BY_WORD = new Map<string, Thing[]>();
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
export function matchThing(name: string, domain?: string): ThingMatch | undefined {
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
}
export const thingOf = (name: string, domain?: string): Thing | undefined => matchThing(name, domain)?.thing;

function lookUp(word: string, domain?: string): Thing | undefined {
  const found = BY_WORD.get(word);
  return found?.find((thing) => thing.domain === domain) ?? found?.[0];
}

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
    const found = caught && lookUp(caught, domain);
    // A person is no thing, and a thing no person, whatever the words have in common.
    if (found && Boolean(found.isPerson) === (senses[0].category === 'noun.person')) return found;
  }
  return undefined;
}

const text = (name: string): ThingField => ({ name, kind: 'text' });
const long: ThingField = { name: 'description', kind: 'long-text', isOptional: true };

/** What a kind of thing usually has, title first: from the lexicon, else from what the lexical database says it is. Never empty. */
export function usualFields(name: string, domain?: string): ThingField[] {
  const known = thingOf(name, domain);
  if (known) return known.fields;
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
