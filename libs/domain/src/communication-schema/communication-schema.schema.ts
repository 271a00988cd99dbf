import { listOf, mapOf, strictObject, text, type JsonSchema } from '../shared/json-schema.js';

const criticality: JsonSchema = { type: 'integer', minimum: 1, maximum: 10 };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const file = strictObject({
  criticality,
  file_type: text,
  dependencies: listOf(text),
  communicates: mapOf(strictObject({ protocol: text, purpose: text })),
  triggers: listOf(text),
  modifies: listOf(text),
  why: listOf(strictObject({ reason: text, points: { type: 'number' } }), 1),
});

export const COMMUNICATION_SCHEMA_SCHEMA = strictObject(
  {
    version: text,
    project_name: text,
    global_protocols: mapOf(strictObject({ used_for: text, connections: count })),
    directory_structure: mapOf(
      strictObject({
        criticality,
        description: text,
        files: mapOf(file),
        directories: mapOf(strictObject({ criticality, description: text })),
        receives_from: listOf(text),
        sends_to: listOf(text),
        protocols: listOf(text),
      }),
    ),
    event_flows: mapOf(strictObject({ emitted_by: text, handled_by: listOf(text), payload: listOf(text) })),
    communication_matrix: strictObject({ components: listOf(text), rows: listOf(listOf(count)) }),
    dependency_priority: strictObject({
      order: listOf(strictObject({ path: text, priority: { type: 'integer', minimum: 1 }, criticality })),
      cycles: listOf(listOf(text, 2)),
    }),
  },
  { $id: 'communication-schema', title: 'Communication schema' },
);
