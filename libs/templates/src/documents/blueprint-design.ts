import { slugOf, type Blueprint, type BlueprintEntity, type FieldType } from '@millwright/domain';
import type { Design, DesignFieldKind, DesignRecord, Field, Rule } from '../design/design.types.js';
import { inOrder } from '../design/in-order.js';
import { shape } from '../design/records.js';
import { sentenceCase, snake } from '../knowledge/words.js';

/** Of accounts, where somebody signs in: the last of the entities. */
export const ACCOUNT = 'User account';

/** What a blueprint's entities cannot say, in its `design`. Entities and their fields are found by name. */
export interface BlueprintDesign {
  purpose: string;
  kind: Design['kind'];
  shape: Design['shape'];
  style: Design['style'];
  roles: Design['roles'];
  records: Record<string, Omit<DesignRecord, 'name' | 'fields'> & { fields: Record<string, FieldExtra> }>;
  rules: Rule[];
  pages: Design['pages'];
}
type FieldExtra = Partial<Omit<Field, 'name' | 'required' | 'values'>>;

const TYPE_OF: Readonly<Record<DesignFieldKind, FieldType>> = {
  text: 'text',
  'long-text': 'long-text',
  integer: 'integer',
  decimal: 'decimal',
  money: 'money',
  percent: 'decimal',
  rating: 'integer',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  email: 'email',
  phone: 'phone',
  url: 'url',
  colour: 'text',
  image: 'text',
  file: 'text',
  enum: 'enum',
  reference: 'reference',
  person: 'reference',
};

/** Entities of a blueprint: the records of a design in their order, then the accounts. */
export function entitiesOf(design: Design): BlueprintEntity[] {
  const named = (table: string | undefined): string => design.records.find((record) => record.table === table)!.name;
  const entities = design.records.map((record): BlueprintEntity => ({
    name: record.name,
    description: `${record.plural} of ${design.name}`,
    fields: record.fields.map(({ name, kind, required, values }) => ({ name, type: TYPE_OF[kind], required, values: values ?? [] })),
    relations: [
      ...record.fields.flatMap((field) =>
        field.kind === 'reference'
          ? [{ kind: 'belongs-to' as const, target: named(field.references), field: field.name }]
          : field.kind === 'person'
            ? [{ kind: 'belongs-to' as const, target: ACCOUNT, field: field.name }]
            : [],
      ),
      ...design.records.flatMap((child) =>
        child.fields
          .filter((field) => field.references === record.table)
          .map((field) => ({ kind: 'has-many' as const, target: child.name, field: field.name })),
      ),
    ],
  }));
  if (design.roles.length === 0) return entities;
  const field = (name: string, type: FieldType, values: string[] = []) => ({ name, type, required: true, values });
  const account: BlueprintEntity = {
    name: ACCOUNT,
    description: `People who sign in to ${design.name}`,
    fields: [
      field('name', 'text'),
      field('email', 'email'),
      field(
        'role',
        'enum',
        design.roles.map(({ slug }) => slug),
      ),
    ],
    relations: [],
  };
  return [...entities, account];
}

export function blueprintDesignOf(design: Design): BlueprintDesign {
  const { purpose, kind, shape: form, style, roles, rules, pages } = design;
  return {
    purpose,
    kind,
    shape: form,
    style,
    roles,
    rules,
    pages,
    records: Object.fromEntries(
      design.records.map(({ name, fields, ...record }) => [
        name,
        {
          ...record,
          fields: Object.fromEntries(fields.map(({ name: field, required: _required, values: _values, ...extra }) => [field, extra])),
        },
      ]),
    ),
  };
}

/**
 * The design of an approved blueprint: its entities and fields as they stand there, everything else as its `design` says.
 * What a person added to the entities gets what such things usually have. An unedited blueprint gives the design that it
 * was made from.
 */
export function designOfBlueprint(blueprint: Blueprint): Design {
  const said = blueprint.design as unknown as BlueprintDesign;
  const entities = blueprint.entities.filter(({ name }) => !(name === ACCOUNT && said.roles.length > 0));
  const tables = new Map(entities.map(({ name }) => [name, said.records[name]?.table ?? snake(name)]));
  const records = entities.map((entity): DesignRecord => {
    const known = said.records[entity.name];
    const fields = entity.fields.map((field) => fieldOf(entity, field, known?.fields[field.name], tables));
    const title =
      known && fields.some(({ name }) => name === known.title)
        ? known.title
        : (fields.find(({ kind }) => kind === 'text')?.name ?? fields[0]!.name);
    if (known) {
      const { fields: _fields, owner, ...rest } = known;
      return { name: entity.name, ...rest, ...(owner && fields.some(({ name }) => name === owner) ? { owner } : {}), title, fields };
    }
    const everyone = said.roles.length === 0 ? ('everyone' as const) : undefined;
    const first = everyone ?? { roles: [said.roles[0]!.slug] };
    return shape({
      name: entity.name.toLowerCase(),
      fields,
      title,
      access: { read: 'everyone', create: first, change: first, remove: first },
      view: 'table',
      createLabel: `Add ${entity.name.toLowerCase()}`,
    });
  });
  const kept = new Set(records.map(({ table }) => table));
  return {
    name: blueprint.project_name,
    slug: slugOf(blueprint.project_name),
    purpose: said.purpose,
    kind: said.kind,
    shape: said.shape,
    style: said.style,
    roles: said.roles,
    records: inOrder(records),
    rules: said.rules.filter((rule) => tablesOf(rule).every((table) => kept.has(table))),
    pages: said.pages,
  };
}

function fieldOf(
  entity: BlueprintEntity,
  { name, type, required, values }: BlueprintEntity['fields'][number],
  extra: FieldExtra | undefined,
  tables: ReadonlyMap<string, string>,
): Field {
  const relation = entity.relations.find((one) => one.kind === 'belongs-to' && one.field === name);
  const isPerson = type === 'reference' && relation?.target === ACCOUNT;
  // A kind that a blueprint has no word for stays where its type was not changed.
  const kind: DesignFieldKind =
    extra?.kind && TYPE_OF[extra.kind] === type && (type !== 'reference' || isPerson === (extra.kind === 'person'))
      ? extra.kind
      : isPerson
        ? 'person'
        : type;
  const { references: _references, ...rest } = extra ?? {};
  return {
    label: sentenceCase(name.replace(/_id$/, '').replaceAll('_', ' ')),
    origin: 'stated',
    ...rest,
    name,
    kind,
    required,
    ...(kind === 'enum' ? { values } : {}),
    ...(kind === 'reference' && relation ? { references: tables.get(relation.target) ?? snake(relation.target) } : {}),
  };
}

/** Tables that a rule cannot do without. */
export function tablesOf(rule: Rule): string[] {
  const parts = rule as unknown as Record<string, unknown>;
  return [
    'record',
    'of',
    'product',
    'order',
    'line',
    'poll',
    'option',
    'vote',
    'quiz',
    'survey',
    'question',
    'attempt',
    'response',
  ].flatMap((key) => (typeof parts[key] === 'string' ? [parts[key]] : []));
}
