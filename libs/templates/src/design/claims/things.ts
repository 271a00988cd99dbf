import { singular } from '../../knowledge/words.js';
import type { NounPhrase } from '../../reading/reading.types.js';
import type { DesignRecord, Field } from '../design.types.js';
import { ACTS } from '../features.js';
import { lastOf, nameOf, recordNamesOf } from '../nouns.js';
import type { Ask, Scope } from './claim.types.js';
import { isApplicationOf } from './audiences.js';
import { QUALIFIED } from './lacking.js';

/** Heads that say that something is known of the things before them, and not what. */
const KNOWN_OF =
  /^(information|info|details?|data|list|catalog|catalogue|records?|entry|entries|items?|overview|listings?|database|directory|library|cent(er|re)|contents?|material|collection|page|section|resources?)$/;
/** Heads that say of something what it has; see `fieldsOf`. */
export const SAID_OF = /^(introduction|description|profile|history|results?|update|updates)$/;
/** Words for no thing in particular. */
const EMPTY =
  /^((detailed|relevant|related|specific|basic|more|other|different|various|latest|necessary|corresponding|all|the) )*(information|info|content|details?|data|items?|things?|pages?|sections?|entries|entry|records?|lists?|resources?)$/;

/** "The information", "all content": with nothing said of which. */
export const isEmpty = (phrase: NounPhrase): boolean => {
  if (phrase.isPronoun || !EMPTY.test(nameOf(phrase).toLowerCase())) return false;
  return phrase.adjectives.every(
    (word) =>
      /^(own|available|corresponding|necessary|all|new|existing|same|published|updated|interesting|useful)$/.test(word) ||
      EMPTY.test(`${word} data`),
  );
};

const byNames = new WeakMap<Scope, ReadonlyMap<string, DesignRecord>>();

export function recordNamed(name: string, scope: Scope): DesignRecord | undefined {
  const plain = (words: string): string => words.toLowerCase().replaceAll('-', ' ');
  const { design, draft } = scope;
  let known = byNames.get(scope);
  if (!known) {
    const names = design.records.flatMap((record) => [record.name, record.plural].map((one) => [plain(one), record] as const));
    // Of two with one name the first counts.
    known = new Map(names.reverse());
    byNames.set(scope, known);
  }
  return known.get(plain(draft.aliases.get(name) ?? draft.find(name)?.name ?? name));
}

const NO_COMPLEMENTS: Ask['said']['clause']['complements'] = [];
const ofPhrases = new WeakMap<Scope, WeakMap<NounPhrase, Map<Ask['said']['clause']['complements'], readonly DesignRecord[]>>>();

/** The records that a phrase means: by its name, by what "information on" is said of, by its last words. */
export function recordsOf(phrase: NounPhrase, scope: Scope, after = NO_COMPLEMENTS): readonly DesignRecord[] {
  const known = ofPhrases.get(scope) ?? new WeakMap<NounPhrase, Map<typeof after, readonly DesignRecord[]>>();
  ofPhrases.set(scope, known);
  const answers = known.get(phrase) ?? new Map<typeof after, readonly DesignRecord[]>();
  known.set(phrase, answers);
  const answer = answers.get(after) ?? meantBy(phrase, scope, after);
  answers.set(after, answer);
  return answer;
}

function meantBy(phrase: NounPhrase, scope: Scope, after: Ask['said']['clause']['complements']): DesignRecord[] {
  const source = phrase.isPronoun ? phrase.refersTo : phrase;
  if (!source) return [];
  const name = singular(nameOf(source).toLowerCase());
  const whole = recordNamed(name, scope) ?? (/^(\w+ )?content$/.test(name) ? recordNamed('content item', scope) : undefined);
  // A longer name may be taken for a shorter one, unless it asks for more.
  if (whole) return isActOf(whole.name.toLowerCase(), name) ? [] : [whole];
  const words = name.split(' ');
  const head = words.at(-1)!;
  if (words.length > 1 && KNOWN_OF.test(head)) return recordsNamed([words.slice(0, -1).join(' ')], scope);
  if (words.length > 1 && SAID_OF.test(head)) return [];
  // "The list of metacomponents": whatever word it is, it is kept by now.
  const before = KNOWN_OF.test(name) ? source.adjectives.at(-1) : undefined;
  // "The novel list": of novels, whatever else the word can be.
  const adjective = before && recordNamed(singular(before.toLowerCase()), scope);
  if (adjective) return [adjective];
  const listed = KNOWN_OF.test(name) ? source.complements.filter(({ preposition }) => preposition === 'of') : [];
  if (listed.length > 0) return [...new Set(listed.flatMap((one) => recordsOf(one.phrase, scope)))];
  const found = recordsNamed(
    recordNamesOf(source, after).filter(
      (one) => !isActOf(one, name) && (isWithin(one, name) || KNOWN_OF.test(head) || isApplicationOf(source, scope)),
    ),
    scope,
  );
  if (found.length > 0) return found;
  // "News articles" are articles, where nothing of the longer name is kept.
  const rest = words.slice(1).join(' ');
  const shorter = rest !== '' && !scope.draft.records.has(name) && !isActOf(rest, name) ? recordNamed(rest, scope) : undefined;
  return shorter ? [shorter] : [];
}

/** "Transfer transaction": the words that are left out ask for an act. */
const isActOf = (kept: string, whole: string): boolean =>
  kept !== whole &&
  whole.endsWith(kept) &&
  (ACTS.test(whole.slice(0, -kept.length).trim()) ||
    whole
      .slice(0, -kept.length)
      .trim()
      .split(' ')
      .some((word) => QUALIFIED.test(word)));

const recordsNamed = (names: readonly string[], scope: Scope): DesignRecord[] => [
  ...new Set(names.flatMap((name) => recordNamed(name, scope) ?? [])),
];

/** "Order" of "purchase order", and not of "order status": what is last is meant. */
const isWithin = (name: string, whole: string): boolean =>
  name === whole || whole.endsWith(` ${name}`) || lastOf(name) === lastOf(whole) || !whole.includes(name);

/** Words that mean one another in the names of attributes. */
const ALIKE: readonly RegExp[] = [
  /^(price|cost|fee|amount|rate|fare|total|budget|salary|money|freight|earning|premium)$/,
  /^(picture|image|photo|photograph|cover|logo|avatar|poster|thumbnail|portrait|preview|box)$/,
  /^(introduction|description|details?|about|summary|story|explanation|caption)$/,
  /^(text|content|body)$/,
  /^(notes?|remarks?|comment)$/,
  /^(author|writer|artist|creator|maker)$/,
  /^(status|state|progress|stage|condition)$/,
  /^(category|kind|type|genre|class|classification|topic|style)$/,
  /^(address|location|place|venue)$/,
  /^(phone|telephone|mobile|phone number)$/,
  /^(title|name|subject|headline)$/,
  /^(duration|length)$/,
  /^(stock|quantity|inventory)$/,
  /^(date|day|time|starts?|deadline|due|schedule|published)$/,
  /^(score|grade|result|mark|points?)$/,
  /^(contact|email|phone)$/,
  /^(video|film|clip|movie)$/,
  /^(audio|song|track|music|recording|sound)$/,
];

const core = (field: Field): string =>
  singular(
    field.name
      .replaceAll('_', ' ')
      .replace(/ (id|on|at|from|until)$/, '')
      .replace(/^is /, ''),
  );

/** Whether an attribute is what a phrase names. */
export function isField(field: Field, name: string, record: DesignRecord): boolean {
  const wanted = singular(name.toLowerCase().replaceAll('-', ' '));
  const own = core(field);
  if (/^(maximum|minimum) /.test(own) && !/^(maximum|minimum) /.test(wanted)) return false;
  if (own === wanted || field.label.toLowerCase() === wanted) return true;
  const recordWords = record.name.toLowerCase().split(' ');
  const rest = wanted
    .split(' ')
    .filter((word) => !recordWords.includes(word))
    .join(' ');
  if (rest !== '' && (own === rest || (lastOf(own) === rest && !['number', 'name'].includes(rest)))) return true;
  const head = lastOf(wanted);
  // "Order status" of an order, and "launch date" of anything with one date.
  const isBare = rest === head || wanted === head || lastOf(own) === head;
  if (!isBare) return false;
  // "Check-in date" is no check-out date.
  if (rest.includes(' ') && own.includes(' ') && lastOf(own) === head) return false;
  if (ALIKE.some((words) => words.test(head) && words.test(lastOf(own)))) return true;
  return head === 'date' && DATES.has(field.kind) && (wanted === head || record.fields.filter(({ kind }) => DATES.has(kind)).length === 1);
}
const DATES = new Set(['date', 'datetime']);

export interface Named {
  record: DesignRecord;
  field: Field;
}

/**
 * The attribute that a phrase names: of the record that it says, of those that its sentence is about, else one that the
 * description states.
 *
 * @param isExplicit whether only the first counts.
 */
export function fieldNamed(phrase: NounPhrase, ask: Ask, scope: Scope, isExplicit = false): Named | undefined {
  const name = singular(nameOf(phrase).toLowerCase());
  if (name === '' || (isEmpty(phrase) && !ask.of)) return undefined;
  const within = (records: readonly DesignRecord[], isStated = false): Named | undefined => {
    for (const record of records) {
      const open = record.fields.filter(({ origin }) => !isStated || origin === 'stated');
      const field = open.find((one) => core(one) === name) ?? open.find((one) => isField(one, name, record));
      if (field) return { record, field };
    }
    return undefined;
  };
  const said = [
    ...(phrase.possessor ? recordsOf(phrase.possessor, scope) : []),
    ...phrase.complements
      .filter(({ preposition }) => /^(of|for|in|from)$/.test(preposition))
      .flatMap((one) => recordsOf(one.phrase, scope)),
    ...(ask.of ? recordsOf(ask.of, scope) : []),
  ];
  if (said.length > 0) return within(said);
  const words = name.split(' ');
  for (let n = words.length - 1; n > 0; n--) {
    const before = recordNamed(words.slice(0, n).join(' '), scope);
    if (before) return within([before]);
  }
  if (isExplicit) return undefined;
  const isStock = /^(stock|inventory)$/.test(name);
  return within(aboutOf(ask, scope)) ?? within(scope.design.records, !isStock);
}

/** What the clause, and those before it, speak of; the nearest first. */
export function aboutOf({ said: { sentence, clause } }: Ask, scope: Scope): DesignRecord[] {
  const before = sentence.clauses.filter(({ from }) => from <= clause.from).reverse();
  const phrases = before.flatMap((one) => [
    ...(one.about ? [one.about] : []),
    ...one.subjects,
    ...one.objects,
    ...one.complements.map(({ phrase }) => phrase),
  ]);
  const sentences = scope.draft.reading.sentences;
  const last = sentences[sentences.indexOf(sentence) - 1];
  const said = (last?.clauses ?? []).flatMap((one) => [...one.subjects, ...one.objects]);
  return [...new Set([...phrases, ...said].flatMap((phrase) => recordsOf(phrase, scope)))];
}
