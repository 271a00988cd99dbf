import type { DevelopmentPlan } from '../plan/plan.types.js';

/** A criterion of a plan by the name that blueprints use for it. */
export interface PlanCriterion {
  /** Of feature 2 its criterion 3: "2.3". */
  id: string;
  feature: string;
  text: string;
}

/** All acceptance criteria of a plan, in its order. */
export function criteriaOf(plan: Pick<DevelopmentPlan, 'features'>): PlanCriterion[] {
  return plan.features.flatMap(({ name, acceptance }, i) =>
    acceptance.map((text, j) => ({ id: `${i + 1}.${j + 1}`, feature: name, text })),
  );
}
