import type { EntitySpec } from '../domain/entity.ts';
import type { FieldSpec } from '../domain/fields.ts';

const FORMATS: Partial<Record<FieldSpec['kind'], object>> = {
  integer: { type: 'integer' },
  reference: { type: 'integer' },
  decimal: { type: 'number' },
  money: { type: 'number', minimum: 0 },
  boolean: { type: 'integer', enum: [0, 1] },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$' },
  time: { type: 'string', pattern: '^\\d{2}:\\d{2}$' },
  email: { type: 'string', format: 'email' },
  url: { type: 'string', format: 'uri' },
};

/** The OpenAPI document of the API, made from the same definitions that the API runs on. */
export function openApiOf(title: string, description: string, entities: readonly EntitySpec[], hasSignIn: boolean): object {
  const paths: Record<string, object> = {};
  const schemas: Record<string, object> = {
    Error: { type: 'object', required: ['error'], properties: { error: { type: 'string' }, fields: { type: 'object', additionalProperties: { type: 'string' } } } },
  };
  for (const entity of entities) {
    const name = entity.singular.replaceAll(' ', '');
    schemas[name] = schemaOf(entity, true);
    schemas[`New${name}`] = schemaOf(entity, false);
    const one = reference(name);
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
    paths[`/api/${entity.path}`] = {
      get: operation(`List ${entity.plural.toLowerCase()}`, { 200: { type: 'object', properties: { items: { type: 'array', items: one }, total: { type: 'integer' }, limit: { type: 'integer' }, offset: { type: 'integer' } } } }, [
        ...['search', 'sort'].map((parameter) => ({ name: parameter, in: 'query', schema: { type: 'string' } })),
        ...['limit', 'offset'].map((parameter) => ({ name: parameter, in: 'query', schema: { type: 'integer' } })),
      ]),
      post: { ...operation(entity.createLabel, { 201: one }), requestBody: body(`New${name}`) },
    };
    paths[`/api/${entity.path}/{id}`] = {
      get: operation(`Read one ${entity.singular.toLowerCase()}`, { 200: one }, [id]),
      patch: { ...operation(`Change a ${entity.singular.toLowerCase()}`, { 200: one }, [id]), requestBody: body(`New${name}`) },
      delete: operation(`Delete a ${entity.singular.toLowerCase()}`, { 204: undefined }, [id]),
    };
    for (const action of entity.actions) paths[`/api/${entity.path}/{id}/${action.name}`] = { post: operation(action.label, { 200: one }, [id]) };
  }
  return {
    openapi: '3.1.0',
    info: { title, description, version: '1.0.0' },
    paths,
    components: { schemas, ...(hasSignIn ? { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } : {}) },
    ...(hasSignIn ? { security: [{ token: [] }] } : {}),
  };
}

const reference = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const body = (name: string): object => ({ required: true, content: { 'application/json': { schema: reference(name) } } });

function operation(summary: string, responses: Record<number, object | undefined>, parameters: object[] = []): object {
  return {
    summary,
    parameters,
    responses: {
      ...Object.fromEntries(Object.entries(responses).map(([status, schema]) => [status, { description: 'Done', ...(schema ? { content: { 'application/json': { schema } } } : {}) }])),
      default: { description: 'Refused', content: { 'application/json': { schema: reference('Error') } } },
    },
  };
}

function schemaOf(entity: EntitySpec, isStored: boolean): object {
  const own = Object.fromEntries(entity.fields.map((field) => [field.name, field.kind === 'enum' ? { type: 'string', enum: field.values ?? [] } : (FORMATS[field.kind] ?? { type: 'string' })]));
  const required = entity.fields.filter((field) => field.required && !(field.name === 'status' && field.kind === 'enum')).map((field) => field.name);
  if (!isStored) return { type: 'object', required, properties: own };
  return { type: 'object', required: ['id', ...required], properties: { id: { type: 'integer' }, ...own, created_at: { type: 'string' }, updated_at: { type: 'string' } } };
}
