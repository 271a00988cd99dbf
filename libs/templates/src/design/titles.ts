import type { Field } from './design.types.js';
import type { RecordDraft } from './draft.js';
import { fieldOf } from './field-of.js';
import { titleCode } from './rules/parts.js';

/** What has no name of its own is told by a code. */
const NAMELESS =
  /\b(appointment|booking|reservation|loan|order|payment|rental|registration|enrolment|check-in|donation|transaction|invoice|viewing|visit|shift)$/;

const TITLES = ['name', 'title', 'subject', 'question', 'headline', 'label', 'number', 'code', 'reference'];

/** The field that stands for a record; one is added where nothing could. */
export function titleOf(record: RecordDraft, fields: Field[]): string {
  const texts = fields.filter(({ kind }) => kind === 'text' || kind === 'email' || kind === 'url');
  const found =
    TITLES.flatMap(
      (name) => fields.find((field) => field.name === name && ['text', 'long-text', 'integer'].includes(field.kind)) ?? [],
    )[0] ?? texts.find(({ name }) => TITLES.some((title) => name.endsWith(title)));
  if (found) {
    found.required = true;
    if (found.kind !== 'text') found.kind = 'text';
    fields.splice(fields.indexOf(found), 1);
    fields.unshift(found);
    return found.name;
  }
  if (NAMELESS.test(record.name)) {
    fields.unshift(titleCode());
    return 'reference';
  }
  const isDocument =
    /\b(post|article|news|story|review|question|topic|task|note|event|message|report|announcement|book|film|movie|song|job|idea|issue|ticket|request)\b/.test(
      record.name,
    );
  // A choice may be called "name" too.
  const free =
    [isDocument ? 'title' : 'name', 'title', 'name', 'label', 'caption'].find((words) => fields.every(({ name }) => name !== words)) ??
    'heading';
  const title = fieldOf(free, { required: true, origin: 'assumed' });
  delete title.values;
  fields.unshift({ ...title, kind: 'text' });
  return title.name;
}
