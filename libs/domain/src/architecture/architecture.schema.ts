import { listOf, strictObject, text } from '../shared/json-schema.js';

export const TECHNICAL_ARCHITECTURE_SCHEMA = strictObject(
  {
    overview: text,
    components: listOf(
      strictObject({
        name: text,
        kind: text,
        responsibility: text,
        talks_to: listOf(strictObject({ component: text, protocol: text, purpose: text })),
      }),
      1,
    ),
    stack: listOf(strictObject({ technology: text, purpose: text, reason: text }), 1),
    data_stores: listOf(strictObject({ name: text, kind: text, holds: listOf(text) })),
    protocols: listOf(strictObject({ name: text, used_for: text })),
    security: listOf(text),
    deployment: listOf(text),
  },
  { $id: 'technical-architecture', title: 'Technical architecture' },
);
