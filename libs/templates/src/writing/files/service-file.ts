import type { Contributions } from '../../kits/kit.js';
import { blocks, inTemplate, list, lower, quote, withArticle } from '../code.js';
import { asks, choosesOwn, isOpen, isOwn, names, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';

/** src/services/<records>.ts: storage and operations of one record, with its SQL written out. */
export function serviceFile(plan: Plan, record: RecordPlan, kits: Contributions): string {
  return blocks(
    `const PAGE_SIZE = 24;

/** What a list may be narrowed by, as the address has it. */
export type ${names(record).query} = Partial<Record<${union([...queryNames(record), ...(kits.views(record.table).length > 0 ? ['only'] : []), 'sort', 'page'])}, string>>;`,
    sorts(record),
    selection(plan, record, kits),
    listing(plan, record, kits),
    finding(plan, record, kits),
    creating(plan, record, kits),
    changing(plan, record, kits),
    removing(plan, record),
    referenceCheck(record, plan),
    choices(plan, record),
    storing(record),
    ...kits.service(record.table),
  );
}

/** Names of a union, below each other where they are many. */
function union(all: string[]): string {
  const line = all.map(quote).join(' | ');
  return line.length < 90 ? line : `\n${all.map((name) => `  | ${quote(name)}\n`).join('')}`.replace(/\n$/, '');
}

export const textFields = ({ fields }: RecordPlan): FieldPlan[] =>
  fields.filter(({ kind, setTo }) => ['text', 'long-text', 'email', 'phone', 'url'].includes(kind) || setTo === 'code');
export const exactFields = ({ fields }: RecordPlan): FieldPlan[] =>
  fields.filter(({ kind }) => ['enum', 'boolean', 'reference', 'person'].includes(kind));
export const dayFields = ({ fields }: RecordPlan): FieldPlan[] => fields.filter(({ kind }) => kind === 'date' || kind === 'datetime');
export const sortFields = ({ fields }: RecordPlan): FieldPlan[] =>
  fields.filter(({ kind }) => !['long-text', 'image', 'file', 'url', 'colour'].includes(kind));

function queryNames(record: RecordPlan): string[] {
  return [
    ...(textFields(record).length > 0 ? ['search'] : []),
    ...exactFields(record).map(({ prop }) => prop),
    ...dayFields(record).flatMap(({ prop }) => [`${prop}From`, `${prop}To`]),
  ];
}

const at = (record: RecordPlan, field: FieldPlan): string => `${record.sql}.${field.column}`;

function sorts(record: RecordPlan): string {
  const by = (field: FieldPlan) => {
    const column = field.said ? saidColumn(field) : at(record, field);
    return `${column}${field.said || (field.type === 'string' && !['date', 'datetime', 'time'].includes(field.kind)) ? ' COLLATE NOCASE' : ''}`;
  };
  return `const SORTS: Record<string, string> = {
${sortFields(record)
  .map((field) => `  ${field.prop}: '${by(field)}',`)
  .join('\n')}
};`;
}

/** Newest first, else by title. */
export function defaultOrder(record: RecordPlan): string {
  const day = dayFields(record).find(({ setTo }) => setTo) ?? dayFields(record)[0];
  if (day) return `${at(record, day)} DESC, ${record.sql}.id DESC`;
  if (record.titleField.said) return `${saidColumn(record.titleField)} COLLATE NOCASE, ${record.sql}.id`;
  return record.hasCreatedAt && record.view === 'feed'
    ? `${record.sql}.id DESC`
    : `${at(record, record.titleField)} COLLATE NOCASE, ${record.sql}.id`;
}

const saidColumn = (field: FieldPlan): string => `${field.name.replace(/_id$/, '')}_${field.kind === 'person' ? 'name' : 'title'}`;

/** SQL for the name of what a field refers to; of a title that refers in turn, that one's. */
function saidSql(plan: Plan, record: RecordPlan, field: FieldPlan, alias: string, depth = 0): string {
  if (field.kind === 'person') return `(SELECT name FROM person_account WHERE id = ${alias}.${field.column})`;
  const other = recordOf(plan, field.references!);
  const name = depth === 0 && other.table !== record.table ? other.sql : `parent${depth + 1}`;
  const title = other.titleField;
  const shown = title.said && depth < 3 ? saidSql(plan, other, title, name, depth + 1) : `${name}.${title.column}`;
  return `(SELECT ${shown} FROM ${other.sql}${name === other.sql ? '' : ` ${name}`} WHERE ${name}.id = ${alias}.${field.column})`;
}

function selection(plan: Plan, record: RecordPlan, kits: Contributions): string {
  const said = record.fields
    .filter((field) => field.said)
    .map((field) => `${saidSql(plan, record, field, record.sql)} AS ${saidColumn(field)}`);
  const parts = [`${record.sql}.*`, ...said, ...kits.columns(record.table)];
  const cast = (field: FieldPlan) => {
    const key = /^\w+$/.test(field.name) ? `row.${field.name}` : `row['${field.name}']`;
    const nullable = field.isNullable ? ' | null' : '';
    if (field.kind === 'boolean') return [`${field.prop}: ${key} === 1`];
    const own = `${field.prop}: ${key} as ${field.type}${nullable}`;
    return field.said ? [own, `${field.said}: row.${saidColumn(field)} as string${nullable}`] : [own];
  };
  const members = [
    'id: row.id as number',
    ...record.fields.flatMap(cast),
    ...(record.hasCreatedAt ? ['createdAt: row.created_at as string'] : []),
    ...kits.mapping(record.table),
  ];
  return `const SELECT = \`
  SELECT ${parts.join(',\n         ')}
    FROM ${record.sql}\`;

function ${names(record).to}(row: Row): ${record.className} {
  return ${list('{ ', members, ' }', '  ')};
}`;
}

function listing(plan: Plan, record: RecordPlan, kits: Contributions): string {
  const name = names(record);
  const owner = record.fields.find((field) => field.name === record.owner);
  const own = plan.people && owner && isOwn(record.access.read);
  const visible = kits.visible(record.table);
  const views = kits.views(record.table);
  const search = textFields(record);
  const lines = [
    own &&
      `  if (!${record.actors.length > 0 ? `(isFirst(viewer) || hasRole(viewer, ${record.actors.map(quote).join(', ')}))` : 'isFirst(viewer)'}) where('${at(record, owner)} = ?', viewer?.id ?? 0);`,
    visible && `  if (!(${visible.exempt})) where(${visible.sql});`,
    search.length === 1 &&
      `  if (query.search) where(${quoteSql(`${at(record, search[0]!)} LIKE ? ESCAPE '\\\\'`)}, anywhere(query.search));`,
    search.length > 1 &&
      `  if (query.search) {
    const text = anywhere(query.search);
    where(
      \`(${search.map((field) => `${at(record, field)} LIKE ? ESCAPE '\\\\'`).join(`\n        OR `)})\`,
      ${search.map(() => 'text').join(', ')},
    );
  }`,
    ...exactFields(record).map((field) => {
      const value =
        field.kind === 'enum'
          ? `query.${field.prop}`
          : field.kind === 'boolean'
            ? `Number(query.${field.prop} === 'true')`
            : `Number(query.${field.prop})`;
      return `  if (query.${field.prop}) where('${at(record, field)} = ?', ${value});`;
    }),
    ...dayFields(record).flatMap((field) => [
      `  if (query.${field.prop}From) where('${at(record, field)} >= ?', query.${field.prop}From);`,
      `  if (query.${field.prop}To && isDay(query.${field.prop}To)) where('${at(record, field)} < ?', addDays(query.${field.prop}To, 1));`,
    ]),
    ...views.map(
      (view) =>
        `  if (query.only === ${quote(view.slug)}) where(${quoteSql(view.conditions.join(' AND '))}${view.values.length > 0 ? `, ${view.values.join(', ')}` : ''});`,
    ),
  ].filter(Boolean);
  const usesNow = listUsesNow(record, kits);
  const ordered = views.filter(({ order }) => order);
  const order =
    ordered.length > 0
      ? `const order = orderOf(query.sort, SORTS) ?? ${ordered.map((view) => `(query.only === ${quote(view.slug)} ? ${quoteSql(view.order!)} : `).join('')}${quoteSql(defaultOrder(record))}${')'.repeat(ordered.length)}`
      : `const order = orderOf(query.sort, SORTS) ?? ${quoteSql(defaultOrder(record))}`;
  return `/** ${record.plural} that the viewer may see, narrowed by the query. */
export function ${name.list}(${list('', ['database: Database', ...(plan.people ? ['viewer: Viewer | undefined'] : []), `query: ${name.query} = {}`, 'size = PAGE_SIZE', ...(usesNow ? ['now = new Date()'] : [])], '')}): ListPage<${record.className}> {
${plan.people && !isOpen(plan, record.access.read) ? `  if (!${name.mayList}(viewer)) throw refused(viewer);\n` : ''}  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const where = (sql: string, ...given: SqlValue[]) => {
    conditions.push(sql);
    values.push(...given);
  };
${lines.join('\n')}
  const clause = conditions.length > 0 ? \` WHERE \${conditions.join(' AND ')}\` : '';
  const total = database.prepare(\`SELECT count(*) AS total FROM ${record.sql}\${clause}\`).get(...values)!.total as number;
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(pageNumber(query.page), pages);
  ${order};
  const rows = database.prepare(\`\${SELECT}\${clause} ORDER BY \${order} LIMIT ? OFFSET ?\`).all(...values, size, (page - 1) * size);
  return { items: rows.map(${name.to}), total, page, pages };
}`;
}

/** Whether a view of the list depends on the day. */
export const listUsesNow = (record: RecordPlan, kits: Contributions): boolean =>
  kits.views(record.table).some(({ values }) => values.some((value) => /\bnow\b/.test(value)));

/** A literal of SQL that may hold quotes of its own. */
export const quoteSql = (sql: string): string =>
  sql.includes("'") || sql.includes('\n')
    ? `\`${inTemplate(sql)
        .replace(/\\n/g, '\n')
        .replace(/\\\\\\\\/g, '\\\\')}\``
    : quote(sql);

function finding(plan: Plan, record: RecordPlan, kits: Contributions): string {
  const name = names(record);
  const { arg, param } = asks(plan);
  const what = quote(`There is no such ${lower(record.name)}`);
  const visible = kits.visible(record.table);
  // Somebody who may see others of the kind learns nothing of one that is not theirs.
  const check = !plan.people ? '' : `${isOpen(plan, record.access.read) ? '' : `  if (!${name.mayList}(viewer)) throw refused(viewer);\n`}`;
  const hidden = plan.people && record.owner && isOwn(record.access.read) ? ` || !${name.mayRead}(viewer, ${record.variable})` : '';
  const unseen = visible ? ` || !(${visible.test})` : '';
  return `/** @throws Refusal 404 for one that is not there${hidden || unseen ? ', or not for the viewer to see' : ''}. */
export function ${name.find}(database: Database, ${param}id: number): ${record.className} {
${check}  const ${record.variable} = read${record.className}(database, id);
  if (!${record.variable}${hidden}${unseen}) throw notFound(${what});
  return ${record.variable};
}

function read${record.className}(database: Database, id: number | bigint): ${record.className} | undefined {
  const row = database.prepare(\`\${SELECT} WHERE ${record.sql}.id = ?\`).get(id);
  return row && ${name.to}(row);
}`.replaceAll(`(database, ${arg}`, `(database, ${arg}`);
}

const sqlValue = (field: FieldPlan): string => (field.kind === 'boolean' ? `Number(values.${field.prop})` : `values.${field.prop}`);

const usesReferences = ({ inputs }: RecordPlan): boolean => inputs.some(({ kind }) => kind === 'reference' || kind === 'person');

const checkArgs = (record: RecordPlan): string => (usesReferences(record) ? 'database, ' : '');

function creating(plan: Plan, record: RecordPlan, kits: Contributions): string {
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

function changing(plan: Plan, record: RecordPlan, kits: Contributions): string {
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

function removing(plan: Plan, record: RecordPlan): string {
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

function referenceCheck(record: RecordPlan, plan: Plan): string {
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

function choices(plan: Plan, record: RecordPlan): string {
  if (record.children.length === 0) return '';
  const name = names(record);
  const owner = record.fields.find((field) => field.name === record.owner);
  if (owner && choosesOwn(plan, record))
    return `/** ${record.plural} to choose from in a form: one's own, or all for whoever looks after them. */
export function ${name.choices}(database: Database, viewer: Viewer | undefined): { value: string; label: string }[] {
  const isOverseer = isFirst(viewer)${record.actors.length > 0 ? ` || hasRole(viewer, ${record.actors.map(quote).join(', ')})` : ''};
  const rows = database
    .prepare(\`\${SELECT} WHERE ? = 1 OR ${at(record, owner)} = ? ORDER BY ${defaultOrder(record)} LIMIT 500\`)
    .all(Number(isOverseer), viewer?.id ?? 0);
  return rows.map((row) => ({ value: String(row.id), label: ${name.titleOf}(${name.to}(row)) }));
}`;
  return `/** ${record.plural} to choose from in a form. */
export function ${name.choices}(database: Database): { value: string; label: string }[] {
  const rows = database.prepare(\`\${SELECT} ORDER BY ${defaultOrder(record)} LIMIT 500\`).all();
  return rows.map((row) => ({ value: String(row.id), label: ${name.titleOf}(${name.to}(row)) }));
}`;
}

function storing(record: RecordPlan): string {
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
