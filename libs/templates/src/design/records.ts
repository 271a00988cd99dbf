import { camel, capital, kebab, pascal, plural, sentenceCase, snake } from '../knowledge/words.js';
import { CREATING, accessOf, ownerOf } from './access.js';
import type { DesignRecord, Field, ListView } from './design.types.js';
import type { RecordDraft } from './draft.js';
import { fieldOf } from './field-of.js';
import { thingOf } from './lexicon.js';
import type { RecordParts } from './plan.types.js';
import { titleOf } from './titles.js';
import { placed, usualOf } from './usual.js';
import type { RecordContext } from './record-context.js';

/** Folders and addresses that every project has. */
const OWN_PATHS = new Set(
  'sign-in sign-up sign-out session sessions account accounts people invitations healthz api search home dashboard about faq contact pricing services terms style app openapi cart profile more calculator reports'.split(
    ' ',
  ),
);

const OWN_TABLES = new Set(['account', 'session', 'invitation', 'change_log', 'schema_migration', 'sign_in_attempt', 'person']);

const CODE_WORDS = new Set(
  'class new function default import export case package interface return delete public private static switch let in with null true false void contact home faq profile conversation about terms pricing dashboard notice notification sign input services database router json page layout html server seed config styles account accounts enum super this throw try typeof var while yield await break catch const continue debugger do else extends finally for if instanceof implements protected arguments eval constructor viewer request response now db form error record map set date error object string number symbol promise'.split(
    ' ',
  ),
);

/** A record as it is built, from what was read of it. */
export function recordOf(record: RecordDraft, context: RecordContext): DesignRecord {
  const fields = fieldsOf(record, context);
  const access = accessOf(record, context);
  if (
    access.create === 'everyone' &&
    context.people.roles.length > 0 &&
    !fields.some(({ name }) => /name|email|phone|contact/.test(name.replace(/^name$/, '')))
  )
    fields.push({ ...fieldOf('contact', { origin: 'assumed' }), label: 'Your name, and how to reach you', required: false });
  const owner = ownerOf(context, access);
  if (owner && !fields.some(({ name }) => name === owner.name)) fields.push(owner);
  const title = titleOf(record, fields);
  const known = thingOf(placed(record.name, context.draft.reading.text));
  const made = shape({
    name: record.name,
    fields,
    title,
    ...(owner ? { owner: owner.name } : {}),
    access,
    view: record.view ?? viewOf(record, fields),
    createLabel: `${capital(verbOf(record))} ${record.name}`,
  });
  return known ? { ...made, thing: known.key } : made;
}

/** Names in code, tables and addresses follow from the name. */
export function shape(parts: RecordParts): DesignRecord {
  const { name } = parts;
  const variable = CODE_WORDS.has(camel(name)) ? `${camel(name)}Record` : camel(name);
  const table = tableOf(name);
  const path = OWN_PATHS.has(kebab(plural(name))) ? `${kebab(name)}-records` : kebab(plural(name));
  const known = thingOf(name);
  return {
    name: sentenceCase(name),
    plural: sentenceCase(plural(name)),
    variable,
    className: CODE_WORDS.has(camel(name)) ? `${pascal(name)}Record` : pascal(name),
    table,
    file: OWN_TABLES.has(snake(name)) ? `${kebab(name)}-record` : kebab(name),
    path,
    fields: parts.fields,
    title: parts.title,
    ...(parts.owner ? { owner: parts.owner } : {}),
    access: parts.access,
    view: parts.view,
    createLabel: parts.createLabel,
    ...(known ? { thing: known.key } : {}),
  };
}

/** A stated list replaces the usual one; what is taken from knowledge of the kind is marked as assumed. */
function fieldsOf(record: RecordDraft, { draft, kept, people }: RecordContext): Field[] {
  const stated = [...record.fields.values()];
  const own = stated.filter(({ kind }) => !['enum', 'reference', 'image', 'file'].includes(kind));
  const usual = own.length >= 2 ? [] : usualOf(record.name, draft.reading.text, stated);
  const taken = new Set(stated.map(({ name }) => name));
  const fields = [...stated, ...usual.filter(({ name }) => !taken.has(name))];
  for (const [parent, { isRequired }] of record.parents) {
    const other = kept.get(parent);
    const role = people.slugOf(parent);
    const name = `${snake(parent)}_id`;
    const at = fields.findIndex((field) => field.name === snake(parent));
    if (at >= 0) fields.splice(at, 1);
    if (fields.some((field) => field.name === name)) continue;
    if (other && other !== record)
      fields.push({
        name,
        label: sentenceCase(parent),
        kind: 'reference',
        required: isRequired,
        references: tableOf(parent),
        origin: 'stated',
      });
    else if (role) fields.push({ name, label: sentenceCase(parent), kind: 'person', required: false, role, origin: 'stated' });
    else if (!fields.some((field) => field.name === snake(parent))) fields.push({ ...fieldOf(parent), required: false });
  }
  return fields;
}

const tableOf = (name: string): string =>
  OWN_TABLES.has(snake(name)) || /^sqlite_/.test(snake(name)) ? `${snake(name)}_record` : snake(name);

function viewOf(record: RecordDraft, fields: readonly Field[]): ListView {
  const known = thingOf(record.name)?.view;
  if (known) return known;
  if (fields.some(({ kind }) => kind === 'image')) return 'cards';
  if (fields.some(({ kind }) => kind === 'long-text') && fields.length <= 4) return 'feed';
  return 'table';
}

function verbOf(record: RecordDraft): string {
  if (record.createVerb) return record.createVerb;
  const act = record.acts.find(
    ({ verb }) =>
      (CREATING.has(verb) || verb === 'suggest' || verb === 'offer') && !['order', 'book', 'input', 'enter', 'leave'].includes(verb),
  );
  return act ? act.verb : 'add';
}
