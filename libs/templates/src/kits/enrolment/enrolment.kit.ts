import type { EnrolmentRule } from '../../design/design.types.js';
import { capital } from '../../knowledge/words.js';
import { lower, quote } from '../../writing/code.js';
import { fieldOf, names, type FieldPlan } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { stillCounts, tieOf, valueIn, type Tie } from '../tie.js';
import { slugOf } from '../view/view.kit.js';
import { enrolmentTests } from './enrolment-tests.js';
import { movingGuard, placeSql, waitingView, type Waiting } from './waiting.js';

const ROOM = /(^|_)(chat|chat_group|chat_?room|channel)$/;

/** Somebody is in something, once, while there is room. */
export const enrolmentKit: Kit<EnrolmentRule> = {
  name: 'enrolment',
  contribute(rule, plan) {
    const tie = tieOf(plan, rule);
    const { record, of, resource, person, rest } = tie;
    if (!person) return {};
    const capacity = rule.capacity ? fieldOf(of, rule.capacity) : undefined;
    const waiting: Waiting | undefined = rule.waits && capacity ? { ...tie, capacity } : undefined;
    const closes = of.fields.find(({ name }) => name === rule.closes);
    const slug = slugOf(rule.verb);
    const isButton = rest.every(({ required }) => !required) && resource.isInput && !person.isInput;
    const countColumn = `${record.table}_count`;
    const count = `${record.variable}Count`;
    const taken = `FROM ${record.sql} other WHERE other.${resource.column} = ? AND other.id <> ?${stillCounts(record, 'other')}`;
    const name = names(record);
    const label = waiting
      ? `hasRoomFor${record.className}In${of.className}(${of.variable}) ? ${quote(capital(rule.verb))} : 'Join the waiting list'`
      : quote(capital(rule.verb));
    const all = `(SELECT count(*) FROM ${record.sql} WHERE ${record.sql}.${resource.column} = ${of.sql}.id${stillCounts(record, record.sql)})`;
    return {
      tables: [],
      // Who is in a chat stands on its page; nobody looks for a list of that.
      subordinate: ROOM.test(of.table) ? [record.table] : [],
      properties: {
        [of.table]: `  /** ${record.plural} of it${waiting ? ' that have a place' : ''}. */\n  ${count}: number;\n${waiting ? `  /** Who waits for a place. */\n  ${record.variable}Waiting: number;\n` : ''}`,
        ...(waiting ? { [record.table]: '  /** Place on the waiting list, from 1; 0: is in. */\n  waitingPlace: number;\n' } : {}),
      },
      columns: {
        [of.table]: waiting
          ? [
              `min(${all}, coalesce(${of.sql}.${waiting.capacity.column}, 9e9)) AS ${countColumn}`,
              `max(0, ${all} - coalesce(${of.sql}.${waiting.capacity.column}, 9e9)) AS ${record.table}_waiting`,
            ]
          : [`${all} AS ${countColumn}`],
        ...(waiting ? { [record.table]: [`${placeSql(waiting)} AS waiting_place`] } : {}),
      },
      mapping: {
        [of.table]: [
          `${count}: row.${countColumn} as number`,
          ...(waiting ? [`${record.variable}Waiting: row.${record.table}_waiting as number`] : []),
        ],
        ...(waiting ? { [record.table]: ['waitingPlace: row.waiting_place as number'] } : {}),
      },
      views: waiting ? { [record.table]: [waitingView(waiting)] } : {},
      domain: {
        [of.table]: [
          ...(closes ? [overRule(of, closes)] : []),
          ...(capacity
            ? [
                `/** Whether there is room for one more. */
export function hasRoomFor${record.className}In${of.className}(${of.variable}: ${of.className}): boolean {
  return ${capacity.isNullable ? `${of.variable}.${capacity.prop} === null || ` : ''}${of.variable}.${count} < ${of.variable}.${capacity.prop};
}`,
              ]
            : []),
        ],
      },
      guards: {
        [record.table]: [
          {
            sql: `NOT EXISTS (SELECT 1 ${taken} AND other.${person.column} = ?)`,
            values: (mode) => [valueIn(record, resource, mode), mode === 'create' ? '0' : 'id', valueIn(record, person, mode)],
            message: [...(capacity && !waiting ? ['This is full'] : []), ...(closes ? ['This is over'] : []), 'This is done already']
              .join(', or ')
              .replaceAll(', or This', ', or this'),
            field: resource.prop,
          },
          ...(waiting ? [movingGuard(waiting)] : []),
          ...(capacity && !waiting
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
          ...(closes
            ? [
                {
                  sql: `coalesce((SELECT ${closes.column} FROM ${of.sql} WHERE id = ?) >= ?, 1)`,
                  changeSql: '1',
                  values: (mode: 'create' | 'change') =>
                    mode === 'create' ? [valueIn(record, resource, mode), closes.kind === 'date' ? 'dayOf(now)' : 'now.toISOString()'] : [],
                  message: 'This is over',
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
          `${name.mayCreate}(request.viewer) && own${record.className}Of${of.className}(database, request.viewer, ${of.variable}.id) === undefined${capacity && !waiting ? ` && hasRoomFor${record.className}In${of.className}(${of.variable})` : ''}${closes ? ` && !is${of.className}Over(${of.variable}, clock())` : ''} && ${isButton ? `{ label: ${label}, action: \`/${of.path}/\${${of.variable}.id}/${slug}\`, method: 'post', tone: 'main' }` : `{ label: ${label}, action: \`/${record.path}/new?${resource.prop}=\${${of.variable}.id}\`, tone: 'main' }`}`,
          `own${record.className}Of${of.className}(database, request.viewer, ${of.variable}.id) !== undefined && { label: 'Leave', action: \`/${of.path}/\${${of.variable}.id}/leave-${record.file}\`, method: 'post', confirm: 'Leave, and give the place to somebody else?' }`,
        ],
      },
      parts: {
        [of.table]: capacity
          ? [
              `progress({ label: ${quote(record.plural)}, value: ${of.variable}.${count}, max: ${of.variable}.${capacity.prop}${capacity.isNullable ? ' ?? 0' : ''} })`,
              ...(waiting ? [waitingPart(tie)] : []),
            ]
          : [],
        ...(waiting
          ? {
              [record.table]: [
                `${record.variable}.waitingPlace > 0 && html\`<p>\${badge(\`Number \${${record.variable}.waitingPlace} on the waiting list\`, 'warn')}</p>\``,
              ],
            }
          : {}),
      },
      routes: {
        [of.table]: plan.pages
          ? [
              `${
                isButton
                  ? `  router.post('/${of.path}/:id/${slug}', (request) => {
    ${waiting ? 'const { waitingPlace } = ' : ''}${name.create}(database, request.viewer, { ${resource.prop}: idOf(request) }, clock);
    return redirectWith(\`/${of.path}/\${idOf(request)}\`, ${waiting ? "waitingPlace > 0 ? `You are number ${waitingPlace} on the waiting list.` : 'You are in.'" : "'You are in.'"});
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
      tests: {
        [record.table]: [
          ...enrolmentTests(plan, tie, person, capacity, count, isButton, slug, rule),
          ...(closes?.isInput && resource.isInput ? [overTest(tie, closes)] : []),
        ],
      },
    } satisfies Contribution;
  },
};

/** How many wait, with the way to their list. */
function waitingPart({ record, of }: Tie): string {
  return `${of.variable}.${record.variable}Waiting > 0 && html\`<p>\${${of.variable}.${record.variable}Waiting} on the <a href="/${record.path}?only=waiting">waiting list</a>.</p>\``;
}

function overRule({ variable, className }: Tie['of'], { prop, kind, isNullable }: FieldPlan): string {
  return `/** Whether it is too late to come in. */
export function is${className}Over(${variable}: Pick<${className}, '${prop}'>, now: Date): boolean {
  return ${isNullable ? `${variable}.${prop} !== null && ` : ''}${variable}.${prop} < ${kind === 'date' ? 'dayOf(now)' : 'now.toISOString()'};
}`;
}

function overTest({ record, of, resource, person }: Tie, closes: FieldPlan): string {
  const at = closes.kind === 'date' ? (day: number) => `2026-05-${day}` : (day: number) => `2026-05-${day}T12:00:00.000Z`;
  const who = person?.isInput ? `, ${person.prop}: firstPerson(database).id` : '';
  const join = `${names(record).create}(database, firstPerson(database), { ...${record.variable}Sample(database), ${resource.prop}: id${who} }, clock)`;
  return `test('given it was yesterday, nobody comes in any more; given it is today or later, they do', () => {
  const database = freshDatabase();
  const over = make${of.className}(database, { ${closes.prop}: '${at(19)}' });
  const coming = make${of.className}(database, { ${closes.prop}: '${at(20)}' });
  assert.equal(is${of.className}Over(over, NOW), true);
  assert.equal(is${of.className}Over(coming, NOW), false);
  const come = (id: number) => ${join};
  assert.throws(() => come(over.id), refusedWith(409));
  assert.doesNotThrow(() => come(coming.id));
});`;
}
