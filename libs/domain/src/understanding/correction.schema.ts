import { flag, listOf, oneOf, text, type JsonSchema } from '../shared/json-schema.js';
import { RECORD_ACTS, type CorrectionKind } from './correction.types.js';

const MOST_TEXT = 200;
const words: JsonSchema = { type: 'string', maxLength: MOST_TEXT };
const several: JsonSchema = listOf(words);
// "everyone", or an object with roles: the engine says which roles there are.
const audience: JsonSchema = {};

/** What each kind of correction takes beside `do`; a question mark: it may be left out. */
const PARTS: Readonly<Record<CorrectionKind, Record<string, JsonSchema>>> = {
  'add-record': { name: words },
  'rename-record': { record: text, name: words },
  'drop-record': { record: text },
  'set-title': { record: text, field: text },
  'set-view': { record: text, view: text },
  'set-access': { record: text, act: oneOf(RECORD_ACTS), to: audience },
  'add-field': { record: text, label: words, kind: text, 'required?': flag, 'choices?': several },
  'rename-field': { record: text, field: text, label: words },
  'set-kind': { record: text, field: text, kind: text },
  'set-required': { record: text, field: text, required: flag },
  'drop-field': { record: text, field: text },
  'move-field': { record: text, field: text, to: { type: 'integer', minimum: 0 } },
  'add-choice': { record: text, field: text, choice: words },
  'rename-choice': { record: text, field: text, choice: text, name: words },
  'drop-choice': { record: text, field: text, choice: text },
  'add-relation': { record: text, to: text, 'required?': flag },
  'add-role': { name: words, joins: oneOf(['invited', 'open']) },
  'rename-role': { role: text, name: words },
  'set-joins': { role: text, joins: oneOf(['invited', 'open']) },
  'drop-role': { role: text },
  'drop-rule': { rule: text },
  'add-lifecycle': { record: text, states: several },
  'add-step': { rule: text, label: words, from: several, to: words, by: audience },
  'drop-step': { rule: text, step: text },
  'add-booking': { record: text },
  'add-review': { record: text },
  'add-comments': { record: text },
  'add-favourites': { record: text },
  'add-view': { record: text, title: words, field: text, is: several },
  'set-look': { 'mood?': text, 'background?': { type: ['string', 'null'] }, 'component?': { type: ['string', 'null'] }, 'isDark?': flag },
};

const SCHEMAS: ReadonlyMap<string, JsonSchema> = new Map(
  Object.entries(PARTS).map(([kind, parts]): [string, JsonSchema] => [
    kind,
    {
      type: 'object',
      properties: {
        do: { type: 'string', enum: [kind] },
        ...Object.fromEntries(Object.entries(parts).map(([name, schema]) => [name.replace('?', ''), schema])),
      },
      required: ['do', ...Object.keys(parts).filter((name) => !name.endsWith('?'))],
      additionalProperties: false,
    },
  ]),
);

/** The form of one kind of correction; undefined: there is no such kind. */
export function correctionSchema(kind: unknown): JsonSchema | undefined {
  return typeof kind === 'string' ? SCHEMAS.get(kind) : undefined;
}
