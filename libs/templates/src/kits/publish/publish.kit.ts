import type { PublishRule } from '../../design/design.types.js';
import { lower } from '../../writing/code.js';
import { fieldOf, isOpen, names, recordOf, rolesOf } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { keyOf } from '../tie.js';

/** Drafts that only their authors and the first role see, until they are published. */
export const publishKit: Kit<PublishRule> = {
  name: 'publish',
  contribute(rule, plan) {
    if (!plan.people) return {};
    const record = recordOf(plan, rule.record);
    const [is, at] = [fieldOf(record, rule.field), record.fields.find(({ name }) => name === rule.at)];
    const owner = record.fields.find(({ name }) => name === record.owner) ?? record.fields.find(({ kind }) => kind === 'person');
    const { variable, className, table } = record;
    const name = names(record);
    const [publish, withdraw] = [`publish${className}`, `withdraw${className}`];
    const maySee = `maySee${className}`;
    const role = rolesOf(plan, record.access.create).at(-1)!;
    const setAt = (value: string) => (at ? `, ${at.column} = ${value}` : '');
    const stamp = at ? (at.kind === 'date' ? 'dayOf(clock())' : 'clock().toISOString()') : '';
    const stranger = isOpen(plan, record.access.read)
      ? 'undefined'
      : `person(database, '${rolesOf(plan, record.access.read).find((slug) => slug !== plan.first!.slug) ?? plan.first!.slug}')`;
    const hasStranger = isOpen(plan, record.access.read) || rolesOf(plan, record.access.read).length > 1;
    return {
      domain: {
        [table]: [
          `/** A draft is for its author and the first role alone. */
export function ${maySee}(viewer: Viewer | undefined, ${variable}: ${className}): boolean {
  return ${variable}.${is.prop} || isFirst(viewer)${owner ? ` || (viewer !== undefined && ${variable}.${owner.prop} === viewer.id)` : ''};
}`,
        ],
      },
      visible: {
        [table]: {
          sql: owner
            ? `'(${record.sql}.${is.column} = 1 OR ${record.sql}.${owner.column} = ?)', viewer?.id ?? 0`
            : `'${record.sql}.${is.column} = 1'`,
          exempt: 'isFirst(viewer)',
          test: `${maySee}(viewer, ${variable})`,
        },
      },
      service: {
        [table]: [
          `/** Shows it to everybody who may read. */
export function ${publish}(database: Database, viewer: Viewer | undefined, id: number, clock: Clock): ${className} {
  return set${className}Published(database, viewer, id, true, clock);
}

/** Makes a draft of it again. */
export function ${withdraw}(database: Database, viewer: Viewer | undefined, id: number, clock: Clock): ${className} {
  return set${className}Published(database, viewer, id, false, clock);
}

function set${className}Published(database: Database, viewer: Viewer | undefined, id: number, isPublished: boolean, clock: Clock): ${className} {
  const ${variable} = ${name.find}(database, viewer, id);
  if (!${name.mayChange}(viewer, ${variable})) throw refused(viewer);
  return transaction(database, () => {
    const { changes } = database
      .prepare('UPDATE ${record.sql} SET ${is.column} = ?${setAt('?')} WHERE id = ? AND ${is.column} <> ?')
      .run(Number(isPublished), ${at ? `isPublished ? ${stamp} : null, ` : ''}id, Number(isPublished));
    if (changes === 0) throw conflict(isPublished ? 'This is published already' : 'This is a draft already');
    noteChange(database, viewer, '${table}', id, isPublished ? 'Published' : 'Withdrawn', clock());
    return read${className}(database, id)!;
  });
}`,
        ],
      },
      routes: {
        [table]: (['publish', 'withdraw'] as const).map(
          (
            verb,
          ) => `  router.post('/api/${record.path}/:id/${verb}', (request) => json(${verb}${className}(database, request.viewer, idOf(request), clock)));
${
  plan.pages
    ? `  router.post('/${record.path}/:id/${verb}', (request) => {
    ${verb}${className}(database, request.viewer, idOf(request), clock);
    return redirectWith(\`/${record.path}/\${idOf(request)}\`, '${verb === 'publish' ? 'Everybody can read it now.' : 'It is a draft again.'}');
  });`
    : ''
}`,
        ),
      },
      actions: {
        [table]: [
          `${name.mayChange}(request.viewer, ${variable}) && (${variable}.${is.prop} ? { label: 'Withdraw', action: \`/${record.path}/\${${variable}.id}/withdraw\`, method: 'post' } : { label: 'Publish', action: \`/${record.path}/\${${variable}.id}/publish\`, method: 'post', tone: 'main' })`,
        ],
      },
      parts: { [table]: [`!${variable}.${is.prop} && html\`<p>\${badge('Draft', 'warn')}</p>\``] },
      paths: [
        { method: 'post', path: `/api/${record.path}/{id}/publish`, summary: `Publish ${lower(record.name)}` },
        { method: 'post', path: `/api/${record.path}/{id}/withdraw`, summary: 'Make a draft of it again' },
      ],
      afterSeed: [
        `UPDATE ${record.sql} SET ${is.column} = CASE WHEN id % 5 = 0 THEN 0 ELSE 1 END${at ? `, ${at.column} = CASE WHEN id % 5 = 0 THEN NULL ELSE coalesce(${at.column}, date('now')) END` : ''}`,
      ],
      tests: {
        [table]: [
          ...(hasStranger
            ? [
                `test('given a draft, others neither list nor read it until it is published', () => {
  const database = freshDatabase();
  const { id } = make${className}(database);
  const reader = ${stranger};
  assert.equal(${name.list}(database, reader).total, 0);
  assert.throws(() => ${name.find}(database, reader, id), refusedWith(404));
  ${publish}(database, firstPerson(database), id, clock);
  assert.equal(${name.list}(database, reader).total, 1);
  assert.equal(${name.find}(database, reader, id).${is.prop}, true);
});`,
              ]
            : []),
          ...(owner
            ? [
                `test('given a draft, its author lists and reads it', () => {
  const database = freshDatabase();
  const author = person(database, '${role}');
  const { id } = make${className}(database);
  put(database, '${record.sql}', id, { ${keyOf(owner)}: author.id });
  assert.equal(${name.list}(database, author).total, 1);
  assert.equal(${name.find}(database, author, id).${is.prop}, false);
});`,
              ]
            : []),
          `test('given it is published, it says since when; twice is refused, and it can be withdrawn', () => {
  const database = freshDatabase();
  const viewer = firstPerson(database);
  const { id } = make${className}(database);
  const published = ${publish}(database, viewer, id, clock);
${at ? `  assert.equal(published.${at.prop}, ${at.kind === 'date' ? 'dayOf(NOW)' : 'NOW.toISOString()'});\n` : `  assert.equal(published.${is.prop}, true);\n`}  assert.equal(changesOf(database, '${table}', id)[0]!.what, 'Published');
  assert.throws(() => ${publish}(database, viewer, id, clock), refusedWith(409));
  const draft = ${withdraw}(database, viewer, id, clock);
  assert.equal(draft.${is.prop}, false);
${at ? `  assert.equal(draft.${at.prop}, null);\n` : ''}  assert.throws(() => ${withdraw}(database, viewer, id, clock), refusedWith(409));
});`,
          `test('given it is published by its address, it is; a stranger is refused', async (t) => {
  const { database, as } = await startApp(t);
  const { id } = make${className}(database);
  assert.ok((await as().send('POST', \`/api/${record.path}/\${id}/publish\`)).status >= 400);
  assert.equal((await as(firstPerson(database)).send('POST', \`/api/${record.path}/\${id}/publish\`)).json().${is.prop}, true);
});`,
        ],
      },
    } satisfies Contribution;
  },
};
