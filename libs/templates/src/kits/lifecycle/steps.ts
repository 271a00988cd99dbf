import type { LifecycleRule, LifecycleStep } from '../../design/design.types.js';
import { pascal } from '../../writing/code.js';
import { names, type FieldPlan, type RecordPlan } from '../../writing/plan.js';

export interface Step extends LifecycleStep {
  slug: string;
  may: string;
  can: string;
}

export function stepsOf(rule: LifecycleRule, record: RecordPlan, state: FieldPlan): Step[] {
  const slugOf = (text: string) =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
  const taken = new Set(['edit', 'remove', 'new', '']);
  const crud = new Set(Object.values(names(record)));
  return rule.steps.map((step) => {
    const slug = taken.has(slugOf(step.label)) ? slugOf(step.name.replace(/([A-Z])/g, '-$1')) : slugOf(step.label);
    taken.add(slug);
    const name = crud.has(step.name) ? `${step.name}Now` : step.name;
    const from = step.from.length > 0 ? step.from : (state.values ?? []).filter((value) => value !== step.to);
    return { ...step, name, from, slug, may: `may${pascal(name)}`, can: `can${pascal(name)}` };
  });
}

/** Steps of a record's states; none where it has no states. */
export function stepsOfRecord(record: RecordPlan): Step[] {
  const state = record.lifecycle && record.fields.find(({ name }) => name === record.lifecycle!.field);
  return record.lifecycle && state ? stepsOf(record.lifecycle, record, state) : [];
}

/** Ends that nobody hopes for, or that cannot be taken back. */
const SAD = /\b(?:cancel|reject|declin|refus|lost|lose|fail|hopeless|missed|no.?show|expire|withdraw|block|archive|scrap|delete|close)/i;

/** How its button looks: the first thing to do next is the main one, a sad end is a warning. */
export function toneOfStep(step: Step, steps: readonly Step[]): 'main' | 'danger' | 'quiet' {
  if (SAD.test(`${step.label} ${step.to}`)) return 'danger';
  const first = steps
    .filter(({ label, to }) => !SAD.test(`${label} ${to}`))
    .find(({ from }) => from.some((state) => step.from.includes(state)));
  return first === step ? 'main' : 'quiet';
}
