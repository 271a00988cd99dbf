import type { Audience } from '../../design/design.types.js';
import type { Contributions } from '../../kits/kit.js';
import { blocks, list, lower, quote, quoteAll, withArticle } from '../code.js';
import { isNumber, isOwn, isOpen, names, rolesOf, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';

/** src/domain/<record>.ts: its type, what is valid, who may do what, and the rules that need no database. */
export function domainFile(plan: Plan, record: RecordPlan, kits: Contributions): string {
  const { className, fields, inputs } = record;
  const name = names(record);
  const type = ({ type, isNullable }: FieldPlan) => `${type}${isNullable ? ' | null' : ''}`;
  return blocks(
    ...fields.filter(({ kind }) => kind === 'enum').map((field) => enumOf(field)),
    `/** ${sentence(withArticle(lower(record.name)))} as it is kept. */
export interface ${className} {
  id: number;
${fields.map((field) => `${about(field)}  ${field.prop}: ${type(field)};\n${field.said ? `  ${field.said}: string${field.isNullable ? ' | null' : ''};\n` : ''}`).join('')}${record.hasCreatedAt ? '  createdAt: string;\n' : ''}${kits.properties(record.table)}}`,
    `/** What a person fills in. */
export interface ${name.input} {
${inputs.map((field) => `  ${field.prop}: ${type(field)};`).join('\n')}
}`,
    parser(record, kits.checks(record.table)),
    plan.people ? permissions(plan, record) : '',
    `/** How it is called in lists and links. */
export function ${name.titleOf}(${record.variable}: ${className}): string {
  return ${titleExpression(record)};
}`,
    ...kits.domain(record.table),
  );
}

const sentence = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

function about({ unit, kind, setTo, isRuled }: FieldPlan): string {
  const notes = [
    isNumber({ kind }) && unit ? `In ${unit}.` : '',
    kind === 'date' ? 'YYYY-MM-DD.' : kind === 'datetime' ? 'ISO 8601, UTC.' : kind === 'time' ? 'HH:MM.' : '',
    setTo === 'code' ? 'To be told on the telephone.' : isRuled ? 'Set by a rule alone.' : '',
  ].filter(Boolean);
  return notes.length > 0 ? `  /** ${notes.join(' ')} */\n` : '';
}

function enumOf({ constant, type, values = [] }: FieldPlan): string {
  return `${list(`export const ${constant} = [`, values.map(quote), '] as const;')}
export type ${type} = (typeof ${constant})[number];`;
}

function parser(record: RecordPlan, checks: string[]): string {
  const name = names(record);
  const values = `{
${record.inputs.map((field) => `    ${field.prop}: ${field.isNullable ? `read.isBlank('${field.prop}') ? null : ` : ''}${reading(field)},`).join('\n')}
  }`;
  return `/** @returns ${withArticle(lower(record.name))} as it may be kept, or what is wrong, by field. */
export function ${name.parse}(input: Input): Parsed<${name.input}> {
  const read = new Reader(input);
  const values: ${name.input} = ${values};
${checks.map((check) => `  ${check}\n`).join('')}  return read.result(values);
}`;
}

function reading(field: FieldPlan): string {
  const { prop, kind } = field;
  const { min, max } = limitsOf(field);
  const parts = [min !== undefined && `min: ${min}`, max !== undefined && `max: ${max}`].filter(Boolean);
  const limits = parts.length > 0 ? `, { ${parts.join(', ')} }` : '';
  switch (kind) {
    case 'text':
    case 'long-text':
      return `read.text('${prop}'${limits})`;
    case 'integer':
    case 'rating':
      return `read.integer('${prop}'${limits})`;
    case 'decimal':
    case 'percent':
      return `read.number('${prop}'${limits})`;
    case 'money':
      return `read.money('${prop}'${limits})`;
    case 'boolean':
    case 'date':
    case 'time':
    case 'email':
    case 'phone':
    case 'url':
    case 'colour':
      return `read.${kind}('${prop}')`;
    case 'datetime':
      return `read.dateTime('${prop}')`;
    case 'image':
    case 'file':
      return `read.file('${prop}')`;
    case 'enum':
      return `read.choice('${prop}', ${field.constant})`;
    case 'reference':
    case 'person':
      return `read.id('${prop}')`;
  }
}

/** Of a number its value, of a text its length; stated ones, else those that keep nonsense out. */
export function limitsOf({ kind, min, max }: Pick<FieldPlan, 'kind' | 'min' | 'max'>): { min?: number; max?: number } {
  if (kind === 'text') return { ...(min !== undefined && min > 1 && { min }), max: max ?? 120 };
  if (kind === 'long-text') return { ...(min !== undefined && min > 1 && { min }), max: max ?? 4000 };
  if (kind === 'rating') return { min: min ?? 1, max: max ?? 5 };
  if (kind === 'percent') return { min: min ?? 0, max: max ?? 100 };
  if (kind === 'money') return { min: min ?? 0, max: max ?? 10_000_000 };
  if (kind === 'integer' || kind === 'decimal') return { min: min ?? 0, max: max ?? 1_000_000 };
  return {};
}

function permissions(plan: Plan, record: RecordPlan): string {
  const name = names(record);
  const { read, create, change, remove } = record.access;
  const canBeOwn = record.owner !== undefined;
  const param = `${record.variable}: ${record.className}`;
  const one = (fn: string, doc: string, audience: Audience, hasItem: boolean) => {
    const own = hasItem && canBeOwn && isOwn(audience);
    const open = isOpen(plan, audience);
    return `${doc}export function ${fn}(${open ? '_viewer' : 'viewer'}: Viewer | undefined${hasItem ? `, ${own ? param : `_${param}`}` : ''}): boolean {
  return ${open ? 'true' : `${own && audience === read && record.actors.length > 0 ? `hasRole(viewer, ${quoteAll(record.actors)}) || ` : ''}${audienceTest(plan, record, audience, own)}`};
}`;
  };
  return [
    one(name.mayList, '/** Who may do what; the first role may do everything. */\n', read, false),
    one(name.mayRead, '', read, true),
    one(name.mayCreate, '', create, false),
    one(name.mayChange, '', change, true),
    one(name.mayRemove, '', remove, true),
  ].join('\n\n');
}

/** An expression over `viewer`, and over the record's variable where only its owner may. */
export function audienceTest(plan: Plan, record: RecordPlan, audience: Audience, own: boolean): string {
  if (isOpen(plan, audience)) return 'true';
  const slugs = rolesOf(plan, audience);
  const roles = slugs.length === plan.roles.length ? 'viewer !== undefined' : `hasRole(viewer, ${quoteAll(slugs)})`;
  if (!own || !isOwn(audience)) return roles;
  const owner = record.fields.find(({ name }) => name === record.owner)!;
  return `isFirst(viewer) || (${roles} && ${record.variable}.${owner.prop} === viewer${roles.startsWith('viewer') ? '' : '?'}.id)`;
}

/** What a thing is called by when it has only a code: who and what it ties together. Empty: it has a title of its own. */
export function titleParts({ titleField, fields, table }: RecordPlan): FieldPlan[] {
  if (titleField.setTo !== 'code') return [];
  const said = fields.filter((field) => field.said && !field.isRuled && field.references !== table);
  const [person, thing] = [said.find(({ kind }) => kind === 'person'), said.find(({ kind }) => kind === 'reference')];
  // Of what only has an owner, the code is what people know it by.
  return thing ? [...(person ? [person] : []), thing] : [];
}

export function titleExpression(record: RecordPlan, without?: FieldPlan): string {
  const { titleField: field, variable } = record;
  const parts = titleParts(record);
  if (parts.length > 0) {
    const shown = parts.filter((part) => part !== without).map(({ said }) => `${variable}.${said}`);
    return `[${(shown.length > 0 ? shown : [`${variable}.${field.prop}`]).join(', ')}].filter(Boolean).join(', ') || ${variable}.${field.prop}`;
  }
  const value = `${variable}.${field.said ?? field.prop}`;
  if (field.said || field.type === 'string' || field.kind === 'enum')
    return field.isNullable ? `${value} ?? \`No. \${${variable}.id}\`` : value;
  return `String(${value})`;
}
