import type { ReportMeasure, ReportRule } from '../../design/design.types.js';
import { camel, lower, pascal, quote } from '../../writing/code.js';
import { currencyOf } from '../../writing/files/show.js';
import { asks, fieldOf, isOpen, isOwn, recordOf, rolesOf, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import { column } from '../../writing/reserved.js';
import { conditionSql } from '../condition-sql.js';
import type { Contribution, Kit } from '../kit.js';
import { mayTest, slugOf } from '../view/view.kit.js';

interface Measure extends ReportMeasure {
  prop: string;
  sql: string;
  fieldPlan?: FieldPlan;
}

/** Figures grouped by a field, for a month or over all time: a chart for each and a table. */
export const reportKit: Kit<ReportRule> = {
  name: 'report',
  contribute(rule, plan) {
    const record = recordOf(plan, rule.record);
    const measures = measuresOf(rule, record);
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
          code: testOf(plan, record, rule, measures, path),
        },
      ],
      routeFunctions: [`add${pascal(rule.name)}Routes`],
      navigation: plan.pages ? [{ label: rule.title, href: `/${path}`, may: mayTest(plan, rule, 'viewer') }] : [],
      paths: [{ method: 'get', path: `/api/${path}`, summary: rule.title }],
    } satisfies Contribution;
  },
};

function measuresOf(rule: ReportRule, record: RecordPlan): Measure[] {
  const taken = new Set(['name']);
  return rule.measures.map((measure) => {
    let prop = camel(measure.label.toLowerCase());
    while (taken.has(prop)) prop += 'Too';
    taken.add(prop);
    const field = measure.field ? fieldOf(record, measure.field) : undefined;
    const filter = measure.where ? ` FILTER (WHERE ${conditionSql(record, measure.where).sql})` : '';
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

const conditionValues = (rule: ReportRule, record: RecordPlan): string[] =>
  rule.measures.flatMap(({ where }) => (where ? conditionSql(record, where).values : []));

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

function serviceOf(plan: Plan, record: RecordPlan, rule: ReportRule, measures: Measure[]): string {
  const { param } = asks(plan);
  const type = `${pascal(rule.name)}Row`;
  const at = rule.at ? fieldOf(record, rule.at) : undefined;
  const values = [...conditionValues(rule, record), ...(at ? ['`${month}-01`', '`${addMonths(month, 1)}-01`'] : [])];
  const usesNow = values.some((value) => value.includes('now'));
  const params = `database: Database${param ? `, ${param.replace(/, $/, '')}` : ''}${at ? ', month: string' : ''}${usesNow ? ', now: Date' : ''}`;
  const own = isOwn(rule.by) && record.owner ? fieldOf(record, record.owner) : undefined;
  const wheres = [at && `${record.sql}.${at.column} >= ? AND ${record.sql}.${at.column} < ?`].filter(Boolean);
  return `export interface ${type} {
  name: string;
${measures.map(({ prop, unit }) => `${unit ? `  /** In ${unit}. */\n` : ''}  ${prop}: number;`).join('\n')}
}

/** ${rule.title}: by ${rule.group ? lower(fieldOf(record, rule.group).label) : 'nothing'}${at ? ', of what falls into the month (YYYY-MM)' : ', over all time'}. ${at ? '@throws Refusal 400 for what is no month.' : ''} */
export function ${rule.name}(${params}): ${type}[] {
${isOpen(plan, rule.by) ? '' : `  if (!(${mayTest(plan, rule, 'viewer')})) throw refused(viewer);\n`}${at ? `  if (!isMonth(month)) throw new Refusal(400, 'Give a month, like 2026-03');\n` : ''}  const rows = database
    .prepare(
      \`SELECT ${groupSql(plan, record, rule)} AS name,
              ${measures.map(({ sql, prop }) => `${sql} AS "${prop}"`).join(',\n              ')}
         FROM ${record.sql}${wheres.length > 0 || own ? `\n        WHERE ${[...wheres, ...(own ? [`(${record.sql}.${own.column} = ? OR ?)`] : [])].join(' AND ')}` : ''}
        GROUP BY 1 ORDER BY 1\`,
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
        : html\`${rule.group ? measures.map((measure) => `\${barChart({ title: ${quote(measure.label)}, rows: rows.map((row) => ({ label: row.name, value: row.${measure.prop}, text: ${said(measure, `row.${measure.prop}`)} })) })}\n          `).join('') : ''}\${table({
            caption: ${quote(rule.title)},
            columns: [{ label: ${quote(rule.group ? 'Name' : '')} }${measures.map(({ label }) => `, { label: ${quote(label)}, isNumber: true }`).join('')}],
            rows: rows.map((row) => ({ cells: [row.name, ${measures.map((measure) => said(measure, `row.${measure.prop}`)).join(', ')}] })),
            totals: ['Total', ${measures.map(total).join(', ')}],
          })}\`}
      <p class="muted"><a href="/${path}?${rule.at ? 'month=${month}&' : ''}format=csv">Download as CSV</a></p>\`,
  });
}
${
  rule.at
    ? `
function monthName(month: string): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(\`\${month}-01T00:00:00Z\`));
}
`
    : ''
}`;
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

function testOf(plan: Plan, record: RecordPlan, rule: ReportRule, measures: Measure[], path: string): string {
  const at = rule.at ? fieldOf(record, rule.at) : undefined;
  const usesNow = rule.measures.some(({ where }) => where && ('beforeDays' in where || 'afterDays' in where));
  const call = (viewer: string, month = `'2026-05'`) =>
    `${rule.name}(database${plan.people ? `, ${viewer}` : ''}${at ? `, ${month}` : ''}${usesNow ? ', NOW' : ''})`;
  const slugs = plan.people && !isOpen(plan, rule.by) ? rolesOf(plan, rule.by) : [];
  const others = plan.people && slugs.length > 0 ? plan.roles.filter(({ slug }) => !slugs.includes(slug)) : [];
  const numberFields = [
    ...new Map(measures.filter(({ fieldPlan }) => fieldPlan).map(({ fieldPlan }) => [fieldPlan!.column, fieldPlan!])).values(),
  ];
  const wheres = measures.filter(
    (measure): measure is Measure & { where: { field: string; is: string[] } } =>
      measure.where !== undefined && 'is' in measure.where && fieldOf(record, measure.where.field).kind === 'enum',
  );
  const testable = measures.every((measure) => !measure.where || (wheres as Measure[]).includes(measure));
  const group = rule.group ? fieldOf(record, rule.group) : undefined;
  const canGroup = !group || group.kind === 'enum';
  const key = (one: FieldPlan) => (/^\w+$/.test(one.column) ? one.column : `'${one.column}'`);
  // Three rows of one group: each number 1, 2 and 4; of the conditions the first two fit. One of the month before, one after.
  const weights = [1, 2, 4];
  const state = (i: number) =>
    wheres.map(({ where }) => {
      const field = fieldOf(record, where.field);
      const out = field.values!.find((value) => !where.is.includes(value));
      return [key(field), quote(i < 2 || out === undefined ? where.is[0]! : out)] as const;
    });
  const row = (i: number, day: string) =>
    [
      ...new Map([
        ...(group && canGroup ? [[key(group), quote(group.values![0]!)] as const] : []),
        ...state(i),
        ...numberFields.map((field) => [key(field), String(weights[i])] as const),
        ...(at ? [[key(at), quote(at.kind === 'date' ? day : `${day}T10:00:00.000Z`)] as const] : []),
      ]),
    ]
      .map(([name, value]) => `${name}: ${value}`)
      .join(', ');
  const figure = (measure: Measure): number => {
    const field = measure.where && 'is' in measure.where ? fieldOf(record, measure.where.field) : undefined;
    const last = field ? Object.fromEntries(state(2))[key(field)] : undefined;
    const fits = [0, 1, 2].filter(
      (i) =>
        !field ||
        (i < 2
          ? (measure.where as { is: string[] }).is.map(quote).includes(Object.fromEntries(state(i))[key(field)]!)
          : (measure.where as { is: string[] }).is.map(quote).includes(last!)),
    );
    const sum = fits.reduce((all, i) => all + weights[i]!, 0);
    return measure.how === 'count'
      ? fits.length
      : measure.how === 'sum'
        ? sum
        : fits.length === 0
          ? 0
          : Math.round((sum / fits.length) * 100) / 100;
  };
  const canMake = record.inputs.length > 0;
  const head = `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n`;
  const tests: string[] = [];
  if (canMake && testable && canGroup)
    tests.push(`test('given known rows, the figures follow from them', () => {
  const database = freshDatabase();
${plan.people ? '  const viewer = firstPerson(database);\n' : ''}${[
      ['2026-05-01', 0],
      ['2026-05-20', 1],
      ['2026-05-31', 2],
      ...(at
        ? [
            ['2026-04-30', 0],
            ['2026-06-01', 1],
          ]
        : []),
    ]
      .map(([day, i]) => `  put(database, '${record.sql}', make${record.className}(database).id, { ${row(i as number, day as string)} });`)
      .join('\n')}
  assert.deepEqual(${call('viewer')}, [{ name: ${group ? quote(group.values![0]!) : `'All'`}, ${measures.map((measure) => `${measure.prop}: ${figure(measure)}`).join(', ')} }]);
});`);
  if (at)
    tests.push(`test('given what is no month, it is refused', () => {
  const database = freshDatabase();
${plan.people ? '  const viewer = firstPerson(database);\n' : ''}  for (const month of ['2026-13', 'May', '']) assert.throws(() => ${call('viewer', 'month')}, refusedWith(400));
});`);
  if (slugs.length > 0)
    tests.push(`test(${quote(`given a stranger${others.map(({ name }) => ` or ${lower(name)}`).join('')}, the figures are not theirs to read`)}, () => {
  const database = freshDatabase();
  assert.throws(() => ${call('undefined')}, refusedWith(401));
${others.map(({ slug }) => `  assert.throws(() => ${call(`person(database, '${slug}')`)}, refusedWith(403));\n`).join('')}${slugs.map((slug) => `  assert.doesNotThrow(() => ${call(`person(database, '${slug}')`)});\n`).join('')}});`);
  tests.push(`test('given its address, the figures are there as JSON${plan.pages ? ', page and CSV' : ''}', async (t) => {
  const { ${plan.people ? 'database, ' : ''}as } = await startApp(t);
  const client = ${plan.people ? 'as(firstPerson(database))' : 'as()'};
  assert.deepEqual((await client.get('/api/${path}')).json(), []);
${plan.pages ? `  assert.equal((await client.get('/${path}')).status, 200);\n  assert.match((await client.get('/${path}?format=csv')).text, /^Name,/);\n` : ''}});`);
  return `${head}\n${tests.join('\n\n')}\n`;
}
