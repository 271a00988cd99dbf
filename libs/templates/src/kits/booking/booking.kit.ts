import type { BookingRule } from '../../design/design.types.js';
import { lower, quote, withArticle } from '../../writing/code.js';
import { fieldOf, names, type FieldPlan, type Plan } from '../../writing/plan.js';
import type { Contribution, Guard, Kit } from '../kit.js';
import { actor, stillCounts, tieOf, valueIn, type Tie } from '../tie.js';

interface Booking extends Tie {
  start: FieldPlan;
  end: FieldPlan | undefined;
  capacity: FieldPlan | undefined;
  rate: FieldPlan | undefined;
  total: FieldPlan | undefined;
  isDays: boolean;
}

/** Periods of something that may not overlap more often than there is room; decided by the statement that books. */
export const bookingKit: Kit<BookingRule> = {
  name: 'booking',
  contribute(rule, plan) {
    const tie = tieOf(plan, rule);
    const { record, of } = tie;
    const start = fieldOf(record, rule.start);
    const booking: Booking = {
      ...tie,
      start,
      end: rule.end ? fieldOf(record, rule.end) : undefined,
      capacity: rule.capacity ? fieldOf(of, rule.capacity) : undefined,
      rate: rule.rate ? fieldOf(of, rule.rate) : undefined,
      total: rule.total ? record.fields.find(({ name }) => name === rule.total) : undefined,
      isDays: start.kind === 'date',
    };
    const isPriced = booking.total && booking.rate && booking.end && !booking.total.isInput;
    return {
      checks: { [record.table]: booking.end ? [endCheck(booking)] : [] },
      domain: { [record.table]: isPriced ? [priceRule(booking)] : [] },
      service: {
        [record.table]: isPriced ? [priceOf(booking)] : [],
        [of.table]: [],
      },
      computed: {
        [record.table]: isPriced ? [{ field: booking.total!.name, expression: `totalOf${record.className}(database, values)` }] : [],
      },
      guards: { [record.table]: [guardOf(booking)] },
      views: { [of.table]: [freeView(booking)] },
      actions: {
        [of.table]: record.inputs.includes(tie.resource)
          ? [
              `${plan.people ? `${names(record).mayCreate}(request.viewer) && ` : ''}{ label: ${quote(record.createLabel)}, action: \`/${record.path}/new?${tie.resource.prop}=\${${of.variable}.id}\`, tone: 'main' }`,
            ]
          : [],
      },
      tests: { [record.table]: testsOf(plan, booking), [of.table]: freeTest(plan, booking) },
    } satisfies Contribution;
  },
};

function endCheck({ start, end, isDays }: Booking): string {
  const message = isDays ? 'Not before the first day' : 'After the start';
  return `if (values.${end!.prop} ${isDays ? '<' : '<='} values.${start.prop}) read.fault('${end!.prop}', '${message}', undefined);`.replace(
    /^if \(/,
    end!.isNullable || start.isNullable ? `if (values.${end!.prop} !== null && values.${start.prop} !== null && ` : 'if (',
  );
}

/** Overlaps, days with both ends, times up to the end. */
function overlapSql({ start, end, isDays }: Booking, alias: string): string {
  if (!end) return `${alias}.${start.column} = ?`;
  return isDays
    ? `${alias}.${start.column} <= ? AND ${alias}.${end.column} >= ?`
    : `${alias}.${start.column} < ? AND ${alias}.${end.column} > ?`;
}

function guardOf(booking: Booking): Guard {
  const { record, of, resource, start, end, capacity } = booking;
  const others = `FROM ${record.sql} other WHERE other.${resource.column} = ? AND ${overlapSql(booking, 'other')} AND other.id <> ?${stillCounts(record, 'other')}`;
  const sql = capacity
    ? `coalesce((SELECT count(*) ${others}) < (SELECT ${capacity.column} FROM ${of.sql} WHERE id = ?), 1)`
    : `NOT EXISTS (SELECT 1 ${others})`;
  const over = stillCounts(record, record.sql)
    .replace(/^ AND /, '')
    .replace(' NOT IN ', ' IN ');
  return {
    sql,
    ...(over && { changeSql: `(${over} OR ${sql})` }),
    values: (mode) => [
      valueIn(record, resource, mode),
      ...(end ? [valueIn(record, end, mode), valueIn(record, start, mode)] : [valueIn(record, start, mode)]),
      mode === 'create' ? '0' : 'id',
      ...(capacity ? [valueIn(record, resource, mode)] : []),
    ],
    message: `This ${lower(of.name)} is ${capacity ? 'full' : 'taken'} at that time`,
    field: start.prop,
  };
}

function priceRule({ record, start, end, isDays }: Booking): string {
  const span = isDays ? 'days' : 'hours';
  return `/** ${isDays ? 'Days, the first and the last counted' : 'Hours that have begun'}. */
export function ${span}Of${record.className}(${record.variable}: Pick<${record.className}, '${start.prop}' | '${end!.prop}'>): number {
  return ${isDays ? `daysBetween(${record.variable}.${start.prop}, ${record.variable}.${end!.prop}) + 1` : `Math.ceil((Date.parse(${record.variable}.${end!.prop}) - Date.parse(${record.variable}.${start.prop})) / 3_600_000)`};
}

/** What it costs, to the cent. */
export function priceOf${record.className}(${record.variable}: Pick<${record.className}, '${start.prop}' | '${end!.prop}'>, rate: number): number {
  return Math.round(rate * ${span}Of${record.className}(${record.variable}) * 100) / 100;
}`;
}

function priceOf({ record, of, resource, rate }: Booking): string {
  return `function totalOf${record.className}(database: Database, values: ${names(record).input}): number {
  const row = database.prepare('SELECT ${rate!.column} AS rate FROM ${of.sql} WHERE id = ?').get(values.${resource.prop});
  return priceOf${record.className}(values, (row?.rate as number | null | undefined) ?? 0);
}`;
}

function freeView(booking: Booking) {
  const { record, of, resource, start, end, isDays, capacity } = booking;
  const now = isDays ? 'dayOf(now)' : 'now.toISOString()';
  const during = end
    ? isDays
      ? `${record.sql}.${start.column} <= ? AND ${record.sql}.${end.column} >= ?`
      : `${record.sql}.${start.column} <= ? AND ${record.sql}.${end.column} > ?`
    : `substr(${record.sql}.${start.column}, 1, 10) = ?`;
  const inner = `FROM ${record.sql} WHERE ${record.sql}.${resource.column} = ${of.sql}.id AND ${during}${stillCounts(record, record.sql)}`;
  return {
    slug: 'free-now',
    title: isDays || !end ? 'Free today' : 'Free now',
    conditions: [capacity ? `(SELECT count(*) ${inner}) < ${of.sql}.${capacity.column}` : `NOT EXISTS (SELECT 1 ${inner})`],
    values: end ? [now, now] : ['dayOf(now)'],
    may: 'true',
  };
}

function testsOf(plan: Plan, booking: Booking): string[] {
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
  assert.throws(() => ${name.change}(database, ${arg}first.id, ${period(20, 22)}, clock), refusedWith(409));
});`,
  ];
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
});`);
  tests.push(`test('given many attempts at any time, no two that were accepted overlap', () => {
${setup}  // The same attempts in every run: a generator of its own instead of chance.
  let state = 7;
  const upTo = (n: number) => (state = (state * 1103515245 + 12345) % 2147483648) % n;
  for (let i = 0; i < 200; i++) {
    const from = 1 + upTo(24);
    const day = (n: number) => \`2026-07-\${String(n).padStart(2, '0')}${isDays ? '' : 'T10:00:00.000Z'}\`;
    try {
      book({ ${resource.prop}, ${start.prop}: day(from)${end ? `, ${end.prop}: day(from + ${isDays ? 'upTo(4)' : '1 + upTo(4)'})` : ''} });
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

function freeTest(plan: Plan, booking: Booking): string[] {
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
  }
});`,
  ];
}
