import { lower, quote, quoteAll, withArticle } from '../../writing/code.js';
import { names, type FieldPlan, type Plan } from '../../writing/plan.js';
import { actor, keyOf, overStates } from '../tie.js';
import type { Booking } from './booking.types.js';

/** Tests of periods: overlaps on both sides, moves, what was cancelled, prices, many attempts. */
export function bookingTests(plan: Plan, booking: Booking): string[] {
  const { record, of, resource, start, end, capacity, rate, total, isDays } = booking;
  if (!start.isInput || !resource.isInput || (end && !end.isInput)) return [];
  const name = names(record);
  const { line, arg } = actor(plan);
  const at = (n: number, hour = 10) =>
    isDays ? `2026-07-${String(n).padStart(2, '0')}` : `2026-07-${String(n).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;
  const period = (from: number, to: number) =>
    end
      ? `{ ${resource.prop}, ${start.prop}: '${at(from)}', ${end.prop}: '${at(to)}' }`
      : `{ ${resource.prop}, ${start.prop}: '${at(from)}' }`;
  const setup = `  const database = freshDatabase();
${line}  const ${resource.prop} = make${of.className}(database${capacity ? `, { ${capacity.prop}: 1 }` : ''}).id;
  const book = (changes: Input) => ${name.create}(database, ${arg}{ ...${record.variable}Sample(database), ...changes }, clock);
`;
  const what = withArticle(lower(of.name));
  const tests = [
    `test(${quote(`given ${what} is taken, the same time is refused and the time before and after is not`)}, () => {
${setup}  book(${period(10, 12)});
${(end
  ? [
      [10, 12],
      [9, isDays ? 10 : 11],
      [isDays ? 12 : 11, 14],
      [11, isDays ? 11 : 12],
      [9, 13],
    ]
  : [[10, 10]]
)
  .map(([from, to]) => `  assert.throws(() => book(${period(from!, to!)}), refusedWith(409));\n`)
  .join('')}${(end
      ? [
          [isDays ? 8 : 8, isDays ? 9 : 10],
          [isDays ? 13 : 12, 14],
        ]
      : [
          [9, 9],
          [11, 11],
        ]
    )
      .map(([from, to]) => `  assert.doesNotThrow(() => book(${period(from!, to!)}));\n`)
      .join('')}});`,
    `test(${quote(`given ${what} is taken, another one is free at that time`)}, () => {
${setup}  book(${period(10, 12)});
  assert.doesNotThrow(() => book({ ...${period(10, 12)}, ${resource.prop}: make${of.className}(database).id }));
});`,
    `test('given it is moved, its own time is no conflict and that of another is', () => {
${setup}  const first = book(${period(10, 12)});
  book(${period(20, 22)});
  assert.equal(${name.change}(database, ${arg}first.id, ${end ? `{ ${end.prop}: '${at(13)}' }` : `{ ${start.prop}: '${at(11)}' }`}, clock).${end ? end.prop : start.prop}, '${end ? at(13) : at(11)}');
  const move = (changes: Input) => ${name.change}(database, ${arg}first.id, changes, clock);
${(end
  ? [
      [20, 22],
      [19, isDays ? 20 : 21],
      [isDays ? 22 : 21, 24],
      [19, 23],
    ]
  : [[20, 20]]
)
  .map(([from, to]) => `  assert.throws(() => move(${period(from!, to!)}), refusedWith(409));\n`)
  .join('')}${(end
      ? [
          [18, isDays ? 19 : 20],
          [isDays ? 23 : 22, 25],
        ]
      : [
          [19, 19],
          [21, 21],
        ]
    )
      .map(([from, to]) => `  assert.doesNotThrow(() => move(${period(from!, to!)}));\n`)
      .join('')}});`,
  ];
  const gone = overStates(record);
  if (gone)
    tests.push(`test(${quote(`given it is ${gone.over.join(' or ')}, its time is free again`)}, () => {
${setup}  for (const [i, state] of [${quoteAll(gone.over)}].entries()) {
    const { id } = book(${period(10, 12)});
    put(database, '${record.sql}', id, { ${keyOf(gone.state)}: state });
    const next = book(${period(10, 12)});
    // What is over takes no time of others, wherever it is moved.
    assert.doesNotThrow(() => ${name.change}(database, ${arg}id, ${end ? `{ ${end.prop}: '${at(13)}' }` : `{ ${start.prop}: '${at(11)}' }`}, clock), String(i));
    assert.throws(() => book(${period(10, 12)}), refusedWith(409));
    ${name.remove}(database, ${arg}next.id, clock);
  }
});`);
  if (end)
    tests.push(`test('given an end ${isDays ? 'before' : 'at'} the start, it is refused${isDays ? '; one day alone is a period' : ''}', () => {
${setup}  assert.throws(() => book(${period(10, isDays ? 9 : 10)}), refusedWith(422, '${end.prop}'));
${isDays ? `  assert.doesNotThrow(() => book(${period(10, 10)}));\n` : `  assert.doesNotThrow(() => book(${period(10, 11)}));\n`}});`);
  if (capacity)
    tests.push(`test(${quote(`given room for two, two are taken at the same time and a third is refused`)}, () => {
${setup}  const two = { ...${period(10, 12)}, ${resource.prop}: make${of.className}(database, { ${capacity.prop}: 2 }).id };
  book(two);
  book(two);
  assert.throws(() => book(two), refusedWith(409));
});`);
  if (total && rate && end && !total.isInput)
    tests.push(`test('given a rate, the total is the rate for each ${isDays ? 'day, both ends counted' : 'hour that has begun'}', () => {
${setup}  put(database, '${of.sql}', ${resource.prop}, { ${rate.column}: 2.5 });
  assert.equal(book(${period(10, 12)}).${total.prop}, ${isDays ? 7.5 : 120});
  const one = book(${isDays ? period(20, 20) : `{ ${resource.prop}, ${start.prop}: '${at(20, 10)}', ${end.prop}: '2026-07-20T11:30:00.000Z' }`});
  assert.equal(one.${total.prop}, ${isDays ? 2.5 : 5});
  put(database, '${of.sql}', ${resource.prop}, { ${rate.column}: 0.57 });
  assert.equal(book(${isDays ? period(22, 22) : `{ ${resource.prop}, ${start.prop}: '${at(22, 10)}', ${end.prop}: '2026-07-22T11:00:00.000Z' }`}).${total.prop}, 0.57);
${rate.isNullable ? `  put(database, '${of.sql}', ${resource.prop}, { ${rate.column}: null });\n  assert.equal(book(${period(24, 25)}).${total.prop}, 0);\n` : ''}});`);
  tests.push(`test('given many attempts at any time, no two that were accepted overlap', () => {
${setup}  const below = seeded(7);
  for (let i = 0; i < 200; i++) {
    const from = 1 + below(24);
    const day = (n: number) => \`2026-07-\${String(n).padStart(2, '0')}${isDays ? '' : 'T10:00:00.000Z'}\`;
    try {
      book({ ${resource.prop}, ${start.prop}: day(from)${end ? `, ${end.prop}: day(from + ${isDays ? 'below(4)' : '1 + below(4)'})` : ''} });
    } catch (error) {
      assert.ok(refusedWith(409)(error), String(error));
    }
  }
  const { items } = ${name.list}(database, ${arg}{ ${resource.prop}: String(${resource.prop}) }, 500);
  assert.ok(items.length > 3);
  for (const a of items) for (const b of items) if (a.id < b.id) assert.ok(${end ? (isDays ? `a.${end.prop} < b.${start.prop} || b.${end.prop} < a.${start.prop}` : `a.${end.prop} <= b.${start.prop} || b.${end.prop} <= a.${start.prop}`) : `a.${start.prop} !== b.${start.prop}`});
});`);
  return tests;
}

/** Test of the list of what is free. */
export function freeTest(plan: Plan, booking: Booking): string[] {
  const { record, of, resource, start, end, isDays, capacity } = booking;
  if (of.inputs.length === 0 || record.inputs.length === 0) return [];
  const { line, arg } = actor(plan);
  const value = (field: FieldPlan, days: number, ms = 0) =>
    field.kind === 'date' ? `addDays('2026-05-20', ${days})` : `new Date(NOW.getTime() + ${days} * 86_400_000 + ${ms}).toISOString()`;
  const cases: [number, number, boolean][] = end
    ? [
        [0, 0, isDays ? false : true],
        [-2, 0, isDays ? false : true],
        [-2, -1, true],
        [0, 2, false],
        [1, 2, true],
        [-1, 1, false],
      ]
    : [
        [0, 0, false],
        [1, 1, true],
        [-1, -1, true],
      ];
  const { list: all } = names(of);
  return [
    `test('given what is taken today, "Free ${isDays || !end ? 'today' : 'now'}" holds the others', () => {
  const database = freshDatabase();
${line}  const ${of.variable} = make${of.className}(database${capacity ? `, { ${capacity.prop}: 1 }` : ''});
  const isFree = () => ${all}(database, ${arg}{ only: 'free-now' }, undefined, NOW).items.some(({ id }) => id === ${of.variable}.id);
  assert.equal(isFree(), true);
  const { id } = make${record.className}(database);
  put(database, '${record.sql}', id, { ${resource.column}: ${of.variable}.id });
  const cases: [string, string, boolean][] = [
${cases.map(([from, to, free]) => `    [${value(start, from)}, ${end ? value(end, to) : `''`}, ${free}],`).join('\n')}
  ];
  for (const [from, ${end ? 'to' : ''}, free] of cases) {
    put(database, '${record.sql}', id, { ${start.column}: from${end ? `, ${end.column}: to` : ''} });
    assert.equal(isFree(), free, from);
    assert.ok(${all}(database, ${arg}{}, undefined, NOW).items.some(({ id }) => id === ${of.variable}.id));
  }
});`,
  ];
}
