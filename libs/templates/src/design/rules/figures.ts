import { capital, singular, snake } from '../../knowledge/words.js';
import type { DesignRecord, Field, ReportMeasure } from '../design.types.js';
import type { Said, Wish } from '../draft.js';
import type { Plan } from '../plan.types.js';
import { dayOf, groupField } from './groups.js';
import { addMeasures } from './measures.js';
import { isAsked, mainOf } from './parts.js';
import { questionsOf } from './questions.js';
import { addRanking } from './rankings.js';
import { reportReaders } from './report-readers.js';
import { isNumber, togetherOf, unitOf } from './units.js';
import { addComing } from './coming.js';
import { addViews } from './views.js';

const TRACKING = new Set(['track', 'log', 'monitor', 'record', 'measure']);
const GROUPS = new Set(['enum', 'reference', 'person', 'text']);
const PERIODIC = /\b(monthly|each month|per month|by month|weekly|daily|yearly|annual|over time|trend|history|growth)\b/i;

/** Charts, reports, saved views, measurements over time. */
export function addFigures(plan: Plan): void {
  dropFigures(plan);
  for (const draft of [...new Set(plan.draft.records.values())]) {
    const record = plan.find(draft.name);
    if (!record) continue;
    for (const act of draft.acts) if (TRACKING.has(act.verb)) addTracking(plan, record, act.said);
  }
  for (const wish of plan.draft.wishes) {
    if (wish.kind === 'report' || wish.kind === 'dashboard') addReports(plan, wish);
    if (wish.kind === 'tracking' && plan.find(wish.of)) addTracking(plan, plan.find(wish.of)!, wish.said);
  }
  addMeasures(plan);
  addViews(plan);
  addComing(plan);
}

/** What is earned is the sum of what is sold, where that is kept: nobody types it. */
function dropFigures({ draft, records, hasRule }: Plan): void {
  if (!hasRule('cart')) return;
  const isFigure = ({ name }: DesignRecord): boolean =>
    /^(revenue|turnover|income|sale|earning|profit)$/i.test(name) &&
    (draft.find(name.toLowerCase())?.acts ?? []).every(({ verb }) =>
      /^(see|view|check|show|display|track|monitor|get|analy[sz]e|report)$/.test(verb),
    );
  const at = records.findIndex(
    (record) => isFigure(record) && !records.some(({ fields }) => fields.some(({ references }) => references === record.table)),
  );
  if (at >= 0) records.splice(at, 1);
}

function addTracking(plan: Plan, record: DesignRecord, said: Said): void {
  if (plan.hasRule('tracking', record.table)) return;
  const at = record.fields.find(({ kind, setTo, isRuled }) => (kind === 'date' || kind === 'datetime') && setTo !== 'now' && !isRuled);
  const value = record.fields.find(
    (field) => isNumber(field) && !field.isRuled && !/age/.test(field.name) && togetherOf(field) !== undefined,
  );
  if (!value) return;
  const day = at ?? plan.field(record, { name: 'date', label: 'Date', kind: 'date', required: true, origin: 'assumed' });
  day.required = true;
  value.required = true;
  const how =
    /weight|temperature|level|balance|score|rate|pressure|height/.test(value.name) &&
    // What is harvested, sent or sold is added up; what is measured is not.
    !/harvest|crop|yield|delivery|shipment|parcel|catch|collection|donation|waste|purchase|sale/.test(record.table) &&
    value.kind !== 'money'
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
      ...goalOf(plan),
    },
    said,
  );
}

/** "A weekly goal of 40 km": what each step of a chart is measured against. */
function goalOf({ draft }: Plan): { goal?: number } {
  const found = /\b(?:goal|target|aim)s? (?:of|is|:) (\d[\d,]*(?:\.\d+)?)/i.exec(draft.reading.text);
  const goal = found ? Number(found[1]!.replaceAll(',', '')) : 0;
  return goal > 0 ? { goal } : {};
}

/** Words of a wish for figures that say nothing of what they are of. */
const PLAIN_WORDS =
  /\b(data|visual|visuali[sz]ation|statistical|analytical|detailed|simple|basic|clear|various|different|interactive|dynamic|real-time|monthly|weekly|daily|yearly|annual|summary|business|management|system|key|overall|total|general|automatic|useful|comprehensive|regular|custom|admin|administrator|bar|line|pie|charts?|graphs?|diagrams?|statistics?|analytics?|analysis|reports?|reporting|trends?|insights?|metrics?|kpis?|figures?|display|performance|results?|and|the|of|a|an|with|in|for|their|its|all|top|online|ranking|rankings|leaderboards?|lists?|boards?|page|view|dashboards?|control panel|back ?office|admin panel|console|overview|workbench|panel)\b/gi;
const RANKED = /\b(ranks?|ranked|rankings?|leaderboards?|high ?scores?|hall of fame)\b/i;

/** Figures of a record: how many, by kind, by month, how much. */
function addReports(plan: Plan, wish: Wish): void {
  const { said, text: words } = wish;
  const named = plan.find(wish.of);
  const left = [words, ofOf(wish)].join(' ').replace(PLAIN_WORDS, ' ').replace(/\s+/g, ' ').trim();
  // Games list their best scores themselves.
  const game = plan.rules.find(({ kit }) => kit === 'game');
  if (game && RANKED.test(words)) return plan.draft.account.built(said.clause, { kind: 'rule', name: game.name });
  if (wish.kind === 'report' && RANKED.test(words)) return addLeaderboard(plan, wish, singular(left.toLowerCase()));
  // What is named and not kept has no figures; those of something else are no answer.
  const told = named ?? holderOf(plan, left);
  if (!told && left && wish.kind === 'report') return plan.draft.account.notBuilt(said.clause, `Nothing is kept that tells of “${left}”`);
  const record = told ?? richest(plan);
  if (!record) return;
  const known = plan.rules.find((rule) => rule.kit === 'report' && rule.record === record.table);
  if (known) return plan.draft.account.built(said.clause, { kind: 'rule', name: known.name });
  const group = groupOf(plan, record, said.sentence.text);
  const isMonthly = PERIODIC.test(said.sentence.text) || PERIODIC.test(words);
  const at = record.fields.find(({ kind }) => kind === 'date' || kind === 'datetime') ?? (isMonthly ? dayOf(plan, record) : undefined);
  const title =
    isMonthly && at ? `Monthly ${record.plural.toLowerCase()}` : group ? `${record.plural} by ${group.label.toLowerCase()}` : record.plural;
  plan.add(
    {
      kit: 'report',
      name: `${record.variable}Report`,
      by: reportReaders(plan, record, said.clause.subjects),
      title,
      record: record.table,
      ...(group ? { group: group.name } : {}),
      ...(at && (isMonthly || !group) ? { at: at.name } : {}),
      measures: measuresOf(plan, record, group),
    },
    said,
  );
}

/** "Statistics of visitors": what they are said to be of. */
const ofOf = ({ of, said, text }: Wish): string =>
  said.clause.objects
    .filter((phrase) => phrase.text === text)
    .flatMap(({ complements }) => complements)
    .find(({ preposition }) => ['of', 'on', 'about'].includes(preposition))?.phrase.name ??
  of ??
  '';

/** "A leaderboard", "user rankings", "a ranking of books by rating". */
function addLeaderboard(plan: Plan, { of, said }: Wish, left: string): void {
  const { objects, complements } = said.clause;
  const ranks = said.clause.verb === 'rank' ? objects : [];
  const inner = [...objects, ...said.clause.subjects].filter(({ text }) => RANKED.test(text)).flatMap((phrase) => phrase.complements);
  const by = [...inner, ...complements].filter(({ preposition }) => preposition === 'by').map(({ phrase }) => phrase.name);
  const what = ranks[0]?.name ?? of ?? inner.find(({ preposition }) => preposition === 'of')?.phrase.name ?? left;
  const rule = addRanking(plan, { ...(what && { what }), by, said });
  if (rule) plan.draft.account.built(said.clause, { kind: 'rule', name: rule });
  else if (!questionsOf(said.sentence).some(({ how }) => how === 'rank'))
    plan.draft.account.notBuilt(said.clause, 'Nothing is kept that could be ranked by');
}

/** Of words that name no record: one that is called so in part, or has a field of that name. */
function holderOf(plan: Plan, words: string): DesignRecord | undefined {
  const name = snake(singular(words.toLowerCase()));
  if (!name) return undefined;
  const unit = unitOf(singular(words.toLowerCase()));
  return (
    plan.records.find(({ table }) => table === name || table.endsWith(`_${name}`)) ??
    plan.records.find(({ fields }) => fields.some((field) => field.name === name || field.name === snake(words.toLowerCase()))) ??
    (unit && plan.records.find(({ fields }) => fields.some((field) => isNumber(field) && unit.field.test(field.name)))) ??
    (/^(financial|finance|sales|money)$/.test(words.toLowerCase())
      ? plan.records.find(({ fields }) => fields.some(({ kind }) => kind === 'money'))
      : undefined)
  );
}

/** By what figures are told apart: as the sentence says, else by kind; not by whose it is where each sees only their own. */
/** Texts that many have in common. */
const KINDS =
  /^(position|department|city|country|region|category|topic|kind|type|genre|brand|industry|level|class_name|league|carrier|author|publisher)$/;

function groupOf(plan: Plan, record: DesignRecord, sentence: string): Field | undefined {
  const asked = [...sentence.matchAll(/\b(?:by|per|each) ([a-z]+)\b/gi)].map(([, word]) => snake(singular(word!.toLowerCase())));
  const { read } = record.access;
  const isOwnAlone = typeof read === 'object' && 'own' in read;
  return (
    record.fields.find(({ name, kind }) => asked.includes(name.replace(/_id$/, '')) && GROUPS.has(kind)) ??
    asked.flatMap((name) => groupField(plan, record, name.replaceAll('_', ' '), false) ?? [])[0] ??
    record.fields.find(({ kind, isRuled }) => kind === 'enum' && !isRuled) ??
    record.fields.find(({ kind }) => kind === 'enum') ??
    record.fields.find(({ kind }) => kind === 'reference') ??
    record.fields.find(({ kind, name }) => kind === 'text' && KINDS.test(name)) ??
    record.fields.find(({ kind }) => kind === 'person' && !isOwnAlone)
  );
}

function measuresOf(plan: Plan, record: DesignRecord, group: Field | undefined): ReportMeasure[] {
  const measures: ReportMeasure[] = [{ label: record.plural, how: 'count' }];
  for (const field of record.fields) {
    const how = isNumber(field) && measures.length < 4 ? togetherOf(field) : undefined;
    if (how) measures.push({ label: field.label, how, field: field.name, ...(field.unit ? { unit: field.unit } : {}) });
  }
  const states = plan.rules.find((rule) => rule.kit === 'lifecycle' && rule.record === record.table);
  if (states?.kit === 'lifecycle' && group?.name !== states.field) {
    const done = states.steps.find(({ isFinal, to }) => isFinal && !/cancel|reject|declin|hopeless|withdraw/.test(to))?.to;
    if (done) measures.push({ label: capital(done), how: 'count', where: { field: states.field, is: [done] } });
  }
  return measures;
}

/** What figures are worth most of: with numbers and kinds. */
function richest(plan: Plan): DesignRecord | undefined {
  const score = ({ fields }: DesignRecord): number =>
    fields.filter((field) => isNumber(field) && togetherOf(field)).length * 2 +
    fields.filter(({ kind }) => kind === 'enum').length * 2 +
    fields.filter(({ kind }) => kind === 'date' || kind === 'datetime').length;
  return plan.records.filter(({ table }) => !isAsked(plan, table)).sort((a, b) => score(b) - score(a))[0] ?? mainOf(plan);
}
