import { remember } from '../shared/remember.js';
import { classifyNoun, isPerson, thingOf } from './lexicon.js';
import { verbOf } from '../knowledge/classify-noun.js';
import { hasNoun, hasVerb, nounSenses } from '../knowledge/wordnet.js';
import { singular } from '../knowledge/words.js';
import type { Clause, NounPhrase } from '../reading/reading.types.js';

const HAVING = new Set([
  'have',
  'include',
  'contain',
  'consist',
  'comprise',
  'carry',
  'hold',
  'store',
  'save',
  'record',
  'need',
  'require',
  'feature',
  'keep',
]);
export const isHaving = (verb: string): boolean => HAVING.has(verb);
/** Heads that add nothing to what stands before them: "product information", "order list", "member records". */
const EMPTY_HEADS = new Set(
  'information info detail data list catalog catalogue content record introduction description profile entry item overview listing display showcase presentation center centre library history management material section database directory result update'.split(
    ' ',
  ),
);
/** Acts upon the thing before them: an "order inquiry" is about orders, and kept is the order. */
const ACT_HEADS = new Set(
  'inquiry enquiry query purchase sale business operation viewing drawing launch repair opening change display browsing processing handling usage editing playing training'.split(
    ' ',
  ),
);
/** Words before a noun that say nothing of which kind of thing it is. */
const IDLE_FIRST = new Set(
  'online custom historical complete related relevant specific other various different own new current available starting ending sending selecting receiving viewing creating uploading loading adding existing selected user-published real-time personal corresponding respective in-app one-click popular latest hot'.split(
    ' ',
  ),
);
/** Verbs that a list of what people can do begins with: "view accommodation". */
const VERB_FIRST = new Set(
  'view receive select display query browse support manage add edit upload create delete download generate obtain provide enter input choose click export'.split(
    ' ',
  ),
);
/** Nouns only by their spelling: adverbs, adjectives, parts of the world of computers. */
const NO_HEADS = new Set(
  'custom forward home like use mac internet cause click play body than most more all any some rest bit way lot kind sort type response ranking object output input comparison prompt effect format mechanism availability engine technology framework protocol retrieval border selector trend behavior behaviour radar flow graph workbench calculation upgrade redesign flash modeling segmentation coroutine mouse touch drag drop adult logic storyline cdn jdbc'.split(
    ' ',
  ),
);
const COLOUR_WORDS = new Set(
  'orange red blue green yellow purple pink brown black white gray grey teal navy olive maroon lavender beige ivory turquoise indigo violet gold silver azure cyan magenta crimson coral'.split(
    ' ',
  ),
);
/** Such heads that are things of their own where nothing else is meant: a course's material, a medical record. */
/** What rules write by themselves. */
const RULED =
  /^(shopping |online )?(cart|basket|check-?out)$|^(out[- ]of|into|vice)[- ]|^(favou?rite|wish ?list|bookmark|like|progress|login|password|verification code|support language|keyword|each other|one another|other)$/;
const OWN_COMPOUNDS = new Set(['medical record', 'news item', 'menu item', 'order item', 'line item', 'profile']);

/** "Anyone" is somebody, though a pronoun. */
const INDEFINITE = /^(any|every|some)(one|body)$/;
export const nameOf = ({ isPronoun, refersTo, name, head }: NounPhrase): string =>
  isPronoun ? (refersTo?.name ?? (INDEFINITE.test(head) ? head : '')) : name;

/** Whether a phrase means the application that is described. */
export function isApplication(phrase: NounPhrase): boolean {
  if (phrase.isPronoun) return phrase.refersTo ? isApplication(phrase.refersTo) : phrase.head === 'it';
  // "The site should have …": of many sites one would be "each".
  if (phrase.name === 'site' && !phrase.isPlural && /^(the|this|our)$/i.test(phrase.determiner ?? '')) return true;
  return classifyNoun(phrase.head).class === 'application' || classifyNoun(phrase.head).class === 'interface';
}

/**
 * The name under which a phrase's things would be kept: without heads that say only that something is known of them.
 *
 * @returns undefined where it is nothing that could be kept: an abstraction, a part of the interface, a unit, a name.
 */
export function recordNameOf(phrase: NounPhrase): string | undefined {
  const source = phrase.isPronoun ? phrase.refersTo : phrase;
  if (!source || source.isPronoun) return undefined;
  if (source.isProper && !thingOf(source.name)) return undefined;
  // GET and POST are no things, whatever they spell.
  if (/^[A-Z]{2,}$/.test(source.text) && !/[a-z]{3}/.test(source.text)) return undefined;
  // Homes are for sale; the home of a site is a page.
  if (source.name === 'home' && source.isPlural) return 'home';
  return keptName(source.name) ?? ofComplement(source)[0];
}

/** Names of things that a clause says to be somebody's by a pronoun: "their refunds", "the status of their refunds". */
export const theirThingsOf = ({ objects, complements }: Clause): string[] =>
  [...objects, ...complements.map(({ phrase }) => phrase)]
    .flatMap((phrase) => [phrase, ...phrase.complements.map((inner) => inner.phrase)])
    .filter(({ possessor }) => possessor?.isPronoun === true)
    .flatMap((phrase) => recordNameOf(phrase) ?? []);

/** All names of a phrase: "information on waybills and vehicles" has two. */
export function recordNamesOf(phrase: NounPhrase, after: readonly { preposition: string; phrase: NounPhrase }[] = []): string[] {
  const source = phrase.isPronoun ? phrase.refersTo : phrase;
  const own = recordNameOf(phrase);
  if (own || !source) return own ? [own] : [];
  return ofComplement({ ...source, complements: [...source.complements, ...after] });
}

/** "a list of recipes", "details of orders": the recipes, the orders. */
function ofComplement(phrase: NounPhrase): string[] {
  const last = lastOf(phrase.name);
  if (!EMPTY_HEADS.has(last) && classifyNoun(phrase.name).class !== 'interface') return [];
  return phrase.complements
    .filter(({ preposition }) => ['of', 'about', 'for', 'on'].includes(preposition))
    .flatMap((inner) => recordNameOf(inner.phrase) ?? []);
}

const keptName = remember((name: string): string | undefined => {
  let words = singular(name.toLowerCase()).split(' ');
  if (!OWN_COMPOUNDS.has(words.join(' ')))
    while (words.length > 1 && EMPTY_HEADS.has(words.at(-1)!)) words = singular(words.slice(0, -1).join(' ')).split(' ');
  while (words.length > 1 && isIdleFirst(words)) words = words.slice(1);
  if (words.length === 2 && words[0] === 'transaction' && words[1] === 'payment') words = ['payment'];
  while (words.length > 1 && ACT_HEADS.has(words.at(-1)!) && !thingNamed(words.join(' ')))
    words = singular(words.slice(0, -1).join(' ')).split(' ');
  const kept = words.join(' ');
  const head = words.at(-1)!;
  if (NO_HEADS.has(head) || COLOUR_WORDS.has(head) || (ACT_HEADS.has(head) && words.length === 1 && !thingNamed(kept))) return undefined;
  if (UNKEPT.test(kept) || isFunction(words)) return undefined;
  if (!hasNoun(head) && !thingOf(kept) && !isPerson(kept) && (ADJECTIVE.test(head) || /^(online|offline|than)$/.test(head)))
    return undefined;
  if (kept.length < 2 || kept.length > 40 || !/^[a-z][a-z0-9 -]*$/.test(kept)) return undefined;
  if ((EMPTY_HEADS.has(kept) && kept !== 'item') || RULED.test(kept)) return undefined;
  return isPerson(kept) || classifyNoun(kept).canBeKept ? kept : undefined;
});

/** Parts of the machinery, and messages of it, that nobody keeps. */
const UNKEPT =
  /^data (message|prompt|event|trend|transfer|structure|model|service|page|element|point|set|change|flow)$|^(error|touch|layout|css|html|php|bar|background|sub|server|scatter|rose|pie|line|heat|word|mesh|address|web|search|generation|communication|network|interface|api|http) (message|prompt|event|issue|file|selector|page|model|structure|trend|transfer|service|plot|chart|map|cloud|bar|load|failure|source|request|script|element|point|set|flow)$|\blike$|\b(public account|system log|key[- ]value pair|message queue)$/;

/** "Translation tool": what the application does, rather than a tool that somebody has. */
const isFunction = (words: readonly string[]): boolean =>
  words.length > 1 &&
  words.at(-1) === 'tool' &&
  !hasNoun(words.join(' ')) &&
  (verbOf(words.at(-2)!) !== undefined || /^(search|link|prank|environment|loading|data|online|web)$/.test(words.at(-2)!));

/** Whether a name that is otherwise kept by what is done with it is no more than machinery. */
export const isMachinery = (name: string): boolean => {
  const words = name.split(' ');
  return (
    /^(error|touch|layout|bar|background|sub) |\blike$|\bpublic account$/.test(name) ||
    NO_HEADS.has(words.at(-1)!) ||
    VERB_FIRST.has(words[0]!)
  );
};

const thingNamed = (words: string): boolean => Boolean(thingOf(words)?.words.includes(words));

/** What words say by their ending, where no list has them: names of products do not. */
const ADJECTIVE = /(al|ic|ive|ous|able|ible|ful|ed|y|ar|ary|ory|ent|ant|less|ish|-\w+)$|^(todo|e-|qr|url|pdf|csv|gps|vip)/;

/** "Custom order", "view accommodation", "selecting a translator": the rest is what is meant. */
function isIdleFirst(words: readonly string[]): boolean {
  const first = words[0]!;
  if (thingNamed(words.join(' '))) return false;
  return (
    IDLE_FIRST.has(first) || VERB_FIRST.has(first) || (/\w{3}ing$/.test(first) && !hasNoun(first)) || (!hasNoun(first) && hasVerb(first))
  );
}

/** Whether a subject is somebody who acts: also of words that are usually things of a catalogue, such as authors. */
export const isSomebody = remember((name: string): boolean => {
  if (isPerson(name)) return true;
  if (/\b(character|model|pet|star|hero|enemy|bot|robot|monster|lead|contact|post|brand)$/.test(name)) return false;
  return nounSenses(lastOf(name))[0]?.category === 'noun.person';
});

export const lastOf = (name: string): string => name.split(' ').at(-1)!;
