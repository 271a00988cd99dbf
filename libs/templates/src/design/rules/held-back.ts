import { camel, capital } from '../../knowledge/words.js';
import type { Clause } from '../../reading/reading.types.js';
import type { BookingRule, DesignRecord, LifecycleRule, LoanRule } from '../design.types.js';
import { clausesToBuild, type Said } from '../draft.js';
import { nameOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';

type Taking = BookingRule | LoanRule;
const TAKEN = /^(book|reserve|rent|rent out|hire|borrow|lend|loan|lend out|take|use|check out)$/;
const MENDING = /^(repair|fix|mend|service|clean|replace)$/;
const MENDED = /^(damaged|broken|defective|faulty|dirty|worn)$/;
/** Of what nothing is wrong with. */
const READY = 'ready';

/** "A damaged boat cannot be reserved until the boatman has repaired it": states of a thing in which nobody takes it. */
export function addHeldBack(plan: Plan): void {
  for (const said of clausesToBuild(plan.draft.reading)) {
    const { clause, sentence } = said;
    if (!clause.isNegative || !TAKEN.test(clause.verb ?? '')) continue;
    const phrase = [...clause.objects, ...clause.subjects].find((one) => takingOf(plan, nameOf(one)));
    const rule = phrase && takingOf(plan, nameOf(phrase));
    if (!phrase || !rule) continue;
    const record = plan.records.find(({ table }) => table === rule.of)!;
    const relative = sentence.clauses.find(({ kind, about }) => kind === 'relative' && about?.name === phrase.name);
    const words = [...phrase.adjectives, ...(relative?.results ?? [])].map((one) => one.toLowerCase());
    mend(plan, record, words, said);
    const states = statesOf(plan, record);
    const found = states ? words.filter((word) => word !== states.initial && states.values.includes(word)) : [];
    if (found.length === 0) continue;
    rule.except = [...new Set([...(rule.except ?? []), ...found])];
    for (const one of [clause, ...(relative ? [relative] : [])]) plan.draft.account.built(one, { kind: 'rule', name: rule.name });
  }
}

const takingOf = ({ rules, find }: Plan, name: string): Taking | undefined => {
  const table = find(name)?.table;
  return rules.find((rule): rule is Taking => (rule.kit === 'booking' || rule.kit === 'loan') && rule.of === table);
};

const lifecycleOf = ({ rules }: Plan, { table }: DesignRecord): LifecycleRule | undefined =>
  rules.find((rule): rule is LifecycleRule => rule.kit === 'lifecycle' && rule.record === table);

function statesOf(plan: Plan, record: DesignRecord): { initial: string; values: readonly string[] } | undefined {
  const rule = lifecycleOf(plan, record);
  const field = record.fields.find(({ name }) => name === rule?.field);
  return rule && field ? { initial: rule.initial, values: field.values ?? [] } : undefined;
}

/**
 * Of what is only said to be damaged and repaired: it is ready until whoever takes it says that it is damaged, and again
 * once it is repaired.
 */
function mend(plan: Plan, record: DesignRecord, words: readonly string[], { sentence, clause }: Said): void {
  const lifecycle = lifecycleOf(plan, record);
  const state = words.find((word) => MENDED.test(word));
  const mended = sentence.clauses.find((one) => one !== clause && MENDING.test(one.verb ?? ''));
  const step = lifecycle?.steps.find(({ name }) => name === `${camel(mended?.verb ?? '')}${record.className}`);
  const field = record.fields.find(({ name }) => name === lifecycle?.field);
  // Other steps speak of a life that is more than whole or not.
  if (!lifecycle || !state || !step || !field || field.origin === 'stated' || lifecycle.steps.length > 1) return;
  Object.assign(field, { values: [READY, state] });
  // What is usual would say the same in other words.
  record.fields = record.fields.filter(
    ({ origin, values, name }) => name === field.name || origin === 'stated' || !values?.includes(state),
  );
  Object.assign(step, { from: [state], to: READY });
  delete step.isFinal;
  lifecycle.initial = READY;
  lifecycle.steps.unshift({
    name: `mark${record.className}${capital(state)}`,
    label: `Report as ${state}`,
    from: [READY],
    to: state,
    by: reporters(plan, record, step.by),
  });
  for (const one of reportsOf(plan, state)) plan.draft.account.built(one, { kind: 'rule', name: lifecycle.name });
}

/** Whoever takes it sees first that it is damaged; whoever repairs it says so, too. */
function reporters({ rules }: Plan, { table }: DesignRecord, by: LifecycleRule['by']): LifecycleRule['by'] {
  const taking = rules.find((rule) => (rule.kit === 'booking' || rule.kit === 'loan') && rule.of === table);
  const slugs = [taking?.by, by].flatMap((one) => (typeof one === 'object' && 'roles' in one ? one.roles : []));
  return slugs.length > 0 ? { roles: [...new Set(slugs)] } : by;
}

/** "Members report damage" is that step, too. */
const reportsOf = ({ draft }: Plan, state: string): Clause[] =>
  [...clausesToBuild(draft.reading)]
    .map(({ clause }) => clause)
    .filter(({ verb, objects }) => verb === 'report' && objects.some(({ name }) => state.startsWith(name)));
