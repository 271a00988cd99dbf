import type { BookingRule } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { fieldOf, names, type Plan } from '../../writing/plan.js';
import type { Contribution, Guard, Kit, ViewPart } from '../kit.js';
import { exceptGuard, exceptOf, exceptTest, usableRule, usableSql, usableTest } from '../except.js';
import { stillCounts, tieOf, valueIn } from '../tie.js';
import { bookingTests, freeTest } from './booking-tests.js';
import type { Booking } from './booking.types.js';

/** Periods of something that may not overlap more often than there is room; decided by the statement that books. */
export const bookingKit: Kit<BookingRule> = {
  name: 'booking',
  contribute(rule, plan) {
    const booking = bookingOf(plan, rule);
    const { record, of } = booking;
    const except = exceptOf(of, rule.except);
    const isPriced = booking.total && booking.rate && booking.end && !booking.total.isInput;
    return {
      checks: { [record.table]: booking.end ? [endCheck(booking)] : [] },
      domain: { [record.table]: isPriced ? [priceRule(booking)] : [], ...(except ? { [of.table]: [usableRule(of, except)] } : {}) },
      service: {
        [record.table]: isPriced ? [priceOf(booking)] : [],
        [of.table]: [],
      },
      computed: {
        [record.table]: isPriced ? [{ field: booking.total!.name, expression: `totalOf${record.className}(database, values)` }] : [],
      },
      guards: { [record.table]: except ? [said(guardOf(booking), except.states), exceptGuard(booking, except)] : [guardOf(booking)] },
      views: { [of.table]: [freeView(plan, rule)] },
      actions: {
        [of.table]: record.inputs.includes(booking.resource)
          ? [
              `${plan.people ? `${names(record).mayCreate}(request.viewer) && ` : ''}${except ? `${usableTest(of)} && ` : ''}{ label: ${quote(record.createLabel)}, action: \`/${record.path}/new?${booking.resource.prop}=\${${of.variable}.id}\`, tone: 'main' }`,
            ]
          : [],
      },
      tests: {
        [record.table]: [...bookingTests(plan, booking), ...(except ? exceptTest(plan, booking, except) : [])],
        [of.table]: freeTest(plan, booking),
      },
    } satisfies Contribution;
  },
};

/** One statement refuses for either reason. */
const said = (guard: Guard, states: readonly string[]): Guard => ({ ...guard, message: `${guard.message}, or ${states.join(' or ')}` });

function bookingOf(plan: Plan, rule: BookingRule): Booking {
  const tie = tieOf(plan, rule);
  const { record, of } = tie;
  const start = fieldOf(record, rule.start);
  return {
    ...tie,
    start,
    end: rule.end ? fieldOf(record, rule.end) : undefined,
    capacity: rule.capacity ? fieldOf(of, rule.capacity) : undefined,
    rate: rule.rate ? fieldOf(of, rule.rate) : undefined,
    total: rule.total ? record.fields.find(({ name }) => name === rule.total) : undefined,
    isDays: start.kind === 'date',
  };
}

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

/** Of what is booked: what is left now, as a view of its list. */
export function freeView(plan: Plan, rule: BookingRule): ViewPart {
  const { record, of, resource, start, end, isDays, capacity } = bookingOf(plan, rule);
  const except = exceptOf(of, rule.except);
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
    conditions: [
      capacity ? `(SELECT count(*) ${inner}) < ${of.sql}.${capacity.column}` : `NOT EXISTS (SELECT 1 ${inner})`,
      ...(except ? [usableSql(of, except)] : []),
    ],
    values: end ? [now, now] : ['dayOf(now)'],
    may: 'true',
  };
}
