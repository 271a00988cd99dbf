import type { Condition, FieldCondition } from '../design/design.types.js';
import { fieldOf, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../writing/plan.js';
import { exceptOf, usableSql } from './except.js';
import { freeView } from './booking/booking.kit.js';

/** Whether any of it is left now: by the booking or loan that it is taken by. */
function freeSql(plan: Plan, record: RecordPlan): { sql: string; values: string[] } {
  for (const rule of plan.design.rules) {
    if (rule.kit === 'booking' && rule.of === record.table) {
      const { conditions, values } = freeView(plan, rule);
      return { sql: conditions.join(' AND '), values };
    }
    if (rule.kit === 'loan' && rule.of === record.table) {
      const loan = recordOf(plan, rule.record);
      const out = `FROM ${loan.sql} WHERE ${loan.sql}.${fieldOf(loan, rule.resource).column} = ${record.sql}.id AND ${loan.sql}.${fieldOf(loan, rule.returnedOn).column} IS NULL`;
      const sql = rule.copies
        ? `(SELECT count(*) ${out}) < ${record.sql}.${fieldOf(record, rule.copies).column}`
        : `NOT EXISTS (SELECT 1 ${out})`;
      const except = exceptOf(record, rule.except);
      return { sql: except ? `(${sql} AND ${usableSql(record, except)})` : sql, values: [] };
    }
  }
  throw new Error(`Nothing says whether ${record.name} is taken`);
}

/** A condition as SQL over the record's table, and the TypeScript expressions of its `?`, over `now`. */
export function conditionSql(plan: Plan, record: RecordPlan, condition: Condition): { sql: string; values: string[] } {
  if (!('booked' in condition)) return fieldSql(record, condition);
  const { sql, values } = freeSql(plan, record);
  return { sql: condition.booked ? `NOT (${sql})` : sql, values };
}

function fieldSql(record: RecordPlan, condition: FieldCondition): { sql: string; values: string[] } {
  const field = fieldOf(record, condition.field);
  const column = `${record.sql}.${field.column}`;
  if ('is' in condition) return { sql: `${column} IN (${condition.is.map((value) => sqlLiteral(field, value)).join(', ')})`, values: [] };
  if ('isEmpty' in condition) return { sql: `${column} IS ${condition.isEmpty ? '' : 'NOT '}NULL`, values: [] };
  if ('above' in condition || 'below' in condition) {
    const { above, below } = condition as { above?: number; below?: number };
    const parts = [above !== undefined && `${column} > ${above}`, below !== undefined && `${column} < ${below}`].filter(Boolean);
    return { sql: parts.join(' AND ') || '1', values: [] };
  }
  const { beforeDays, afterDays } = condition as { beforeDays?: number; afterDays?: number };
  const parts: string[] = [];
  const values: string[] = [];
  if (beforeDays !== undefined) {
    parts.push(`${column} < ?`);
    values.push(`addDays(dayOf(now), ${beforeDays})`);
  }
  if (afterDays !== undefined) {
    parts.push(`${column} >= ?`);
    values.push(`addDays(dayOf(now), ${afterDays})`);
  }
  return { sql: parts.join(' AND ') || '1', values };
}

/** A value of the condition, written as the column holds it. */
export function sqlLiteral(field: Pick<FieldPlan, 'kind'>, value: string): string {
  if (field.kind === 'boolean') return /^(true|yes|1)$/i.test(value) ? '1' : '0';
  if (['integer', 'decimal', 'money', 'percent', 'rating', 'reference', 'person'].includes(field.kind)) return String(Number(value) || 0);
  return `'${value.replace(/'/g, "''")}'`;
}

/** Values of a column that fulfil the condition, and that do not, as literals of TypeScript for tests; on both sides of each limit. */
export function conditionSamples(
  record: RecordPlan,
  condition: Condition,
): { column: string; fits: string[]; misses: string[] } | undefined {
  if ('booked' in condition) return undefined;
  const field = fieldOf(record, condition.field);
  const text = (value: string) => (field.kind === 'boolean' ? sqlLiteral(field, value) : `'${value.replace(/'/g, "\\'")}'`);
  const key = /^\w+$/.test(field.column) ? field.column : `'${field.column}'`;
  if ('is' in condition) {
    if (field.kind === 'boolean')
      return {
        column: key,
        fits: condition.is.map(text),
        misses: condition.is.length > 1 ? [] : [text(condition.is[0] === 'true' ? 'false' : 'true')],
      };
    if (field.kind !== 'enum') return undefined;
    return { column: key, fits: condition.is.map(text), misses: field.values!.filter((value) => !condition.is.includes(value)).map(text) };
  }
  if ('isEmpty' in condition) {
    if (!field.isNullable || field.kind === 'reference' || field.kind === 'person') return undefined;
    const some =
      field.type === 'number'
        ? '1'
        : field.kind === 'date'
          ? `'2026-05-01'`
          : field.kind === 'datetime'
            ? `'2026-05-01T10:00:00.000Z'`
            : `'x'`;
    return { column: key, fits: [condition.isEmpty ? 'null' : some], misses: [condition.isEmpty ? some : 'null'] };
  }
  if ('above' in condition || 'below' in condition) {
    const { above, below } = condition as { above?: number; below?: number };
    const fits = [above !== undefined ? above + 1 : undefined, below !== undefined ? below - 1 : undefined].filter(
      (value): value is number => value !== undefined,
    );
    return {
      column: key,
      fits: fits.filter((value) => (above === undefined || value > above) && (below === undefined || value < below)).map(String),
      misses: [above, below].filter((value) => value !== undefined).map(String),
    };
  }
  const { beforeDays, afterDays } = condition as { beforeDays?: number; afterDays?: number };
  const day = (days: number) => `addDays(dayOf(NOW), ${days})`;
  const fits = [...(beforeDays !== undefined ? [beforeDays - 1] : []), ...(afterDays !== undefined ? [afterDays] : [])].filter(
    (days) => (beforeDays === undefined || days < beforeDays) && (afterDays === undefined || days >= afterDays),
  );
  return {
    column: key,
    fits: fits.map(day),
    misses: [...(beforeDays !== undefined ? [day(beforeDays)] : []), ...(afterDays !== undefined ? [day(afterDays - 1)] : [])],
  };
}
