import type { TrackingRule } from '../../design/design.types.js';
import { lower, pascal, quote } from '../../writing/code.js';
import { asks, fieldOf, isOpen, isOwn, recordOf, rolesOf } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { mayTest } from '../view/view.kit.js';
import { trackingTests } from './tracking-tests.js';

/** Figures over time: the sum or the last value for each day, week or month, with a goal. */
export const trackingKit: Kit<TrackingRule> = {
  name: 'tracking',
  contribute(rule, plan) {
    const record = recordOf(plan, rule.record);
    const [value, at] = [fieldOf(record, rule.value), fieldOf(record, rule.at)];
    const person = plan.people ? record.fields.find(({ name }) => name === (rule.person ?? record.owner)) : undefined;
    const isPersonal = person !== undefined && (rule.person !== undefined || isOwn(record.access.read));
    const path = `${record.path}-over-time`;
    const { param } = asks(plan);
    const title = `${record.plural} over time`;
    const by = !isOpen(plan, rule.by) ? rule.by : record.access.read;
    const may = mayTest(plan, { by }, 'viewer');
    const day = `substr(${record.sql}.${at.column}, 1, 10)`;
    const call = `${rule.name}(database${plan.people ? ', request.viewer' : ''}, step, clock())`;
    const figure = rule.how === 'sum' ? `sum(${record.sql}.${value.column})` : `${record.sql}.${value.column}`;
    const fn = rule.name;
    const filter = isPersonal ? ` AND (${record.sql}.${person.column} = ? OR ?)` : '';
    const filterValues = isPersonal ? ', viewer?.id ?? 0, Number(isFirst(viewer))' : '';
    const query =
      rule.how === 'sum'
        ? `SELECT \${start} AS start, ${figure} AS value FROM ${record.sql} WHERE ${day} >= ? AND ${day} <= ?${filter} GROUP BY 1 ORDER BY 1`
        : // SQLite gives the other columns of the row that has the greatest.
          `SELECT \${start} AS start, ${figure} AS value, max(${record.sql}.${at.column}) AS latest FROM ${record.sql} WHERE ${day} >= ? AND ${day} <= ?${filter} GROUP BY 1 ORDER BY 1`;
    const entities = [record.name];
    const slugs = plan.people && !isOpen(plan, by) ? rolesOf(plan, by) : [];
    return {
      files: [
        {
          path: `src/services/${path}.ts`,
          purpose: `${title}: the figures`,
          role: 'service',
          component: 'Services',
          entities,
          code: `/** How long a step of the chart is, and how many days it looks back. */
export const TIME_STEPS = { day: 30, week: 180, month: 720 } as const;
export type TimeStep = keyof typeof TIME_STEPS;
${rule.goal !== undefined ? `\n/** What is aimed at${value.unit ? `, in ${value.unit}` : ''}. */\nexport const ${record.className.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}_GOAL = ${rule.goal};\n` : ''}
export interface Figure {
  /** First day of the step. */
  start: string;
  value: number;
}

/** The ${rule.how === 'sum' ? 'sum' : 'last value'} of ${lower(value.label)} in each step that has any, oldest first. */
export function ${fn}(database: Database, ${param}step: TimeStep, now: Date): Figure[] {
${may === 'true' ? '' : `  if (!(${may})) throw refused(viewer);\n`}  const today = dayOf(now);
  // A week starts on Monday.
  const start = { day: "${day}", week: "date(${day}, '-6 days', 'weekday 1')", month: "substr(${record.sql}.${at.column}, 1, 7) || '-01'" }[step];
  const rows = database.prepare(\`${query}\`).all(addDays(today, -TIME_STEPS[step]), today${filterValues});
  return rows.map((row) => ({ start: row.start as string, value: Math.round(((row.value as number | null) ?? 0) * 100) / 100 }));
}

/** A step as the address has it; weeks where it is none. */
export const timeStepOf = (text: string | null): TimeStep => (text !== null && Object.hasOwn(TIME_STEPS, text) ? (text as TimeStep) : 'week');
`,
        },
        ...(plan.pages
          ? [
              {
                path: `src/pages/${path}.ts`,
                purpose: `${title}: the page`,
                role: 'view' as const,
                component: 'Pages' as const,
                entities,
                code: `export function ${fn}Page(request: WebRequest, figures: Figure[], step: TimeStep): Html {
  return inFrame(request, {
    title: ${quote(title)},
    crumbs: [{ label: ${quote(record.plural)}, href: '/${record.path}' }, { label: ${quote(title)} }],
    body: html\`\${pageHead({ title: ${quote(title)} })}
      \${filters({ action: '/${path}', resetHref: '/${path}', fields: [], views: [['day', 'Days'], ['week', 'Weeks'], ['month', 'Months']].map(([name, label]) => ({ label: label!, href: \`/${path}?step=\${name}\`, isCurrent: step === name })) })}
      \${lineChart({ title: ${quote(value.label)}, points: figures.map(({ start, value }) => ({ label: step === 'month' ? monthName(start.slice(0, 7)) : shortDay(start), value }))${value.kind === 'money' ? `, unit: ${quote(value.unit ?? '€')}` : value.unit ? `, unit: ${quote(value.unit)}` : ''}${rule.goal !== undefined ? `, goal: ${record.className.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}_GOAL` : ''} })}\`,
  });
}
`,
              },
            ]
          : []),
        {
          path: `src/routes/${path}.ts`,
          purpose: `Addresses of ${lower(title)}`,
          role: 'controller',
          component: 'Routes',
          entities,
          code: `export function add${pascal(fn)}Routes(router: Router, { database, clock }: Context): void {
  router.get('/api/${path}', (request) => {
    const step = timeStepOf(request.query.get('step'));
    return json(${call});
  });
${
  plan.pages
    ? `  router.get('/${path}', (request) => {
    const step = timeStepOf(request.query.get('step'));
    return page(${fn}Page(request, ${call}, step));
  });
`
    : ''
}}
`,
        },
        {
          path: `test/${path}.test.ts`,
          purpose: `${title}: figures of known days`,
          role: 'test',
          component: 'Tests',
          entities,
          code: trackingTests({ plan, rule, record, value, at, person: isPersonal ? person : undefined, slugs, path }),
        },
      ],
      routeFunctions: [`add${pascal(fn)}Routes`],
      navigation: plan.pages ? [{ label: title, href: `/${path}`, may }] : [],
      paths: [{ method: 'get', path: `/api/${path}`, summary: title }],
    } satisfies Contribution;
  },
};
