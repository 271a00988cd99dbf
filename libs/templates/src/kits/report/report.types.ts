import type { ReportMeasure } from '../../design/design.types.js';
import type { FieldPlan } from '../../writing/plan.js';

/** What a report counts, as its code has it. */
export interface Measure extends ReportMeasure {
  prop: string;
  sql: string;
  fieldPlan?: FieldPlan;
}
