import { flag, listOf, mapOf, oneOf, strictObject, text } from '../shared/json-schema.js';
import { FIELD_TYPES, FILE_ROLES } from './blueprint.types.js';

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
        method: oneOf(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
        path: { type: 'string', pattern: '^/' },
        purpose: text,
        entity: { type: 'string' },
      }),
    ),
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
      }),
      1,
    ),
    scripts: mapOf(text),
    environment: listOf(strictObject({ name: text, default: { type: 'string' }, purpose: text })),
  },
  { $id: 'blueprint', title: 'Blueprint' },
);

/** A blueprint as it is kept: also with what the built-in engine means beyond it, which no model is asked for. */
export const KEPT_BLUEPRINT_SCHEMA = {
  ...BLUEPRINT_SCHEMA,
  properties: { ...BLUEPRINT_SCHEMA.properties, design: { type: 'object' as const } },
};
