import type { Audience, Design, DesignRecord, Field, LifecycleRule, Role } from '../design/design.types.js';
import { capital, pastParticiple } from '../knowledge/words.js';
import { camel, constant, lower, pascal } from './code.js';
import type { Features } from './assets.js';
import { column, RESERVED_TYPES, RESERVED_VALUES } from './reserved.js';

/** A design with the names that its code has. */
export interface Plan extends Features {
  design: Design;
  roles: Role[];
  first: Role | undefined;
  records: RecordPlan[];
  peoplePath: string;
}

export interface FieldPlan extends Field {
  /** In TypeScript and JSON: "dueOn". */
  prop: string;
  /** In SQL, quoted where the language has such a word. */
  column: string;
  /** In TypeScript, without null. */
  type: string;
  isNullable: boolean;
  /** A person types it. */
  isInput: boolean;
  /** Of a reference or a person: the name that is shown, as a property beside it. */
  said?: string;
  /** Of an enum: its constant. */
  constant?: string;
  /** What it is when the row is made and nobody types it: a TypeScript expression over `now` and `viewer`, absent: null. */
  initial?: string;
}

export interface RecordPlan extends Omit<DesignRecord, 'fields'> {
  fields: FieldPlan[];
  inputs: FieldPlan[];
  titleField: FieldPlan;
  /** Of functions: "OrderLines"; of variables: "orderLines". */
  Many: string;
  many: string;
  sql: string;
  lifecycle?: LifecycleRule;
  /** Fields of other records that refer to it. */
  children: { record: RecordPlan; field: FieldPlan }[];
  hasCreatedAt: boolean;
  /** Roles that see all of them although others see only their own: they have a part in what happens to them. */
  actors: string[];
}

/** @throws Error for a design that refers to what it does not have; those that were checked before do not. */
export function planOf(design: Design): Plan {
  const roles = design.roles;
  const people = roles.length > 0;
  const pages = design.shape !== 'api';
  const records = design.records.map((record) => recordPlan(record, design));
  for (const record of records)
    for (const other of records)
      for (const field of other.fields)
        if (field.kind === 'reference' && field.references === record.table) record.children.push({ record: other, field });
  const isTaken = (path: string) =>
    design.records.some((record) => record.path === path) || design.pages.some((page) => page.path.replace(/^\//, '') === path);
  return {
    design,
    roles,
    first: roles.find(({ joins }) => joins === 'first') ?? roles[0],
    records,
    people,
    pages,
    uploads: records.some(({ inputs }) => inputs.some(({ kind }) => kind === 'image' || kind === 'file')),
    live: pages && design.rules.some(({ kit }) => kit === 'live') && records.some(({ inputs }) => inputs.length > 0),
    peoplePath: ['people', 'accounts', 'sign-ins'].find((path) => !isTaken(path))!,
  };
}

export const recordOf = (plan: Plan, table: string): RecordPlan => {
  const found = plan.records.find((record) => record.table === table);
  if (!found) throw new Error(`The design has no record "${table}"`);
  return found;
};

export const fieldOf = (record: RecordPlan, name: string): FieldPlan => {
  const found = record.fields.find((field) => field.name === name);
  if (!found) throw new Error(`${record.name} has no field "${name}"`);
  return found;
};

function recordPlan(record: DesignRecord, design: Design): RecordPlan {
  const people = design.roles.length > 0;
  const className = RESERVED_TYPES.has(record.className) ? `${record.className}Entry` : record.className;
  const variable = RESERVED_VALUES.has(record.variable) ? `${record.variable}Entry` : record.variable;
  const Many = pascal(record.path) === className ? `All${className}` : pascal(record.path);
  const many = camel(Many) === variable || RESERVED_VALUES.has(camel(Many)) ? `all${Many.replace(/^All/, '')}` : camel(Many);
  const lifecycle = design.rules.find((rule): rule is LifecycleRule => rule.kit === 'lifecycle' && rule.record === record.table);
  const actors = actorsOf(record, design);
  const fields = record.fields
    .filter(({ name, kind, setTo }) => name !== 'id' && (people || (kind !== 'person' && setTo !== 'viewer')))
    .map((field) => fieldPlan(field, { ...record, className }, design, lifecycle));
  return {
    ...record,
    className,
    variable,
    Many,
    many,
    sql: column(record.table),
    fields,
    inputs: fields.filter(({ isInput }) => isInput),
    createLabel: createLabelOf(record, design),
    titleField: fields.find(({ name }) => name === record.title) ?? fields[0]!,
    ...(lifecycle ? { lifecycle } : {}),
    ...(people && record.owner ? {} : { owner: undefined }),
    children: [],
    access: { ...record.access, read: withActors(record.access.read, actors) },
    actors,
    hasCreatedAt: !fields.some(({ name }) => name === 'created_at'),
  } as RecordPlan;
}

/** "Add appointment" where appointments are booked is "Book appointment": people say what they do. */
function createLabelOf(record: DesignRecord, design: Design): string {
  const isEnquiry = design.rules.some((one) => one.kit === 'enquiry' && one.record === record.table);
  if (isEnquiry && /^(?:Send|Add)\b/.test(record.createLabel) && !record.createLabel.includes('message')) return 'Write to us';
  const rule = design.rules.find((one) => one.kit === 'booking' && one.record === record.table);
  const verb = rule && /^[a-z]+/.exec(rule.name)?.[0];
  if (!rule || rule.kit !== 'booking' || !verb || !/^Add\b/.test(record.createLabel)) return record.createLabel;
  const of = design.records.find(({ table }) => table === rule.of);
  const isNamedAfterVerb = pastParticiple(verb).slice(0, 4) === record.name.toLowerCase().slice(0, 4);
  return `${capital(verb)} ${lower((isNamedAfterVerb && of?.name) || record.name)}`;
}

/** Roles that a rule gives something to do with a record which they could not see otherwise. */
function actorsOf(record: DesignRecord, design: Design): string[] {
  const { read } = record.access;
  if (typeof read !== 'object') return [];
  const readers = 'own' in read ? read.own : read.roles;
  if (readers.length === 0) return [];
  const audiences = design.rules.flatMap((rule) => {
    if (!('record' in rule) || rule.record !== record.table) return [];
    if (rule.kit === 'lifecycle') return rule.steps.map(({ by }) => by);
    if (rule.kit === 'payment' || rule.kit === 'loan') return [rule.by];
    // Whoever is given a list or a report of them sees what it counts.
    const isGiven = (rule.kit === 'view' || rule.kit === 'report') && typeof rule.by === 'object' && 'roles' in rule.by;
    return isGiven ? [rule.by] : [];
  });
  const slugs = audiences.flatMap((by) =>
    by === 'everyone' ? [] : by === 'signed-in' ? design.roles.map(({ slug }) => slug) : 'own' in by ? by.own : by.roles,
  );
  const first = design.roles.find(({ joins }) => joins === 'first')?.slug;
  return [...new Set(slugs)].filter((slug) => !readers.includes(slug) && slug !== first);
}

function withActors(read: Audience, actors: string[]): Audience {
  if (actors.length === 0 || typeof read !== 'object') return read;
  return 'own' in read ? { own: [...read.own, ...actors] } : { roles: [...read.roles, ...actors] };
}

const NUMBERS = new Set(['integer', 'decimal', 'money', 'percent', 'rating']);
export const isNumber = ({ kind }: Pick<Field, 'kind'>): boolean => NUMBERS.has(kind);

function fieldPlan(field: Field, record: DesignRecord, design: Design, lifecycle: LifecycleRule | undefined): FieldPlan {
  const isState = lifecycle?.field === field.name;
  const isRuled = field.isRuled === true || isState;
  const isInput = !isRuled && !field.setTo;
  const prop = camel(field.name);
  const isAnonymous = record.access.create === 'everyone' || design.roles.length === 0;
  const isLink = field.kind === 'reference' || field.kind === 'person';
  const initial = initialOf(field, isState ? lifecycle : undefined, isAnonymous);
  const isNullable =
    field.kind === 'boolean'
      ? false
      : isInput
        ? !field.required
        : field.setTo === 'viewer'
          ? isAnonymous
          : field.setTo || isState
            ? false
            : initial === undefined;
  return {
    ...field,
    label: labelOf(field, record, design),
    ...(field.kind === 'enum' && { constant: `${constant(record.className)}_${constant(field.name)}` }),
    ...(isLink && { said: `${prop.replace(/Id$/, '')}${field.kind === 'person' ? 'Name' : 'Title'}` }),
    ...(initial !== undefined && { initial }),
    prop,
    column: column(field.name),
    type: typeOf(field, record.className),
    isInput,
    isNullable,
  };
}

/** Only what is written has an author; who brought a kettle is called as people call them. */
function labelOf(field: Field, record: DesignRecord, design: Design): string {
  if (field.label !== 'Author' || field.kind !== 'person' || record.fields.some(({ name }) => name === 'is_published')) return field.label;
  if (/\b(?:post|article|story|comment|review|recipe|book|song|drama|video|blog|news|topic|question|note|poem)\b/i.test(record.name))
    return field.label;
  const role = design.roles.find(({ slug }) => slug === field.role);
  return role && design.roles.length > 1 ? role.name : 'Added by';
}

function initialOf(field: Field, lifecycle: LifecycleRule | undefined, isAnonymous: boolean): string | undefined {
  if (field.setTo === 'now') return 'now.toISOString()';
  if (field.setTo === 'today') return 'dayOf(now)';
  if (field.setTo === 'viewer') return isAnonymous ? 'viewer?.id ?? null' : 'viewer!.id';
  if (field.setTo === 'code') return 'newCode()';
  if (lifecycle) return `'${lifecycle.initial.replace(/'/g, "\\'")}'`;
  if (!field.isRuled) return undefined;
  if (field.kind === 'boolean') return '0';
  if (isNumber(field) && field.required) return String(field.min !== undefined && field.min > 0 ? field.min : 0);
  return field.kind === 'enum' && field.required ? `'${(field.values?.[0] ?? '').replace(/'/g, "\\'")}'` : undefined;
}

function typeOf(field: Field, className: string): string {
  if (field.kind === 'boolean') return 'boolean';
  if (field.kind === 'enum') return `${className}${pascal(field.name)}`;
  return isNumber(field) || field.kind === 'reference' || field.kind === 'person' ? 'number' : 'string';
}

/** Whether nobody needs an account for it. */
export const isOpen = (plan: Plan, audience: Audience): boolean => !plan.people || audience === 'everyone';

/** Slugs of the roles that an audience names; every role where it names none. */
export function rolesOf(plan: Plan, audience: Audience): string[] {
  const named = typeof audience === 'object' ? ('own' in audience ? audience.own : audience.roles) : [];
  const all = plan.roles.map(({ slug }) => slug);
  return named.length === 0 ? all : all.filter((slug) => named.includes(slug) || slug === plan.first?.slug);
}

export const isOwn = (audience: Audience): audience is { own: string[] } => typeof audience === 'object' && 'own' in audience;

/** Parameters and arguments of functions that ask who does it; nothing where nobody signs in. */
export const asks = (plan: Plan) =>
  plan.people
    ? { param: 'viewer: Viewer | undefined, ', arg: 'viewer, ', request: 'request.viewer, ', destructured: 'viewer, ' }
    : { param: '', arg: '', request: '', destructured: '' };

/** Whether each is offered only what is theirs, where a form asks for one. */
export const choosesOwn = (plan: Plan, { access, owner, fields }: RecordPlan): boolean =>
  plan.people && isOwn(access.read) && fields.some(({ name }) => name === owner);

/** Names of a record's functions. */
export const names = ({ className, Many, variable }: RecordPlan) => ({
  input: `${className}Input`,
  query: `${className}Query`,
  parse: `parse${className}`,
  list: `list${Many}`,
  find: `find${className}`,
  create: `create${className}`,
  change: `change${className}`,
  remove: `remove${className}`,
  to: `to${className}`,
  choices: `choose${Many}`,
  mayList: `mayList${Many}`,
  mayRead: `mayRead${className}`,
  mayCreate: `mayCreate${className}`,
  mayChange: `mayChange${className}`,
  mayRemove: `mayRemove${className}`,
  titleOf: `titleOf${className}`,
  listPage: `${variable}ListPage`,
  detailPage: `${variable}Page`,
  formPage: `${variable}FormPage`,
  routes: `add${className}Routes`,
});
