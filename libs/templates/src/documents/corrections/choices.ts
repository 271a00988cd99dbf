import type { Correction } from '@millwright/domain';
import type { Condition, DesignRecord, Field, LifecycleRule } from '../../design/design.types.js';
import { pascal } from '../../knowledge/words.js';
import { listed, whoOf } from '../say.js';
import { Refused, type Bench } from './bench.js';
import { free } from './naming.js';
import { takeOutRule } from './taking-out.js';

type Of<K extends Correction['do']> = Extract<Correction, { do: K }>;
const CHOICE = /^[\p{L}\p{N}][\p{L}\p{N} '’&.,()/%°+-]*$/u;
const MOST_CHOICES = 30;

/** Several choices, as somebody typed them. @throws Refused */
export function choicesAt(place: string, typed: readonly string[]): string[] {
  const choices = typed.map((one) => one.trim()).filter(Boolean);
  const distinct = [...new Set(choices.map((one) => one.toLowerCase()))];
  if (distinct.length < 2) throw new Refused(place, 'A choice is between two or more', 'Name at least two, such as “small, large”.');
  if (choices.length > MOST_CHOICES)
    throw new Refused(place, `There are more than ${MOST_CHOICES} choices`, 'Keep them as a record, and refer to it.');
  const valid: string[] = [];
  for (const choice of choices) valid.push(choiceAt(place, choice, valid));
  return valid;
}

function choiceAt(place: string, typed: string, taken: readonly string[]): string {
  const choice = typed.replace(/\s+/g, ' ').trim();
  if (!CHOICE.test(choice) || choice.length > 40)
    throw new Refused(place, `“${choice.slice(0, 40)}” is no choice`, 'Use at most 40 letters, digits, spaces and simple signs.');
  if (taken.some((one) => one.toLowerCase() === choice.toLowerCase() || pascal(one) === pascal(choice)))
    throw new Refused(place, `“${choice}” is there already`, 'Choose another word.');
  return choice;
}

/** @throws Refused */
function choiceField(
  bench: Bench,
  { record: table, field: name }: { record: string; field: string },
): { record: DesignRecord; field: Field; values: string[]; states: LifecycleRule | undefined } {
  const { record, field } = bench.field(table, name);
  if (field.kind !== 'enum')
    throw new Refused(`records/${table}/fields/${name}/kind`, `“${field.label}” is no choice`, 'Make it a choice first.');
  const states = bench.design.rules.find(
    (rule): rule is LifecycleRule => rule.kit === 'lifecycle' && rule.record === table && rule.field === name,
  );
  return { record, field, values: field.values ?? [], states };
}

/** A new state of a lifecycle is reached by a step from wherever things go on. */
export function addChoice(bench: Bench, correction: Of<'add-choice'>): void {
  const { record, field, values, states } = choiceField(bench, correction);
  const place = `records/${record.table}/fields/${field.name}/add-choice`;
  const choice = choiceAt(place, correction.choice, values);
  if (values.length >= MOST_CHOICES)
    throw new Refused(place, `There are ${MOST_CHOICES} choices already`, 'Keep them as a record, and refer to it.');
  field.values = [...values, choice];
  bench.say(`${record.name}: “${field.label}” can be “${choice}” too.`);
  if (!states) return;
  const from = values.filter((value) => states.steps.some((step) => step.from.includes(value)));
  const label = `Mark as ${choice}`;
  states.steps.push({
    name: free(`mark${record.className}${pascal(choice)}`, takenNames(bench), ''),
    label,
    from: from.length > 0 ? from : [states.initial],
    to: choice,
    by: states.by,
  });
  bench.say(
    `The step “${label}” leads there from ${listed(from.length > 0 ? from : [states.initial], 'or')}, for ${whoOf(bench.design, states.by)}.`,
  );
}

/** Names of functions that rules and their steps have. */
export const takenNames = ({ design }: Bench): string[] =>
  design.rules.flatMap((rule) => [rule.name, ...(rule.kit === 'lifecycle' ? rule.steps.map(({ name }) => name) : [])]);

export function renameChoice(bench: Bench, correction: Of<'rename-choice'>): void {
  const { record, field, values, states } = choiceField(bench, correction);
  const at = values.indexOf(correction.choice);
  const place = `records/${record.table}/fields/${field.name}/choices/${correction.choice}`;
  if (at < 0) throw new Refused(place, `There is no choice “${correction.choice}”`, 'Take this correction back.');
  const name = choiceAt(
    place,
    correction.name,
    values.filter((_, i) => i !== at),
  );
  if (name === correction.choice) return;
  const called = (value: string): string => (value === correction.choice ? name : value);
  field.values = values.map(called);
  for (const condition of conditionsOn(bench, record, field)) condition.is = condition.is.map(called);
  if (states) {
    states.initial = called(states.initial);
    for (const step of states.steps) {
      const before = step.to;
      Object.assign(step, { from: step.from.map(called), to: called(step.to) });
      if (before !== step.to && step.label === `Mark as ${before}`) step.label = `Mark as ${step.to}`;
    }
  }
  bench.say(`${record.name}: “${correction.choice}” is called “${name}”.`);
}

export function dropChoice(bench: Bench, correction: Of<'drop-choice'>): void {
  const { record, field, values, states } = choiceField(bench, correction);
  const { choice } = correction;
  const place = `records/${record.table}/fields/${field.name}/choices/${choice}`;
  if (!values.includes(choice)) throw new Refused(place, `There is no choice “${choice}”`, 'Take this correction back.');
  if (values.length <= 2) throw new Refused(place, 'A choice is between two or more', 'Add another choice first, or take the field out.');
  field.values = values.filter((value) => value !== choice);
  bench.say(`${record.name}: “${field.label}” cannot be “${choice}” any more.`);
  if (states) withoutState(bench, states, field.values, choice);
  for (const rule of [...bench.design.rules]) {
    const own = conditionsOn({ design: { ...bench.design, rules: [rule] } } as Bench, record, field).filter(({ is }) =>
      is.includes(choice),
    );
    for (const condition of own) condition.is = condition.is.filter((value) => value !== choice);
    if (own.some(({ is }) => is.length === 0)) takeOutRule(bench, rule, false);
  }
}

function withoutState(bench: Bench, states: LifecycleRule, left: readonly string[], choice: string): void {
  if (states.initial === choice) {
    states.initial = left[0]!;
    bench.say(`It begins as “${states.initial}”.`);
  }
  const before = states.steps;
  for (const step of before) step.from = step.from.filter((value) => value !== choice);
  states.steps = before.filter((step) => step.to !== choice && step.to !== states.initial && step.from.length > 0);
  const gone = before.filter((step) => !states.steps.includes(step));
  if (states.steps.length === 0) return takeOutRule(bench, states, false);
  for (const { label } of gone) bench.say(`The step “${label}” is taken out.`);
  takeOutNotices(
    bench,
    gone.map(({ name }) => name),
  );
}

/** Nobody is told of a step that is gone. */
export function takeOutNotices(bench: Bench, steps: readonly string[]): void {
  for (const rule of [...bench.design.rules])
    if (rule.kit === 'notice' && rule.step !== undefined && steps.includes(rule.step)) takeOutRule(bench, rule, false);
}

/** Conditions of views and reports that ask for values of a field. */
function conditionsOn({ design }: Pick<Bench, 'design'>, record: DesignRecord, field: Field): Extract<Condition, { is: string[] }>[] {
  return design.rules
    .flatMap((rule): Condition[] =>
      rule.kit === 'view' && rule.record === record.table
        ? rule.where
        : rule.kit === 'report' && rule.record === record.table
          ? rule.measures.flatMap(({ where }) => where ?? [])
          : [],
    )
    .filter((one): one is Extract<Condition, { is: string[] }> => 'is' in one && one.field === field.name);
}
