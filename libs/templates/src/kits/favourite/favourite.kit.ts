import type { FavouriteRule } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { isOpen, names, rolesOf } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { tieOf, valueIn } from '../tie.js';

const WORDS = {
  like: ['Like', 'Take back the like', 'likes'],
  favourite: ['Add to favourites', 'Remove from favourites', 'favourites'],
  bookmark: ['Bookmark', 'Remove bookmark', 'bookmarks'],
  follow: ['Follow', 'Stop following', 'followers'],
  save: ['Save', 'Take out of saved', 'saved'],
} as const;

/** A mark that a person sets and takes back; the thing shows how many have it. */
export const favouriteKit: Kit<FavouriteRule> = {
  name: 'favourite',
  contribute(rule, plan) {
    const { record, of, resource, person, rest } = tieOf(plan, rule);
    if (!person || person.isInput || !resource.isInput || rest.some(({ required }) => required)) return {};
    const [set, unset, many] = WORDS[rule.verb];
    const name = names(record);
    const count = `${record.variable}Count`;
    const toggle = `toggle${record.className}`;
    const role = rolesOf(plan, record.access.create).at(-1) ?? plan.first!.slug;
    return {
      properties: { [of.table]: `  /** How many people have marked it. */\n  ${count}: number;\n` },
      columns: {
        [of.table]: [`(SELECT count(*) FROM ${record.sql} WHERE ${record.sql}.${resource.column} = ${of.sql}.id) AS ${record.table}_count`],
      },
      mapping: { [of.table]: [`${count}: row.${record.table}_count as number`] },
      guards: {
        [record.table]: [
          {
            sql: `NOT EXISTS (SELECT 1 FROM ${record.sql} other WHERE other.${resource.column} = ? AND other.${person.column} = ? AND other.id <> ?)`,
            values: (mode) => [valueIn(record, resource, mode), valueIn(record, person, mode), mode === 'create' ? '0' : 'id'],
            message: 'This is marked already',
            field: resource.prop,
          },
        ],
      },
      service: {
        [record.table]: [
          `export function has${record.className}(database: Database, viewer: Viewer | undefined, ${resource.prop}: number): boolean {
  return database.prepare('SELECT 1 FROM ${record.sql} WHERE ${resource.column} = ? AND ${person.column} = ?').get(${resource.prop}, viewer?.id ?? 0) !== undefined;
}

/** Sets the viewer's mark, or takes it back. @returns whether it is set now. */
export function ${toggle}(database: Database, viewer: Viewer | undefined, ${resource.prop}: number, clock: Clock): boolean {
  return transaction(database, () => {
    const { changes } = database.prepare('DELETE FROM ${record.sql} WHERE ${resource.column} = ? AND ${person.column} = ?').run(${resource.prop}, viewer?.id ?? 0);
    if (changes === 0) ${name.create}(database, viewer, { ${resource.prop} }, clock);
    return changes === 0;
  });
}`,
        ],
      },
      actions: {
        [of.table]: [
          `${isOpen(plan, record.access.create) ? '' : `${name.mayCreate}(request.viewer) && `}{ label: has${record.className}(database, request.viewer, ${of.variable}.id) ? ${quote(unset)} : ${quote(set)}, action: \`/${of.path}/\${${of.variable}.id}/${record.file}\`, method: 'post' }`,
        ],
      },
      parts: { [of.table]: [`${of.variable}.${count} > 0 && html\`<p class="muted">\${number(${of.variable}.${count})} ${many}</p>\``] },
      routes: {
        [of.table]: [
          `  router.post('/api/${of.path}/:id/${record.file}', (request) => json({ isSet: ${toggle}(database, request.viewer, idOf(request), clock) }));`,
          ...(plan.pages
            ? [
                `  router.post('/${of.path}/:id/${record.file}', (request) => {
    ${toggle}(database, request.viewer, idOf(request), clock);
    return redirect(\`/${of.path}/\${idOf(request)}\`);
  });`,
              ]
            : []),
        ],
      },
      paths: [{ method: 'post', path: `/api/${of.path}/{id}/${record.file}`, summary: `${set}, or take it back` }],
      tests: {
        [record.table]:
          of.inputs.length > 0
            ? [
                `test(${quote(`given a mark is set twice, it is set and taken back, for its person alone`)}, () => {
  const database = freshDatabase();
  const { id } = make${of.className}(database);
  const [ana, bo] = [person(database, '${role}'), person(database, '${role}')];
  ${toggle}(database, bo, id, clock);
  assert.equal(${toggle}(database, ana, id, clock), true);
  assert.deepEqual([has${record.className}(database, ana, id), has${record.className}(database, bo, id)], [true, true]);
  assert.equal(${names(of).find}(database, firstPerson(database), id).${count}, 2);
  assert.equal(${toggle}(database, ana, id, clock), false);
  assert.deepEqual([has${record.className}(database, ana, id), has${record.className}(database, bo, id)], [false, true]);
});`,
                `test(${quote(`given a ${lower(of.name)} is marked, a second mark of the same person is refused`)}, () => {
  const database = freshDatabase();
  const { id } = make${of.className}(database);
  const viewer = person(database, '${role}');
  ${name.create}(database, viewer, { ${resource.prop}: id }, clock);
  assert.throws(() => ${name.create}(database, viewer, { ${resource.prop}: id }, clock), refusedWith(409, '${resource.prop}'));
});`,
                ...(plan.pages
                  ? [
                      `test('given the button is pressed, the mark is there; a stranger is asked to sign in', async (t) => {
  const { database, as } = await startApp(t);
  const { id } = make${of.className}(database);
  const viewer = person(database, '${role}');
  assert.equal((await as(viewer).post(\`/${of.path}/\${id}/${record.file}\`)).status, 303);
  assert.equal(has${record.className}(database, viewer, id), true);
  assert.equal((await as().send('POST', \`/api/${of.path}/\${id}/${record.file}\`)).status, 401);
});`,
                    ]
                  : []),
              ]
            : [],
      },
    } satisfies Contribution;
  },
};
