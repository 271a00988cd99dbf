import { remember } from '../shared/remember.js';
import { tableOf } from '../shared/table-of.js';
import { LISTS, type NounClass } from './noun-lists.js';
import { matchThing } from './thing-of.js';
import { hasVerb, isA, nounSenses, verbsBeside } from './wordnet.js';
import { singular } from './words.js';

export { NOUN_CLASSES, type NounClass } from './noun-lists.js';

export interface NounReading {
  class: NounClass;
  /** Whether one can have two of it. */
  isCountable: boolean;
  /** Whether a record can be made of it where the sentence owns, counts or acts upon it: also of some that are usually something else. */
  canBeKept: boolean;
}

const KEPT: ReadonlySet<NounClass> = new Set(['thing', 'person', 'group', 'place', 'event', 'document']);
const UNCOUNTED: ReadonlySet<NounClass> = new Set(['mass', 'abstraction', 'activity', 'style', 'technology', 'proper', 'time']);
const CATEGORY = tableOf<NounClass>({
  'noun.person': 'person',
  'noun.group': 'group',
  'noun.location': 'place',
  'noun.event': 'event',
  'noun.artifact': 'thing',
  'noun.animal': 'thing',
  'noun.plant': 'thing',
  'noun.food': 'thing',
  'noun.object': 'thing',
  'noun.body': 'thing',
  'noun.possession': 'thing',
  'noun.communication': 'document',
  'noun.attribute': 'abstraction',
  'noun.cognition': 'abstraction',
  'noun.feeling': 'abstraction',
  'noun.motive': 'abstraction',
  'noun.relation': 'abstraction',
  'noun.state': 'abstraction',
  'noun.shape': 'abstraction',
  'noun.phenomenon': 'abstraction',
  'noun.process': 'activity',
  'noun.act': 'activity',
  'noun.quantity': 'measure',
  'noun.substance': 'mass',
  'noun.time': 'time',
  'noun.Tops': 'abstraction',
});

/**
 * What a noun or compound stands for in a description of an application: first as a whole, then by its head.
 *
 * @param name singular or plural; capitals count, as they tell names from kinds.
 */
export const classifyNoun = remember((name): NounReading => {
  const isCapital = /^\p{Lu}/u.test(name.trim());
  const isTitled = /^\p{Lu}\S*(?: \p{Lu}\S*)+$/u.test(name.trim());
  const words = singular(name.trim().toLowerCase()).replace(/\s+/g, ' ');
  const head = words.split(' ').at(-1) ?? '';
  const match = matchThing(words);
  const found = classOf(words, head, isCapital, isTitled);
  // A whole entry of the lexicon can be kept although its head is something else: "time slot", "log entry"; so can acts that are single events.
  const isKnown = match?.by === 'name' && !['application', 'interface', 'technology', 'proper'].includes(found);
  const isOccasion =
    found === 'activity' &&
    !/(?:ing|tion|sion|ment|ance|ence|analytics|analysis|log-?in|log-?out|up|in|out)$/.test(head) &&
    !LISTS.some(([, list]) => list.has(head));
  return { class: found, isCountable: !UNCOUNTED.has(found) || isOccasion, canBeKept: KEPT.has(found) || isKnown || isOccasion };
});

function classOf(words: string, head: string, isCapital: boolean, isTitled: boolean): NounClass {
  // "Tool box" stands in dictionaries as one word, and "check box" in the lists.
  const joined = words.replaceAll(' ', '');
  const whole = listed(words) ?? listed(joined);
  if (whole) return whole;
  const senses = nounSenses(words);
  const match = matchThing(words);
  if (isCapital && (senses.length === 0 ? words === head && !match && !listed(head) : senses[0]!.isInstance)) return 'proper';
  if (isCapital && (isA(words, 'natural language') || (isTitled && !match && !listed(head)))) return 'proper';
  if (senses.length > 0 && senses.every((sense) => sense.isInstance)) return 'proper';
  if (match?.by === 'name') return kindOfThing(match.thing);
  if (words !== head) {
    const compound = compoundOf(words, head);
    if (compound) return compound;
    // "Tool box": compounds that dictionaries know as objects, whatever their head is on a screen.
    const object = senses[0] ?? (words.split(' ').length === 2 ? nounSenses(joined)[0] : undefined);
    if (object && /noun\.(?:artifact|animal|plant|food|location|person|body)$/.test(object.category)) return CATEGORY[object.category]!;
    const byHead = listed(head);
    if (byHead) return byHead;
  }
  if (match && match.by === 'head') return kindOfThing(match.thing);
  const category = (senses[0] ?? nounSenses(head)[0])?.category;
  const isAct = /^noun\.(?:act|cognition|process|communication|event|group|attribute|state)$/.test(category ?? 'noun.act');
  if (!match && (/\w{3}ing$/.test(head) || (isAct && /(?:tion|sion|ment|ance|al)$/.test(head))) && verbOf(head)) return 'activity';
  if (match) return kindOfThing(match.thing);
  // A berth is a job to sailors first, and then a place to sleep.
  if (
    category === 'noun.act' &&
    !/(?:tion|sion|ment|ance)$/.test(head) &&
    nounSenses(head)
      .slice(1, 3)
      .some((sense) => /artifact|location/.test(sense.category))
  )
    return 'thing';
  if (category === 'noun.act') return isA(head, 'event') && !verbOf(head) && !isA(head, 'activity') ? 'event' : 'activity';
  if (category === 'noun.communication')
    return isA(head, 'writing') || isA(head, 'document') || isA(head, 'publication') ? 'document' : 'abstraction';
  if (category) return CATEGORY[category] ?? 'abstraction';
  if (isCapital) return 'proper';
  if (/(?:tion|sion|ment|ance|ence|ness|ity|ship|ism|hood|ability)$/.test(head))
    return /(?:tion|sion|ment)$/.test(head) ? 'activity' : 'abstraction';
  if (/(?:er|or|ist|ian|ant|ee)$/.test(head) && !nounSenses(head)[0]) return 'person';
  return 'thing';
}

/** Compounds whose head misleads. */
function compoundOf(words: string, head: string): NounClass | undefined {
  if (
    /^(?:management|processing|tracking|registration|booking process|analysis|login|editing|monitoring|planning|browsing|playback|display|settlement|handling|control|maintenance|recommendation|sharing)$/.test(
      head,
    )
  )
    return 'activity';
  if (/\b(?:website|app|platform|system|mini-program|portal|application|software|sandbox|website builder)$/.test(words))
    return 'application';
  if (
    /^(?:type|date|number|name|status|code|address|size|method|price|id|amount|level|title|color|colour|position|length|header)$/.test(head)
  )
    return 'attribute';
  if (/^(?:information|data|content|info|detail)$/.test(head)) return 'mass';
  if (/^(?:function|functionality|feature|capability|mode|service function)$/.test(head)) return 'abstraction';
  return undefined;
}

// Places, events and documents that the lexicon knows are listed by name: categories of the lexical database mislead for "post" and "membership".
const kindOfThing = (thing: { isPerson?: true }): NounClass => (thing.isPerson ? 'person' : 'thing');

function listed(words: string): NounClass | undefined {
  return LISTS.find(([, words_]) => words_.has(words))?.[0];
}

const VERBS = tableOf<string>({
  login: 'log in',
  'log-in': 'log in',
  logout: 'log out',
  signup: 'sign up',
  'sign-up': 'sign up',
  signin: 'sign in',
  'sign-in': 'sign in',
  checkout: 'check out',
  'check-out': 'check out',
  checkin: 'check in',
  'check-in': 'check in',
  backup: 'back up',
  'follow-up': 'follow up',
  'pick-up': 'pick up',
  pickup: 'pick up',
  sale: 'sell',
  choice: 'choose',
  loan: 'lend',
  rental: 'rent',
  maintenance: 'maintain',
  browsing: 'browse',
  analytics: 'analyse',
  analysis: 'analyse',
  moderation: 'moderate',
  management: 'manage',
  enrolment: 'enrol',
  enrollment: 'enroll',
  reservation: 'reserve',
  growth: 'grow',
  receipt: 'receive',
  delivery: 'deliver',
  recommendation: 'recommend',
  notification: 'notify',
  subscription: 'subscribe',
  description: 'describe',
  comparison: 'compare',
  verification: 'verify',
  classification: 'classify',
  application: 'apply',
  playback: 'play',
  storage: 'store',
  usage: 'use',
  shipment: 'ship',
  authentication: 'authenticate',
  authorization: 'authorize',
  visualization: 'visualize',
  customization: 'customize',
  purchase: 'purchase',
  query: 'query',
});

/** The verb of which a noun is the act: "registration" → "register", "order tracking" → "track"; undefined where it is no act. */
export const verbOf = remember((noun): string | undefined => {
  const head = singular(noun.trim().toLowerCase()).split(/\s+/).at(-1) ?? '';
  const known = VERBS[head];
  if (known) return known;
  const stem = /^(\w{2,})ing$/.exec(head)?.[1];
  if (stem)
    return [`${stem}e`, stem, stem.replace(/(.)\1$/, '$1')].find(
      (verb, at) => hasVerb(verb) && (at > 0 || !hasVerb(stem) || /(?:at|iz|is|ag|ur|ar|or|v|c|s|u)$/.test(stem)),
    );
  const near = verbsBeside(head)
    .map((verb) => ({ verb, shared: sharedStart(verb, head) }))
    .filter(({ verb, shared }) => shared >= Math.min(4, verb.length - 1) && shared >= 3)
    .sort((one, two) => two.shared - one.shared || one.verb.length - two.verb.length)[0]?.verb;
  if (near && near !== head) return near;
  return hasVerb(head) && nounSenses(head)[0]?.category === 'noun.act' ? head : undefined;
});

function sharedStart(one: string, two: string): number {
  let at = 0;
  while (at < one.length && one[at] === two[at]) at++;
  return at;
}
