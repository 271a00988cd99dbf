import type { Correction } from '@millwright/domain';
import type { LifecycleRule } from '../../design/design.types.js';
import { camel, pascal } from '../../knowledge/words.js';
import { listed, whoOf } from '../say.js';
import { Refused, type Bench } from './bench.js';
import { takeOutNotices, takenNames } from './choices.js';
import { free, labelAt } from './naming.js';
import { audienceAt } from './records.js';
import { takeOutRule } from './taking-out.js';

type Of<K extends Correction['do']> = Extract<Correction, { do: K }>;

export function dropRule(bench: Bench, { rule: name }: Of<'drop-rule'>): void {
  const { design } = bench;
  takeOutRule(bench, bench.rule(name), true);
  if (design.records.length === 0 && design.rules.length === 0)
    throw new Refused(`rules/${name}`, 'It is all that there is', 'Add a record first.');
}

/** @throws Refused */
function statesAt(bench: Bench, name: string): { rule: LifecycleRule; values: readonly string[] } {
  const rule = bench.rule(name);
  if (rule.kit !== 'lifecycle') throw new Refused(`rules/${name}`, 'This rule has no steps', 'Choose one that has states.');
  return { rule, values: bench.field(rule.record, rule.field).field.values ?? [] };
}

export function addStep(bench: Bench, correction: Of<'add-step'>): void {
  const { rule, values } = statesAt(bench, correction.rule);
  const place = `rules/${rule.name}/add-step`;
  const label = labelAt(`${place}/label`, correction.label);
  const { className } = bench.record(rule.record);
  const unknown = [...correction.from, correction.to].find((state) => !values.includes(state));
  if (unknown !== undefined) throw new Refused(`${place}/to`, `There is no state “${unknown}”`, `Choose one of ${values.join(', ')}.`);
  const from = [...new Set(correction.from)].filter((state) => state !== correction.to);
  if (from.length === 0)
    throw new Refused(`${place}/from`, 'A step leads from one state to another', 'Choose another state that it begins from.');
  if (rule.steps.some((step) => step.label.toLowerCase() === label.toLowerCase()))
    throw new Refused(`${place}/label`, `There is a step “${label}” already`, 'Choose another name.');
  const by = audienceAt(bench, `${place}/by`, correction.by);
  rule.steps.push({
    name: free(`${camel(label) || 'do'}${/^[a-z]/.test(camel(label)) ? className : pascal(label)}`, takenNames(bench), ''),
    label,
    from,
    to: correction.to,
    by,
  });
  bench.say(`${capital(whoOf(bench.design, by))} may “${label}”: from ${listed(from, 'or')} to ${correction.to}.`);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function dropStep(bench: Bench, correction: Of<'drop-step'>): void {
  const { rule } = statesAt(bench, correction.rule);
  const step = rule.steps.find(({ name }) => name === correction.step);
  if (!step) throw new Refused(`rules/${rule.name}`, `There is no step “${correction.step}”`, 'Take this correction back.');
  if (rule.steps.length === 1) return takeOutRule(bench, rule, false);
  rule.steps = rule.steps.filter((one) => one !== step);
  bench.say(`The step “${step.label}” is taken out.`);
  takeOutNotices(bench, [step.name]);
}
