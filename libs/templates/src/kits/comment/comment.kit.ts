import type { CommentRule } from '../../design/design.types.js';
import { lower } from '../../writing/code.js';
import { fieldOf, isOpen, names } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { actor, keyOf, tieOf, valueIn } from '../tie.js';

/** Words under something, oldest first, and where one adds to them. */
export const commentKit: Kit<CommentRule> = {
  name: 'comment',
  contribute(rule, plan) {
    const { record, of, resource, person, rest } = tieOf(plan, rule);
    const text = fieldOf(record, rule.text);
    const name = names(record);
    const viewer = plan.people ? 'request.viewer, ' : '';
    const { line, arg, as } = actor(plan);
    const day = record.fields.find(({ setTo }) => setTo === 'now');
    const at = day
      ? `relativeTime(${record.variable}.${day.prop})`
      : record.hasCreatedAt
        ? `relativeTime(${record.variable}.createdAt)`
        : `''`;
    const until = rule.until && of.fields.find((field) => field.name === rule.until!.field);
    const over =
      until && rule.until!.states.filter((state) => until.values?.includes(state)).map((state) => `'${state.replace(/'/g, "''")}'`);
    const isOpenNow = until ? `!${JSON.stringify(rule.until!.states).replaceAll('"', "'")}.includes(${of.variable}.${until.prop}) && ` : '';
    const canPost = rest.every((field) => field === text || !field.required) && !person?.isInput;
    const author = person ? `${record.variable}.${person.said}${person.isNullable ? " ?? 'A visitor'" : ''}` : `'A visitor'`;
    return {
      subordinate: [record.table],
      guards: until
        ? {
            [record.table]: [
              {
                sql: `NOT EXISTS (SELECT 1 FROM ${of.sql} WHERE id = ? AND ${until.column} IN (${over!.join(', ')}))`,
                changeSql: '1',
                values: (mode) => (mode === 'create' ? [valueIn(record, resource, mode)] : []),
                message: `Nothing is added to this ${lower(of.name)} any more`,
                field: text.prop,
              },
            ],
          }
        : {},
      parts: {
        [of.table]: [
          `${plan.people && !isOpen(plan, record.access.read) ? `${name.mayList}(request.viewer) && ` : ''}section({
        heading: '${record.plural}',
        body: thread(
          ${name.list}(database, ${viewer}{ ${resource.prop}: String(${of.variable}.id) }, 200).items.sort((a, b) => a.id - b.id).map((${record.variable}) => ({ author: ${author}, at: ${at}, text: ${record.variable}.${text.prop}${text.isNullable ? " ?? ''" : ''}, isMine: ${person ? `${record.variable}.${person.prop} !== null && ${record.variable}.${person.prop} === request.viewer?.id` : 'false'} })),
          ${canPost ? `${mayPost(isOpenNow, plan.people && !isOpen(plan, record.access.create) ? `${name.mayCreate}(request.viewer) && ` : '')}{ action: \`/${of.path}/\${${of.variable}.id}/${record.path}\`, label: '${text.label.replace(/'/g, "\\'")}', submit: 'Send', name: '${text.prop}' }${isOpenNow || (plan.people && !isOpen(plan, record.access.create)) ? ' : undefined' : ''},` : ''}
        ),
      })`,
        ],
      },
      routes: {
        [of.table]:
          canPost && plan.pages
            ? [
                `  router.post('/${of.path}/:id/${record.path}', (request) => {
    ${name.create}(database, ${viewer}{ ...request.body, ${resource.prop}: idOf(request) }, clock);
    return redirectWith(\`/${of.path}/\${idOf(request)}\`, '${record.name} added.');
  });`,
              ]
            : [],
      },
      tests: {
        [record.table]:
          canPost && plan.pages && of.inputs.length > 0
            ? [
                `test('given words are sent from the page of ${lower(of.name).replace(/'/g, '')}, they stand under it; empty ones are refused', async (t) => {
  const { database, as } = await startApp(t);
${line}  const ${of.variable} = make${of.className}(database);
  const path = \`/${of.path}/\${${of.variable}.id}\`;
  assert.equal((await ${as}.post(\`\${path}/${record.path}\`, { ${text.prop}: 'Good <words>' })).status, 303);
  assert.ok((await ${as}.get(path)).text.includes('Good &#60;words&#62;'));
  assert.equal((await ${as}.post(\`\${path}/${record.path}\`, { ${text.prop}: ' ' })).status, 422);
  assert.equal(${name.list}(database, ${arg}{ ${resource.prop}: String(${of.variable}.id) }).total, 1);
});`,
                ...(until
                  ? [
                      `test('given ${lower(of.name)} that is ${rule.until!.states[0]!}, nothing is added any more, and what was said stays', () => {
  const database = freshDatabase();
${line}  const ${of.variable} = make${of.className}(database);
  ${name.create}(database, ${arg}{ ${text.prop}: 'Before', ${resource.prop}: ${of.variable}.id }, clock);
  put(database, '${of.sql}', ${of.variable}.id, { ${keyOf(until)}: '${rule.until!.states[0]!.replace(/'/g, "\\'")}' });
  assert.throws(() => ${name.create}(database, ${arg}{ ${text.prop}: 'After', ${resource.prop}: ${of.variable}.id }, clock), refusedWith(409));
  assert.equal(${name.list}(database, ${arg}{ ${resource.prop}: String(${of.variable}.id) }).total, 1);
});`,
                    ]
                  : []),
              ]
            : [],
      },
    } satisfies Contribution;
  },
};

const mayPost = (...conditions: string[]): string => {
  const all = conditions.join('').replace(/ && $/, '');
  return all === '' ? '' : `${all} ? `;
};
