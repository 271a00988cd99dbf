import type { ReportRule } from '../../design/design.types.js';
import { camel, lower, pascal, quote } from '../../writing/code.js';
import { currencyOf } from '../../writing/files/show.js';
import { asks, fieldOf, isOpen, isOwn, recordOf, type Plan, type RecordPlan } from '../../writing/plan.js';
import { column } from '../../writing/reserved.js';
import { conditionSql } from '../condition-sql.js';
import type { Contribution, Kit } from '../kit.js';
import { mayTest, slugOf } from '../view/view.kit.js';
import { reportTests } from './report-tests.js';
import type { Measure } from './report.types.js';

/** Figures grouped by a field, for a month or over all time: a chart for each and a table. */
export const reportKit: Kit<ReportRule> = {
  name: 'report',
  contribute(rule, plan) {
    const record = recordOf(plan, rule.record);
    const measures = measuresOf(plan, rule, record);
    const slug = slugOf(rule.title);
    const path = plan.records.some((one) => one.path === slug) ? `${slug}-report` : slug;
    const entities = [record.name];
    return {
      files: [
        {
          path: `src/services/${path}.ts`,
          purpose: `${rule.title}: the figures`,
          role: 'service',
          component: 'Services',
          entities,
          code: serviceOf(plan, record, rule, measures),
        },
        ...(plan.pages
          ? [
              {
                path: `src/pages/${path}.ts`,
                purpose: `${rule.title}: the page`,
                role: 'view' as const,
                component: 'Pages' as const,
                entities,
                code: pageOf(record, rule, measures, path),
              },
            ]
          : []),
        {
          path: `src/routes/${path}.ts`,
          purpose: `Addresses of the ${lower(rule.title)}`,
          role: 'controller',
          component: 'Routes',
          entities,
          code: routesOf(plan, rule, path, measures),
        },
        {
          path: `test/${path}.test.ts`,
          purpose: `${rule.title}: figures of known rows`,
          role: 'test',
          component: 'Tests',
          entities,
          code: reportTests({ plan, record, rule, measures, path }),
        },
      ],
      routeFunctions: [`add${pascal(rule.name)}Routes`],
      navigation: plan.pages ? [{ label: rule.title, href: `/${path}`, may: mayTest(plan, rule, 'viewer') }] : [],
      paths: [{ method: 'get', path: `/api/${path}`, summary: rule.title }],
    } satisfies Contribution;
  },
};

function measuresOf(plan: Plan, rule: ReportRule, record: RecordPlan): Measure[] {
  const taken = new Set(['name']);
  return rule.measures.map((measure) => {
    let prop = camel(measure.label.toLowerCase());
    while (taken.has(prop)) prop += 'Too';
    taken.add(prop);
    const field = measure.field ? fieldOf(record, measure.field) : undefined;
    const filter = measure.where ? ` FILTER (WHERE ${conditionSql(plan, record, measure.where).sql})` : '';
    const of = field ? `${record.sql}.${field.column}` : '*';
    const sql =
      measure.how === 'count'
        ? `count(*)${filter}`
        : measure.how === 'sum'
          ? `coalesce(sum(${of})${filter}, 0)`
          : `coalesce(avg(${of})${filter}, 0)`;
    return { ...measure, prop, sql, ...(field && { fieldPlan: field }) };
  });
}

const conditionValues = (plan: Plan, rule: ReportRule, record: RecordPlan): string[] =>
  rule.measures.flatMap(({ where }) => (where ? conditionSql(plan, record, where).values : []));

function groupSql(plan: Plan, record: RecordPlan, rule: ReportRule): string {
  if (!rule.group) return `'All'`;
  const field = fieldOf(record, rule.group);
  if (field.kind === 'person') return `coalesce((SELECT name FROM person_account WHERE id = ${record.sql}.${field.column}), 'Nobody')`;
  if (field.kind === 'reference') {
    const other = recordOf(plan, field.references!);
    const title = other.titleField.said ? `'No. ' || ${column('id')}` : other.titleField.column;
    return `coalesce((SELECT ${title} FROM ${other.sql} WHERE ${other.sql}.id = ${record.sql}.${field.column}), 'None')`;
  }
  if (field.kind === 'boolean') return `CASE ${record.sql}.${field.column} WHEN 1 THEN 'Yes' ELSE 'No' END`;
  return field.isNullable ? `coalesce(CAST(${record.sql}.${field.column} AS TEXT), 'None')` : `CAST(${record.sql}.${field.column} AS TEXT)`;
}

/** By name; of a ranking by its measure, and only so many. */
function rankSql({ order, limit }: ReportRule, measures: Measure[]): string {
  const measure = order && (measures.find(({ label }) => label === order.by) ?? measures.at(-1)!);
  const by = measure ? `"${measure.prop}" ${order.first === 'most' ? 'DESC' : 'ASC'}, 1` : '1';
  return limit === undefined ? by : `${by} LIMIT ${limit}`;
}

function serviceOf(plan: Plan, record: RecordPlan, rule: ReportRule, measures: Measure[]): string {
  const { param } = asks(plan);
  const type = `${pascal(rule.name)}Row`;
  const at = rule.at ? fieldOf(record, rule.at) : undefined;
  const values = [...conditionValues(plan, rule, record), ...(at ? ['`${month}-01`', '`${addMonths(month, 1)}-01`'] : [])];
  const usesNow = values.some((value) => value.includes('now'));
  const params = `database: Database${param ? `, ${param.replace(/, $/, '')}` : ''}${at ? ', month: string' : ''}${usesNow ? ', now: Date' : ''}`;
  const own = isOwn(rule.by) && record.owner ? fieldOf(record, record.owner) : undefined;
  const wheres = [at && `${record.sql}.${at.column} >= ? AND ${record.sql}.${at.column} < ?`].filter(Boolean);
  return `export interface ${type} {
  name: string;
${measures.map(({ prop, unit }) => `${unit ? `  /** In ${unit}. */\n` : ''}  ${prop}: number;`).join('\n')}
}

/** ${rule.title}: by ${rule.group ? lower(fieldOf(record, rule.group).label) : 'nothing'}${at ? ', of what falls into the month (YYYY-MM)' : ', over all time'}${rule.order ? `, the ${rule.order.first} first: ${lower(rule.order.by)}` : ''}. ${at ? '@throws Refusal 400 for what is no month.' : ''} */
export function ${rule.name}(${params}): ${type}[] {
${isOpen(plan, rule.by) ? '' : `  if (!(${mayTest(plan, rule, 'viewer')})) throw refused(viewer);\n`}${at ? `  if (!isMonth(month)) throw new Refusal(400, 'Give a month, like 2026-03');\n` : ''}  const rows = database
    .prepare(
      \`SELECT ${groupSql(plan, record, rule)} AS name,
              ${measures.map(({ sql, prop }) => `${sql} AS "${prop}"`).join(',\n              ')}
         FROM ${record.sql}${wheres.length > 0 || own ? `\n        WHERE ${[...wheres, ...(own ? [`(${record.sql}.${own.column} = ? OR ?)`] : [])].join(' AND ')}` : ''}
        GROUP BY 1 ORDER BY ${rankSql(rule, measures)}\`,
    )
    .all(${[...values, ...(own ? ['viewer?.id ?? 0', 'Number(isFirst(viewer))'] : [])].join(', ')});
  return rows.map((row) => ({ name: row.name as string, ${measures.map(({ prop, how }) => `${prop}: ${how === 'count' ? `row.${prop} as number` : `Math.round((row.${prop} as number) * 100) / 100`}`).join(', ')} }));
}
`;
}

function said(measure: Measure, value: string): string {
  if (measure.fieldPlan?.kind === 'money') return `money(${value}, '${currencyOf(measure.fieldPlan.unit)}')`;
  return `number(${value}${measure.unit ? `, ${quote(measure.unit)}` : ''})`;
}

function pageOf(record: RecordPlan, rule: ReportRule, measures: Measure[], path: string): string {
  const type = `${pascal(rule.name)}Row`;
  const total = (measure: Measure) =>
    measure.how === 'mean' ? `''` : said(measure, `rows.reduce((sum, row) => sum + row.${measure.prop}, 0)`);
  return `export function ${rule.name}Page(request: WebRequest, rows: ${type}[]${rule.at ? ', month: string' : ''}): Html {
  return inFrame(request, {
    title: ${quote(rule.title)},
    body: html\`\${pageHead({ title: ${quote(rule.title)}${rule.at ? `, text: monthName(month), actions: actions([{ label: 'Month before', action: \`/${path}?month=\${addMonths(month, -1)}\` }, { label: 'Month after', action: \`/${path}?month=\${addMonths(month, 1)}\` }])` : ''} })}
      \${rows.length === 0
        ? empty({ title: 'No figures yet', text: ${quote(`They follow from ${lower(record.plural)}${rule.at ? ' of the month' : ''}.`)}, action: { label: ${quote(`See ${lower(record.plural)}`)}, href: '/${record.path}' } })
        : html\`${rule.group ? `\${columns([${measures.map((measure) => `barChart({ title: ${quote(measure.label)}, rows: rows.map((row) => ({ label: row.name, value: row.${measure.prop}, text: ${said(measure, `row.${measure.prop}`)} })) })`).join(', ')}])}\n          ` : ''}\${table({
            caption: ${quote(rule.title)},
            columns: [{ label: ${quote(rule.group ? fieldOf(record, rule.group).label : '')} }${measures.map(({ label }) => `, { label: ${quote(label)}, isNumber: true }`).join('')}],
            rows: rows.map((row) => ({ cells: [sentence(row.name), ${measures.map((measure) => said(measure, `row.${measure.prop}`)).join(', ')}] })),
            totals: ['Total', ${measures.map(total).join(', ')}],
          })}\`}
      <p class="muted"><a href="/${path}?${rule.at ? 'month=${month}&' : ''}format=csv">Download as CSV</a></p>\`,
  });
}
`;
}

function routesOf(plan: Plan, rule: ReportRule, path: string, measures: Measure[]): string {
  const usesNow = rule.measures.some(({ where }) => where && ('beforeDays' in where || 'afterDays' in where));
  const call = `${rule.name}(database${plan.people ? ', request.viewer' : ''}${rule.at ? ', month' : ''}${usesNow ? ', clock()' : ''})`;
  const month = rule.at ? `    const month = request.query.get('month') ?? dayOf(clock()).slice(0, 7);\n` : '';
  return `export function add${pascal(rule.name)}Routes(router: Router, { database${rule.at || usesNow ? ', clock' : ''} }: Context): void {
  router.get('/api/${path}', (request) => {
${month}    return json(${call});
  });
${
  plan.pages
    ? `  router.get('/${path}', (request) => {
${month}    const rows = ${call};
    if (request.query.get('format') === 'csv') return csv('${path}', ['Name', ${measures.map(({ label }) => quote(label)).join(', ')}], rows.map((row) => [row.name, ${measures.map(({ prop }) => `row.${prop}`).join(', ')}]));
    return page(${rule.name}Page(request, rows${rule.at ? ', month' : ''}));
  });
`
    : ''
}}
`;
}
