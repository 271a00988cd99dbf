import { camel } from '../../knowledge/words.js';
import { isPerson } from '../lexicon.js';
import { nameOf } from '../nouns.js';
import type { DesignRecord } from '../design.types.js';
import type { NounPhrase } from '../../reading/reading.types.js';
import { clausesToBuild, type Said } from '../draft.js';
import type { Plan } from '../plan.types.js';

const LOOKING = new Set(['see', 'view', 'check', 'list', 'review', 'look at', 'monitor', 'oversee', 'read', 'browse', 'manage']);

/** "The keeper sees all bookings", "teachers see the scores of everyone": of what is each one's own, some roles see all. */
export function addOverseers(plan: Plan): void {
  for (const said of clausesToBuild(plan.draft.reading)) {
    const { verb, subjects, objects, isNegative } = said.clause;
    if (!verb || !LOOKING.has(verb) || isNegative) continue;
    const slugs = subjects.flatMap((phrase) => plan.people.slugOf(nameOf(phrase)) ?? []);
    for (const object of objects) {
      const record = seenOf(plan, object);
      if (record) oversee(plan, record, slugs, object, said);
    }
  }
}

function seenOf(plan: Plan, object: NounPhrase): DesignRecord | undefined {
  if (object.possessor?.isPronoun && object.adjectives.includes('own')) return undefined;
  const quiz = plan.rules.find((rule) => rule.kit === 'quiz');
  if (quiz?.kit === 'quiz' && /^(\w+ )?(score|result|grade|attempt)$/.test(object.name))
    return plan.records.find(({ table }) => table === quiz.attempt);
  return plan.find(object.name);
}

function oversee(plan: Plan, record: DesignRecord, slugs: readonly string[], object: NounPhrase, said: Said): void {
  const { read } = record.access;
  if (typeof read !== 'object' || !('own' in read)) return;
  const isAll =
    /^(all|every|each|any|everyone's|everybody's)$/i.test(object.determiner ?? '') ||
    object.complements.some(
      ({ phrase }) => /^(everyone|everybody|all|others?)$/i.test(phrase.head) || (isPerson(phrase.name) && phrase.isPlural),
    );
  const roles = slugs.filter((slug) => {
    const role = plan.people.roles.find((one) => one.slug === slug)!;
    return role.joins !== 'first' && !read.own.includes(slug) && (isAll || role.joins === 'invited');
  });
  if (roles.length === 0) {
    if (slugs.some((slug) => plan.people.roles[0]?.slug === slug))
      plan.draft.account.built(said.clause, { kind: 'record', name: record.name.toLowerCase() });
    return;
  }
  const title = `${record.plural} of everyone`;
  const name = camel(title);
  const known = plan.rules.find((rule) => rule.kit === 'view' && rule.name === name);
  if (known?.kit === 'view') {
    if (typeof known.by === 'object' && 'roles' in known.by) known.by.roles = [...new Set([...known.by.roles, ...roles])];
    plan.draft.account.built(said.clause, { kind: 'rule', name });
    return;
  }
  // A step of theirs lets them see it anyway.
  const hasPart = plan.rules.some(
    (rule) =>
      rule.kit === 'lifecycle' &&
      rule.record === record.table &&
      rule.steps.some(({ by }) => typeof by === 'object' && 'roles' in by && roles.every((slug) => by.roles.includes(slug))),
  );
  if (hasPart) plan.draft.account.built(said.clause, { kind: 'rule', name: `${record.variable}Lifecycle` });
  else plan.add({ kit: 'view', name, by: { roles }, title, record: record.table, where: [] }, said);
}
