import type { Condition, FieldCondition, LoanRule, ViewRule } from '../../design/design.types.js';
import { quote } from '../../writing/code.js';
import { asks, fieldOf, isOpen, names, recordOf, rolesOf, type Plan, type RecordPlan } from '../../writing/plan.js';
import { conditionSamples, conditionSql } from '../condition-sql.js';
import type { Contribution, Kit } from '../kit.js';

/** A list with a name: conditions on a record, a tab of its list and a number on the dashboard. */
export const viewKit: Kit<ViewRule> = {
  name: 'view',
  contribute(rule, plan) {
    const record = recordOf(plan, rule.record);
    // What is free has its view by the booking itself: a second one would be the same under another name.
    const isBooking =
      rule.where.length === 1 && isFree(rule.where[0]!) && plan.design.rules.some((one) => one.kit === 'booking' && one.of === rule.record);
    const slug = isBooking ? 'free-now' : slugOf(rule.title);
    const conditions = rule.where.map((condition) => conditionSql(plan, record, condition));
    const order = rule.sort && orderOf(record, rule.sort);
    const narrow = conditions.map(({ sql }) => sql).join(' AND ') || '1';
    const may = mayTest(plan, rule, 'request.viewer');
    const usesNow = conditions.some(({ values }) => values.length > 0);
    const name = names(record);
    return {
      views: isBooking
        ? {}
        : {
            [record.table]: [
              {
                slug,
                title: rule.title,
                conditions:
                  rule.limit === undefined
                    ? [narrow]
                    : [
                        `${record.sql}.id IN (SELECT id FROM ${record.sql} WHERE ${narrow} ORDER BY ${order ?? `${record.sql}.id DESC`} LIMIT ${rule.limit})`,
                      ],
                values: conditions.flatMap(({ values }) => values),
                may,
                ...(order && { order }),
              },
            ],
          },
      navigation: [{ label: rule.title, href: `/${record.path}?only=${slug}`, may: mayTest(plan, rule, 'viewer') }],
      tiles: [
        `${may === 'true' ? '' : `${may} && `}${plan.people && !isOpen(plan, record.access.read) ? `${name.mayList}(request.viewer) && ` : ''}{ label: ${quote(rule.title)}, href: '/${record.path}?only=${slug}', value: ${name.list}(database, ${plan.people ? 'request.viewer, ' : ''}{ only: '${slug}' }, 1${usesNow ? ', clock()' : ''}).total }`,
      ],
      tests: {
        [record.table]:
          record.inputs.length > 0 && !isBooking
            ? [...testsOf(plan, record, rule, slug), ...takenTest(plan, record, rule, slug), ...limitTest(plan, record, rule, slug)]
            : [],
      },
    } satisfies Contribution;
  },
};

const isFree = (condition: Condition): boolean => 'booked' in condition && !condition.booked;

export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'view';

/** Whether a viewer is one of those whom a rule is for: an expression. */
export function mayTest(plan: Plan, rule: { by: ViewRule['by'] }, viewer: string): string {
  if (isOpen(plan, rule.by)) return 'true';
  const slugs = rolesOf(plan, rule.by);
  return slugs.length === plan.roles.length ? `${viewer} !== undefined` : `hasRole(${viewer}, ${slugs.map(quote).join(', ')})`;
}

function orderOf(record: RecordPlan, sort: string): string {
  const field = record.fields.find(({ name }) => name === sort.replace(/^-/, ''));
  return field ? `${record.sql}.${field.column}${sort.startsWith('-') ? ' DESC' : ''}, ${record.sql}.id` : `${record.sql}.id`;
}

function testsOf(plan: Plan, record: RecordPlan, rule: ViewRule, slug: string): string[] {
  const usesNow = rule.where.some((condition) => 'beforeDays' in condition || 'afterDays' in condition);
  const samples = rule.where.map((condition: Condition) => conditionSamples(record, condition));
  // Without a condition every row fits: there is no other side.
  if (rule.limit === 1 || samples.some((sample) => sample === undefined || sample.fits.length === 0)) return [];
  const fitting = samples.map((sample) => `${sample!.column}: ${sample!.fits[0]}`);
  const cases = samples.flatMap((sample, i) => [
    ...sample!.fits.map((value) => `[{ ${withOne(fitting, i, `${sample!.column}: ${value}`)} }, true]`),
    ...sample!.misses.map((value) => `[{ ${withOne(fitting, i, `${sample!.column}: ${value}`)} }, false]`),
  ]);
  const { arg } = asks(plan);
  const sort = record.fields.find(({ name }) => name === rule.sort?.replace(/^-/, ''));
  const limit = rule.where.find((one): one is FieldCondition => 'field' in one && one.field === sort?.name);
  const above = limit && 'above' in limit && limit.below === undefined ? (limit.above ?? 0) : 0;
  const rank =
    sort && ['date', 'datetime', 'integer', 'decimal', 'money'].includes(sort.kind) && (!limit || 'above' in limit) ? sort : undefined;
  const ranked = (step: number, day = step + above) =>
    rank!.type === 'number' ? String(day) : rank!.kind === 'date' ? `'2026-04-0${day}'` : `'2026-04-0${day}T10:00:00.000Z'`;
  const order = rank
    ? [
        `test(${quote(`"${rule.title}" is in the order that was asked for`)}, () => {
  const database = freshDatabase();
${plan.people ? '  const viewer = firstPerson(database);\n' : ''}  const [a, b] = [make${record.className}(database), make${record.className}(database)];
  put(database, '${record.sql}', a.id, { ${[...fitting.filter((part) => !part.startsWith(`${rank.column}:`)), `${rank.column}: ${ranked(rule.sort!.startsWith('-') ? 1 : 2)}`].join(', ')} });
  put(database, '${record.sql}', b.id, { ${[...fitting.filter((part) => !part.startsWith(`${rank.column}:`)), `${rank.column}: ${ranked(rule.sort!.startsWith('-') ? 2 : 1)}`].join(', ')} });
  assert.deepEqual(${names(record).list}(database, ${asks(plan).arg}{ only: '${slug}' }${usesNow ? ', undefined, NOW' : ''}).items.map(({ id }) => id), [b.id, a.id]);
});`,
      ]
    : [];
  return [
    ...order,
    ...(rule.where.length === 0
      ? []
      : [
          `test(${quote(`"${rule.title}" holds those that fit, on both sides of each limit`)}, () => {
  const database = freshDatabase();
${plan.people ? '  const viewer = firstPerson(database);\n' : ''}  const { id } = make${record.className}(database);
  const cases: [Record<string, SqlValue>, boolean][] = [
${cases.map((one) => `    ${one},`).join('\n')}
  ];
  for (const [values, fits] of cases) {
    put(database, '${record.sql}', id, values);
    assert.equal(${names(record).list}(database, ${arg}{ only: '${slug}' }${usesNow ? ', undefined, NOW' : ''}).total === 1, fits, JSON.stringify(values));
    assert.equal(${names(record).list}(database, ${arg}{}).total, 1);
  }
});`,
        ]),
  ];
}

/** What is out is not free, and is again when it is back. */
function takenTest(plan: Plan, record: RecordPlan, rule: ViewRule, slug: string): string[] {
  const [condition] = rule.where;
  const loan = plan.design.rules.find((one): one is LoanRule => one.kit === 'loan' && one.of === record.table);
  if (!condition || !('booked' in condition) || rule.where.length > 1 || !loan) return [];
  const made = recordOf(plan, loan.record);
  const [resource, returned] = [fieldOf(made, loan.resource), fieldOf(made, loan.returnedOn)];
  const copies = loan.copies ? fieldOf(record, loan.copies) : undefined;
  if (!resource.isInput || made.inputs.length === 0) return [];
  const key = /^\w+$/.test(returned.column) ? returned.column : quote(returned.column);
  return [
    `test(${quote(`given one is out until it is back, "${rule.title}" follows`)}, () => {
  const database = freshDatabase();
${plan.people ? '  const viewer = firstPerson(database);\n' : ''}  const { id } = make${record.className}(database${copies ? `, { ${copies.prop}: 1 }` : ''});
  const found = () => ${names(record).list}(database, ${asks(plan).arg}{ only: '${slug}' }).items.some((one) => one.id === id);
  assert.equal(found(), ${!condition.booked});
  const taken = make${made.className}(database, { ${resource.prop}: id });
  assert.equal(found(), ${condition.booked});
  put(database, '${made.sql}', taken.id, { ${key}: ${returned.kind === 'datetime' ? 'NOW.toISOString()' : 'dayOf(NOW)'} });
  assert.equal(found(), ${!condition.booked});
});`,
  ];
}

/** So many and no more, the first in the order. */
function limitTest(plan: Plan, record: RecordPlan, rule: ViewRule, slug: string): string[] {
  const sort = record.fields.find(({ name }) => name === rule.sort?.replace(/^-/, ''));
  const { limit } = rule;
  if (limit === undefined || !sort || !['date', 'datetime'].includes(sort.kind)) return [];
  const samples = rule.where.map((condition) => conditionSamples(record, condition));
  if (samples.some((sample) => sample === undefined || sample.fits.length === 0)) return [];
  const key = /^\w+$/.test(sort.column) ? sort.column : quote(sort.column);
  const day = sort.kind === 'date' ? `addDays('2026-04-01', n)` : `\`\${addDays('2026-04-01', n)}T10:00:00.000Z\``;
  const values = [...samples.map((sample) => `${sample!.column}: ${sample!.fits[0]}`), `${key}: ${day}`].join(', ');
  return [
    `test(${quote(`"${rule.title}" holds no more than that`)}, () => {
  const database = freshDatabase();
${plan.people ? '  const viewer = firstPerson(database);\n' : ''}  const ids = Array.from({ length: ${limit + 2} }, () => make${record.className}(database).id);
  ids.forEach((id, n) => put(database, '${record.sql}', id, { ${values} }));
  const found = ${names(record).list}(database, ${asks(plan).arg}{ only: '${slug}' }, 100);
  assert.deepEqual(found.items.map(({ id }) => id), ids${rule.sort!.startsWith('-') ? '.reverse()' : ''}.slice(0, ${limit}));
  assert.equal(found.total, ${limit});
});`,
  ];
}

const withOne = (all: string[], i: number, one: string): string =>
  [...new Map([...all.slice(0, i), ...all.slice(i + 1), one].map((part) => [part.split(':')[0]!, part])).values()].join(', ');
