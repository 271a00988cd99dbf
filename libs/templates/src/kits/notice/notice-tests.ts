import type { LifecycleRule, LifecycleStep } from '../../design/design.types.js';
import { quote } from '../../writing/code.js';
import { fieldOf, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import { stepsOf } from '../lifecycle/steps.js';
import { keyOf } from '../tie.js';

/** Test of what a step tells, where it does not tell whoever takes it: a role, or the person of the record. */
export function noticeOfStepTests(
  plan: Plan,
  record: RecordPlan,
  lifecycle: LifecycleRule,
  step: LifecycleStep,
  person: FieldPlan | undefined,
  role: string | undefined,
  text: string,
): string[] {
  if (person && (person.name === step.takes || person.name === step.releases)) return [];
  const state = fieldOf(record, lifecycle.field);
  const taken = stepsOf(lifecycle, record, state).find((one) => one.label === step.label && one.to === step.to)!;
  const slug = person?.role ?? role ?? plan.first!.slug;
  const values = [`${keyOf(state)}: ${quote(taken.from[0]!)}`, ...(person ? [`${keyOf(person)}: reader.id`] : [])].join(', ');
  return [
    `test(${quote(`given "${step.label}", whoever is to know is told, with where to look`)}, () => {
  const database = freshDatabase();
  const reader = person(database, '${slug}');
  const { id } = make${record.className}(database);
  put(database, '${record.sql}', id, { ${values} });
  ${taken.name}(database, firstPerson(database), id, clock);
  assert.deepEqual(listNotices(database, reader).map(({ text, href, isRead }) => [text, href, isRead])[0], [${quote(text)}, \`/${record.path}/\${id}\`, false]);
});`,
  ];
}
