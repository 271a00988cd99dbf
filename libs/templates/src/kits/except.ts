import { quoteAll, lower, quote } from '../writing/code.js';
import { names, type FieldPlan, type Plan, type RecordPlan } from '../writing/plan.js';
import type { Guard } from './kit.js';
import { actor, keyOf, valueIn, type Tie } from './tie.js';

/** States of a thing in which nobody takes it, with their field; undefined where there are none. */
export interface Except {
  state: FieldPlan;
  states: string[];
}

export function exceptOf(of: RecordPlan, named: readonly string[] | undefined): Except | undefined {
  const state = of.lifecycle && of.fields.find(({ name }) => name === of.lifecycle!.field);
  const states = named?.filter((one) => state?.values?.includes(one)) ?? [];
  return state && states.length > 0 ? { state, states } : undefined;
}

const listed = ({ states }: Except): string => states.map((one) => `'${one.replace(/'/g, "''")}'`).join(', ');

/** As SQL over the thing's table: it is in none of these states. */
export const usableSql = (of: RecordPlan, { state, ...rest }: Except): string =>
  `${of.sql}.${state.column} NOT IN (${listed({ state, ...rest })})`;

/** What is taken now is in none of these states; what was taken before is changed whatever became of it. */
export function exceptGuard({ record, of, resource }: Tie, except: Except): Guard {
  const usable = `NOT EXISTS (SELECT 1 FROM ${of.sql} WHERE id = ? AND ${except.state.column} IN (${listed(except)}))`;
  return {
    sql: usable,
    changeSql: `(${record.sql}.${resource.column} = ? OR ${usable})`,
    values: (mode) => {
      const to = valueIn(record, resource, mode);
      return mode === 'create' ? [to] : [to, to];
    },
    message: `This ${lower(of.name)} is ${except.states.join(' or ')}`,
    field: resource.prop,
  };
}

const isUsable = ({ className }: RecordPlan): string => `is${className}Usable`;
export const usableTest = (of: RecordPlan): string => `${isUsable(of)}(${of.variable})`;

export const usableRule = (
  of: RecordPlan,
  { state, states }: Except,
): string => `/** Whether it stands so that somebody can take it: not ${states.join(' or ')}. */
export function ${isUsable(of)}({ ${state.prop} }: Pick<${of.className}, '${state.prop}'>): boolean {
  return ![${quoteAll(states)}].includes(${state.prop});
}`;

/** Test of what is refused in these states, and is not in the others. */
export function exceptTest(plan: Plan, { record, of, resource }: Tie, { state, states }: Except): string[] {
  if (!resource.isInput || of.inputs.length === 0) return [];
  const { line, arg } = actor(plan);
  const open = state.values!.filter((one) => !states.includes(one));
  return [
    `test(${quote(`given it is ${states.join(' or ')}, nobody takes it; otherwise they do`)}, () => {
  for (const [state, isUsable] of [${[...states.map((one) => `[${quote(one)}, false]`), ...open.map((one) => `[${quote(one)}, true]`)].join(', ')}] as const) {
    const database = freshDatabase();
${line.replace(/^ {2}/, '    ')}    const ${of.variable} = make${of.className}(database);
    put(database, '${of.sql}', ${of.variable}.id, { ${keyOf(state)}: state });
    assert.equal(${isUsable(of)}({ ...${of.variable}, ${state.prop}: state }), isUsable);
    const take = () => ${names(record).create}(database, ${arg}{ ...${record.variable}Sample(database), ${resource.prop}: ${of.variable}.id }, clock);
    if (isUsable) assert.doesNotThrow(take);
    else assert.throws(take, refusedWith(409));
  }
});`,
  ];
}
