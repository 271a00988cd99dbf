import { quote } from '../writing/code.js';
import { fieldOf, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../writing/plan.js';

/** A record that ties a person to another record: a booking, a review, a mark. */
export interface Tie {
  record: RecordPlan;
  of: RecordPlan;
  resource: FieldPlan;
  person: FieldPlan | undefined;
  /** Inputs beside the resource. */
  rest: FieldPlan[];
}

export function tieOf(plan: Plan, rule: { record: string; of: string; resource: string; person?: string }): Tie {
  const record = recordOf(plan, rule.record);
  const resource = fieldOf(record, rule.resource);
  const person = record.fields.find(({ name }) => name === rule.person);
  return {
    record,
    of: recordOf(plan, rule.of),
    resource,
    person,
    rest: record.inputs.filter((field) => field !== resource && field !== person),
  };
}

/** The value of a field in the statement that makes or changes a row: typed, or set by the server. */
export function valueIn(record: RecordPlan, field: FieldPlan, mode: 'create' | 'change'): string {
  if (field.isInput) return field.kind === 'boolean' ? `Number(values.${field.prop})` : `values.${field.prop}`;
  return mode === 'change' ? `${record.variable}.${field.prop}` : (field.initial ?? 'null');
}

/** States in which a row does not count any more, with their field; undefined where there are none. */
export function overStates(record: RecordPlan): { state: FieldPlan; over: string[] } | undefined {
  const state = record.lifecycle && record.fields.find(({ name }) => name === record.lifecycle!.field);
  const over = state?.values?.filter((value) => /cancel|reject|declin|withdraw|refus|no.?show|expired/i.test(value)) ?? [];
  return state && over.length > 0 ? { state, over } : undefined;
}

/** As SQL, when the row does not count any more: what was cancelled leaves its place. */
export function stillCounts(record: RecordPlan, alias: string): string {
  const found = overStates(record);
  if (!found) return '';
  return ` AND ${alias}.${found.state.column} NOT IN (${found.over.map((value) => `'${value.replace(/'/g, "''")}'`).join(', ')})`;
}

/** Key of an object literal in the written code. */
export const keyOf = ({ column }: FieldPlan): string => (/^\w+$/.test(column) ? column : quote(column));

/** Who acts in a test: a new person with the first role, where people sign in. */
export const actor = (plan: Plan): { line: string; arg: string; as: string } =>
  plan.people
    ? { line: '  const viewer = firstPerson(database);\n', arg: 'viewer, ', as: 'as(viewer)' }
    : { line: '', arg: '', as: 'as()' };
