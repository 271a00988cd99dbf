import type { SendingRule } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { fieldOf, names, recordOf, rolesOf, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';

/** What one sends and another receives: both see it, and nobody else but the first role. */
export const sendingKit: Kit<SendingRule> = {
  name: 'sending',
  contribute(rule, plan) {
    if (!plan.people) return {};
    const record = recordOf(plan, rule.record);
    const [sender, recipient] = [fieldOf(record, rule.sender), fieldOf(record, rule.recipient)];
    const { variable, className, table } = record;
    const maySee = `maySee${className}`;
    return {
      domain: {
        [table]: [
          `/** It is for the two whom it concerns, and the first role. */
export function ${maySee}(viewer: Viewer | undefined, ${variable}: ${className}): boolean {
  return isFirst(viewer) || (viewer !== undefined && (${variable}.${sender.prop} === viewer.id || ${variable}.${recipient.prop} === viewer.id));
}`,
        ],
      },
      visible: {
        [table]: {
          sql: `'(${record.sql}.${sender.column} = ? OR ${record.sql}.${recipient.column} = ?)', viewer?.id ?? 0, viewer?.id ?? 0`,
          exempt: 'isFirst(viewer)',
          test: `${maySee}(viewer, ${variable})`,
        },
      },
      views: {
        [table]: [viewOf(record, 'received', 'Received', recipient), viewOf(record, 'sent', 'Sent', sender)],
      },
      tests: { [table]: testsOf(plan, record, sender, recipient) },
    } satisfies Contribution;
  },
};

const viewOf = (record: RecordPlan, slug: string, title: string, field: FieldPlan) => ({
  slug,
  title,
  conditions: [`${record.sql}.${field.column} = ?`],
  values: ['viewer?.id ?? 0'],
  may: 'request.viewer !== undefined',
});

function testsOf(plan: Plan, record: RecordPlan, sender: FieldPlan, recipient: FieldPlan): string[] {
  const name = names(record);
  const role = rolesOf(plan, record.access.create).at(-1)!;
  const to = recipient.role ?? role;
  const one = lower(record.name);
  return [
    `test(${quote(`given ${one} is sent, the two whom it concerns see it, and a third does not`)}, () => {
  const database = freshDatabase();
  const [ana, bo, cy] = [person(database, '${role}'), person(database, '${to}'), person(database, '${role}')];
  const { id } = ${name.create}(database, ana, { ...${record.variable}Sample(database), ${recipient.prop}: bo.id }, clock);
  for (const viewer of [ana, bo, firstPerson(database)]) {
    assert.equal(${name.find}(database, viewer, id).${sender.prop}, ana.id);
    assert.equal(${name.list}(database, viewer).total, 1);
  }
  assert.throws(() => ${name.find}(database, cy, id), refusedWith(404));
  assert.equal(${name.list}(database, cy).total, 0);
});`,
    `test(${quote(`given ${one} is sent, it is among what one sent and what the other received`)}, () => {
  const database = freshDatabase();
  const [ana, bo] = [person(database, '${role}'), person(database, '${to}')];
  ${name.create}(database, ana, { ...${record.variable}Sample(database), ${recipient.prop}: bo.id }, clock);
  assert.deepEqual([${name.list}(database, ana, { only: 'sent' }).total, ${name.list}(database, ana, { only: 'received' }).total], [1, 0]);
  assert.deepEqual([${name.list}(database, bo, { only: 'sent' }).total, ${name.list}(database, bo, { only: 'received' }).total], [0, 1]);
});`,
  ];
}
