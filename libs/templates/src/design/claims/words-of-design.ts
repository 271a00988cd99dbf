import { pastParticiple, singular } from '../../knowledge/words.js';
import { remember } from '../../shared/remember.js';
import type { NounPhrase } from '../../reading/reading.types.js';
import type { Design, DesignRecord, PhraseEvidence, Rule } from '../design.types.js';
import type { Scope } from './claim.types.js';
import { isApplicationOf } from './audiences.js';
import { DOES, tablesOf } from './rules-that.js';

/** Parts of the finished design that a claim points to. */
export interface Shown {
  records: readonly DesignRecord[];
  rules: readonly Rule[];
  /** Rules that are pointed to themselves. */
  pointed: readonly Rule[];
  /** How many attributes are pointed to. */
  fields: number;
}

/** What the evidence of a claim stands on: its records and rules, the records of those rules, the rules upon those records. */
export function shownBy(evidence: readonly PhraseEvidence[], { records, rules }: Design): Shown {
  const at = (target: string, part: string): number => Number(new RegExp(`^${part}/(\\d+)`).exec(target)?.[1] ?? -1);
  const pointed = evidence.flatMap(({ target }) => rules[at(target, '/design/rules')] ?? []);
  const named = evidence.flatMap(({ target }) => records[at(target, '/entities')] ?? []);
  const tables = new Set([...named.map(({ table }) => table), ...pointed.flatMap(tablesOf)]);
  return {
    records: records.filter(({ table }) => tables.has(table)),
    pointed,
    fields: evidence.filter(({ kind }) => kind === 'FIELD' || kind === 'RELATION').length,
    rules: rules.filter((rule) => pointed.includes(rule) || tablesOf(rule).some((table) => tables.has(table))),
  };
}

/** Without the ending that a verb, a plural or an adjective puts on: "sorted", "sorting" → "sort". */
const stem = remember((word) => {
  const bare = singular(word.toLowerCase());
  const cut = bare.replace(/(ations?|tions?|ings?|edly|ed|ity|ly|al|e)$/, '').replace(/([^aeiouls])\1$/, '$1');
  return cut.length >= 3 ? cut : bare;
});

export const stemsOf = remember((text): readonly string[] =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .map(stem),
);

/** What such rules are about beside their own nouns and verbs. */
const OF_KITS: Partial<Record<Rule['kit'], string>> = {
  message: 'private direct text mutual one-on-one unread new sent received instant',
  comment: 'message',
  friend: 'list request mutual',
  sending: 'sent received receive',
  enquiry: 'us message',
  loan: 'overdue due late outstanding current',
  booking: 'free vacant available open date time slot period calendar',
  payment: 'unpaid paid outstanding due',
  cart: 'bought sold ordered',
  review: 'star average score',
  report: 'statistical monthly total count chart',
  tracking: 'daily weekly monthly chart goal trend',
  publish: 'draft public unpublished',
  quiz: 'correct wrong right score',
  favourite: 'favourite favorite liked saved',
  notice: 'unread new received',
  share: 'share sharing shared social media friend platform network other function functionality',
};

function wordsOfRule(rule: Rule): string[] {
  const does = DOES[rule.kit];
  const verbs = does?.verbs.source.match(/[a-z][a-z -]+/g) ?? [];
  const steps = rule.kit === 'lifecycle' ? rule.steps.flatMap(({ label, to }) => [label, to]) : [];
  const title = 'title' in rule ? [rule.title] : [];
  const group = 'group' in rule && rule.group ? [rule.group] : [];
  const leads = rule.kit === 'survey' && rule.leads ? [rule.leads.of, 'recommend'] : [];
  const typed =
    rule.kit === 'survey' && rule.typed ? ['dynamic custom designed submitted filled configuration result response entered'] : [];
  const own = 'verb' in rule ? [rule.verb, pastParticiple(rule.verb)] : [];
  const waits = rule.kit === 'enrolment' && rule.waits ? ['waiting list'] : [];
  return [
    rule.name,
    ...title,
    ...steps,
    ...group,
    ...leads,
    ...typed,
    ...own,
    ...waits,
    ...verbs,
    ...verbs.map(pastParticiple),
    OF_KITS[rule.kit] ?? '',
  ];
}

const wordsOfRecord = (record: DesignRecord): string[] => [
  record.name,
  record.plural,
  ...record.fields.flatMap(({ name, label, values, unit, role }) => [name, label, ...(values ?? []), unit ?? '', role ?? '']),
];

const ofParts = new WeakMap<DesignRecord | Rule, readonly string[]>();

/** Records and rules are finished where claims are judged, and each is asked for many times. */
function stemsOfPart<Part extends DesignRecord | Rule>(part: Part, wordsOf: (part: Part) => string[]): readonly string[] {
  const known = ofParts.get(part);
  if (known) return known;
  const found = [...new Set(wordsOf(part).flatMap(stemsOf))];
  ofParts.set(part, found);
  return found;
}

export const stemsOfShown = ({ records, rules }: Pick<Shown, 'records' | 'rules'>): ReadonlySet<string> =>
  new Set([...records.flatMap((record) => stemsOfPart(record, wordsOfRecord)), ...rules.flatMap((rule) => stemsOfPart(rule, wordsOfRule))]);

const ofDesigns = new WeakMap<Design, ReadonlySet<string>>();

/** All that the design has names for, its roles among them. */
export function stemsOfDesign(design: Design): ReadonlySet<string> {
  const known = ofDesigns.get(design);
  if (known) return known;
  const roles = design.roles.flatMap(({ name, plural, fields }) => [name, plural, ...fields.map((field) => field.name)]);
  const pages = design.pages.map(({ kind }) => kind);
  const found = new Set([...stemsOfShown(design), ...[...roles, ...pages].flatMap(stemsOf)]);
  ofDesigns.set(design, found);
  return found;
}

const ofScopes = new WeakMap<Scope, ReadonlySet<string>>();

/** What the whole project is about, so that everything in it is: "errand", "sheet music". */
export function stemsOfTopic(scope: Scope): ReadonlySet<string> {
  const known = ofScopes.get(scope);
  if (known) return known;
  const { draft, design } = scope;
  const first = draft.reading.sentences.find(({ topic }) => topic === 'build')?.clauses[0];
  const isProject = (phrase: NounPhrase): boolean => isApplicationOf(phrase, scope) || first?.verb === undefined;
  const names = first ? [first.objects[0], first.subjects[0]].flatMap((phrase) => (phrase && isProject(phrase) ? phrase.text : [])) : [];
  const found = new Set([...names, ...draft.self, design.name].flatMap(stemsOf));
  ofScopes.set(scope, found);
  return found;
}
