import { capital, pastParticiple, plural, sentenceCase } from '../../knowledge/words.js';
import type { Clause, Sentence, Span } from '../../reading/reading.types.js';
import type { FieldCondition, DesignRecord, Field, LifecycleRule, ReportMeasure, ReportRule } from '../design.types.js';
import type { Plan } from '../plan.types.js';
import { dayOf, groupField } from './groups.js';
import { isPeriod, labelOf, questionsOf, type Question } from './questions.js';
import { addRanking } from './rankings.js';
import { reportReaders } from './report-readers.js';
import { asNumber, madeOf, numberNamed, togetherOf, unitOf, type Unit } from './units.js';

/** States after which something was of no use, whatever was hoped for. */
const LOST = /cancel|reject|declin|hopeless|withdraw|lost|fail|refus|scrapp|no[- ]show|expired/;
const ENDED = /^(done|completed?|finished|closed|won|paid|delivered|returned|repaired|resolved|solved|fixed|sold|hired|passed|collected)$/;

const SHOWING = new Set(['see', 'view', 'show', 'display', 'check', 'get', 'list', 'compare']);
const PAYING = /^(spend|earn|raise|pay|cost|donate|collect|owe)$/;
const EARNED = /^(revenue|turnover|income|sale|earning|profit|spending)$/;

/** "How many items by kind, how many were saved, how many kilograms of waste were avoided": each a measure of a report. */
export function addMeasures(plan: Plan): void {
  for (const sentence of plan.draft.reading.sentences) {
    if (sentence.topic !== 'build') continue;
    const questions = questionsOf(sentence);
    let about: DesignRecord | undefined;
    for (const question of questions) {
      if (!isFigure(plan, sentence, question, questions)) continue;
      about = (question.how === 'rank' ? rank(plan, sentence, question, about) : addMeasure(plan, sentence, question, about)) ?? about;
    }
  }
}

/** A number of many things, not the one that a page of a thing shows anyway. */
function isFigure(plan: Plan, sentence: Sentence, question: Question, all: readonly Question[]): boolean {
  if (question.how === 'rank') return true;
  if (/\b(left|remain(s|ing)?)\b/i.test(textOf(sentence, question))) return false;
  if (question.groups.length > 0) return true;
  const isWhole = plan.find(question.noun) !== undefined || unitOf(question.noun)?.name !== undefined;
  if (/^how (many|much)\b/i.test(textOf(sentence, question))) return isWhole || !question.noun || all.length > 1;
  return (
    plan.find(question.noun) !== undefined ||
    all.some(({ groups }) => groups.length > 0) ||
    /\b(reports?|statistics|charts?|dashboard|summary|overview|figures|monthly|revenue|turnover)\b/i.test(sentence.text)
  );
}

const textOf = ({ text, from }: Sentence, question: Question): string => text.slice(question.from - from, question.to - from);

/** Clauses that say what is asked: those within, else the last that begins before it. */
function clausesOf({ clauses }: Sentence, { from, to }: Question): Clause[] {
  const isWithin = (span: Span): boolean => span.from >= from && span.from < to;
  const within = clauses.filter((clause) => isWithin(clause) || clause.objects.some(isWithin));
  const before = [...clauses].sort((a, b) => b.from - a.from).find((clause) => clause.from <= from);
  return within.length > 0 || !before ? within : [before];
}

function account(plan: Plan, sentence: Sentence, question: Question, name: string): void {
  const shown = sentence.clauses.find(({ verb, from }) => SHOWING.has(verb ?? '') && from <= question.from);
  for (const clause of [...clausesOf(sentence, question), ...(shown ? [shown] : [])])
    plan.draft.account.built(clause, { kind: 'rule', name });
}

/** @returns the record that it is a measure of. */
function addMeasure(plan: Plan, sentence: Sentence, question: Question, about: DesignRecord | undefined): DesignRecord | undefined {
  const { verb, how } = question;
  // "How much was spent" is how much money.
  const noun = question.noun ?? (verb && PAYING.test(verb) && how === 'count' ? 'money' : undefined);
  const messages = plan.rules.find((rule) => rule.kit === 'message');
  if (messages && noun === 'message') return void account(plan, sentence, question, messages.name);
  const named = EARNED.test(noun ?? '') && plan.hasRule('cart') ? undefined : plan.find(noun);
  if (named && how === 'mean') return undefined;
  const unit = named ? undefined : unitOf(noun);
  const groups = question.groups.filter((group) => !isPeriod(group));
  const measured = named || !noun ? undefined : measuredIn(plan, noun, unit, groups, about);
  const record = named ?? measured?.record ?? (noun ? undefined : about);
  if (!record) return undefined;
  const state = verb ? stateOf(plan, record, verb) : undefined;
  if (!measured && verb && !state && groups.length === 0 && how === 'count' && about) return record;
  const field = measured?.field;
  const measure: ReportMeasure = field
    ? {
        label: sentenceCase(
          labelOf(`${how === 'mean' ? 'average ' : ''}${unit && how !== 'mean' ? wordOf(noun!) : field.label.toLowerCase()}`, question),
        ),
        how: how === 'mean' ? 'mean' : 'sum',
        field: field.name,
        ...(field.unit && { unit: field.unit }),
        ...(state && { where: state }),
      }
    : { label: verb && state ? capital(pastParticiple(verb)) : record.plural, how: 'count', ...(state && { where: state }) };
  const by = groups.flatMap((group) => groupField(plan, record, group, true) ?? [])[0];
  const report = reportOf(plan, record, sentence, by);
  put(report, measure);
  if (by && !report.group) Object.assign(report, { group: by.name, title: `${record.plural} by ${by.label.toLowerCase()}` });
  const day = question.groups.some(isPeriod) && !report.at ? dayOf(plan, record) : undefined;
  if (day) report.at = day.name;
  account(plan, sentence, question, report.name);
  return record;
}

const wordOf = (noun: string): string =>
  /^(money|energy|electricity|water|power|time|revenue|income|turnover)$/.test(noun) ? noun : plural(noun);

/** A measure of the same kind is the same; what was guessed for a state makes room for what was asked for. */
function put(report: ReportRule, measure: ReportMeasure): void {
  const { measures } = report;
  const at = measures.findIndex(
    (one) =>
      one.label === measure.label ||
      (one.how === measure.how && one.field === measure.field && JSON.stringify(one.where) === JSON.stringify(measure.where)),
  );
  if (at >= 0) measures.splice(at, 1, measure);
  else measures.push(measure);
}

/** The record that holds what is asked for, rather one that knows the group, and rather what was spoken of before. */
function measuredIn(
  plan: Plan,
  noun: string,
  unit: Unit | undefined,
  groups: readonly string[],
  about: DesignRecord | undefined,
): { record: DesignRecord; field: Field } | undefined {
  const grouped = plan.records.filter((record) => groups.some((group) => groupField(plan, record, group, false)));
  const candidates = [...new Set([...(about ? [about] : []), ...grouped, ...plan.records])];
  const holding = candidates.flatMap((record) => {
    const field = numberNamed(record, noun, unit);
    return field ? [{ record, field }] : [];
  });
  const sold = plan.rules.find((rule) => rule.kit === 'cart');
  const held =
    (EARNED.test(noun) && holding.find(({ record }) => record.table === sold?.order)) ||
    // Prices of a catalogue say nothing together.
    holding.find(({ field }) => togetherOf(field) === 'sum') ||
    holding[0];
  if (held) return { record: held.record, field: asNumber(held.field, unit) };
  const keeper = about ?? grouped.find(({ owner }) => owner) ?? grouped[0];
  if (!unit?.name || !keeper) return undefined;
  return { record: keeper, field: asNumber(plan.field(keeper, madeOf(unit)), unit) };
}

/** The state that a verb means: "shipped" by its name; "saved", "avoided" by what ended well. */
function stateOf(plan: Plan, record: DesignRecord, verb: string): FieldCondition | undefined {
  const rule = plan.rules.find((one): one is LifecycleRule => one.kit === 'lifecycle' && one.record === record.table);
  const status = rule ? record.fields.find(({ name }) => name === rule.field) : record.fields.find(({ kind }) => kind === 'enum');
  const done = pastParticiple(verb);
  const named = status?.values?.find((value) => value === done || value.split(' ').includes(done));
  if (status && named) return { field: status.name, is: [named] };
  if (!rule || /^(raise|spend|use|work|consume|earn|collect|make|add|register|receive|post|create|record|log)$/.test(verb))
    return undefined;
  const ended = rule.steps.filter(({ to, isFinal }) => (isFinal || ENDED.test(to)) && !LOST.test(to)).map(({ to }) => to);
  return ended.length > 0 ? { field: rule.field, is: [...new Set(ended)] } : undefined;
}

/** One for each group by which figures of a record are told apart. */
function reportOf(plan: Plan, record: DesignRecord, sentence: Sentence, group: Field | undefined): ReportRule {
  const known = plan.rules.filter((one): one is ReportRule => one.kit === 'report' && one.record === record.table);
  const same = known.find((one) => !group || !one.group || one.group === group.name);
  if (same) return same;
  plan.add(
    {
      kit: 'report',
      name: `${record.variable}Report`,
      by: reportReaders(plan, record, sentence.clauses[0]?.subjects ?? []),
      title: known.length === 0 ? `Figures of ${record.plural.toLowerCase()}` : `${record.plural} by ${group!.label.toLowerCase()}`,
      record: record.table,
      measures: [{ label: record.plural, how: 'count' }],
    },
    undefined,
  );
  return plan.rules.at(-1) as ReportRule;
}

/** "Which buildings use the most": of what was measured for each, or of how often they were used. */
function rank(plan: Plan, sentence: Sentence, question: Question, about: DesignRecord | undefined): DesignRecord | undefined {
  const clause = clausesOf(sentence, question)[0] ?? sentence.clauses[0];
  const report =
    clause &&
    addRanking(plan, {
      ...(question.noun && { what: question.noun }),
      by: question.groups,
      ...(question.verb && { verb: question.verb }),
      ...(about && { about }),
      ...(question.isLeast && { isLeast: true }),
      ...(question.limit && { limit: question.limit }),
      said: { sentence, clause },
    });
  if (report) account(plan, sentence, question, report);
  return about;
}
