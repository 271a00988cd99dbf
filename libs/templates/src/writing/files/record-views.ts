import { names, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { motifOf } from '../motif.js';
import { titleParts } from './domain-file.js';
import { dayFields } from './service-fields.js';

export type View = RecordPlan['view'];

/** How the list can look: as the design says, and as a table. */
export function viewsOf(record: RecordPlan): View[] {
  const fits: Record<View, boolean> = {
    table: true,
    cards: true,
    gallery: true,
    feed: true,
    board: boardField(record) !== undefined,
    calendar: dayFields(record).length > 0,
  };
  const first = fits[record.view] ? record.view : 'table';
  const second: View = first !== 'table' ? 'table' : record.lifecycle ? 'board' : 'cards';
  return [first, ...(second === 'cards' && record.fields.length < 3 ? [] : [second])];
}

export const boardField = (record: RecordPlan): FieldPlan | undefined =>
  record.fields.find(({ name }) => name === record.lifecycle?.field) ??
  record.fields.find(({ kind, values }) => kind === 'enum' && values!.length <= 7);

/** Fields of a list's columns: the title, then those that say most in little room. */
export function columnsOf(record: RecordPlan): FieldPlan[] {
  const named = titleParts(record);
  const rest = record.fields.filter(
    (field) =>
      field !== record.titleField && !named.includes(field) && !['long-text', 'image', 'file', 'url', 'colour'].includes(field.kind),
  );
  return [record.titleField, ...rest.slice(0, 6)];
}

export const VIEW_LABELS: Record<View, string> = {
  table: 'Table',
  cards: 'Cards',
  board: 'Board',
  calendar: 'Calendar',
  gallery: 'Pictures',
  feed: 'Posts',
};
export const viewName = (record: RecordPlan, view: View): string => `${record.variable}${view[0]!.toUpperCase()}${view.slice(1)}`;

export const pictureOf = (plan: Plan, record: RecordPlan, variable: string): string => {
  const image = record.fields.find(({ kind }) => kind === 'image');
  const motif = motifOf(plan, record);
  // Of people, their initials.
  const drawn = `picture('${motif}', ${motif === 'person' ? `${names(record).titleOf}(${variable})` : `String(${variable}.id)`})`;
  if (!image) return drawn;
  const shownImage = `html\`<img src="\${${variable}.${image.prop}}" alt="" loading="lazy">\``;
  return image.isNullable ? `${variable}.${image.prop} === null ? ${drawn} : ${shownImage}` : shownImage;
};
