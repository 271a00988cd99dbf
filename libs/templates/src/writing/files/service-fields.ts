import { inTemplate, quote } from '../code.js';
import type { FieldPlan, RecordPlan } from '../plan.js';

export const textFields = ({ fields }: RecordPlan): FieldPlan[] =>
  fields.filter(({ kind, setTo }) => ['text', 'long-text', 'email', 'phone', 'url'].includes(kind) || setTo === 'code');
export const exactFields = ({ fields }: RecordPlan): FieldPlan[] =>
  fields.filter(({ kind }) => ['enum', 'boolean', 'reference', 'person'].includes(kind));
export const dayFields = ({ fields }: RecordPlan): FieldPlan[] => fields.filter(({ kind }) => kind === 'date' || kind === 'datetime');
export const sortFields = ({ fields }: RecordPlan): FieldPlan[] =>
  fields.filter(({ kind }) => !['long-text', 'image', 'file', 'url', 'colour'].includes(kind));

export function queryNames(record: RecordPlan): string[] {
  return [
    ...(textFields(record).length > 0 ? ['search'] : []),
    ...exactFields(record).map(({ prop }) => prop),
    ...dayFields(record).flatMap(({ prop }) => [`${prop}From`, `${prop}To`]),
  ];
}

export const at = (record: RecordPlan, field: FieldPlan): string => `${record.sql}.${field.column}`;

export const saidColumn = (field: FieldPlan): string => `${field.name.replace(/_id$/, '')}_${field.kind === 'person' ? 'name' : 'title'}`;

/** Newest first, else by title. */
export function defaultOrder(record: RecordPlan): string {
  const day = dayFields(record).find(({ setTo }) => setTo) ?? dayFields(record)[0];
  if (day) return `${at(record, day)} DESC, ${record.sql}.id DESC`;
  if (record.titleField.said) return `${saidColumn(record.titleField)} COLLATE NOCASE, ${record.sql}.id`;
  return record.hasCreatedAt && record.view === 'feed'
    ? `${record.sql}.id DESC`
    : `${at(record, record.titleField)} COLLATE NOCASE, ${record.sql}.id`;
}

/** A literal of SQL that may hold quotes of its own. */
export const quoteSql = (sql: string): string =>
  sql.includes("'") || sql.includes('\n')
    ? `\`${inTemplate(sql)
        .replace(/\\n/g, '\n')
        .replace(/\\\\\\\\/g, '\\\\')}\``
    : quote(sql);
