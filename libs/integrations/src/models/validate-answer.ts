import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonSchema } from '@millwright/domain';

const ajv = new Ajv2020({ allErrors: true, strict: false });
const compiled = new WeakMap<JsonSchema, ReturnType<Ajv2020['compile']>>();

/** What keeps a value from fitting a schema, one sentence a fault; empty where it fits. */
export function schemaFaults(schema: JsonSchema, value: unknown): string[] {
  let validate = compiled.get(schema);
  if (!validate) {
    // Without its $id, so that the same schema may be compiled by several callers.
    const { $id: _, ...anonymous } = schema;
    validate = ajv.compile(anonymous);
    compiled.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath || '(root)'} ${error.message ?? 'is wrong'}`);
}
