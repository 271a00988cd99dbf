import { singular } from '../../knowledge/words.js';
import type { NounPhrase } from '../../reading/reading.types.js';
import type { DesignRecord, ReportRule, Rule, TrackingRule } from '../design.types.js';
import { nameOf } from '../nouns.js';
import { actorsOf, refusal } from './audiences.js';
import type { Ask, Judge, Scope, Verdict } from './claim.types.js';
import { isPerson } from '../lexicon.js';
import { labelOf, ofField, ofPage, ofRecord, ofRule } from './pointers.js';
import { fieldNamed, isField, recordNamed, recordsOf } from './things.js';
import { assumed, built, missing } from './verdicts.js';

const FIGURE =
  /\b(reports?|reporting|statistics?|charts?|graphs?|diagrams?|analytics?|analys[ie]s|trends?|summar(y|ies)|overviews?|insights?|metrics?|kpis?|visuali[sz]ations?|figures?|totals?|sums?)( (function|feature|module|view|page|display|panel|generation|analysis|query)s?)*$/;
const RANKING = /\b(rankings?|leaderboards?|top lists?|hot lists?)$/;
const IDLE =
  /^(data|monthly|weekly|daily|yearly|annual|detailed|real-time|simple|basic|various|visual|statistical|summary|related|interactive|dynamic|comprehensive|clear|different|the|a|bar|line|and|total)$/;

/** Reports, charts and statistics: of what a rule adds up, and of nothing else. */
export const figures: Judge = (ask, scope) => {
  const { verb, object } = ask;
  if (!object) return undefined;
  const name = singular(nameOf(object).toLowerCase());
  if (RANKING.test(name)) return missing('Nothing that is written ranks things; say by which number of theirs');
  if (verb && /^(calculate|compute|count|sum up|add up|total|analy[sz]e|visuali[sz]e|summari[sz]e)$/.test(verb))
    return reckoned(ask, object, scope);
  if (!FIGURE.test(name)) return undefined;
  if (
    verb &&
    !/^(view|see|generate|get|show|display|provide|have|include|check|query|produce|present|access|offer|support|create|browse|export|read|contain|receive|be|monitor|understand)$/.test(
      verb,
    )
  )
    return undefined;
  return (
    drawn(object, name.replace(FIGURE, '').trim(), ask, scope) ??
    missing(`Nothing that is written draws or adds up “${object.text}”; say of which things, by what, and which number`)
  );
};

/** A count of everything is no figure, one for each month is. */
const isFigure = (rule: Rule): rule is ReportRule | TrackingRule =>
  (rule.kit === 'report' && (rule.group !== undefined || rule.at !== undefined || rule.measures.length > 1)) || rule.kit === 'tracking';

function drawn(object: NounPhrase, before: string, { said, verb }: Ask, scope: Scope): Verdict | undefined {
  if (said.clause.complements.some(({ preposition }) => /^(based on|according to)$/.test(preposition))) return undefined;
  // To analyze something takes more than to count it month by month.
  const isLoose = !/^(analy[sz]e|summari[sz]e)$/.test(verb ?? '');
  const rules = scope.design.rules.filter(isFigure).filter((rule) => isLoose || rule.kit === 'tracking' || rule.group !== undefined || rule.measures.length > 1);
  const words = before.split(' ').filter((word) => word !== '' && !IDLE.test(word));
  const of = object.complements.filter(({ preposition }) => /^(of|on|about|for)$/.test(preposition)).map(({ phrase }) => phrase);
  const records = [
    ...(words.length > 0 ? [recordNamed(words.join(' '), scope)].flatMap((one) => one ?? []) : []),
    ...of.flatMap((one) => recordsOf(one, scope)),
  ];
  const rule = rules.find((one) => {
    if (records.length > 0) return 'record' in one && records.some(({ table }) => table === one.record);
    if (words.length === 0 && of.length === 0) return true;
    const title = 'title' in one ? one.title.toLowerCase() : '';
    return [...words, ...of.flatMap(({ name }) => name.split(' '))].every((word) => title.includes(word) || measures(one, word, scope));
  });
  if (!rule) return undefined;
  const by = [...object.complements, ...said.clause.complements].filter(
    ({ preposition, phrase }) => /^(by|per)$/.test(preposition) || (preposition === 'for' && /^(each|every)$/.test(phrase.determiner ?? '')),
  );
  const other = by.find(({ phrase }) => !isGrouped(rule, phrase, scope));
  if (other) return missing(`“${labelOf(rule, scope.design)}” is drawn, but not by “${other.phrase.text}”; say which attribute that is`);
  const refused = refusal(rule.by, actorsOf(said.clause, scope), scope);
  // "Data analysis" of nothing in particular.
  const isNamed = records.length > 0 || words.length > 0 || of.length > 0;
  const shown = ofRule(scope.design, rule);
  return refused ?? (isNamed ? built(...shown) : assumed(`Read as “${shown[0]!.label}”; say which figures, of what`, ...shown));
}

/** Whether figures are told apart by what a phrase names: an attribute, those who do it, or days, weeks and months. */
function isGrouped(rule: ReportRule | TrackingRule, phrase: NounPhrase, scope: Scope): boolean {
  const name = nameOf(phrase).toLowerCase();
  if (phrase.isPronoun || isPerson(name) || /^(day|week|month|year|date|time|period|quarter|time period)$/.test(name))
    return phrase.isPronoun || (isPerson(name) ? rule.group !== undefined : rule.at !== undefined);
  const record = scope.design.records.find(({ table }) => table === rule.record);
  const group = record?.fields.find((field) => field.name === rule.group);
  return record !== undefined && group !== undefined && (isField(group, name, record) || recordsOf(phrase, scope).some(({ table }) => table === group.references));
}

/** Whether a rule adds up a number of this name. */
function measures(rule: Rule, word: string, { design }: Scope): boolean {
  const names =
    rule.kit === 'report' ? rule.measures.map(({ field, label }) => field ?? label) : rule.kit === 'tracking' ? [rule.value] : [];
  const record = 'record' in rule ? design.records.find(({ table }) => table === rule.record) : undefined;
  return names.some((name) => name.toLowerCase().replaceAll('_', ' ').includes(word)) || record?.name.toLowerCase() === word;
}

/** "Calculate the total": a calculator, a figure of a report, or a number that a rule sets. */
function reckoned(ask: Ask, object: NounPhrase, scope: Scope): Verdict | undefined {
  const name = nameOf(object).toLowerCase();
  const calculator = scope.design.rules.find(
    (rule) =>
      rule.kit === 'calculator' &&
      isOf(
        rule.title,
        rule.outputs.map(({ label }) => label),
        name,
      ),
  );
  if (calculator) return refusal(calculator.by, actorsOf(ask.said.clause, scope), scope) ?? built(...ofRule(scope.design, calculator));
  const named = fieldNamed(object, ask, scope);
  if (named?.field.isRuled) return built(...ofField(scope.design, named.record, named.field));
  if (/^(analy[sz]e|visuali[sz]e|summari[sz]e|count|total|sum up|add up)$/.test(ask.verb!)) return drawn(object, name, ask, scope);
  return undefined;
}

/** Whether a calculator's title or one of its results has every word of a name. */
export const isOf = (title: string, results: readonly string[], name: string): boolean => {
  const wanted = singular(name)
    .split(' ')
    .filter((word) => !/^(calculator|calculation|result|value|the|estimated|online|simple|converter|conversion|tool|total)$/.test(word));
  return wanted.length > 0 && [title, ...results].some((one) => wanted.every((word) => one.toLowerCase().includes(word)));
};

/** The page that people see first when they are signed in. */
export const dashboard = (name: string, scope: Scope): Verdict => {
  const page = ofPage(scope.design, 'dashboard');
  const isOfFigures = /\b(data|visual\w*|statistic\w*|analy\w+|report\w*|metrics?|kpis?|performance|sales|financial|real-?time|interactive|bi)\b/.test(name);
  if (isOfFigures && !scope.design.rules.some(isFigure))
    return missing('The overview shows what is kept and what is due; it draws no figures, so say of which things, by what, and which number');
  return page.length > 0 ? built(...page) : missing('There is no page with an overview; say what it shows');
};

/** A month with its days needs dates, a board states, a gallery pictures. */
export function arranged(kind: 'calendar' | 'board' | 'gallery', phrase: NounPhrase, before: string, scope: Scope): Verdict | undefined {
  const said = [
    ...(before ? [recordNamed(before, scope)].flatMap((one) => one ?? []) : []),
    ...phrase.complements.flatMap((one) => recordsOf(one.phrase, scope)),
  ];
  const fits = ({ fields, view }: DesignRecord): boolean =>
    view === kind ||
    (kind === 'board' && scope.design.rules.some((rule) => rule.kit === 'lifecycle' && fields.some(({ name }) => name === rule.field)));
  const record = (
    said.length > 0 ? said : before === '' || IDLE.test(before) || /^(photo|image|picture)$/.test(before) ? scope.design.records : []
  ).find(fits);
  return record ? built(...ofRecord(scope.design, record)) : undefined;
}
