import type { EnrolmentRule } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { fieldOf, isOpen, names, rolesOf, type FieldPlan, type Plan } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { stillCounts, tieOf, valueIn, type Tie } from '../tie.js';
import { slugOf } from '../view/view.kit.js';

/** Somebody is in something, once, while there is room. */
export const enrolmentKit: Kit<EnrolmentRule> = {
  name: 'enrolment',
  contribute(rule, plan) {
    const tie = tieOf(plan, rule);
    const { record, of, resource, person, rest } = tie;
    if (!person) return {};
    const capacity = rule.capacity ? fieldOf(of, rule.capacity) : undefined;
    const slug = slugOf(rule.verb);
    const isButton = rest.every(({ required }) => !required) && resource.isInput && !person.isInput;
    const countColumn = `${record.table}_count`;
    const count = `${record.variable}Count`;
    const taken = `FROM ${record.sql} other WHERE other.${resource.column} = ? AND other.id <> ?${stillCounts(record, 'other')}`;
    const name = names(record);
    return {
      tables: [],
      properties: { [of.table]: `  /** ${record.plural} of it. */\n  ${count}: number;\n` },
      columns: {
        [of.table]: [
          `(SELECT count(*) FROM ${record.sql} WHERE ${record.sql}.${resource.column} = ${of.sql}.id${stillCounts(record, record.sql)}) AS ${countColumn}`,
        ],
      },
      mapping: { [of.table]: [`${count}: row.${countColumn} as number`] },
      domain: {
        [of.table]: capacity
          ? [
              `/** Whether there is room for one more. */
export function hasRoomFor${record.className}In${of.className}(${of.variable}: ${of.className}): boolean {
  return ${capacity.isNullable ? `${of.variable}.${capacity.prop} === null || ` : ''}${of.variable}.${count} < ${of.variable}.${capacity.prop};
}`,
            ]
          : [],
      },
      guards: {
        [record.table]: [
          {
            sql: `NOT EXISTS (SELECT 1 ${taken} AND other.${person.column} = ?)`,
            values: (mode) => [valueIn(record, resource, mode), mode === 'create' ? '0' : 'id', valueIn(record, person, mode)],
            message: capacity ? `This is full, or it is done already` : 'This is done already',
            field: resource.prop,
          },
          ...(capacity
            ? [
                {
                  sql: `coalesce((SELECT count(*) ${taken}) < (SELECT ${capacity.column} FROM ${of.sql} WHERE id = ?), 1)`,
                  values: (mode: 'create' | 'change') => [
                    valueIn(record, resource, mode),
                    mode === 'create' ? '0' : 'id',
                    valueIn(record, resource, mode),
                  ],
                  message: 'This is full',
                  field: resource.prop,
                },
              ]
            : []),
        ],
      },
      service: {
        [record.table]: [
          `/** The viewer's own for one ${lower(of.name)}, where there is one. */
export function own${record.className}Of${of.className}(database: Database, viewer: Viewer | undefined, ${of.variable}Id: number): number | undefined {
  const row = database.prepare('SELECT id FROM ${record.sql} WHERE ${resource.column} = ? AND ${person.column} = ?${stillCounts(record, record.sql).replace(/'/g, "\\'")}').get(${of.variable}Id, viewer?.id ?? 0);
  return row?.id as number | undefined;
}`,
        ],
      },
      actions: {
        [of.table]: [
          `${name.mayCreate}(request.viewer) && own${record.className}Of${of.className}(database, request.viewer, ${of.variable}.id) === undefined${capacity ? ` && hasRoomFor${record.className}In${of.className}(${of.variable})` : ''} && ${isButton ? `{ label: ${quote(rule.verb)}, action: \`/${of.path}/\${${of.variable}.id}/${slug}\`, method: 'post', tone: 'main' }` : `{ label: ${quote(rule.verb)}, action: \`/${record.path}/new?${resource.prop}=\${${of.variable}.id}\`, tone: 'main' }`}`,
          `own${record.className}Of${of.className}(database, request.viewer, ${of.variable}.id) !== undefined && { label: 'Leave', action: \`/${of.path}/\${${of.variable}.id}/leave-${record.file}\`, method: 'post', confirm: 'Leave, and give the place to somebody else?' }`,
        ],
      },
      parts: {
        [of.table]: capacity
          ? [
              `progress({ label: ${quote(record.plural)}, value: ${of.variable}.${count}, max: ${of.variable}.${capacity.prop}${capacity.isNullable ? ' ?? 0' : ''} })`,
            ]
          : [],
      },
      routes: {
        [of.table]: plan.pages
          ? [
              `${
                isButton
                  ? `  router.post('/${of.path}/:id/${slug}', (request) => {
    ${name.create}(database, request.viewer, { ${resource.prop}: idOf(request) }, clock);
    return redirectWith(\`/${of.path}/\${idOf(request)}\`, 'You are in.');
  });
`
                  : ''
              }  router.post('/${of.path}/:id/leave-${record.file}', (request) => {
    const own = own${record.className}Of${of.className}(database, request.viewer, idOf(request));
    if (own === undefined) throw notFound();
    ${name.remove}(database, request.viewer, own, clock);
    return redirectWith(\`/${of.path}/\${idOf(request)}\`, 'You have left.');
  });`,
            ]
          : [],
      },
      tests: { [record.table]: testsOf(plan, tie, person, capacity, count, isButton, slug, rule) },
    } satisfies Contribution;
  },
};

function testsOf(
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
  if (capacity)
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
  if (isButton && plan.pages)
    tests.push(`test(${quote(`given its page, "${rule.verb}" and "Leave" do that`)}, async (t) => {
  const { database, as } = await startApp(t);
  const ${of.variable} = make${of.className}(database);
  const viewer = ${somebody};
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
