import type { JsonSchema } from '@millwright/domain';

const REFUSED = ['minLength', 'maxLength', '$id', 'title'] as const;

/** Why OpenAI's strict mode would refuse a schema; undefined where it takes it. */
export function strictFault(schema: JsonSchema, at = 'root'): string | undefined {
  for (const word of REFUSED) if (schema[word] !== undefined && at !== 'root') return `${at}: '${word}' is not permitted`;
  if (schema.type === 'object') {
    if (schema.additionalProperties !== false) return `${at}: 'additionalProperties' is required to be supplied and to be false`;
    const names = Object.keys(schema.properties ?? {});
    const missing = names.find((name) => !schema.required?.includes(name));
    if (missing) return `${at}: 'required' is required to be an array including every key in properties. Missing '${missing}'`;
    for (const name of names) {
      const fault = strictFault(schema.properties![name]!, `${at}.${name}`);
      if (fault) return fault;
    }
  }
  return schema.items ? strictFault(schema.items, `${at}[]`) : undefined;
}

/** A value as the schema of a request has it: maps as lists of pairs where it wants these. */
export function shapeFor(schema: JsonSchema, value: unknown): unknown {
  if (schema.type === 'array' && schema.items) {
    const isPairs = schema.items.properties?.key !== undefined && schema.items.properties.value !== undefined;
    if (isPairs && typeof value === 'object' && value !== null && !Array.isArray(value))
      return Object.entries(value).map(([key, inner]) => ({ key, value: inner }));
    return Array.isArray(value) ? value.map((item) => shapeFor(schema.items!, item)) : value;
  }
  if (schema.properties && typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, schema.properties![name] ? shapeFor(schema.properties![name], inner) : inner]),
    );
  return value;
}
