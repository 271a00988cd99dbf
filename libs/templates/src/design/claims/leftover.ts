import { hasVerb } from '../../knowledge/wordnet.js';
import { capital } from '../../knowledge/words.js';
import type { Clause, NounPhrase } from '../../reading/reading.types.js';
import type { DesignRecord, Field, Rule } from '../design.types.js';
import { isPerson } from '../lexicon.js';
import { isSomebody, nameOf } from '../nouns.js';
import { isApplicationOf } from './audiences.js';
import type { Ask, Scope, Verdict } from './claim.types.js';
import { CHANNEL, FRAME, FUNCTIONAL, IDLE_ADVERB, PLAIN } from './frame-words.js';
import { QUALIFIED } from './lacking.js';
import { isLive, REAL_TIME } from './live.js';
import { DOES, tablesOf } from './rules-that.js';
import { recordsOf } from './things.js';
import { ACTS } from '../features.js';
import { ASK_A_MODEL, assumed, missing } from './verdicts.js';
import { shownBy, type Shown, stemsOf, stemsOfDesign, stemsOfShown, stemsOfTopic } from './words-of-design.js';

/** Words of an act that nothing answers for, and that cannot be told apart from it: "assigned tasks", "books it automatically". */
export function partial(ask: Ask, verdict: Verdict, scope: Scope): Verdict | undefined {
  const shown = shownBy(verdict.evidence, scope.design);
  return (
    unshown(ask, shown, scope) ??
    unmannered(ask, verdict, shown, scope) ??
    uncounted(ask, shown, scope) ??
    guessed(ask, verdict, shown, scope)
  );
}

const isAnswered = (word: string, stems: readonly ReadonlySet<string>[]): boolean =>
  stemsOf(word).every((one) => stems.some((set) => set.has(one)));

function unshown({ object }: Ask, shown: Shown, scope: Scope): Verdict | undefined {
  if (!object || object.isPronoun) return undefined;
  const near = stemsOfShown(shown);
  const isKept = shown.records.length > 0 || shown.rules.length > 0;
  const own = shown.records.find((record) => recordsOf(object, scope).includes(record));
  const isOfRule = shown.pointed.length > 0;
  const asks = (word: string): boolean => {
    const lower = word.toLowerCase();
    if (REAL_TIME.test(lower) && isLive(shown.records, scope)) return false;
    if (FUNCTIONAL.test(lower)) return !isListed(lower, shown.rules);
    if (lower === 'available' && TAKEN.test(nameOf(object)))
      return !isAnswered(lower, [near]) && !shown.rules.some(({ kit }) => kit === 'booking');
    if (!isKept || PLAIN.has(lower) || isAnswered(lower, [near, ROLE_WORDS])) return false;
    if (QUALIFIED.test(lower)) return true;
    // "Distributed databases", wherever they are named, are what such databases are called.
    if (isParticiple(lower)) return own === undefined || mentionsOf(own, scope).length < 2 || !isAlways(lower, own, scope);
    if (isAnswered(lower, [stemsOfTopic(scope)])) return false;
    return own === undefined ? isOfRule : !isAlways(lower, own, scope);
  };
  const word = object.adjectives.find(asks) ?? modifiersOf(object, own, shown, scope).find(asks);
  if (word === undefined) return undefined;
  const kept = (own ?? shown.records[0])?.plural;
  return missing(
    kept
      ? `${kept} are kept, but nothing that is written says which are “${word.toLowerCase()}”`
      : `${capital(nameOf(object))} is there, but nothing that is written makes it “${word.toLowerCase()}”`,
  );
}
/** What is there for one at a time: free or not is a matter of booking. */
const TAKEN = /\b(times?|slots?|dates?|seats?|rooms?|appointments?|tables?|spots?|spaces?|vehicles?|beds?|periods?|courts?)$/;

const ROLE_WORDS: ReadonlySet<string> = new Set(stemsOf('user member customer system admin administrator'));

/** "Group" of "group chat", where chats are kept and not what makes them one of a group. */
function modifiersOf(object: NounPhrase, own: DesignRecord | undefined, shown: Shown, scope: Scope): string[] {
  const name = nameOf(object).toLowerCase();
  const before = name.split(' ').slice(0, -1);
  if (own && (own.name.toLowerCase() === name || scope.draft.find(name)?.name === own.name.toLowerCase()))
    return before.filter((word) => FUNCTIONAL.test(word));
  return before.filter(
    (word) => !FRAME.has(word) && !isPerson(word) && !shown.rules.some(({ kit }) => DOES[kit]?.nouns.test(word)) && !/\d/.test(word),
  );
}

const isListed = (word: string, rules: readonly Rule[]): boolean =>
  rules.some((rule) => 'title' in rule && rule.title.toLowerCase().includes(word)) ||
  (/^batch$/.test(word) && rules.some(({ kit }) => kit === 'import'));

/** "Received", "assigned", "speaking": said of some, by what was done with them. */
function isParticiple(word: string): boolean {
  if (/^(sent|sold|bought|lost|won|found|paid|unpaid|borrowed|lent|taken|written|hidden|broken|stolen|drawn)$/.test(word)) return true;
  const [, base, ending] = /^(?:un)?(\w{2,}?)(ed|ing)$/.exec(word) ?? [];
  if (!base || !ending) return false;
  return [base, `${base}e`, base.replace(/i$/, 'y'), base.replace(/(.)\1$/, '$1')].some(hasVerb);
}

/** What stands before every mention is the name of all of them: "part-time positions" of a site that has no others. */
function isAlways(word: string, record: DesignRecord, scope: Scope): boolean {
  return mentionsOf(record, scope).every((phrase) => phrase.text.toLowerCase().includes(word));
}

const mentionsOf = (record: DesignRecord, scope: Scope): NounPhrase[] =>
  scope.draft.reading.sentences
    .flatMap(({ clauses }) => clauses.flatMap(phrasesIn))
    .filter((phrase) => !phrase.isPronoun && recordsOf(phrase, scope).includes(record));

const phrasesIn = ({ subjects, objects, complements }: Clause): NounPhrase[] =>
  [...subjects, ...objects, ...complements.map(({ phrase }) => phrase)].flatMap(within);
const within = (phrase: NounPhrase): NounPhrase[] => [phrase, ...phrase.complements.flatMap((one) => within(one.phrase))];

/** Kits that do what they do without anybody's hand. */
const BY_ITSELF = new Set(['calculator', 'cart', 'quiz', 'survey', 'report', 'tracking', 'game', 'notice', 'loan', 'booking', 'payment']);
const PERIODS = /^(daily|weekly|monthly|yearly|annually)$/;

function unmannered({ said }: Ask, verdict: Verdict, shown: Shown, scope: Scope): Verdict | undefined {
  const isOfPeople = said.clause.subjects.some((phrase) => !isApplicationOf(phrase, scope) && isSomebody(nameOf(phrase)));
  const fields = fieldsOf(verdict, scope);
  const isByItself =
    !isOfPeople &&
    (shown.rules.some(({ kit }) => BY_ITSELF.has(kit)) || fields.some(({ isRuled, setTo }) => isRuled === true || setTo !== undefined));
  const { text } = scope.draft.reading;
  const before = said.sentence.tokens.filter(({ to }) => to <= said.clause.from).at(-1)?.lower ?? '';
  const lost = /\bin real[- ]time\b/i.exec(text.slice(said.clause.from, said.clause.to))?.[0].toLowerCase();
  for (const adverb of [...said.clause.adverbs, ...(lost ? [lost] : []), ...(/ly$/.test(before) ? [before] : [])]) {
    const word = adverb.toLowerCase();
    if (/real[- ]time|^instantly$/.test(word) && isLive(shown.records, scope)) continue;
    if (IDLE_ADVERB.has(word) || !/ly$|offline|remotely|in real[- ]time/.test(word)) continue;
    if (/^automatically$/.test(word) && isByItself) continue;
    if (PERIODS.test(word) && shown.rules.some(({ kit }) => kit === 'report' || kit === 'tracking')) continue;
    if (isAnswered(word, [stemsOfShown(shown)])) continue;
    return missing(`It can be done, but nothing that is written does it ${word}; ${ASK_A_MODEL}`);
  }
  return undefined;
}

const fieldsOf = ({ evidence }: Verdict, { design }: Scope): Field[] =>
  evidence.flatMap(({ target }) => {
    const [, i, j] = /^\/entities\/(\d+)\/fields\/(\d+)$/.exec(target) ?? [];
    return design.records[Number(i)]?.fields[Number(j)] ?? [];
  });

/** A part of a clause that the rest of it does without. */
export interface Rest {
  from: number;
  verdict: Verdict;
}

/** What is tied to a claim by a preposition, and answered for by nothing: "… by e-mail", "… within 24 hours", "… in various formats". */
export function restsOf(ask: Ask, verdict: Verdict, scope: Scope): Rest[] {
  const { object, said } = ask;
  const shown = shownBy(verdict.evidence, scope.design);
  const tied = [...(object ? object.complements : said.clause.objects.flatMap((phrase) => phrase.complements)), ...said.clause.complements];
  return tied.flatMap(({ preposition, phrase }) => {
    if (phrase === object || isTold(preposition, phrase, ask, shown, scope)) return [];
    const from = startOf(preposition, phrase, ask);
    const words = scope.draft.reading.text.slice(from, phrase.to);
    return [{ from, verdict: missing(`The rest is there, but nothing that is written answers “${words}”; ${ASK_A_MODEL}`) }];
  });
}

function startOf(preposition: string, phrase: NounPhrase, { said }: Ask): number {
  const first = preposition.split(' ')[0];
  const token = said.sentence.tokens.filter(({ to, lower }) => to <= phrase.from && lower === first).at(-1);
  return token?.from ?? phrase.from;
}

const FINDS = /^(search|search for|find|filter|sort|query|log|log in|login|sign|sign in|sign up|register|contact|look up|enter|verify)$/;

function isTold(preposition: string, phrase: NounPhrase, { verb }: Ask, shown: Shown, scope: Scope): boolean {
  if (phrase.isPronoun || phrase.isProper || /^(including|such as|like|than|as well as|without)$/.test(preposition)) return true;
  if (isApplicationOf(phrase, scope) && phrase.adjectives.length === 0) return true;
  const isEach = /^(each|every)$/.test(phrase.determiner ?? '');
  if (/^(by|via|through|with|using|to)$/.test(preposition) && CHANNEL.test(phrase.text) && verb && !FINDS.test(verb)) {
    if (!shown.rules.some(({ kit }) => kit === 'message') || !/messages?$/.test(phrase.name)) return false;
  }
  if (/^(above|below|over|under|between|beyond)$/.test(preposition) && shown.records.some(isBounded)) return true;
  if (/^(by|before|until|on)$/.test(preposition) && DUE.test(nameOf(phrase)) && shown.rules.some(({ kit }) => kit === 'loan')) return true;
  if (REAL_TIME.test(phrase.name)) return isLive(shown.records, scope);
  const count = phrase.count ?? phrase.name;
  if (/\d/.test(count)) return isNumbered(count, shown);
  if (phrase.adjectives.some((word) => FUNCTIONAL.test(word.toLowerCase()) && !(REAL_TIME.test(word) && isLive(shown.records, scope))))
    return false;
  if (lacksVoice(phrase)) return false;
  if (preposition === 'for' && !isEach && !ACTS.test(nameOf(phrase))) return true;
  if (preposition === 'of' && !isKeptOf(shown)) return true;
  if (isSomebody(nameOf(phrase)) || recordsOf(phrase, scope).length > 0) return true;
  const stems = [stemsOfDesign(scope.design), stemsOfTopic(scope)];
  return nameOf(phrase)
    .toLowerCase()
    .split(' ')
    .every((word) => FRAME.has(word) || PLAIN.has(word) || isPerson(word) || isAnswered(word, stems));
}

/** A loan says itself when it has to be back. */
const DUE = /^(due date|return date|date due|deadline)$/;

/** "For voice chat": written words are none. */
const lacksVoice = (phrase: NounPhrase): boolean => /\b(voice|video|audio) (chat|call|message|communication|meeting)$/.test(nameOf(phrase));

const isBounded = ({ fields }: DesignRecord): boolean => fields.some(({ min, max }) => min !== undefined || max !== undefined);

/** Whether a whole record is claimed: "properties of form fields" are of something. */
const isKeptOf = ({ records, pointed, fields }: Shown): boolean => records.length > 0 && pointed.length === 0 && fields === 0;

/** "Figures such as the number of members": each of them is asked for. */
function uncounted({ object }: Ask, shown: Shown, scope: Scope): Verdict | undefined {
  const figures = shown.pointed.filter(({ kit }) => kit === 'report' || kit === 'tracking');
  if (!object || figures.length === 0) return undefined;
  const near = stemsOfShown(shown);
  const counted = new Set(figures.flatMap(tablesOf));
  const isAmong = (phrase: NounPhrase): boolean => {
    const of = phrase.complements.filter(({ preposition }) => preposition === 'of').map((one) => one.phrase);
    if (/\b(number|count)$/.test(phrase.name) && of.length > 0)
      return of.every((one) => recordsOf(one, scope).some(({ table }) => counted.has(table)));
    return phrase.name.split(' ').every((word) => FRAME.has(word) || PLAIN.has(word) || isAnswered(word, [near]));
  };
  const listed = object.complements.filter(({ preposition }) => /^(such as|including|like)$/.test(preposition)).map(({ phrase }) => phrase);
  const lost = [...listed, ...[...within(object), ...listed].flatMap(({ examples }) => examples)].find((phrase) => !isAmong(phrase));
  if (!lost) return undefined;
  const said = scope.draft.reading.text.slice(lost.from, Math.max(...within(lost).map(({ to }) => to)));
  return missing(`Figures are drawn, but “${said}” is not among them; say of which things, and which number`);
}

/** What is only named, and done by people or by a provider: services that are offered, payments that are made. */
function guessed({ verb, object }: Ask, { evidence }: Verdict, shown: Shown, scope: Scope): Verdict | undefined {
  const own = object && shown.pointed.length === 0 ? shown.records.find((record) => recordsOf(object, scope).includes(record)) : undefined;
  if (!own) return undefined;
  if (/\bpayment$/i.test(own.name) && /^(make|have|provide|support|include|process|handle|complete|accept|offer)$/.test(verb ?? 'have'))
    return assumed('Payments are noted by hand; no provider is asked for the money', ...evidence);
  // What is ordered, booked or rated is more than a name.
  const isUnknown = shown.rules.length === 0 && own.fields.every(({ origin, kind }) => origin === 'assumed' || kind === 'person');
  return /\bservice$/i.test(own.name) && isUnknown && /^(provide|offer|have|include|support|handle)$/.test(verb ?? 'have')
    ? assumed(`Read as a list of ${own.plural.toLowerCase()} with their names and descriptions; say what is done, and by whom`, ...evidence)
    : undefined;
}

/** Whether a bound, a term or a number of rows of the design is this one. */
function isNumbered(count: string, { records, rules }: Shown): boolean {
  const wanted = Number(/\d+/.exec(count)![0]);
  const bounds = records.flatMap(({ fields }) => fields.flatMap(({ min, max }) => [min, max]));
  const terms = rules.flatMap((rule) => [
    'days' in rule ? rule.days : undefined,
    'limit' in rule ? rule.limit : undefined,
    'goal' in rule ? rule.goal : undefined,
  ]);
  return [...bounds, ...terms].includes(wanted);
}
