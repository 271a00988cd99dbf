import type { FieldPlan } from '../../writing/plan.js';
import type { Tie } from '../tie.js';

/** A booking rule with what it refers to. */
export interface Booking extends Tie {
  start: FieldPlan;
  end: FieldPlan | undefined;
  capacity: FieldPlan | undefined;
  rate: FieldPlan | undefined;
  total: FieldPlan | undefined;
  isDays: boolean;
}
