import type { Blueprint } from '@millwright/domain';
import {
  DESIGN_FIELD_KINDS,
  LIST_VIEWS,
  MOODS,
  PROJECT_KINDS,
  type Audience,
  type DesignRecord,
  type Rule,
} from '../design/design.types.js';
import { ACCOUNT, designOfBlueprint, tablesOf, type BlueprintDesign } from './blueprint-design.js';

const NAME = /^[a-z][a-z0-9_]{0,60}$/;
const FUNCTION = /^[a-z][A-Za-z0-9]{0,80}$/;

/**
 * What of an edited blueprint no template writes, one sentence a fault, each naming its place; all of them at once.
 */
export function designFaults(blueprint: Blueprint): string[] {
  const said = blueprint.design as unknown as BlueprintDesign | undefined;
  if (
    !said ||
    !Array.isArray(said.roles) ||
    !Array.isArray(said.rules) ||
    !Array.isArray(said.pages) ||
    typeof said.records !== 'object' ||
    typeof said.style !== 'object'
  )
    return ['design: the templates need it as the blueprint had it: roles, records, rules, pages and style'];
  const faults: string[] = [];
  if (!PROJECT_KINDS.includes(said.kind)) faults.push(`design.kind: must be one of ${PROJECT_KINDS.join(', ')}`);
  if (!MOODS.includes(said.style.mood)) faults.push(`design.style.mood: must be one of ${MOODS.join(', ')}`);
  for (const part of ['background', 'component'] as const)
    if (said.style[part] !== undefined && !/^#[0-9a-f]{6}$/i.test(said.style[part]))
      faults.push(`design.style.${part}: must be a colour such as #336699`);
  if (said.roles.length > 0 && said.roles.filter(({ joins }) => joins === 'first').length !== 1)
    faults.push('design.roles: exactly one of them joins as "first"');
  for (const [i, role] of said.roles.entries())
    if (!/^[a-z][a-z0-9-]{0,40}$/.test(role.slug)) faults.push(`design.roles.${i}.slug: must be lower case letters, digits and hyphens`);
  const entities = blueprint.entities.filter(({ name }) => !(name === ACCOUNT && said.roles.length > 0));
  if (entities.length === 0 && said.rules.length === 0) faults.push('entities: at least one kind of record has to be left');
  for (const [i, entity] of blueprint.entities.entries()) {
    if (!/^[A-Za-z][A-Za-z0-9 -]{0,60}$/.test(entity.name))
      faults.push(`entities.${i}.name: "${entity.name.slice(0, 60)}" must be letters, digits and spaces, at most 60`);
    if (entity.fields.length === 0) faults.push(`entities.${i}.fields: needs at least one field`);
    const names = entity.fields.map(({ name }) => name);
    for (const [j, field] of entity.fields.entries()) {
      if (!NAME.test(field.name) || ['id', 'created_at', 'updated_at'].includes(field.name))
        faults.push(
          `entities.${i}.fields.${j}.name: "${field.name.slice(0, 60)}" must be lower case letters, digits and underscores, and none of id, created_at, updated_at`,
        );
      if (names.indexOf(field.name) !== j) faults.push(`entities.${i}.fields.${j}.name: "${field.name}" is there twice`);
      if (field.type === 'reference' && !entity.relations.some((one) => one.kind === 'belongs-to' && one.field === field.name))
        faults.push(`entities.${i}.fields.${j}: a reference needs a relation "belongs-to" with the field "${field.name}"`);
    }
  }
  if (faults.length > 0) return faults;
  const { records, rules, roles } = designOfBlueprint(blueprint);
  const slugs = new Set(roles.map(({ slug }) => slug));
  const audience = (one: Audience, at: string): void => {
    if (
      typeof one === 'string'
        ? one !== 'everyone' && one !== 'signed-in'
        : ![...('roles' in one ? one.roles : one.own)].every((slug) => slugs.has(slug))
    )
      faults.push(`${at}: names a role that is not there; there are ${[...slugs].join(', ') || 'none'}`);
  };
  for (const record of records) {
    for (const [what, one] of Object.entries(record.access)) audience(one, `design.records.${record.name}.access.${what}`);
    if (!LIST_VIEWS.includes(record.view)) faults.push(`design.records.${record.name}.view: must be one of ${LIST_VIEWS.join(', ')}`);
    for (const field of record.fields)
      if (!DESIGN_FIELD_KINDS.includes(field.kind))
        faults.push(`design.records.${record.name}.fields.${field.name}.kind: is no kind of field`);
  }
  const twice = rules.map(({ name }) => name).filter((name, i, all) => all.indexOf(name) !== i);
  for (const name of new Set(twice)) faults.push(`design.rules: "${name}" is there twice`);
  for (const [i, rule] of rules.entries()) {
    const at = `design.rules.${i}`;
    if (!FUNCTION.test(rule.name)) faults.push(`${at}.name: must be a name in camel case`);
    audience(rule.by, `${at}.by`);
    faults.push(...ruleFaults(rule, records).map((fault) => `${at} (${rule.name}): ${fault}`));
  }
  return faults;
}

/** Fields that a rule names and its records do not have. */
function ruleFaults(rule: Rule, records: readonly DesignRecord[]): string[] {
  const recordAt = (table: string): DesignRecord | undefined => records.find((one) => one.table === table);
  const needs = (table: string, fields: readonly (string | undefined)[]): string[] => {
    const record = recordAt(table);
    if (!record) return [`there is no record "${table}"`];
    return fields.flatMap((name) =>
      name === undefined || record.fields.some((field) => field.name === name)
        ? []
        : [`${record.name} needs the field "${name}"; take the rule out with it, or leave it there`],
    );
  };
  const missing = tablesOf(rule).filter((table) => !recordAt(table));
  if (missing.length > 0) return missing.map((table) => `there is no record "${table}"`);
  switch (rule.kit) {
    case 'lifecycle': {
      const field = recordAt(rule.record)!.fields.find(({ name }) => name === rule.field);
      const states = [rule.initial, ...rule.steps.flatMap(({ from, to }) => [...from, to])];
      const unknown = [...new Set(states)].filter((state) => field && !field.values?.includes(state));
      return [
        ...needs(rule.record, [rule.field, ...rule.steps.flatMap(({ takes, releases, stamps }) => [takes, releases, stamps])]),
        ...unknown.map((state) => `"${state}" is no value of ${rule.field}`),
      ];
    }
    case 'booking':
      return [
        ...needs(rule.record, [rule.resource, rule.person, rule.start, rule.end, rule.total]),
        ...needs(rule.of, [rule.capacity, rule.rate]),
      ];
    case 'loan':
      return [
        ...needs(rule.record, [rule.resource, rule.person, rule.lentOn, rule.dueOn, rule.returnedOn]),
        ...needs(rule.of, [rule.copies]),
      ];
    case 'cart':
      return [...needs(rule.product, [rule.price, rule.stock]), ...needs(rule.order, [rule.person])];
    case 'enrolment':
      return [...needs(rule.record, [rule.resource, rule.person]), ...needs(rule.of, [rule.capacity, rule.closes])];
    case 'game':
      return needs(rule.record, [rule.game, rule.points, rule.player, rule.at]);
    case 'review':
      return needs(rule.record, [rule.resource, rule.person, rule.rating, rule.text]);
    case 'comment':
      return [...needs(rule.record, [rule.resource, rule.person, rule.text]), ...needs(rule.of, [rule.until?.field])];
    case 'sending':
      return needs(rule.record, [rule.sender, rule.recipient]);
    case 'favourite':
      return needs(rule.record, [rule.resource, rule.person]);
    case 'tracking':
      return needs(rule.record, [rule.value, rule.at, rule.person, rule.group]);
    case 'report':
      return needs(rule.record, [rule.group, rule.at, ...rule.measures.flatMap(({ field, where }) => [field, where?.field])]);
    case 'view':
      return needs(rule.record, [rule.sort?.replace(/^-/, ''), ...rule.where.map((one) => ('field' in one ? one.field : undefined))]);
    case 'lookup':
      return needs(rule.record, [rule.code, ...rule.shows]);
    case 'publish':
      return needs(rule.record, [rule.field, rule.at]);
    case 'payment':
      return [
        ...needs(rule.record, [rule.amount, rule.paidAt]),
        ...(rule.kept ? needs(rule.kept.record, [rule.kept.of, rule.kept.amount]) : []),
      ];
    case 'survey':
      return [
        ...needs(rule.response, [rule.person, rule.leads?.field, rule.points?.field]),
        ...needs(rule.survey, [rule.points?.from, rule.points?.says]),
        ...needs(rule.question, [rule.typed?.kind, rule.typed?.needed]),
      ];
    case 'notice':
      return needs(rule.record, ['person' in rule.to ? (rule.to.through ?? rule.to.person) : undefined]);
    default:
      return [];
  }
}
