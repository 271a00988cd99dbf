/** The part of JSON Schema (draft 2020-12) that the published schemas use; providers' strict modes accept it. */
export interface JsonSchema {
  $id?: string;
  title?: string;
  description?: string;
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null' | ('string' | 'null')[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  enum?: readonly (string | number)[];
  minItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

/** An object whose listed properties are all required and which takes no others. */
export function strictObject(properties: Record<string, JsonSchema>, extra: Partial<JsonSchema> = {}): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false, ...extra };
}

export function listOf(items: JsonSchema, minItems = 0): JsonSchema {
  return minItems > 0 ? { type: 'array', items, minItems } : { type: 'array', items };
}

export const text: JsonSchema = { type: 'string', minLength: 1 };
export const flag: JsonSchema = { type: 'boolean' };

export function oneOf(values: readonly string[]): JsonSchema {
  return { type: 'string', enum: values };
}

/** An object with keys of one's own choice. */
export function mapOf(values: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: values };
}
