import type { Blueprint, BlueprintEntity, BlueprintFile, DevelopmentPlan } from '@millwright/domain';
import { isPersonName, inOrder, tableOf, variableOf } from './analysis/analyse.js';
import { STATUS_OF } from './analysis/lexicon.js';
import { capital, kebab, pascal, plural, sentenceCase, titleCase } from './analysis/words.js';
import { slugOf } from '@millwright/domain';
import type { Action, DomainModel, Entity } from './domain-model.js';
import { planOf } from './documents/plan.js';
import { projectFiles } from './project/project-files.js';

const LONGEST_LABEL = 60;

/**
 * The model of an approved blueprint: what a person changed in it is what is written. What a blueprint does not say (how
 * it looks, who signs in) is as the description has it. An unedited blueprint gives the model that it was made from.
 */
export function modelOfBlueprint(described: DomainModel, blueprint: Blueprint): DomainModel {
  const entities = blueprint.entities.map((entity) => entityOf(entity, blueprint));
  const model: DomainModel = {
    ...described,
    projectName: blueprint.project_name,
    slug: slugOf(blueprint.project_name),
    summary: blueprint.description,
    entities: inOrder(entities),
    actors: has(blueprint, 'src/security/accounts.ts') ? described.actors : [],
  };
  return { ...model, without: new Set(projectFiles(model).flatMap(({ path }) => (has(blueprint, path) ? [] : [path]))) };
}

/** The model that an approved plan leaves of a description: what it has no feature for is left out. */
export function modelOfPlan(described: DomainModel, plan: DevelopmentPlan): DomainModel {
  const names = new Set(plan.features.map(({ name }) => name));
  const kept = described.entities.filter((entity) => names.has(entity.plural));
  const tables = new Set(kept.map(({ table }) => table));
  const entities =
    kept.length === described.entities.length || kept.length === 0
      ? described.entities
      : kept.map((entity) => ({ ...entity, fields: entity.fields.filter(({ references }) => !references || tables.has(references)) }));
  return {
    ...described,
    summary: plan.summary,
    entities,
    actors: described.kind === 'site' || names.has('Sign-in') ? described.actors : [],
  };
}

/** What of a plan no template follows, one sentence each. */
export function planEditFaults(described: DomainModel, plan: DevelopmentPlan): string[] {
  const own = planOf(described);
  const features = own.features.map(({ name }) => name);
  const users = own.users.map(({ name }) => name);
  const kept = new Set(plan.features.map(({ name }) => name));
  return [
    ...plan.features.flatMap(({ name }, i) =>
      features.includes(name) ? [] : [`features.${i}.name: the templates know no feature "${name}"; they know ${features.join(', ')}`],
    ),
    ...(described.entities.some((entity) => kept.has(entity.plural)) ? [] : ['features: at least one kind of record has to be left']),
    ...(plan.users.map(({ name }) => name).join('\n') === users.join('\n')
      ? []
      : [`users: the templates take those of the description, ${users.join(', ')}`]),
  ];
}

const has = ({ files }: Blueprint, path: string): boolean => files.some((file) => file.path === path);

/** The file that defines an entity, where the blueprint lists it. */
export const domainFileOf = ({ files }: Blueprint, name: string): BlueprintFile | undefined =>
  files.find(({ path, role, entities }) => role === 'model' && entities.includes(name) && /^src\/domain\/[a-z0-9-]+\.ts$/.test(path));

function entityOf({ name, description, fields, relations }: BlueprintEntity, blueprint: Blueprint): Entity {
  const file = domainFileOf(blueprint, name);
  const [className = pascal(name), spec = ''] = file?.exports ?? [];
  const endpoints = blueprint.endpoints.filter(({ entity }) => entity === name);
  const base = endpoints.map(({ method, path }) => (method === 'GET' ? /^\/api\/([a-z0-9-]+)$/.exec(path)?.[1] : undefined)).find(Boolean);
  const path = base ?? kebab(plural(name));
  const label = endpoints.find(({ method, path: at }) => method === 'POST' && at === `/api/${path}`)?.purpose.trim();
  const suffix = ` of ${blueprint.project_name}`;
  return {
    name,
    plural:
      description.endsWith(suffix) && description.length > suffix.length ? description.slice(0, -suffix.length) : titleCase(plural(name)),
    variable: /^[a-z]\w*Spec$/.test(spec) ? spec.slice(0, -'Spec'.length) : variableOf(name),
    className,
    table: tableOf(name),
    path,
    file: file ? file.path.slice('src/domain/'.length, -'.ts'.length) : kebab(name),
    fields: fields.map(({ name: field, type, required, values }) => {
      const target = type === 'reference' ? relations.find((one) => one.kind === 'belongs-to' && one.field === field)?.target : undefined;
      return {
        name: field,
        label: sentenceCase(type === 'reference' ? field.replace(/_id$/, '') : field),
        kind: type,
        required,
        values: type === 'enum' ? values : [],
        ...(target ? { references: tableOf(target) } : {}),
      };
    }),
    actions: endpoints.flatMap((endpoint) => actionOf(endpoint, path)),
    createLabel: label && label.length <= LONGEST_LABEL ? label : `Add ${name.toLowerCase()}`,
    isActor: isPersonName(name),
  };
}

/** `POST /api/things/:id/close` closes a thing: the status is that of the verb, or the last word of its purpose. */
function actionOf({ method, path, purpose }: Blueprint['endpoints'][number], base: string): Action[] {
  const name = method === 'POST' ? new RegExp(`^/api/${base}/:id/([a-z]+(?:-[a-z]+)*)$`).exec(path)?.[1] : undefined;
  if (!name) return [];
  const status = STATUS_OF[name] || /\b(\w+)\W*$/.exec(purpose)?.[1]?.toLowerCase();
  return status ? [{ name, label: capital(name), status }] : [];
}
