import type { ReviewRule } from '../../design/design.types.js';
import { lower } from '../../writing/code.js';
import { fieldOf, isOpen, names, rolesOf, type FieldPlan, type Plan } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { tieOf, valueIn, type Tie } from '../tie.js';

/** Stars and a few words, once for each person; the thing shows their mean. */
export const reviewKit: Kit<ReviewRule> = {
  name: 'review',
  contribute(rule, plan) {
    const tie = tieOf(plan, rule);
    const { record, of, resource, person } = tie;
    if (!person) return {};
    const rating = fieldOf(record, rule.rating);
    const text = record.fields.find(({ name }) => name === rule.text);
    const [mean, count] = [`${record.variable}Mean`, `${record.variable}Count`];
    const inner = `FROM ${record.sql} WHERE ${record.sql}.${resource.column} = ${of.sql}.id`;
    const name = names(record);
    return {
      subordinate: [record.table],
      properties: { [of.table]: `  /** Mean of the stars, null without any. */\n  ${mean}: number | null;\n  ${count}: number;\n` },
      columns: {
        [of.table]: [
          `(SELECT avg(${record.sql}.${rating.column}) ${inner}) AS ${record.table}_mean`,
          `(SELECT count(*) ${inner}) AS ${record.table}_count`,
        ],
      },
      mapping: { [of.table]: [`${mean}: row.${record.table}_mean as number | null`, `${count}: row.${record.table}_count as number`] },
      guards: {
        [record.table]: [
          {
            sql: `NOT EXISTS (SELECT 1 FROM ${record.sql} other WHERE other.${resource.column} = ? AND other.${person.column} = ? AND other.id <> ?)`,
            values: (mode) => [valueIn(record, resource, mode), valueIn(record, person, mode), mode === 'create' ? '0' : 'id'],
            message: `You have said what you think of this ${lower(of.name)}; change that instead`,
            field: resource.prop,
          },
        ],
      },
      actions: {
        [of.table]: [
          `${plan.people ? `${name.mayCreate}(request.viewer) && ` : ''}{ label: 'Write a review', action: \`/${record.path}/new?${resource.prop}=\${${of.variable}.id}\` }`,
        ],
      },
      parts: {
        [of.table]: [
          `${of.variable}.${mean} !== null && html\`<p>\${stars(${of.variable}.${mean}, ${of.variable}.${count})}</p>\``,
          `${plan.people && !isOpen(plan, record.access.read) ? `${name.mayList}(request.viewer) && ` : ''}section({
        heading: 'What people say',
        body: feed(${name.list}(database, request.viewer, { ${resource.prop}: String(${of.variable}.id) }, 20).items.map((${record.variable}) => ({ href: \`/${record.path}/\${${record.variable}.id}\`, title: ${record.variable}.${person.said}${person.isNullable ? " ?? 'Somebody'" : ''}, text: ${text ? `${record.variable}.${text.prop}${text.isNullable ? " ?? ''" : ''}` : "''"}, meta: stars(${record.variable}.${rating.prop}${rating.isNullable ? ' ?? 0' : ''}) }))),
      })`,
        ],
      },
      tests: { [record.table]: testsOf(plan, tie, person, rating, mean, count) },
    } satisfies Contribution;
  },
};

function testsOf(plan: Plan, { record, of, resource }: Tie, person: FieldPlan, rating: FieldPlan, mean: string, count: string): string[] {
  const name = names(record);
  if (!resource.isInput || of.inputs.length === 0 || !rating.isInput) return [];
  const role = rolesOf(plan, record.access.create).find((slug) => !person.role || slug === person.role) ?? plan.first!.slug;
  const write = (viewer: string, value: number) =>
    `${name.create}(database, ${viewer}, { ...${record.variable}Sample(database), ${resource.prop}, ${rating.prop}: ${value}${person.isInput ? `, ${person.prop}: ${viewer}.id` : ''} }, clock)`;
  return [
    `test('given two people gave their stars, the mean is that of both, and nobody gives them twice', () => {
  const database = freshDatabase();
  const ${resource.prop} = make${of.className}(database).id;
  const [ana, bo] = [person(database, '${role}'), person(database, '${role}')];
  const read = () => ${names(of).find}(database, firstPerson(database), ${resource.prop});
  assert.deepEqual([read().${mean}, read().${count}], [null, 0]);
  ${write('ana', 2)};
  ${write('bo', 5)};
  assert.deepEqual([read().${mean}, read().${count}], [3.5, 2]);
  assert.throws(() => ${write('ana', 1)}, refusedWith(409, '${resource.prop}'));
});`,
    `test('given one is changed, its own is no conflict', () => {
  const database = freshDatabase();
  const { id } = make${record.className}(database, { ${rating.prop}: 2 });
  assert.equal(${name.change}(database, firstPerson(database), id, { ${rating.prop}: 4 }, clock).${rating.prop}, 4);
});`,
    ...(plan.pages
      ? [
          `test('given a review, the page of what it is about shows it', async (t) => {
  const { database, as } = await startApp(t);
  const made = make${record.className}(database);
  const { text } = await as(firstPerson(database)).get(\`/${of.path}/\${made.${resource.prop}}\`);
  assert.ok(text.includes(\`/${record.path}/\${made.id}"\`));
});`,
        ]
      : []),
  ];
}
