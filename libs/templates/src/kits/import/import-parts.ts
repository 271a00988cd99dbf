import type { ImportRule } from '../../design/design.types.js';
import type { Plan, RecordPlan } from '../../writing/plan.js';
import { mayTest } from '../view/view.kit.js';

/** An import with the names that its code has. */
export interface Import {
  rule: ImportRule;
  plan: Plan;
  record: RecordPlan;
  /** Of the function that tries without keeping. */
  preview: string;
  may: string;
  /** Roles that may; empty where everybody may. */
  slugs: string[];
}

export const MOST_ROWS = 1000;

/** A condition that refuses whom the import is not for, as a statement of a function or a route. */
export const guardOf = ({ plan, rule }: Import, viewer: string, indent: string): string => {
  const may = mayTest(plan, rule, viewer);
  return may === 'true' ? '' : `${indent}if (!(${may})) throw refused(${viewer});\n`;
};
