import type { FieldPlan, RecordPlan } from '../../writing/plan.js';

/** A cart rule with what it refers to. */
export interface Shop {
  product: RecordPlan;
  price: FieldPlan;
  stock: FieldPlan | undefined;
  order: RecordPlan;
  line: RecordPlan;
  person: FieldPlan;
  ofOrder: FieldPlan;
  ofProduct: FieldPlan;
  quantity: FieldPlan;
  linePrice: FieldPlan | undefined;
  total: FieldPlan | undefined;
}
