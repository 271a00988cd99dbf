import { camel, capital, pascal, sentenceCase, snake } from '../../knowledge/words.js';
import type { Audience, Condition, DesignRecord, ReportMeasure, ViewRule } from '../design.types.js';
import type { Said } from '../draft.js';
import { nameOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';
import { mainOf } from './parts.js';

const TRACKING = new Set(['track', 'log', 'monitor', 'record', 'measure']);
const NUMBERS = new Set(['integer', 'decimal', 'money', 'percent', 'rating']);
/** Verbs that ask for a list; a new project that is created is in none. */
const ASKED = new Set([
  'see',
  'view',
  'browse',
  'list',
  'show',
  'display',
  'find',
  'check',
  'get',
  'be',
  'have',
  'search',
  'look',
  'filter',
  'query',
  'include',
  'highlight',
  'monitor',
  'track',
  'watch',
  'follow',
]);
const GROUPS = new Set(['enum', 'reference', 'person', 'text']);
const PERIODIC = /\b(monthly|each month|per month|by month|weekly|daily|yearly|annual|over time|trend|history|growth)\b/i;
/** Adjectives of a list that has a condition: how it is asked of the data. */
const STATES: readonly { words: RegExp; of(plan: Plan, record: DesignRecord): Condition | undefined; sort?: string }[] = [
  { words: /\b(free|available|vacant|unbooked|in stock)\b/i, of: (plan, record) => freeOf(plan, record) },
  { words: /\b(late|overdue|past due)\b/i, of: (_plan, record) => dateOf(record, /due|deadline|end|until|expiry/, { beforeDays: 0 }) },
  { words: /\b(upcoming|next|future|coming)\b/i, of: (_plan, record) => dateOf(record, /date|start|at$|on$|day/, { afterDays: 0 }) },
  {
    words: /\b(recent|latest|new|newest|last)\b/i,
    of: (_plan, record) => dateOf(record, /date|at$|on$|published|posted/, { afterDays: -30 }),
  },
  {
    words: /\b(low[- ]stock|low inventory|running out|out of stock)\b/i,
    of: (_plan, record) => numberOf(record, /stock|quantity|inventory/, { below: 6 }),
  },
];

/** Charts, reports, saved views, measurements over time. */
export function addFigures(plan: Plan): void {
  for (const draft of [...new Set(plan.draft.records.values())]) {
    const record = plan.find(draft.name);
    if (!record) continue;
    for (const act of draft.acts) if (TRACKING.has(act.verb)) addTracking(plan, record, act.said);
  }
  for (const wish of plan.draft.wishes) {
    if (wish.kind === 'report' || wish.kind === 'dashboard') addReports(plan, plan.find(wish.of), wish.text, wish.said);
    if (wish.kind === 'tracking' && plan.find(wish.of)) addTracking(plan, plan.find(wish.of)!, wish.said);
  }
  addViews(plan);
}

function addTracking(plan: Plan, record: DesignRecord, said: Said): void {
  if (plan.hasRule('tracking', record.table)) return;
  const at = record.fields.find(({ kind, setTo, isRuled }) => (kind === 'date' || kind === 'datetime') && setTo !== 'now' && !isRuled);
  const value = record.fields.find(({ kind, name, isRuled }) => NUMBERS.has(kind) && !/year|age|floor|number|rank/.test(name) && !isRuled);
  if (!value) return;
  const day = at ?? plan.field(record, { name: 'date', label: 'Date', kind: 'date', required: true, origin: 'assumed' });
  day.required = true;
  value.required = true;
  const how =
    /weight|temperature|level|balance|score|rate|pressure|height/.test(value.name) && value.kind !== 'money'
      ? ('last' as const)
      : ('sum' as const);
  const group = record.fields.find(({ kind, isRuled }) => kind === 'enum' && !isRuled);
  plan.add(
    {
      kit: 'tracking',
      name: `${record.variable}OverTime`,
      by: record.access.read,
      record: record.table,
      value: value.name,
      at: day.name,
      ...(record.owner ? { person: record.owner } : {}),
      ...(group ? { group: group.name } : {}),
      how,
    },
    said,
  );
}

/** Figures of a record: how many, by kind, by month, how much. */
function addReports(plan: Plan, named: DesignRecord | undefined, words: string, said: Said): void {
  const record = named ?? richest(plan);
  if (!record) return;
  const known = plan.rules.find((rule) => rule.kit === 'report' && rule.record === record.table);
  if (known) return plan.draft.account.built(said.clause, { kind: 'rule', name: known.name });
  const asked = /\bby ([a-z]+)\b/gi;
  const grouped = [...said.sentence.text.matchAll(asked)].map(([, word]) => snake(word!));
  const group =
    record.fields.find(({ name, kind }) => grouped.includes(name.replace(/_id$/, '')) && GROUPS.has(kind)) ??
    record.fields.find(({ kind, isRuled }) => kind === 'enum' && !isRuled) ??
    record.fields.find(({ kind }) => kind === 'enum') ??
    record.fields.find(({ kind }) => kind === 'reference') ??
    record.fields.find(({ kind }) => kind === 'person');
  const isMonthly = PERIODIC.test(said.sentence.text) || PERIODIC.test(words);
  const at =
    record.fields.find(({ kind }) => kind === 'date' || kind === 'datetime') ??
    (isMonthly
      ? plan.field(record, { name: 'added_on', label: 'Added on', kind: 'date', required: false, setTo: 'today', origin: 'assumed' })
      : undefined);
  const measures: ReportMeasure[] = [{ label: record.plural, how: 'count' }];
  for (const field of record.fields)
    if (NUMBERS.has(field.kind) && measures.length < 4 && !/year|number|rank|floor|age$/.test(field.name))
      measures.push({
        label: field.label,
        how: field.kind === 'rating' || field.kind === 'percent' ? 'mean' : 'sum',
        field: field.name,
        ...(field.unit ? { unit: field.unit } : {}),
      });
  const states = plan.rules.find((rule) => rule.kit === 'lifecycle' && rule.record === record.table);
  if (states?.kit === 'lifecycle' && group?.name !== states.field) {
    const done = states.steps.find(({ isFinal, to }) => isFinal && !/cancel|reject|declin|hopeless|withdraw/.test(to))?.to;
    if (done) measures.push({ label: capital(done), how: 'count', where: { field: states.field, is: [done] } });
  }
  const title =
    isMonthly && at ? `Monthly ${record.plural.toLowerCase()}` : group ? `${record.plural} by ${group.label.toLowerCase()}` : record.plural;
  plan.add(
    {
      kit: 'report',
      name: `${record.variable}Report`,
      by: reportReaders(plan, record, said),
      title,
      record: record.table,
      ...(group ? { group: group.name } : {}),
      ...(at && (isMonthly || !group) ? { at: at.name } : {}),
      measures,
    },
    said,
  );
}

/** Whoever is said to see it, else whoever sees what it is made of, each their own part. */
function reportReaders(plan: Plan, record: DesignRecord, said: Said): Audience {
  if (plan.people.roles.length === 0) return 'everyone';
  const named = said.clause.subjects.flatMap((phrase) => plan.people.slugOf(nameOf(phrase)) ?? []);
  const { read } = record.access;
  const own = typeof read === 'object' && 'own' in read ? read.own : undefined;
  if (named.length > 0 && own === undefined) return { roles: [...new Set(named)] };
  if (named.length > 0 && !named.some((slug) => own!.includes(slug))) return { roles: [...new Set(named)] };
  return read;
}

/** What figures are worth most of: with numbers and kinds. */
function richest(plan: Plan): DesignRecord | undefined {
  const score = ({ fields }: DesignRecord): number =>
    fields.filter(({ kind }) => NUMBERS.has(kind)).length * 2 +
    fields.filter(({ kind }) => kind === 'enum').length * 2 +
    fields.filter(({ kind }) => kind === 'date' || kind === 'datetime').length;
  return [...plan.records].sort((a, b) => score(b) - score(a))[0] ?? mainOf(plan);
}

/** "coordinators see which plots are free": lists with a condition and a name. */
function addViews(plan: Plan): void {
  for (const sentence of plan.draft.reading.sentences) {
    if (sentence.topic !== 'build') continue;
    for (const clause of sentence.clauses) {
      const said = { sentence, clause };
      if (clause.verb && !ASKED.has(clause.verb)) continue;
      const phrases = [...clause.objects, ...clause.subjects];
      for (const phrase of phrases) {
        const record = plan.find(phrase.name) ?? plan.find(phrase.refersTo?.name);
        if (!record) continue;
        const with_ =
          clause.objects.length === 1 && phrase === clause.objects[0]
            ? [...phrase.complements, ...clause.complements].filter(({ preposition }) => preposition === 'with')
            : [];
        const words = [
          ...phrase.adjectives,
          ...(clause.verb === 'be' ? clause.results : []),
          ...with_.map((one) => one.phrase.text).filter((one) => /stock/.test(one)),
        ].join(' ');
        if (words) addView(plan, record, words, said);
      }
    }
  }
}

function addView(plan: Plan, record: DesignRecord, words: string, said: Said): void {
  const status = plan.rules.find((rule) => rule.kit === 'lifecycle' && rule.record === record.table);
  const field =
    status?.kit === 'lifecycle'
      ? record.fields.find(({ name }) => name === status.field)
      : record.fields.find(({ kind }) => kind === 'enum');
  const value = field?.values?.find((one) => words.toLowerCase().includes(one.toLowerCase()));
  const state = STATES.find((one) => one.words.test(words));
  const where = value && field ? { field: field.name, is: [value] } : state?.of(plan, record);
  if (!where) return;
  const adjective = value ?? state!.words.exec(words)![0].toLowerCase();
  const title = sentenceCase(`${adjective} ${record.plural.toLowerCase()}`);
  const rule: ViewRule = {
    kit: 'view',
    name: `${camel(adjective)}${pascal(record.plural)}`,
    by: record.access.read,
    title,
    record: record.table,
    where: [where],
  };
  const known = plan.rules.find(({ name }) => name === rule.name);
  if (known) plan.draft.account.built(said.clause, { kind: 'rule', name: known.name });
  else if (plan.rules.filter(({ kit }) => kit === 'view').length < 6) plan.add(rule, said);
}

/** Free: nothing of it is booked now, by its own flag or state. */
function freeOf(plan: Plan, record: DesignRecord): Condition | undefined {
  const flag = record.fields.find(
    ({ kind, name }) => kind === 'boolean' && /^(is_)?(available|availability|free|vacant|in_stock)$/.test(name),
  );
  if (flag) return { field: flag.name, is: ['true'] };
  const stock = record.fields.find(({ kind, name }) => kind === 'integer' && /stock|quantity|copies|available/.test(name));
  if (stock) return { field: stock.name, above: 0 };
  const person = record.fields.find(({ kind }) => kind === 'person');
  if (person && !plan.rules.some((rule) => (rule.kit === 'booking' || rule.kit === 'loan') && rule.of === record.table))
    return { field: person.name, isEmpty: true };
  const status = record.fields.find(({ kind, values }) => kind === 'enum' && values?.some((value) => /free|available|open/.test(value)));
  return status ? { field: status.name, is: status.values!.filter((value) => /free|available|open/.test(value)) } : undefined;
}

function dateOf(record: DesignRecord, names: RegExp, days: { beforeDays?: number; afterDays?: number }): Condition | undefined {
  const field =
    record.fields.find(({ kind, name, setTo }) => (kind === 'date' || kind === 'datetime') && names.test(name) && setTo === undefined) ??
    record.fields.find(({ kind, name }) => (kind === 'date' || kind === 'datetime') && names.test(name));
  return field ? { field: field.name, ...days } : undefined;
}

function numberOf(record: DesignRecord, names: RegExp, bounds: { above?: number; below?: number }): Condition | undefined {
  const field = record.fields.find(({ kind, name }) => NUMBERS.has(kind) && names.test(name));
  return field ? { field: field.name, ...bounds } : undefined;
}
