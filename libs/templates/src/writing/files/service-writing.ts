import type { Contributions } from '../../kits/kit.js';
import { list, lower, quote, withArticle } from '../code.js';
import { asks, isOpen, names, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { quoteSql } from './service-fields.js';

const sqlValue = (field: FieldPlan): string => (field.kind === 'boolean' ? `Number(values.${field.prop})` : `values.${field.prop}`);

const usesReferences = ({ inputs }: RecordPlan): boolean => inputs.some(({ kind }) => kind === 'reference' || kind === 'person');

const checkArgs = (record: RecordPlan): string => (usesReferences(record) ? 'database, ' : '');

export function creating(plan: Plan, record: RecordPlan, kits: Contributions): string {
  const name = names(record);
  const { arg, param } = asks(plan);
  const computed = new Map(kits.computed(record.table).map(({ field, expression }) => [field, expression]));
  const set = record.fields.filter(({ isInput, initial, name }) => isInput || initial !== undefined || computed.has(name));
  const value = (field: FieldPlan) =>
    (field.setTo === 'code' ? field.prop : undefined) ?? computed.get(field.name) ?? (field.isInput ? sqlValue(field) : field.initial!);
  const columns = [...set.map(({ column }) => column), ...(record.hasCreatedAt ? ['created_at'] : [])];
  const values = [...set.map(value), ...(record.hasCreatedAt ? ['now.toISOString()'] : [])];
  const code = record.fields.find(({ setTo }) => setTo === 'code');
  const guards = kits.guards(record.table);
  const places = columns.map(() => '?').join(', ');
  const statement =
    guards.length > 0
      ? `INSERT INTO ${record.sql} (${columns.join(', ')})\n       SELECT ${places} WHERE ${guards.map(({ sql }) => sql).join(' AND ')}`
      : `INSERT INTO ${record.sql} (${columns.join(', ')})${columns.join(', ').length > 60 ? '\n       ' : ' '}VALUES (${places})`;
  const all = [...values, ...guards.flatMap((guard) => guard.values('create'))];
  const run = list('.run(', all, ')', '      ');
  const drawn = code
    ? `    // Within the transaction nobody else can take it.
    let ${code.prop} = newCode();
    while (database.prepare('SELECT 1 FROM ${record.sql} WHERE ${code.column} = ?').get(${code.prop})) ${code.prop} = newCode();
`
    : '';
  const insertion =
    guards.length > 0
      ? `    const { changes, lastInsertRowid } = database
      .prepare(\`${statement}\`)
      ${run};
    if (changes === 0) throw ${refusalOf(guards)};
    const id = Number(lastInsertRowid);`
      : `    const { lastInsertRowid } = database
      .prepare(\`${statement}\`)
      ${run};
    const id = Number(lastInsertRowid);`;
  return `/** @throws Refusal 422 by field${guards.length > 0 || record.fields.some(({ isUnique }) => isUnique) ? ', 409 where it conflicts with another' : ''}. */
export function ${name.create}(database: Database, ${param}input: Input, clock: Clock): ${record.className} {
${isOpen(plan, record.access.create) ? '' : `  if (!${name.mayCreate}(viewer)) throw refused(viewer);\n`}  ${[...all, ...kits.beforeCreate(record.table), ...kits.afterCreate(record.table)].some((code) => /\bvalues\b/.test(code)) ? 'const values = ' : ''}check${record.className}(${checkArgs(record)}input);
  const now = clock();
${kits
  .beforeCreate(record.table)
  .map((line) => `  ${line}\n`)
  .join('')}  return ${storeCall(record)}transaction(database, () => {
${drawn}${insertion}
    noteChange(database, ${arg}'${record.table}', id, ${quote(record.createLabel)}, now);
${kits
  .afterCreate(record.table)
  .map((line) => `    ${line}\n`)
  .join('')}    return read${record.className}(database, id)!;
  })${storeEnd(record)};
}`;
}

function refusalOf(guards: { message: string; field: string }[]): string {
  const [{ message, field }] = guards as [{ message: string; field: string }];
  return `conflict(${quote(message)}, { ${field}: ${quote(message)} })`;
}

const hasUnique = ({ fields }: RecordPlan): boolean => fields.some(({ isUnique, isInput }) => isUnique && isInput);
const storeCall = (record: RecordPlan): string => (hasUnique(record) ? `orTaken(() =>\n    ` : '');
const storeEnd = (record: RecordPlan): string => (hasUnique(record) ? ')' : '');

export function changing(plan: Plan, record: RecordPlan, kits: Contributions): string {
  const name = names(record);
  const { arg, param } = asks(plan);
  const computed = kits
    .computed(record.table)
    .filter(({ field }) => !kits.computedOnce(record.table).includes(field))
    .map(({ field, expression }) => ({ column: record.fields.find((one) => one.name === field)!.column, expression }));
  const guards = kits.guards(record.table);
  const columns = [...record.inputs.map(({ column }) => column), ...computed.map(({ column }) => column)];
  const values = [
    ...record.inputs.map(sqlValue),
    ...computed.map(({ expression }) => expression),
    'id',
    ...guards.flatMap((guard) => guard.values('change')),
  ];
  const where = [`id = ?`, ...guards.map(({ sql, changeSql }) => changeSql ?? sql)].join(' AND ');
  const labels = record.inputs.map(({ prop, label }) => `${prop}: ${quote(lower(label))}`);
  if (record.inputs.length === 0) return '';
  return `const LABELS: Record<keyof ${name.input}, string> = ${list('{ ', labels, ' }')};

/** Changes what is given and leaves the rest. @throws Refusal 422 by field. */
export function ${name.change}(database: Database, ${param}id: number, input: Input, clock: Clock): ${record.className} {
  const ${record.variable} = ${name.find}(database, ${arg}id);
${isOpen(plan, record.access.change) ? '' : `  if (!${name.mayChange}(viewer, ${record.variable})) throw refused(viewer);\n`}  const values = check${record.className}(${checkArgs(record)}{ ...${record.variable}, ...input });
  const changed = (Object.keys(LABELS) as (keyof ${name.input})[]).filter((field) => ${record.variable}[field] !== values[field]);
  if (changed.length === 0) return ${record.variable};
  const now = clock();
  return ${storeCall(record)}transaction(database, () => {
    ${guards.length > 0 ? 'const { changes } = ' : ''}database
      .prepare(\`UPDATE ${record.sql} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE ${where}\`)
      ${list('.run(', values, ')', '      ')};
${guards.length > 0 ? `    if (changes === 0) throw ${refusalOf(guards)};\n` : ''}    noteChange(database, ${arg}'${record.table}', id, \`Changed \${changed.map((field) => LABELS[field]).join(', ')}\`, now);
    return read${record.className}(database, id)!;
  })${storeEnd(record)};
}`;
}

export function removing(plan: Plan, record: RecordPlan): string {
  const name = names(record);
  const { arg, param } = asks(plan);
  const needing = record.children.filter(({ field }) => !field.isNullable).map(({ record: child }) => lower(child.plural));
  const statement = `database.prepare('DELETE FROM ${record.sql} WHERE id = ?').run(id);`;
  return `${needing.length > 0 ? `/** @throws Refusal 409 while it has ${needing.join(' or ')}. */\n` : ''}export function ${name.remove}(database: Database, ${param}id: number, clock: Clock): void {
  const ${record.variable} = ${name.find}(database, ${arg}id);
${isOpen(plan, record.access.remove) ? '' : `  if (!${name.mayRemove}(viewer, ${record.variable})) throw refused(viewer);\n`}  transaction(database, () => {
${
  needing.length > 0
    ? `    try {
      ${statement}
    } catch (error) {
      throw isStillNeeded(error) ? conflict(${quote(`It still has ${needing.join(' or ')}; remove these first`)}) : error;
    }`
    : `    ${statement}`
}
    noteChange(database, ${arg}'${record.table}', id, \`Removed \${${name.titleOf}(${record.variable})}\`, clock());
  });
}`;
}

export function referenceCheck(record: RecordPlan, plan: Plan): string {
  const name = names(record);
  const checks = record.inputs
    .filter(({ kind }) => kind === 'reference' || kind === 'person')
    .map((field) => {
      const guard = field.isNullable ? `values.${field.prop} !== null && ` : '';
      const query =
        field.kind === 'person'
          ? field.role
            ? `SELECT 1 FROM person_account WHERE id = ? AND role = '${field.role}'`
            : 'SELECT 1 FROM person_account WHERE id = ?'
          : `SELECT 1 FROM ${recordOf(plan, field.references!).sql} WHERE id = ?`;
      return `  if (${guard}!database.prepare(${quoteSql(query)}).get(values.${field.prop})) faults.${field.prop} = 'Choose one of the list';`;
    });
  return `function check${record.className}(${usesReferences(record) ? 'database: Database, ' : ''}input: Input): ${name.input} {
  const parsed = ${name.parse}(input);
  if ('faults' in parsed) throw invalid(parsed.faults);
  const { values } = parsed;
${checks.length > 0 ? `  const faults: Faults = {};\n${checks.join('\n')}\n  if (Object.keys(faults).length > 0) throw invalid(faults);\n` : ''}  return values;
}`;
}

export function storing(record: RecordPlan): string {
  if (!hasUnique(record)) return '';
  const unique = record.fields.filter(({ isUnique, isInput }) => isUnique && isInput);
  return `function orTaken<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const taken = takenColumn(error);
${unique.map((field) => `    if (taken === '${field.name}') throw conflict(${quote(`There is ${withArticle(lower(record.name))} with this ${lower(field.label)} already`)}, { ${field.prop}: 'Taken already' });`).join('\n')}
    throw error;
  }
}`;
}
