import { treeFaults, type Blueprint, type BlueprintEntity } from '@millwright/domain';
import { OWN_PATHS } from './analysis/analyse.js';
import { blueprintOf } from './documents/blueprint.js';
import type { DomainModel, Entity } from './domain-model.js';
import { modelOfBlueprint } from './read-blueprint.js';

const ENTITY_NAME = /^[A-Za-z][A-Za-z0-9 -]{0,59}$/;
const FIELD_NAME = /^[a-z][a-z0-9_]{0,40}$/;
const OWN_FIELDS = new Set(['id', 'created_at', 'updated_at', 'constructor']);
const OWN_TABLES = new Set(['schema_migration', 'user_account', 'user_session']);
// Methods that every service has already, and addresses beside those of actions.
const OWN_ACTIONS = new Set([
  'list',
  'get',
  'create',
  'update',
  'delete',
  'act',
  'choices',
  'new',
  'edit',
  'with-defaults',
  'parent-label',
]);
// Without these nothing starts.
const NEEDED = new Set(['package.json', 'src/app.ts', 'src/main.ts', 'src/seed.ts']);
const OTHER = 'fork the generation with an engine that has a model for it';

/**
 * What of a blueprint the templates cannot write, one sentence each, by its place; empty where they write all of it. What
 * is for people to read, such as a purpose, may say anything.
 */
export function blueprintEditFaults(described: DomainModel, blueprint: Blueprint): string[] {
  const faults = blueprint.entities.flatMap((entity, i) => entityFaults(entity, `entities.${i}`));
  if (blueprint.entities.length === 0) faults.push('entities: the templates need at least one');
  // What follows reads names as parts of code.
  if (faults.length > 0) return faults;
  const model = modelOfBlueprint(described, blueprint);
  faults.push(...nameFaults(model.entities), ...requiredFaults(model, blueprint));
  if (faults.length > 0) return faults;
  const whole = blueprintOf({ ...model, without: new Set() });
  const clash = treeFaults(whole.files.map(({ path }) => path));
  if (clash.length > 0) return clash.map(({ path, message }) => `entities: with these names "${path}" ${message}`);
  return [...fileFaults(blueprint, whole), ...endpointFaults(blueprint, whole), ...settingFaults(blueprint, whole)];
}

function entityFaults({ name, fields, relations }: BlueprintEntity, at: string): string[] {
  const faults: string[] = [];
  if (!ENTITY_NAME.test(name)) faults.push(`${at}.name: "${name.slice(0, 60)}" may hold letters a to z, digits, spaces and dashes alone`);
  for (const [i, field] of fields.entries()) {
    const place = `${at}.fields.${i}`;
    if (!FIELD_NAME.test(field.name) || OWN_FIELDS.has(field.name))
      faults.push(
        `${place}.name: "${field.name.slice(0, 60)}" must be small letters, digits and underscores, and none of ${[...OWN_FIELDS].join(', ')}`,
      );
    if (fields.findIndex((other) => other.name === field.name) !== i) faults.push(`${place}.name: "${field.name}" is there twice`);
    if (
      field.type === 'enum' &&
      (new Set(field.values).size < field.values.length ||
        field.values.some((value) => value !== value.trim() || value.length > 100 || /\p{C}/u.test(value)))
    )
      faults.push(`${place}.values: must be different, on one line, and of at most 100 characters`);
    if (field.type === 'reference' && relations.filter((one) => one.kind === 'belongs-to' && one.field === field.name).length !== 1)
      faults.push(`${place}: a reference needs one relation of the kind belongs-to with the field "${field.name}"`);
  }
  if (!fields.some(({ type }) => type !== 'reference')) faults.push(`${at}.fields: one of them has to be no reference`);
  for (const [i, { kind, field }] of relations.entries()) {
    if (kind === 'many-to-many')
      faults.push(`${at}.relations.${i}: the templates have no many-to-many; make an entity that belongs to both`);
    if (kind === 'belongs-to' && !fields.some((one) => one.name === field && one.type === 'reference'))
      faults.push(`${at}.relations.${i}.field: "${field}" is no field of the type reference`);
  }
  return faults;
}

function nameFaults(entities: readonly Entity[]): string[] {
  const faults: string[] = [];
  const once = (what: string, names: readonly string[]): void => {
    for (const name of new Set(names.filter((one, i) => names.indexOf(one) !== i)))
      faults.push(`entities: two of them have the ${what} "${name}"`);
  };
  once(
    'table',
    entities.map(({ table }) => table),
  );
  once(
    'address',
    entities.map(({ path }) => path),
  );
  once(
    'class',
    entities.map(({ className }) => className),
  );
  once(
    'variable',
    entities.map(({ variable }) => variable),
  );
  for (const { name, table, path, actions, fields, variable } of entities) {
    if (OWN_TABLES.has(table) || OWN_PATHS.has(path) || variable === 'accounts')
      faults.push(`entities: "${name}" is a name that the project’s own code has`);
    once(
      `action of ${name}`,
      actions.map((action) => action.name),
    );
    for (const action of actions) {
      if (OWN_ACTIONS.has(action.name)) faults.push(`endpoints: "${action.name}" of ${name} is a name that every record has already`);
      if (!fields.some((field) => field.name === 'status' && field.kind === 'enum' && field.values.includes(action.status)))
        faults.push(`entities: "${name}" needs the field status, an enum with the value "${action.status}", for ${action.name}`);
    }
  }
  return faults;
}

/** A circle of records in which each needs another first is one that none can be made in. */
function requiredFaults(model: DomainModel, blueprint: Blueprint): string[] {
  return model.entities.flatMap(({ name, fields }) =>
    blueprint.entities
      .find((entity) => entity.name === name)!
      .fields.filter((field) => field.required && !fields.find((one) => one.name === field.name)!.required)
      .map((field) => `entities: "${field.name}" of ${name} cannot be required, since the two need each other`),
  );
}

function fileFaults(blueprint: Blueprint, whole: Blueprint): string[] {
  const kept = new Set(blueprint.files.map(({ path }) => path));
  const faults: string[] = [];
  for (const [i, file] of blueprint.files.entries()) {
    const own = whole.files.find(({ path }) => path === file.path);
    if (!own) {
      faults.push(`files.${i}.path: the templates have nothing for "${file.path}"; take it out, or ${OTHER}`);
      continue;
    }
    const needs = own.depends_on.filter((path) => kept.has(path));
    if (!isSame(needs, file.depends_on)) faults.push(`files.${i}.depends_on: "${file.path}" is written with ${said(needs)}`);
    if (file.exports && !isSame(own.exports ?? [], file.exports))
      faults.push(`files.${i}.exports: "${file.path}" is written with ${said(own.exports ?? [])}`);
  }
  for (const { path } of whole.files) {
    if (kept.has(path)) continue;
    const needing = whole.files.find((file) => kept.has(file.path) && file.depends_on.includes(path));
    if (NEEDED.has(path) || needing)
      faults.push(`files: "${path}" cannot be left out, since ${needing ? `"${needing.path}" needs it` : 'nothing starts without it'}`);
  }
  return faults;
}

function endpointFaults({ endpoints, events }: Blueprint, whole: Blueprint): string[] {
  const nameOf = ({ method, path }: Blueprint['endpoints'][number]): string => `${method} ${path}`;
  return [
    ...endpoints.flatMap((endpoint, i) =>
      whole.endpoints.some((own) => nameOf(own) === nameOf(endpoint))
        ? []
        : [`endpoints.${i}: the templates have nothing for "${nameOf(endpoint)}"; take it out, or ${OTHER}`],
    ),
    ...whole.endpoints.flatMap((own) =>
      endpoints.some((endpoint) => nameOf(own) === nameOf(endpoint))
        ? []
        : [`endpoints: "${nameOf(own)}" cannot be left out; every record has it`],
    ),
    ...events.flatMap(({ name }, i) =>
      whole.events.some((own) => own.name === name)
        ? []
        : [`events.${i}.name: the templates have no "${name}"; they have ${said(whole.events.map((own) => own.name))}`],
    ),
  ];
}

function settingFaults({ scripts, environment }: Blueprint, whole: Blueprint): string[] {
  return [
    ...(isSame(Object.keys(scripts), Object.keys(whole.scripts))
      ? []
      : [`scripts: the templates have ${said(Object.keys(whole.scripts))}`]),
    ...environment.flatMap(({ name, default: value }, i) => {
      const own = whole.environment.find((one) => one.name === name);
      if (!own) return [`environment.${i}.name: the templates read no "${name}"`];
      return own.default === value ? [] : [`environment.${i}.default: the templates have "${own.default}"`];
    }),
  ];
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join('\n') === [...b].sort().join('\n');
const said = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));
