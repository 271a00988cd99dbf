import { nameOf, recordNameOf } from '../nouns.js';
import type { Audience, DesignRecord, Field, LifecycleStep } from '../design.types.js';
import type { NounPhrase } from '../../reading/reading.types.js';
import { clausesToBuild, type Said } from '../draft.js';
import type { Plan } from '../plan.types.js';

const MOVING = new Set(['update', 'change', 'modify', 'set', 'manage', 'adjust', 'edit', 'advance', 'control', 'maintain']);
const SEEING = new Set(['view', 'see', 'check', 'track', 'query', 'display', 'show', 'monitor', 'follow', 'inquire', 'inquire about']);
const STAGE = /(^|\s)(status|state|stage|progress)(es)?$/;

/** What is handed to those who run a place: where it stands is theirs to say. */
const HANDLED =
  /\b(order|application|request|booking|reservation|appointment|complaint|ticket|claim|refund|registration|submission|enquiry|inquiry|report|delivery|shipment|repair)$/;

/** "Drivers update order status", "applicants see the state of an application": whose business it is, without the states being named. */
export function stagesOf(plan: Plan, record: DesignRecord): { by: Audience; said: Said[] } | undefined {
  const said: Said[] = [];
  const names: string[] = [];
  for (const one of clausesToBuild(plan.draft.reading)) {
    const { verb, subjects, objects, results, isNegative } = one.clause;
    // "Users view order status": somebody has to say where an order stands.
    const isSeen = SEEING.has(verb ?? '') && HANDLED.test(record.name.toLowerCase());
    if (!verb || !(MOVING.has(verb) || isSeen) || isNegative || results.length > 0) continue;
    if (!objects.some((object) => isStageOf(plan, record, object))) continue;
    said.push(one);
    if (!MOVING.has(verb)) continue;
    names.push(...subjects.map(nameOf).filter((name) => plan.people.slugOf(name)));
  }
  if (said.length === 0) return undefined;
  return { by: names.length > 0 ? own(record, plan.people.audienceOf(names)) : changersOf(plan, record), said };
}

function isStageOf({ find }: Plan, record: DesignRecord, phrase: NounPhrase): boolean {
  if (!STAGE.test(phrase.name)) return false;
  const before = phrase.name.replace(STAGE, '').trim();
  const of = phrase.complements.find(({ preposition }) => preposition === 'of')?.phrase;
  const whose = before || (of && recordNameOf(of)) || (phrase.possessor && recordNameOf(phrase.possessor));
  return find(whose) === record;
}

/** Whoever brings it from state to state, where nobody is said to. */
export function changersOf({ people }: Plan, { access, name }: DesignRecord): Audience {
  const { change } = access;
  const isOwn = typeof change === 'object' && 'own' in change;
  return isOwn && HANDLED.test(name.toLowerCase()) && people.roles.length > 0 ? { roles: [people.roles[0]!.slug] } : change;
}

/** "Users update task status" is said of their own, where each has their own. */
function own({ access, name }: DesignRecord, by: Audience): Audience {
  const { change } = access;
  if (typeof by !== 'object' || !('roles' in by) || typeof change !== 'object' || !('own' in change)) return by;
  return by.roles.every((slug) => change.own.includes(slug)) ? (HANDLED.test(name.toLowerCase()) ? by : { own: by.roles }) : by;
}

/** States in their order: after those that acts lead to, that it is being worked on and done. */
export function listedStages(initial: string, steps: readonly LifecycleStep[], usual: Field | undefined): string[] {
  if (steps.length === 0 && usual?.values) return usual.values.filter((value) => value !== 'paid');
  const before = steps.filter(({ isFinal }) => !isFinal).map(({ to }) => to);
  return [...new Set([initial, ...before, 'in progress', 'done'])];
}

/** Of each state the one that it follows; what ends badly may come at any time. */
export function inChain(values: readonly string[]): [string, string][] {
  const good = values.filter((value) => !/^(cancel|reject|declin|withdraw|refus|fail|missed|lost|expired|no.?show|blocked|on hold|archived)/.test(value));
  return good.slice(1).map((value, i) => [value, good[i]!]);
}
