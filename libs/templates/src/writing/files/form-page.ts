import { quote } from '../code.js';
import { choosesOwn, isOpen, names, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { limitsOf } from './domain-file.js';

/** What can be chosen of a reference or a person, as an expression. */
export function choicesOf(plan: Plan, field: FieldPlan): string {
  if (field.kind === 'person')
    return `peopleToChoose(database${field.role ? `, '${field.role}'` : ''}).map(({ id, name }) => ({ value: String(id), label: name }))`;
  const other = recordOf(plan, field.references!);
  return `${names(other).choices}(database${choosesOwn(plan, other) ? ', request.viewer' : ''})`;
}

/** The form in which one is made or changed. */
export function formPage(plan: Plan, record: RecordPlan): string {
  if (record.inputs.length === 0) return '';
  const name = names(record);
  const needsDatabase = record.inputs.some(({ kind }) => kind === 'reference' || kind === 'person');
  const fields = record.inputs.map((field) => formField(plan, field));
  const isListed = isOpen(plan, record.access.read) || record.access.create !== 'everyone';
  return `/** @param ${record.variable} the one that is changed, else a new one is made. */
export function ${name.formPage}(request: WebRequest, ${needsDatabase ? '{ database }' : '_context'}: Context, ${record.variable}: ${record.className} | undefined, faults: Faults = {}): Html {
  const title = ${record.variable} ? \`Edit \${${name.titleOf}(${record.variable})}\` : ${quote(record.createLabel)};
  const action = ${record.variable} ? \`/${record.path}/\${${record.variable}.id}\` : '/${record.path}';
${isListed ? '' : `  // Who may only send one is not led to a list that is closed to them.\n  const mayList = ${name.mayList}(request.viewer);\n`}  return inFrame(request, {
    title,
    crumbs: [${isListed ? '' : '...(mayList ? ['}{ label: ${quote(record.plural)}, href: '/${record.path}' }${isListed ? '' : '] : [])'}, { label: title }],
    body: html\`\${pageHead({ title })}
      \${form({
        action,
        submit: ${record.variable} ? 'Save' : ${quote(record.createLabel)},
        faults,
        cancelHref: ${isListed ? 'action' : `mayList ? action : '/'`},
        values: { ${record.inputs
          .filter((field) => defaultOf(field))
          .map((field) => `${field.prop}: ${defaultOf(field)}, `)
          .join('')}...Object.fromEntries(request.query), ...${record.variable}, ...typedIn(request.body) },
        fields: [
          ${fields.join('\n          ')}
        ],
      })}\`,
  });
}`;
}

const defaultOf = ({ kind, required, values }: FieldPlan): string =>
  kind === 'enum' && required ? quote(values![0]!) : kind === 'date' && required ? 'dayOf(new Date())' : '';

/** A field of a form, as a member of its list. */
export function formField(plan: Plan, field: FieldPlan): string {
  const { min, max } = limitsOf(field);
  const isText = field.kind === 'text' || field.kind === 'long-text';
  const parts = [
    `name: '${field.prop}'`,
    `label: ${quote(field.label)}`,
    `kind: '${field.kind}'`,
    `required: ${field.required && field.kind !== 'boolean'}`,
    field.unit && `unit: ${quote(field.unit)}`,
    min !== undefined && (isText ? min > 1 : true) && `min: ${min}`,
    max !== undefined && `max: ${max}`,
    field.kind === 'enum' && `options: [...${field.constant}]`,
    (field.kind === 'reference' || field.kind === 'person') && `options: ${choicesOf(plan, field)}`,
    field.help && `help: ${quote(field.help)}`,
    field.kind === 'money' && !field.unit && `unit: '€'`,
  ].filter((part): part is string => typeof part === 'string');
  return `{ ${parts.join(', ')} },`;
}
