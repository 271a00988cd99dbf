import { singular, snake } from '../../knowledge/words.js';
import type { Clause, NounPhrase } from '../../reading/reading.types.js';
import type { DesignRecord, Field, Rule } from '../design.types.js';
import { clausesToBuild, type Said } from '../draft.js';
import { fieldOf } from '../field-of.js';
import { nameOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';

const NOTING = /^(note|note down|log|record|report|enter|write down|register)$/;
/** Numbers that are read off when something is brought back or is over. */
const READ_OFF = /^(kilomet(er|re)|mile|mileage|hour|litre|liter|distance|odometer( reading)?|meter reading|fuel( level)?|engine hour)$/;
/** What is told of it in words. */
const TOLD = /^(damage|defect|fault|problem|breakage|wear|scratch)$/;

/**
 * "Members reserve a boat, note kilometres afterwards and report damage": attributes of the booking or loan of whoever
 * has it, filled in by them.
 */
export function addNoted(plan: Plan): void {
  let had: { said: Said; tie: DesignRecord } | undefined;
  for (const said of clausesToBuild(plan.draft.reading)) {
    const { clause } = said;
    if (clause.isNegative) continue;
    const noted = NOTING.test(clause.verb ?? '') ? clause.objects.filter((phrase) => isNoted(plan, phrase)) : [];
    const tie = had && isBy(plan, clause, had.tie) ? had.tie : undefined;
    if (tie)
      for (const phrase of noted) {
        const field = plan.field(tie, fieldFor(phrase));
        plan.draft.account.built(clause, { kind: 'field', record: tie.name.toLowerCase(), field: field.name });
      }
    const rule = plan.draft.account.outcomesOf(clause).flatMap((one) => (one.kind === 'rule' ? named(plan, one.name) : []))[0];
    const made = rule && plan.records.find(({ table }) => table === rule.record);
    if (made) had = { said, tie: made };
  }
}

const named = (plan: Plan, name: string): Extract<Rule, { kit: 'booking' | 'loan' }>[] =>
  plan.rules.flatMap((rule) => ((rule.kit === 'booking' || rule.kit === 'loan') && rule.name === name ? [rule] : []));

const isNoted = (plan: Plan, phrase: NounPhrase): boolean => {
  const name = singular(nameOf(phrase).toLowerCase());
  return !phrase.isPronoun && !plan.find(name) && (READ_OFF.test(name) || TOLD.test(name));
};

/** Whether those who note it are those who made the tie, and may change it. */
function isBy(plan: Plan, { subjects }: Clause, { access }: DesignRecord): boolean {
  const slugs = subjects.flatMap((phrase) => plan.people.slugOf(nameOf(phrase.refersTo ?? phrase)) ?? []);
  const { change } = access;
  if (typeof change === 'string') return true;
  const may = 'own' in change ? change.own : change.roles;
  return slugs.length > 0 && slugs.every((slug) => may.includes(slug));
}

function fieldFor(phrase: NounPhrase): Field {
  const name = singular(nameOf(phrase).toLowerCase());
  if (TOLD.test(name))
    return { name: snake(name), label: name.charAt(0).toUpperCase() + name.slice(1), kind: 'long-text', required: false, origin: 'stated' };
  const field = fieldOf(name);
  return { ...field, kind: field.kind === 'text' ? 'decimal' : field.kind, required: false, min: 0 };
}
