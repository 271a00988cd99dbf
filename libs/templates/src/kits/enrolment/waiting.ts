import { quote, quoteAll } from '../../writing/code.js';
import { names, type FieldPlan } from '../../writing/plan.js';
import type { Guard, ViewPart } from '../kit.js';
import { keyOf, overStates, stillCounts, valueIn, type Tie } from '../tie.js';

/**
 * Who is beyond the number of places waits, in the order of coming. Nothing of that is stored: whoever leaves, and
 * whatever becomes of the number, all others are where they belong at once.
 */
export interface Waiting extends Tie {
  capacity: FieldPlan;
}

/** SQL for the place on the waiting list, from 1; 0 for those who are in. */
export function placeSql({ record, of, resource, capacity }: Waiting): string {
  const before = `SELECT count(*) FROM ${record.sql} other WHERE other.${resource.column} = ${record.sql}.${resource.column} AND other.id < ${record.sql}.id${stillCounts(record, 'other')}`;
  const place = `coalesce((SELECT max(0, 1 + (${before}) - ${of.sql}.${capacity.column}) FROM ${of.sql} WHERE ${of.sql}.id = ${record.sql}.${resource.column}), 0)`;
  const gone = overStates(record);
  return gone
    ? `CASE WHEN ${record.sql}.${gone.state.column} IN (${gone.over.map((one) => `'${one.replace(/'/g, "''")}'`).join(', ')}) THEN 0 ELSE ${place} END`
    : place;
}

/** Whoever comes waits, if need be; nobody who came for something else passes those who wait. */
export function movingGuard(tie: Waiting): Guard {
  const { record, of, resource, capacity } = tie;
  const others = `SELECT count(*) FROM ${record.sql} other WHERE other.${resource.column} = ? AND other.id <> ?${stillCounts(record, 'other')}`;
  return {
    sql: '1',
    changeSql: `(${record.sql}.${resource.column} = ? OR coalesce((${others}) < (SELECT ${capacity.column} FROM ${of.sql} WHERE id = ?), 1))`,
    values: (mode) => {
      const to = valueIn(record, resource, mode);
      return mode === 'create' ? [] : [to, to, 'id', to];
    },
    message: 'This is full',
    field: resource.prop,
  };
}

export const waitingView = (tie: Waiting): ViewPart => ({
  slug: 'waiting',
  title: 'Waiting list',
  conditions: [`${placeSql(tie)} > 0`],
  values: [],
  order: `${tie.record.sql}.${tie.resource.column}, ${tie.record.sql}.id`,
  may: 'true',
});

/** How somebody joins in a test, as TypeScript over a viewer, and who that may be. */
interface Joining {
  joining: (viewer: string) => string;
  somebody: string;
}

/** Tests of who waits, and who moves up. */
export function waitingTests(tie: Waiting, how: Joining): string[] {
  return [...orderTests(tie, how), passingTest(tie, how), ...goneTest(tie, how)];
}

const setupOf = ({ record, of, resource, capacity }: Waiting): string => `  const database = freshDatabase();
  const ${resource.prop} = make${of.className}(database, { ${capacity.prop}: 2 }).id;
  const placeOf = (id: number) => ${names(record).find}(database, firstPerson(database), id).waitingPlace;
`;

const several = (somebody: string, count: number): string => Array.from({ length: count }, () => somebody).join(', ');

function orderTests(tie: Waiting, { joining, somebody }: Joining): string[] {
  const { record, of, resource } = tie;
  const name = names(record);
  const setup = setupOf(tie);
  const places = `${names(of).find}(database, firstPerson(database), ${resource.prop})`;
  return [
    `test('given two places, the third waits, and moves up when somebody leaves', () => {
${setup}  const [ana, bo, cy, di] = [${several(somebody, 4)}];
  const first = ${joining('ana')}.id;
  const second = ${joining('bo')}.id;
  assert.equal(hasRoomFor${record.className}In${of.className}(${places}), false);
  const third = ${joining('cy')};
  const fourth = ${joining('di')};
  assert.deepEqual([placeOf(first), placeOf(second), third.waitingPlace, fourth.waitingPlace], [0, 0, 1, 2]);
  assert.deepEqual([${places}.${record.variable}Count, ${places}.${record.variable}Waiting], [2, 2]);
  assert.deepEqual(${name.list}(database, firstPerson(database), { only: 'waiting' }).items.map(({ id }) => id), [third.id, fourth.id]);
  ${name.remove}(database, firstPerson(database), first, clock);
  assert.deepEqual([placeOf(second), placeOf(third.id), placeOf(fourth.id)], [0, 0, 1]);
  assert.deepEqual([${places}.${record.variable}Count, ${places}.${record.variable}Waiting], [2, 1]);
  ${name.remove}(database, firstPerson(database), fourth.id, clock);
  assert.deepEqual([${places}.${record.variable}Count, ${places}.${record.variable}Waiting], [2, 0]);
});`,
    `test('given many come and leave, those who came first are in and the others wait in order', () => {
${setup}  const below = seeded(3);
  const people = [1, 2, 3, 4, 5].map(() => ${somebody});
  let inside: { person: number; id: number }[] = [];
  for (let i = 0; i < 40; i++) {
    const viewer = people[below(people.length)]!;
    const own = inside.find(({ person }) => person === viewer.id);
    if (own) {
      ${name.remove}(database, firstPerson(database), own.id, clock);
      inside = inside.filter((one) => one !== own);
    } else {
      inside.push({ person: viewer.id, id: ${joining('viewer')}.id });
    }
    assert.deepEqual(inside.map(({ id }) => placeOf(id)), inside.map((_, n) => Math.max(0, n - 1)));
    assert.equal(${places}.${record.variable}Count, Math.min(2, inside.length));
  }
});`,
  ];
}

function passingTest(tie: Waiting, { joining, somebody }: Joining): string {
  const { record, of, resource, capacity } = tie;
  return `test('given somebody waits, nobody comes from elsewhere before them', () => {
${setupOf(tie)}  const other = make${of.className}(database, { ${capacity.prop}: 2 }).id;
  const [ana, bo, cy, di] = [${several(somebody, 4)}];
  const early = ${joining('ana').replace(`${resource.prop}`, `${resource.prop}: other`)}.id;
  ${joining('bo')};
  ${joining('cy')};
  const waiting = ${joining('di')}.id;
  assert.throws(() => ${names(record).change}(database, firstPerson(database), early, { ${resource.prop} }, clock), refusedWith(409, '${resource.prop}'));
  assert.equal(placeOf(waiting), 1);
});`;
}

function goneTest(tie: Waiting, { joining, somebody }: Joining): string[] {
  const { record } = tie;
  const gone = overStates(record);
  if (!gone) return [];
  return [
    `test(${quote(`given somebody is ${gone.over.join(' or ')}, whoever waits is in`)}, () => {
${setupOf(tie)}  const [ana, bo, cy, di] = [${several(somebody, 4)}];
  const first = ${joining('ana')}.id;
  ${joining('bo')};
  const waiting = ${joining('cy')}.id;
  assert.equal(placeOf(waiting), 1);
  for (const state of [${quoteAll(gone.over)}]) {
    put(database, '${record.sql}', first, { ${keyOf(gone.state)}: state });
    assert.deepEqual([placeOf(first), placeOf(waiting)], [0, 0]);
  }
  const last = ${joining('di')}.id;
  assert.equal(placeOf(last), 1);
  put(database, '${record.sql}', last, { ${keyOf(gone.state)}: ${quote(gone.over[0]!)} });
  assert.equal(placeOf(last), 0);
});`,
  ];
}
