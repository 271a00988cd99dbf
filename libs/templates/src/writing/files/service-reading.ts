import type { Contributions } from '../../kits/kit.js';
import { list, lower, quote } from '../code.js';
import { asks, choosesOwn, isOpen, isOwn, names, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { at, dayFields, defaultOrder, exactFields, quoteSql, saidColumn, sortFields, textFields } from './service-fields.js';

export function sorts(record: RecordPlan): string {
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

/** SQL for the name of what a field refers to; of a title that refers in turn, that one's. */
function saidSql(plan: Plan, record: RecordPlan, field: FieldPlan, alias: string, depth = 0): string {
  if (field.kind === 'person') return `(SELECT name FROM person_account WHERE id = ${alias}.${field.column})`;
  const other = recordOf(plan, field.references!);
  const name = depth === 0 && other.table !== record.table ? other.sql : `parent${depth + 1}`;
  const title = other.titleField;
  const shown = title.said && depth < 3 ? saidSql(plan, other, title, name, depth + 1) : `${name}.${title.column}`;
  return `(SELECT ${shown} FROM ${other.sql}${name === other.sql ? '' : ` ${name}`} WHERE ${name}.id = ${alias}.${field.column})`;
}

export function selection(plan: Plan, record: RecordPlan, kits: Contributions): string {
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

export function listing(plan: Plan, record: RecordPlan, kits: Contributions): string {
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

export function finding(plan: Plan, record: RecordPlan, kits: Contributions): string {
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

export function choices(plan: Plan, record: RecordPlan): string {
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
