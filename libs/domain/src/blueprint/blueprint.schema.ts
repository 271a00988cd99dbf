import { flag, listOf, mapOf, oneOf, strictObject, text, type JsonSchema } from '../shared/json-schema.js';
import { ANSWER_KINDS, BODY_KINDS, FIELD_TYPES, FILE_ROLES, PARAMETER_PLACES } from './blueprint.types.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const note: JsonSchema = { type: 'string' };
const address: JsonSchema = { type: 'string', pattern: '^/' };
const named = { name: text, type: text, required: flag };

/** What an endpoint says beside its address since files are checked against it. */
const AGREED = {
  served_by: text,
  access: text,
  parameters: listOf(strictObject({ ...named, in: oneOf(PARAMETER_PLACES) })),
  body: strictObject({ kind: oneOf(BODY_KINDS), fields: listOf(strictObject(named)) }),
  answers: listOf(strictObject({ status: { type: 'integer' }, kind: oneOf(ANSWER_KINDS), shape: note, when: note }), 1),
};

const PAGE = strictObject({
  address,
  drawn_by: text,
  links: listOf(address),
  forms: listOf(strictObject({ method: oneOf(['GET', 'POST']), action: address, fields: listOf(text) })),
  requests: listOf(strictObject({ method: oneOf(METHODS), path: address })),
});
const TABLE = strictObject({ name: text, entity: note, owner: text, columns: listOf(strictObject(named), 1) });
const CRITERION = strictObject({
  id: { type: 'string', pattern: '^[1-9]\\d*\\.[1-9]\\d*$' },
  met_by: listOf(text, 1),
  shown_by: strictObject({ file: text, test: text }),
});

/** What a model is asked for. */
export const BLUEPRINT_SCHEMA = strictObject(
  {
    project_name: text,
    description: text,
    technologies: listOf(text, 1),
    entities: listOf(
      strictObject({
        name: text,
        description: text,
        fields: listOf(strictObject({ name: text, type: oneOf(FIELD_TYPES), required: flag, values: listOf(text) }), 1),
        relations: listOf(strictObject({ kind: oneOf(['belongs-to', 'has-many', 'many-to-many']), target: text, field: text })),
      }),
    ),
    components: listOf(strictObject({ name: text, kind: text, responsibility: text, files: listOf(text) }), 1),
    endpoints: listOf(
      strictObject({
        method: oneOf(METHODS),
        path: address,
        purpose: text,
        entity: note,
        ...AGREED,
      }),
    ),
    pages: listOf(PAGE),
    tables: listOf(TABLE),
    events: listOf(strictObject({ name: text, emitted_by: text, handled_by: listOf(text), payload: listOf(text) })),
    directories: listOf(strictObject({ path: text, purpose: text })),
    files: listOf(
      strictObject({
        path: text,
        purpose: text,
        role: oneOf(FILE_ROLES),
        component: text,
        depends_on: listOf(text),
        entities: listOf(text),
        exports: listOf(text),
        declarations: note,
      }),
      1,
    ),
    criteria: listOf(CRITERION),
    packages: listOf(strictObject({ name: text, version: text, development: flag })),
    scripts: mapOf(text),
    environment: listOf(strictObject({ name: text, default: { type: 'string' }, purpose: text })),
  },
  { $id: 'blueprint', title: 'Blueprint' },
);

/** A schema whose named properties, at a place below it, may be left out. */
function without(schema: JsonSchema, place: readonly string[], optional: readonly string[]): JsonSchema {
  const [first, ...rest] = place;
  if (first === undefined) return { ...schema, required: schema.required!.filter((name) => !optional.includes(name)) };
  if (first === '[]') return { ...schema, items: without(schema.items!, rest, optional) };
  return { ...schema, properties: { ...schema.properties, [first]: without(schema.properties![first]!, rest, optional) } };
}

/**
 * A blueprint as it is kept: also one from before files were declared, and with what the built-in engine means beyond it,
 * which no model is asked for.
 */
export const KEPT_BLUEPRINT_SCHEMA: JsonSchema = without(
  without(
    without(
      { ...BLUEPRINT_SCHEMA, properties: { ...BLUEPRINT_SCHEMA.properties, design: { type: 'object' } } },
      [],
      ['pages', 'tables', 'criteria', 'packages'],
    ),
    ['endpoints', '[]'],
    Object.keys(AGREED),
  ),
  ['files', '[]'],
  ['declarations'],
);
