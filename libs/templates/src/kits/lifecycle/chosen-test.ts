import { quote } from '../../writing/code.js';
import { hasTable } from '../../writing/files/pages-file.js';
import { isOpen, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import type { Step } from './steps.js';

/** Of two that are ticked, the one that stands elsewhere stays where it is. */
export function chosenTest(plan: Plan, record: RecordPlan, state: FieldPlan, steps: Step[]): string[] {
  const step = steps.find(({ from }) => state.values!.some((value) => !from.includes(value)));
  const other = step && state.values!.find((value) => !step.from.includes(value));
  if (!step || other === undefined || !hasTable(record)) return [];
  const key = /^\w+$/.test(state.column) ? state.column : `'${state.column}'`;
  const viewer = plan.people ? 'firstPerson(database)' : '';
  return [
    `test(${quote(`given several are ticked, "${step.label}" is done to each that allows it`)}, async (t) => {
  const { database, as } = await startApp(t);
${plan.people && isOpen(plan, step.by) ? '' : ''}  const [one, other] = [make${record.className}(database), make${record.className}(database)];
  put(database, '${record.sql}', one.id, { ${key}: ${quote(step.from[0]!)} });
  put(database, '${record.sql}', other.id, { ${key}: ${quote(other)} });
  const answer = await as(${viewer}).post('/${record.path}/chosen', { do: '${step.slug}', [\`chosen-\${one.id}\`]: '1', [\`chosen-\${other.id}\`]: '1' });
  assert.equal(answer.status, 303);
  const states = database.prepare('SELECT ${state.column.replace(/'/g, "\\'")} AS state FROM ${record.sql.replace(/'/g, "\\'")} WHERE id IN (?, ?) ORDER BY id').all(one.id, other.id);
  assert.deepEqual(states.map((row) => row.state), [${quote(step.to)}, ${quote(other)}]);
});`,
  ];
}
