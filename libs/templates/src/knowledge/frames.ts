import { tableOf } from '../shared/table-of.js';
import { verbOf } from './classify-noun.js';
import { LIGHT_VERBS, NOUN_FRAMES, VERB_FRAMES, type Frame } from './frame-tables.js';
import { pastParticiple, singular } from './words.js';

export type { Frame, FrameKit } from './frame-tables.js';

// Of verbs that keep their own sense whatever they are done to, so that "manage orders" stays the keeping of orders.
const STRONG_OBJECTS =
  /^(?:order|reservation|booking|appointment|payment|donation|review|rating|comment|reply|feedback|vote|poll|quiz|exam|test|message|reminder|notification|alert|bid|enquiry|inquiry|application|enrolment|enrollment|registration|report|loan|purchase|like|bookmark|attendance|rental|pledge|chat)$/;
const KEEPING = new Set([
  'manage',
  'handle',
  'process',
  'create',
  'add',
  'track',
  'support',
  'provide',
  'offer',
  'use',
  'receive',
  'get',
  'have',
  'set',
  'run',
  'hold',
  'start',
  'request',
  'schedule',
  'join',
  'attend',
  'take',
  'put',
  'file',
  'fill',
  'enter',
]);
// Combinations whose sense neither word has.
const PAIRS = tableOf<Frame>({
  'take part': { kit: 'enrolment', tie: 'registration' },
  'take attendance': { kit: 'enrolment', tie: 'attendance' },
  'take quiz': { kit: 'quiz', tie: 'attempt' },
  'take test': { kit: 'quiz', tie: 'attempt' },
  'take exam': { kit: 'quiz', tie: 'attempt' },
  'take turn': { kit: 'calendar' },
  'take course': { kit: 'enrolment', tie: 'enrolment' },
  'track order': { kit: 'lookup' },
  'track parcel': { kit: 'lookup' },
  'track shipment': { kit: 'lookup' },
  'track package': { kit: 'lookup' },
  'track delivery': { kit: 'lookup' },
  'set reminder': { kit: 'notice' },
  'set goal': { kit: 'tracking' },
  'receive notification': { kit: 'notice' },
  'receive reminder': { kit: 'notice' },
  'receive alert': { kit: 'notice' },
  'get notification': { kit: 'notice' },
  'get reminder': { kit: 'notice' },
  'generate report': { kit: 'report' },
  'create report': { kit: 'report' },
  'view report': { kit: 'report' },
  'view statistic': { kit: 'report' },
  'create account': { kit: 'access' },
  'schedule appointment': { kit: 'booking', tie: 'appointment' },
  'schedule viewing': { kit: 'booking', tie: 'viewing' },
  'schedule visit': { kit: 'booking', tie: 'visit' },
  'request appointment': { kit: 'booking', tie: 'appointment' },
  'join event': { kit: 'enrolment', tie: 'registration' },
  'join class': { kit: 'enrolment', tie: 'registration' },
  'join course': { kit: 'enrolment', tie: 'enrolment' },
  'join waiting list': { kit: 'enrolment', tie: 'waiting list entry' },
  'join group': { kit: 'enrolment', tie: 'membership' },
  'attend event': { kit: 'enrolment', tie: 'registration' },
  'register event': { kit: 'enrolment', tie: 'registration' },
  'register course': { kit: 'enrolment', tie: 'enrolment' },
  'register workshop': { kit: 'enrolment', tie: 'registration' },
  'register class': { kit: 'enrolment', tie: 'registration' },
  'play game': { kit: 'outside', reason: 'it is a game of its own' },
  'play quiz': { kit: 'quiz', tie: 'attempt' },
  'share file': { kit: 'upload' },
  'add product to cart': { kit: 'cart', tie: 'order' },
  'upload csv': { kit: 'import' },
  'upload spreadsheet': { kit: 'import' },
  'rate book': { kit: 'review', tie: 'review' },
  'log time': { kit: 'tracking' },
  'log hour': { kit: 'tracking' },
  'log workout': { kit: 'tracking' },
  'log meal': { kit: 'tracking' },
  'log weight': { kit: 'tracking' },
  'log harvest': { kit: 'tracking' },
  'log expense': { kit: 'tracking' },
  'save item': { kit: 'favourite', tie: 'bookmark' },
  'save change': { kit: 'crud', act: 'change' },
  'watch video': { kit: 'crud', act: 'read' },
  'draw conclusion': { kit: 'none' },
  'convert currency': { kit: 'calculator' },
});

/**
 * What an act asks for.
 *
 * @param verb base form with its particle: "check out", "sign up".
 * @param object its head noun, singular or plural: decides where the verb is light ("place an order") or has several senses ("track an order").
 * @returns undefined for verbs that are not known: the act is then most likely a change of state, see `stateOf`.
 */
export function frameOf(verb: string, object?: string): Frame | undefined {
  const act = verb.trim().toLowerCase().replace(/\s+/g, ' ');
  if (object) {
    const name = singular(object.trim().toLowerCase());
    const head = name.split(' ').at(-1)!;
    const pair = PAIRS[`${act} ${name}`] ?? PAIRS[`${act} ${head}`] ?? VERB_FRAMES.get(`${act} ${head}`);
    if (pair) return pair;
    if (LIGHT_VERBS.has(act) && !KEEPING.has(act) && (STRONG_OBJECTS.test(head) || NOUN_FRAMES.has(name)))
      return NOUN_FRAMES.get(name) ?? NOUN_FRAMES.get(head);
    // "log harvests", "register an item": with something to keep, it is no sign-in.
    if ((act === 'log' || act === 'register') && !/^(?:account|user|in|out)$/.test(head)) return { kit: 'crud', act: 'create' };
    if (act === 'check' && /^(?:status|availability)$/.test(head)) return { kit: 'crud', act: 'read' };
  }
  return VERB_FRAMES.get(act);
}

/** What an act asks for that is said as a noun: "registration", "order tracking", "rentals". */
export function frameOfNoun(noun: string): Frame | undefined {
  const name = singular(noun.trim().toLowerCase());
  const head = name.split(' ').at(-1) ?? '';
  const known = NOUN_FRAMES.get(name) ?? NOUN_FRAMES.get(head);
  if (known) return known;
  const verb = verbOf(head);
  const object = name.split(' ').slice(0, -1).join(' ');
  return verb === undefined ? undefined : frameOf(verb, object || undefined);
}

/** The state that something is in after an act, known or not: "approve" → "approved", "glaze" → "glazed", "complete" → "done". */
export function stateOf(verb: string): string {
  return VERB_FRAMES.get(verb.trim().toLowerCase())?.stateAfter ?? pastParticiple(verb);
}
