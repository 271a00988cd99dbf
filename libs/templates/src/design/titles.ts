import { snake } from '../knowledge/words.js';
import type { Field } from './design.types.js';
import type { RecordDraft } from './draft.js';
import { fieldOf } from './field-of.js';
import { thingOf } from './lexicon.js';
import { lastOf } from './nouns.js';
import { titleCode } from './rules/parts.js';

/** What has no name of its own is told by a code, or by its day where it is measured or done on one. */
const NAMELESS =
  /\b(appointment|booking|reservation|loan|order|payment|rental|registration|enrolment|check-in|donation|transaction|invoice|viewing|visit|shift|attempt|purchase|refund|run|ride|hike|walk|outing|reading|measurement|expense|cost|spending|income|entry|log|workout|training|session|harvest|call|sale|delivery|withdrawal|deposit|refuelling|observation|dose|feeding|watering|repair|inspection)$/;
/** Verbs of writing down what was measured or done. */
const NOTED = /^(log|record|note|note down|write down|track|enter|measure)$/;
/** Days that a thing waits for, rather than on which it was. */
const AHEAD = /due|birth|born|until|end|expir|deadline|hired|renew/;
/** What somebody says is told by its words. */
const SAID = /^(comment|answer|reply|response|remark|message)$/;

const MEASURES: ReadonlySet<Field['kind']> = new Set([
  'integer',
  'decimal',
  'money',
  'percent',
  'rating',
  'enum',
  'long-text',
  'reference',
]);

const TITLES = ['name', 'title', 'subject', 'question', 'headline', 'label', 'number', 'code', 'reference', 'caption'];

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
  // The lexicon's entries have their title first: the crop of a harvest, the plan of a membership.
  const first = thingOf(record.name)?.fields[0];
  const own = first && texts.find(({ name, origin }) => name === snake(first.name) && origin === 'assumed');
  if (own) {
    own.required = true;
    return own.name;
  }
  const said = SAID.test(lastOf(record.name)) ? fields.find(({ name, kind }) => name === 'text' && kind === 'long-text') : undefined;
  if (said) {
    said.required = true;
    return said.name;
  }
  const isNoted = NAMELESS.test(record.name) || record.acts.some(({ verb }) => NOTED.test(verb));
  const day = fields.find(({ kind, name, isRuled, origin }) => kind === 'date' && origin === 'stated' && !isRuled && !AHEAD.test(name));
  if (isNoted && day && !record.isPerson && fields.some(({ kind }) => MEASURES.has(kind))) {
    day.required = true;
    return day.name;
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
