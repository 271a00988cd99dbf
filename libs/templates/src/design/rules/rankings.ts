import { snake } from '../../knowledge/words.js';
import type { Audience, DesignRecord, Field, ReportMeasure, ReportRule, Rule } from '../design.types.js';
import type { Said } from '../draft.js';
import type { Plan } from '../plan.types.js';
import { groupField } from './groups.js';
import { reportReaders } from './report-readers.js';
import { isNumber, numberNamed, togetherOf, unitOf } from './units.js';

export interface Ranked {
  /** Who or what is ranked, singular. */
  what?: string;
  /** By which number. */
  by: readonly string[];
  /** How they come to be first: "are booked most often". */
  verb?: string;
  /** Whose numbers were spoken of before. */
  about?: DesignRecord;
  isLeast?: boolean;
  limit?: number;
  said: Said;
}

const POINTS = /score|points?\b|amount|distance|votes|total|hours|minutes|steps|time_spent/;
/** Rules whose rows say that something was used, and the verbs that mean them. */
const USES: readonly [Rule['kit'], RegExp][] = [
  ['cart', /buy|purchase|sell|order|popular/],
  ['loan', /borrow|lend|read|use|popular|take/],
  ['booking', /book|reserve|rent|use|hire|popular|visit|occupy/],
  ['enrolment', /join|attend|enrol|enroll|visit|popular|register/],
  ['favourite', /like|favou?rite|save|bookmark|follow|vote|popular/],
  ['review', /review|rate|popular/],
  ['comment', /comment|discuss|answer|popular|active/],
];

/**
 * The most or the least first: people by their points or by how much they have, things by their own number or by how
 * often they are used.
 *
 * @returns the name of the rule; undefined where nothing that is kept says so.
 */
export function addRanking(plan: Plan, ranked: Ranked): string | undefined {
  const { what, about, said, by } = ranked;
  const first = ranked.isLeast ? ('least' as const) : ('most' as const);
  const thing = plan.find(what);
  const own = thing && by.flatMap((name) => numberNamed(thing, name, unitOf(name)) ?? [])[0];
  if (thing && own && isNumber(own)) return sorted(plan, thing, own, ranked);
  // What was just asked for each of them, in order.
  const asked = about && what ? groupField(plan, about, what, false) : undefined;
  const known = about && plan.rules.find((rule): rule is ReportRule => rule.kit === 'report' && rule.record === about.table);
  if (asked && known && (known.group === asked.name || !known.group)) {
    Object.assign(known, {
      group: asked.name,
      order: { by: known.measures.at(-1)!.label, first },
      ...(ranked.limit && { limit: ranked.limit }),
    });
    return known.name;
  }
  const found = thing ? usesOf(plan, thing, ranked.verb) : scoresOf(plan, ranked);
  if (!found) return undefined;
  const { record, group, measure } = found;
  const same = plan.rules.find(
    (rule): rule is ReportRule => rule.kit === 'report' && rule.record === record.table && rule.group === group.name,
  );
  const order = { by: measure.label, first };
  if (same) {
    same.measures = [...same.measures.filter(({ label }) => label !== measure.label), measure];
    Object.assign(same, { order, ...(ranked.limit && { limit: ranked.limit }) });
    return same.name;
  }
  const rule: ReportRule = {
    kit: 'report',
    name: `${record.variable}Ranking`,
    by: readersOf(plan, record, said),
    title: thing ? `${thing.plural} by ${measure.label.toLowerCase()}` : `Ranking by ${measure.label.toLowerCase()}`,
    record: record.table,
    group: group.name,
    measures: [measure],
    order,
    ...(ranked.limit && { limit: ranked.limit }),
  };
  plan.add(rule, said);
  return plan.rules.at(-1)!.name;
}

/** Whoever is ranked sees all of it: where they stand among the others is what it is for. */
function readersOf(plan: Plan, record: DesignRecord, { clause }: Said): Audience {
  const readers = reportReaders(plan, record, clause.subjects);
  return typeof readers === 'object' && 'own' in readers ? 'signed-in' : readers;
}

/** Things by a number of their own are a list in its order. */
function sorted(plan: Plan, thing: DesignRecord, field: Field, { isLeast, limit, said }: Ranked): string {
  const name = `${thing.variable}By${field.name.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}`;
  if (!plan.rules.some((rule) => rule.name === name))
    plan.add(
      {
        kit: 'view',
        name,
        by: thing.access.read,
        title: `${thing.plural} by ${field.label.toLowerCase()}`,
        record: thing.table,
        where: [],
        sort: `${isLeast ? '' : '-'}${field.name}`,
        ...(limit && { limit }),
      },
      said,
    );
  return name;
}

interface Found {
  record: DesignRecord;
  group: Field;
  measure: ReportMeasure;
}

/** How often a thing was used, by the rule whose rows say so. */
function usesOf(plan: Plan, thing: DesignRecord, verb: string | undefined): Found | undefined {
  const fits = (kit: string): boolean => !verb || USES.some(([one, verbs]) => one === kit && verbs.test(verb));
  for (const [kit] of USES) {
    const rule = plan.rules.find(
      (one) => one.kit === kit && fits(kit) && ((('of' in one && one.of) || (one.kit === 'cart' && one.product)) as string) === thing.table,
    );
    if (!rule) continue;
    const record = plan.records.find(({ table }) => table === (rule.kit === 'cart' ? rule.line : 'record' in rule && rule.record));
    const group = record?.fields.find(({ references }) => references === thing.table);
    if (!record || !group) continue;
    if (rule.kit === 'cart') return { record, group, measure: { label: 'Sold', how: 'sum', field: 'quantity' } };
    if (rule.kit === 'review' && verb && /rate|review/.test(verb))
      return { record, group, measure: { label: 'Stars', how: 'mean', field: rule.rating } };
    return { record, group, measure: { label: record.plural, how: 'count' } };
  }
  // Whatever is kept of it for each use: its readings, its visits.
  const kept = plan.records.find(({ fields }) => fields.some(({ references }) => references === thing.table));
  const group = kept?.fields.find(({ references }) => references === thing.table);
  return kept && group && !verb?.match(/like|rate|sell|buy|book|borrow/) ? { record: kept, group, measure: measureOf(kept) } : undefined;
}

/** Who has most: by the number that is named, by points, else by how much they made. */
function scoresOf(plan: Plan, { what, by }: Ranked): Found | undefined {
  if (what && !plan.people.slugOf(what) && !/^(person|people|user|member|player|participant)$/.test(what)) return undefined;
  const owned = plan.records.flatMap((record) => {
    const group = (what && groupField(plan, record, what, false)) || record.fields.find(({ name }) => name === record.owner);
    return group?.kind === 'person' ? [{ record, group }] : [];
  });
  for (const { record, group } of owned) {
    const named = by.flatMap((name) => numberNamed(record, name, unitOf(name)) ?? []).find(isNumber);
    if (named) return { record, group, measure: measureOf(record, named) };
  }
  const pointed = owned.find(({ record }) => record.fields.some((field) => isNumber(field) && POINTS.test(field.name)));
  if (pointed) return { ...pointed, measure: measureOf(pointed.record) };
  const counted = owned.find(({ record }) => by.length === 0 || by.some((name) => snake(name) === record.table));
  return what && counted ? { ...counted, measure: { label: counted.record.plural, how: 'count' } } : undefined;
}

function measureOf(record: DesignRecord, named?: Field): ReportMeasure {
  const field =
    named ??
    record.fields.find((one) => isNumber(one) && POINTS.test(one.name)) ??
    record.fields.find((one) => isNumber(one) && togetherOf(one) === 'sum');
  if (!field) return { label: record.plural, how: 'count' };
  return {
    label: field.label,
    how: field.kind === 'rating' || field.kind === 'percent' ? 'mean' : 'sum',
    field: field.name,
    ...(field.unit && { unit: field.unit }),
  };
}
