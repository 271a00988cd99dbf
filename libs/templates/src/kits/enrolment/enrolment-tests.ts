import type { EnrolmentRule } from '../../design/design.types.js';
import { quote, quoteAll } from '../../writing/code.js';
import { fieldOf, isOpen, names, rolesOf, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import { keyOf, overStates, type Tie } from '../tie.js';
import { waitingTests } from './waiting.js';

/** Tests of who is in: once each, while there is room. */
export function enrolmentTests(
  plan: Plan,
  tie: Tie,
  person: FieldPlan,
  capacity: FieldPlan | undefined,
  count: string,
  isButton: boolean,
  slug: string,
  rule: EnrolmentRule,
): string[] {
  const { record, of, resource } = tie;
  const name = names(record);
  if (!resource.isInput || of.inputs.length === 0) return [];
  const who = person.isInput ? `, ${person.prop}: viewer.id` : '';
  const role = person.role ?? plan.first!.slug;
  const joining = (viewer: string) =>
    `${name.create}(database, ${person.isInput ? 'firstPerson(database)' : viewer}, { ...${record.variable}Sample(database), ${resource.prop}${who.replace('viewer', viewer)} }, clock)`;
  const somebody = isOpen(plan, record.access.create)
    ? 'firstPerson(database)'
    : `person(database, '${rolesOf(plan, record.access.create).includes(role) ? role : plan.first!.slug}')`;
  const setup = `  const database = freshDatabase();\n  const ${resource.prop} = make${of.className}(database${capacity ? `, { ${capacity.prop}: 2 }` : ''}).id;\n`;
  const tests = [
    `test('given somebody is in, a second time is refused and others are not', () => {
${setup}  const [ana, bo] = [${somebody}, ${somebody}];
  ${joining('ana')};
  assert.throws(() => ${joining('ana')}, refusedWith(409));
  assert.doesNotThrow(() => ${joining('bo')});
  assert.equal(${names(of).find}(database, firstPerson(database), ${resource.prop}).${count}, 2);
});`,
  ];
  const isStrict = capacity && !rule.waits;
  if (capacity && rule.waits) tests.push(...waitingTests({ ...tie, capacity }, { joining, somebody }));
  if (isStrict)
    tests.push(`test('given two places, the third is refused until somebody leaves', () => {
${setup}  const [ana, bo, cy] = [${somebody}, ${somebody}, ${somebody}];
  assert.equal(hasRoomFor${record.className}In${of.className}(${names(of).find}(database, firstPerson(database), ${resource.prop})), true);
  const { id } = ${joining('ana')};
  ${joining('bo')};
  assert.equal(hasRoomFor${record.className}In${of.className}(${names(of).find}(database, firstPerson(database), ${resource.prop})), false);
  assert.throws(() => ${joining('cy')}, refusedWith(409));
  ${name.remove}(database, firstPerson(database), id, clock);
  assert.doesNotThrow(() => ${joining('cy')});
});`);
  if (isStrict)
    tests.push(`test('given many come and leave, there are never more than places', () => {
${setup}  const below = seeded(3);
  const people = [1, 2, 3, 4, 5].map(() => ${somebody});
  const inside = new Map<number, number>();
  for (let i = 0; i < 60; i++) {
    const viewer = people[below(people.length)]!;
    const own = inside.get(viewer.id);
    if (own !== undefined && below(2) === 0) {
      ${name.remove}(database, firstPerson(database), own, clock);
      inside.delete(viewer.id);
    } else if (own === undefined && inside.size < 2) {
      inside.set(viewer.id, ${joining('viewer')}.id);
    } else {
      assert.throws(() => ${joining('viewer')}, refusedWith(409));
    }
    assert.equal(${names(of).find}(database, firstPerson(database), ${resource.prop}).${count}, inside.size);
  }
});`);
  const gone = overStates(record);
  if (gone)
    tests.push(`test(${quote(`given somebody is ${gone.over.join(' or ')}, the place is free again`)}, () => {
${setup}  const viewer = ${somebody};
  for (const state of [${quoteAll(gone.over)}]) {
    const { id } = ${joining('viewer')};
    put(database, '${record.sql}', id, { ${keyOf(gone.state)}: state });
    assert.equal(${names(of).find}(database, firstPerson(database), ${resource.prop}).${count}, 0);
    assert.equal(own${record.className}Of${of.className}(database, viewer, ${resource.prop}), undefined);
  }
  assert.doesNotThrow(() => ${joining('viewer')});
});`);
  tests.push(`test('given others are in, or somebody is elsewhere, one is not in by that', () => {
${setup}  const [ana, bo] = [${somebody}, ${somebody}];
  const { id } = ${joining('ana')};
  assert.equal(own${record.className}Of${of.className}(database, ana, ${resource.prop}), id);
  assert.equal(own${record.className}Of${of.className}(database, bo, ${resource.prop}), undefined);
  assert.equal(own${record.className}Of${of.className}(database, undefined, ${resource.prop}), undefined);
  assert.equal(own${record.className}Of${of.className}(database, ana, make${of.className}(database).id), undefined);
});`);
  if (isButton && plan.pages)
    tests.push(`test(${quote(`given its page, "${rule.verb}" and "Leave" do that`)}, async (t) => {
  const { database, as } = await startApp(t);
  const ${of.variable} = make${of.className}(database);
${shown(plan, of)}  const viewer = ${somebody};
  const path = \`/${of.path}/\${${of.variable}.id}\`;
  assert.ok((await as(viewer).get(path)).text.includes(\`\${path}/${slug}\`));
  assert.equal((await as(viewer).post(\`\${path}/${slug}\`)).status, 303);
  assert.notEqual(own${record.className}Of${of.className}(database, viewer, ${of.variable}.id), undefined);
  assert.equal(own${record.className}Of${of.className}(database, firstPerson(database), ${of.variable}.id), undefined);
  assert.equal((await as(viewer).post(\`\${path}/${slug}\`)).status, 409);
  assert.equal((await as(viewer).post(\`\${path}/leave-${record.file}\`)).status, 303);
  assert.equal((await as(viewer).post(\`\${path}/leave-${record.file}\`)).status, 404);
});`);
  return tests;
}

/** Of what has drafts, others see what is published. */
function shown(plan: Plan, of: RecordPlan): string {
  const rule = plan.design.rules.find((one) => one.kit === 'publish' && one.record === of.table);
  if (rule?.kit !== 'publish' || !plan.people) return '';
  return `  put(database, '${of.sql}', ${of.variable}.id, { ${keyOf(fieldOf(of, rule.field))}: 1 });\n`;
}
