import { classifyNoun, type NounClass } from '../knowledge/classify-noun.js';
import type { Act, Draft, RecordDraft } from './draft.js';
import { thingOf } from './lexicon.js';
import { lastOf } from './nouns.js';

/** Classes of nouns that say something of other things, also where the lexicon has an entry of their name: fonts, addresses, positions. */
const OF_OTHERS: ReadonlySet<NounClass> = new Set([
  'attribute',
  'style',
  'measure',
  'unit',
  'time',
  'technology',
  'interface',
  'abstraction',
]);
const KEEPING = new Set(
  'create add manage edit delete upload publish browse search query submit download post record log maintain track enter input register collect save store generate buy sell order send share write organize administer'.split(
    ' ',
  ),
);
/** Of settings that people turn, rather than of things that they keep. */
const TURNING = new Set('adjust customize change modify switch toggle resize zoom turn'.split(' '));
/** What whoever is described does for others with its services, and what those do with them, where none of them is kept. */
const OFFERING = new Set(
  'provide offer receive obtain get understand learn access introduce service serve use enjoy deliver display show support include have know handle'.split(
    ' ',
  ),
);
const GROUPS = /^(company|enterprise|business|organi[sz]ation|firm|institution|brand|association|agency|team)$/;
const HOUSES = /^(school|store|shop|restaurant|hotel|clinic|hospital|university|bank|studio|club)$/;
const REGISTERING = /^(manage|maintain|add|register|query|create|list|enter|compare)$/;
const SHOWING = /^(browse|search|select|display|show|view|rate|review|find|introduce|showcase|follow)$/;

const SIGNALS = /\b(event|request|exception|callback|signal)$/;
const SIGNALLING = new Set(
  'trigger fire emit push handle process invoke listen dispatch receive send pass respond parse intercept subscribe'.split(' '),
);
const MACHINE = /\b(server|client|http|url|callback|listener|buttons?|component|script)s?([- ]side)?\b/i;

/**
 * Whether a noun only stands by in this description, so that nothing is kept of it: a setting or an attribute of something
 * else, whoever offers the application, services that are promised, signals of a program.
 */
export function isInPassing(draft: Draft, record: RecordDraft): boolean {
  if (record.isNeeded || record.fields.size > 0) return false;
  if ([...draft.records.values()].some((other) => other.parents.has(record.name))) return false;
  return isCutOff(draft, record) || isOfOthers(draft, record) || isHost(draft, record) || isPromised(draft, record) || isSignal(draft, record);
}

/** "Short" of "short links management": the words before another name, which nobody uses by themselves. */
const isCutOff = (draft: Draft, { name, said, acts }: RecordDraft): boolean =>
  said.length === 0 && !thingOf(name)?.words.includes(name) && !acts.some(isSaid) && [...draft.records.values()].some((other) => other.name.startsWith(`${name} `) && other.acts.some(isSaid));

const isSaid = ({ verb, said }: Act): boolean => said.clause.verb === verb;

/** "Category management", "records of addresses": an act that is said as a noun. */
function isManaged(draft: Draft, { name, acts }: RecordDraft): boolean {
  const named = new RegExp(`\\b${lastOf(name)}s? (\\w+ )?(management|administration|maintenance|list|records?|library|directory)\\b`, 'i');
  return acts.some(({ said }) => named.test(draft.reading.text.slice(said.clause.from, said.clause.to)));
}

function isOfOthers(draft: Draft, record: RecordDraft): boolean {
  const { acts, name, plurals } = record;
  const said = acts.filter(isSaid);
  if (plurals === 0 && said.length > 0 && said.every(({ verb }) => TURNING.has(verb))) return !isManaged(draft, record);
  return OF_OTHERS.has(classifyNoun(name).class) && !said.some(({ verb }) => KEEPING.has(verb)) && !isManaged(draft, record);
}

/** "The company" of a company's website, "help companies manage orders": who offers it or whom it serves, and none of many that it keeps. */
function isHost(draft: Draft, record: RecordDraft): boolean {
  const { name, plurals, acts } = record;
  if ((!GROUPS.test(name) && !HOUSES.test(name)) || (HOUSES.test(name) && plurals > 0) || isManaged(draft, record)) return false;
  return !acts.some((act) => isSaid(act) && (REGISTERING.test(act.verb) || (plurals > 0 && SHOWING.test(act.verb))));
}

/** "It provides services": nobody keeps them, unless somebody manages, orders or looks for one. */
const isPromised = (draft: Draft, record: RecordDraft): boolean =>
  /\bservice$/.test(record.name) &&
  !isManaged(draft, record) &&
  record.acts.every(({ verb, said }) => OFFERING.has(verb) || (said.clause.verb !== verb && verb === 'manage'));

/** "Clicking a button triggers an event": of a program, and of no calendar. */
const isSignal = (draft: Draft, { name, acts }: RecordDraft): boolean =>
  SIGNALS.test(name) &&
  MACHINE.test(draft.reading.text) &&
  acts.every((act) => SIGNALLING.has(act.verb) || !isSaid(act)) &&
  acts.some(isSaid);
