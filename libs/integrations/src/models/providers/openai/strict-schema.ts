import type { JsonSchema } from '@millwright/domain';

/**
 * A schema as OpenAI's strict mode takes it: no bounds on lengths and counts (our own validation has them), and
 * maps of free keys as lists of pairs, which `mapsFromPairs` turns back.
 */
export function strictSchema(schema: JsonSchema): JsonSchema {
  const { $id: _id, title: _title, minLength: _min, maxLength: _max, minItems: _items, pattern: _pattern, ...rest } = schema;
  if (isMap(schema)) {
    const value = typeof schema.additionalProperties === 'object' ? strictSchema(schema.additionalProperties) : { type: 'string' as const };
    return {
      type: 'array',
      items: { type: 'object', properties: { key: { type: 'string' }, value }, required: ['key', 'value'], additionalProperties: false },
    };
  }
  return {
    ...rest,
    ...(schema.properties
      ? { properties: Object.fromEntries(Object.entries(schema.properties).map(([name, inner]) => [name, strictSchema(inner)])) }
      : {}),
    ...(schema.items ? { items: strictSchema(schema.items) } : {}),
  };
}

/** An answer with the maps of its schema as maps, where they came as lists of pairs. Anything else stays as it is. */
export function mapsFromPairs(schema: JsonSchema, value: unknown): unknown {
  if (isMap(schema)) {
    if (!Array.isArray(value)) return value;
    return Object.fromEntries(
      value.flatMap((pair: unknown) =>
        typeof pair === 'object' && pair !== null && 'key' in pair && 'value' in pair ? [[String(pair.key), pair.value]] : [],
      ),
    );
  }
  if (schema.items && Array.isArray(value)) return value.map((item) => mapsFromPairs(schema.items!, item));
  if (schema.properties && typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        schema.properties![name] ? mapsFromPairs(schema.properties![name], inner) : inner,
      ]),
    );
  return value;
}

const isMap = (schema: JsonSchema): boolean =>
  schema.type === 'object' && !schema.properties && schema.additionalProperties !== undefined && schema.additionalProperties !== false;
