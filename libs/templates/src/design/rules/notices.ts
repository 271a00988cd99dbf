import { pascal, pastParticiple } from '../../knowledge/words.js';
import type { NounPhrase } from '../../reading/reading.types.js';
import type { DesignRecord, LifecycleStep, NoticeRule } from '../design.types.js';
import type { Said } from '../draft.js';
import { isPerson } from '../lexicon.js';
import { nameOf } from '../nouns.js';
import type { Plan } from '../plan.types.js';

const TOLD = /(^| )(notifications?|alerts?|notices?|reminders?)$/i;
const MOST_STEPS = 4;

/** Whoever something concerns is told of it: when it is made, or when a step brings it further. */
export function addNotice(plan: Plan, said: Said, wish?: { of?: string; text: string }): void {
  if (plan.people.roles.length === 0) return;
  const { account } = plan.draft;
  const who = slugsIn(plan, said);
  const what = recordIn(plan, said, wish?.of);
  const isTimed = said.clause.verb === 'remind' || /\bremind/i.test(wish?.text ?? '');
  if (isTimed && !isAbout(said)) {
    account.notBuilt(said.clause, 'Nothing that is written acts by itself at some time; what is coming is listed');
    return;
  }
  const strangers = said.clause.objects.flatMap((phrase) => (who.length === 0 ? (plan.find(nameOf(phrase)) ?? []) : []));
  if (strangers.some(({ name }) => isPerson(name.toLowerCase())))
    return account.notBuilt(said.clause, `${strangers[0]!.plural} have no account under which they could be told`);
  const messages = plan.rules.find((rule) => rule.kit === 'message');
  if (messages?.kit === 'message' && (what?.table === messages.record || (!what && who.length === 0)))
    return account.built(said.clause, { kind: 'rule', name: messages.name });
  const condition = conditionOf(said);
  // An alert is of something that gets bad, which somebody would have to measure, unless it is of something new.
  const isAlert = /\balert/i.test(`${wish?.text ?? ''} ${said.clause.verb}`) && !condition && !/\bnew\b/i.test(said.sentence.text);
  const record = isAlert ? undefined : (what ?? (condition ? undefined : fallback(plan, who)));
  if (!record) return account.notBuilt(said.clause, 'Nothing that is kept says when this is so');
  const steps = stepsFor(plan, record, said);
  if (steps === undefined) return account.notBuilt(said.clause, `Nothing brings ${record.plural.toLowerCase()} that far`);
  for (const step of steps.length > 0 ? steps : [undefined]) {
    const rule: NoticeRule = {
      kit: 'notice',
      name: `tellOf${record.className}${step ? pascal(step.to) : ''}`,
      by: 'signed-in',
      record: record.table,
      ...(step && { step: step.name }),
      to: whomOf(plan, record, who, step),
    };
    const known = plan.rules.find(
      (one) => one.kit === 'notice' && JSON.stringify([one.record, one.step, one.to]) === JSON.stringify([rule.record, rule.step, rule.to]),
    );
    if (known) account.built(said.clause, { kind: 'rule', name: known.name });
    else plan.add(rule, said);
    const rows = said.sentence.clauses.filter(({ kind }) => kind === 'condition');
    for (const clause of rows) account.built(clause, { kind: 'rule', name: (known ?? plan.rules.at(-1)!).name });
  }
}

/** "Notifications" that nobody writes are no things that are kept beside those that the rules send. */
export function dropNotices(plan: Plan): void {
  for (let at = plan.records.length - 1; at >= 0; at--) {
    const { name, table, fields } = plan.records[at]!;
    const acts = plan.draft.find(name.toLowerCase())?.acts ?? [];
    const isSent = acts.every(({ verb }) => /^(receive|get|see|view|send|generate|show|display|trigger|read|check)$/.test(verb));
    const isUsed =
      plan.rules.some((rule) => Object.values(rule).includes(table)) ||
      plan.records.some((one) => one.fields.some(({ references }) => references === table));
    if (TOLD.test(name) && isSent && !isUsed && fields.every(({ origin, kind }) => origin === 'assumed' || kind === 'person'))
      plan.records.splice(at, 1);
  }
}

/** Roles that are told: whom the verb is about, else who receives, else anybody whom the sentence names before. */
function slugsIn(plan: Plan, { clause, sentence }: Said): string[] {
  const among = (phrases: readonly NounPhrase[]): string[] => phrases.flatMap((phrase) => plan.people.slugOf(nameOf(phrase)) ?? []);
  const before = sentence.clauses.filter(({ from, kind }) => from < clause.from && kind === 'main');
  for (const phrases of [
    clause.objects,
    clause.complements.filter(({ preposition }) => preposition === 'to').map(({ phrase }) => phrase),
    clause.subjects,
    ...before.map(({ objects }) => objects),
  ]) {
    const found = [...new Set(among(phrases))];
    if (found.length > 0) return found;
  }
  return [];
}

const conditionOf = ({ sentence, clause }: Said) => sentence.clauses.find(({ kind, from }) => kind === 'condition' && from >= clause.from);
/** Whether it says of what happens, rather than of when it is time. */
const isAbout = (said: Said): boolean =>
  conditionOf(said) !== undefined && !/\b(before|days?|hours?|due|upcoming|soon|tomorrow)\b/i.test(said.sentence.text);

/** "Of new appointments", "about comments on their posts", "when a ticket is closed": the first that is kept. */
function recordIn(plan: Plan, said: Said, of: string | undefined): DesignRecord | undefined {
  const condition = conditionOf(said);
  const phrases = [
    ...(condition ? [...condition.subjects, ...condition.objects] : []),
    ...said.clause.complements.filter(({ preposition }) => /^(of|about|on|for|with)$/.test(preposition)).map(({ phrase }) => phrase),
    ...said.clause.objects.flatMap(({ complements }) => complements.map(({ phrase }) => phrase)),
  ];
  return [of, ...phrases.flatMap((phrase) => [phrase.name, phrase.refersTo?.name])]
    .map((name) => plan.find(name))
    .find((record) => record && !TOLD.test(record.name) && !plan.people.slugOf(record.name.toLowerCase()));
}

/** Steps that the words mean; none: when one is made; undefined: a state that no step leads to. */
function stepsFor(plan: Plan, record: DesignRecord, said: Said): LifecycleStep[] | undefined {
  const rule = plan.rules.find((one) => one.kit === 'lifecycle' && one.record === record.table);
  const steps = rule?.kit === 'lifecycle' ? rule.steps.filter(({ releases }) => !releases) : [];
  const condition = conditionOf(said);
  if (!condition) return /\b(status|state|progress|changes?|updates?)\b/i.test(said.sentence.text) ? steps.slice(0, MOST_STEPS) : [];
  const states = [
    ...condition.results,
    ...(condition.verb && condition.verb !== 'be' ? [pastParticiple(condition.verb), condition.verb] : []),
  ];
  const named = steps.filter(({ to, label }) => states.some((state) => state === to || state === label.toLowerCase()));
  if (named.length > 0) return named;
  if (
    /^(add|create|make|post|submit|place|write|arrive|publish|book|send|leave|come|receive|register|apply|upload|order)$/.test(
      condition.verb ?? '',
    )
  )
    return [];
  if (/^(change|update)$/.test(condition.verb ?? '')) return steps.slice(0, MOST_STEPS);
  return condition.results.some((state) => /^(new|available|ready)$/.test(state)) ? [] : undefined;
}

/** Whose it is, by role; through what it belongs to, where that is theirs; else the whole role. */
function whomOf(plan: Plan, record: DesignRecord, who: readonly string[], step: LifecycleStep | undefined): NoticeRule['to'] {
  const personIn = ({ fields, owner }: DesignRecord): string | undefined => {
    const people = fields.filter(({ kind }) => kind === 'person');
    const taken = people.find(({ name }) => name === step?.takes);
    if (taken && (who.length === 0 || who.includes(taken.role ?? ''))) return taken.name;
    const byRole = people.find(({ role }) => role && who.includes(role));
    // An owner of any role is meant as well.
    return (byRole ?? people.find(({ name, role }) => name === owner && (who.length === 0 || !role)))?.name;
  };
  const own = personIn(record);
  const isMaker = own !== undefined && own === record.owner && step === undefined;
  if (own && !isMaker) return { person: own };
  for (const { name, references } of record.fields) {
    const parent = references && plan.records.find(({ table }) => table === references);
    const theirs = parent ? personIn(parent) : undefined;
    if (theirs) return { person: theirs, through: name };
  }
  const [slug] = who;
  return slug && !isMaker ? { role: slug } : { role: slug ?? plan.people.roles[0]!.slug };
}

/** Of what people are told where the text does not say it: what somebody else brings further, else what is added to theirs. */
function fallback(plan: Plan, who: readonly string[]): DesignRecord | undefined {
  const moved = plan.records.find(
    ({ table, owner, fields }) =>
      owner &&
      plan.hasRule('lifecycle', table) &&
      (who.length === 0 || fields.some(({ name, role }) => name === owner && (!role || who.includes(role)))),
  );
  // What only those make who would be told of it is no news to them.
  const first = plan.people.roles[0]!.slug;
  const isByOthers = ({ access: { create } }: DesignRecord): boolean =>
    typeof create === 'string' || ('roles' in create ? create.roles : create.own).some((slug) => slug !== first);
  return moved ?? plan.records.find((record) => record.owner && isByOthers(record)) ?? plan.records.find(isByOthers);
}
