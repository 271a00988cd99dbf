import type { Condition, ReportRule } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { fieldOf, isOpen, isOwn, recordOf, rolesOf, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import { conditionSamples } from '../condition-sql.js';
import { keyOf } from '../tie.js';
import type { Measure } from './report.types.js';

interface Report {
  plan: Plan;
  record: RecordPlan;
  rule: ReportRule;
  measures: Measure[];
  path: string;
}

/** Columns of one row, by their keys: literals of TypeScript. */
type Values = Map<string, string>;
/** Statements that give a group's rows what they refer to, the column's value, and the name under which it is shown. */
interface Group {
  setup: string[];
  value: string;
  shown: string;
}

const usesNow = ({ rule }: Report): boolean => rule.measures.some(({ where }) => where && ('beforeDays' in where || 'afterDays' in where));

const call = (report: Report, viewer: string, month = `'2026-05'`): string =>
  `${report.rule.name}(database${report.plan.people ? `, ${viewer}` : ''}${report.rule.at ? `, ${month}` : ''}${usesNow(report) ? ', NOW' : ''})`;

const viewerLine = ({ plan }: Report): string => (plan.people ? '  const viewer = firstPerson(database);\n' : '');

/** test/<report>.test.ts: figures of known rows by group and month, who may read them, the addresses. */
export function reportTests(report: Report): string {
  const { plan, rule, path } = report;
  const tests = [...figures(report), ...ownFigures(report)];
  if (rule.at)
    tests.push(`test('given what is no month, it is refused', () => {
  const database = freshDatabase();
${viewerLine(report)}  for (const month of ['2026-13', 'May', '']) assert.throws(() => ${call(report, 'viewer', 'month')}, refusedWith(400));
});`);
  const slugs = plan.people && !isOpen(plan, rule.by) ? rolesOf(plan, rule.by) : [];
  const others = plan.roles.filter(({ slug }) => slugs.length > 0 && !slugs.includes(slug));
  if (slugs.length > 0)
    tests.push(`test(${quote(`given a stranger${others.map(({ name }) => ` or ${lower(name)}`).join('')}, the figures are not theirs to read`)}, () => {
  const database = freshDatabase();
  assert.throws(() => ${call(report, 'undefined')}, refusedWith(401));
${others.map(({ slug }) => `  assert.throws(() => ${call(report, `person(database, '${slug}')`)}, refusedWith(403));\n`).join('')}${slugs.map((slug) => `  assert.doesNotThrow(() => ${call(report, `person(database, '${slug}')`)});\n`).join('')}});`);
  tests.push(`test('given its address, the figures are there as JSON${plan.pages ? ', page and CSV' : ''}', async (t) => {
  const { ${plan.people ? 'database, ' : ''}as } = await startApp(t);
  const client = ${plan.people ? 'as(firstPerson(database))' : 'as()'};
  assert.deepEqual((await client.get('/api/${path}')).json(), []);
${plan.pages ? `  assert.equal((await client.get('/${path}')).status, 200);\n  assert.match((await client.get('/${path}?format=csv')).text, /^Name,/);\n` : ''}});`);
  return `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n\n${tests.join('\n\n')}\n`;
}

/** Two groups: of the first three rows with the numbers 1, 2 and 4, of the second one with 8 or a fraction. A month before and after, one more. */
function figures(report: Report): string[] {
  const { record, rule, measures } = report;
  const groups = groupsOf(report);
  const conditions = conditionsOf(record, measures);
  const at = rule.at ? fieldOf(record, rule.at) : undefined;
  if (record.inputs.length === 0 || !groups?.length || !conditions || conditions.some(({ name }) => at && name === keyOf(at))) return [];
  const numbers = [...new Set(measures.flatMap(({ fieldPlan }) => (fieldPlan ? [keyOf(fieldPlan)] : [])))];
  const column = rule.group ? keyOf(fieldOf(record, rule.group)) : undefined;
  const values = (group: number, weight: number, fits: boolean, day: string): Values =>
    new Map([
      ...(column ? [[column, groups[group]!.value] as const] : []),
      ...numbers.map((name) => [name, String(weight)] as const),
      ...conditions.map(({ name, fit, miss }) => [name, fits ? fit : miss] as const),
      ...(at ? [[keyOf(at), quote(at.kind === 'date' ? day : `${day}T10:00:00.000Z`)] as const] : []),
    ]);
  const last = groups.length - 1;
  // Of amounts a broken one: what is cut off instead of rounded shows.
  const isWhole = measures.some(({ fieldPlan }) => fieldPlan?.kind === 'integer' || fieldPlan?.kind === 'rating');
  const inside = [
    values(0, 1, true, '2026-05-01'),
    values(0, 2, true, '2026-05-20'),
    values(0, 4, false, '2026-05-31'),
    ...(last > 0 ? [values(last, isWhole ? 8 : 0.57, true, '2026-05-10')] : []),
  ];
  const outside = at ? [values(0, 16, true, '2026-04-30'), values(last, 32, true, '2026-06-01')] : [];
  const put = (row: Values) => `  keep({ ${[...row].map(([name, value]) => `${name}: ${value}`).join(', ')} });`;
  const told = groups
    .map(({ value, shown }) => ({ shown, rows: inside.filter((row) => column === undefined || row.get(column) === value) }))
    .filter(({ rows }) => rows.length > 0);
  const expected = inOrder(report, told, (one, rows) => figure(one, rows, conditions)).map(
    ({ shown, rows }) => `{ name: ${shown}, ${measures.map((one) => `${one.prop}: ${figure(one, rows, conditions)}`).join(', ')} }`,
  );
  return [
    `test('given known rows, the figures${last > 0 ? ' of each group' : ''} follow from them${at ? ', those of the month alone' : ''}', () => {
  const database = freshDatabase();
${viewerLine(report)}${groups
      .flatMap(({ setup }) => setup)
      .map((line) => `  ${line}\n`)
      .join(
        '',
      )}  const keep = (values: Record<string, SqlValue>) => put(database, '${record.sql}', make${record.className}(database).id, values);
${[...inside, ...outside].map(put).join('\n')}
  assert.deepEqual(${call(report, 'viewer')}, [${expected.length === 1 ? expected[0] : `\n    ${expected.join(',\n    ')},\n  `}]);
});`,
  ];
}

/** Groups as the report orders them: by a measure where it ranks, else by name; the first of them where it has a limit. */
function inOrder<T extends { rows: readonly Values[] }>(
  { rule, measures }: Report,
  groups: readonly T[],
  figureOf: (measure: Measure, rows: readonly Values[]) => number,
): T[] {
  const { order, limit } = rule;
  const ranked = order && (measures.find(({ label }) => label === order.by) ?? measures.at(-1)!);
  const sorted = ranked
    ? [...groups].sort((a, b) => (figureOf(ranked, b.rows) - figureOf(ranked, a.rows)) * (order.first === 'most' ? 1 : -1))
    : [...groups];
  return limit === undefined ? sorted : sorted.slice(0, limit);
}

/** What rows are grouped by, twice where that can be told, in the order of their names; undefined where no row of it can be made. */
function groupsOf({ plan, record, rule }: Report): Group[] | undefined {
  if (!rule.group) return [{ setup: [], value: '', shown: `'All'` }];
  const field = fieldOf(record, rule.group);
  if (field.kind === 'enum') return [...field.values!].sort().map((value) => ({ setup: [], value: quote(value), shown: quote(value) }));
  if (field.kind === 'boolean')
    return [
      { setup: [], value: '0', shown: `'No'` },
      { setup: [], value: '1', shown: `'Yes'` },
    ];
  if (field.kind === 'person')
    return ['Ana', 'Bo'].map((name) => {
      const variable = name.toLowerCase();
      const role = field.role ? `'${field.role}'` : 'FIRST_ROLE';
      const setup = [
        `const ${variable} = person(database, ${role});`,
        `put(database, 'person_account', ${variable}.id, { name: '${name}' });`,
      ];
      return { setup, value: `${variable}.id`, shown: quote(name) };
    });
  if (field.kind !== 'reference' || field.references === record.table) return undefined;
  const other = recordOf(plan, field.references!);
  if (other.inputs.length === 0) return undefined;
  const title = other.titleField;
  return ['Aster', 'Birch'].flatMap((name, i): Group[] => {
    const variable = i === 0 ? 'one' : 'other';
    const make = `const ${variable} = make${other.className}(database);`;
    if (title.said) return [{ setup: [make], value: `${variable}.id`, shown: `\`No. \${${variable}.id}\`` }];
    if (title.type !== 'string') return [];
    return [
      {
        setup: [make, `put(database, '${other.sql}', ${variable}.id, { ${keyOf(title)}: '${name}' });`],
        value: `${variable}.id`,
        shown: quote(name),
      },
    ];
  });
}

interface Conditioned {
  name: string;
  fit: string;
  miss: string;
  condition: Condition;
}

/** For each field that measures ask for, a value that fits and one that does not; undefined where these cannot be told. */
function conditionsOf(record: RecordPlan, measures: readonly Measure[]): Conditioned[] | undefined {
  const found = new Map<string, Conditioned>();
  for (const { where } of measures) {
    if (!where) continue;
    const sample = conditionSamples(record, where);
    if (!sample || sample.fits.length === 0) return undefined;
    const known = found.get(sample.column);
    if (known && !('is' in where && 'is' in known.condition)) return undefined;
    if (!known)
      found.set(sample.column, {
        name: sample.column,
        fit: sample.fits[0]!,
        miss: sample.misses[0] ?? sample.fits[0]!,
        condition: where,
      });
  }
  return [...found.values()];
}

function figure(measure: Measure, rows: readonly Values[], conditions: readonly Conditioned[]): number {
  const { where, how, fieldPlan } = measure;
  const fits = rows.filter((row) => {
    if (!where) return true;
    const { name, fit } = conditions.find(({ condition }) => 'field' in condition && 'field' in where && condition.field === where.field)!;
    const value = row.get(name)!;
    return 'is' in where ? where.is.some((one) => literal(fit, one) === value) : value === fit;
  });
  if (how === 'count' || !fieldPlan) return fits.length;
  const sum = fits.reduce((total, row) => total + Number(row.get(keyOf(fieldPlan))), 0);
  if (how === 'sum') return sum;
  return fits.length === 0 ? 0 : Math.round((sum / fits.length) * 100) / 100;
}

/** As the value beside it is written: a text quoted, a boolean as a number. */
const literal = (like: string, value: string): string =>
  like.startsWith("'") ? `'${value.replace(/'/g, "\\'")}'` : /^(?:true|yes|1)$/i.test(value) ? '1' : '0';

/** Where figures are everybody's own: what another adds changes nothing, but for the first role. */
function ownFigures(report: Report): string[] {
  const { plan, record, rule } = report;
  const owner: FieldPlan | undefined = isOwn(rule.by) && record.owner ? fieldOf(record, record.owner) : undefined;
  const slug = rolesOf(plan, rule.by).find((one) => one !== plan.first?.slug);
  if (!owner || !slug || record.inputs.length === 0) return [];
  const at = rule.at ? fieldOf(record, rule.at) : undefined;
  const day = at ? `, ${keyOf(at)}: ${quote(at.kind === 'date' ? '2026-05-10' : '2026-05-10T10:00:00.000Z')}` : '';
  return [
    `test('given figures of two people, each sees their own and the first role all', () => {
  const database = freshDatabase();
  const [viewer, other] = [person(database, '${slug}'), person(database, '${slug}')];
  const keep = (owner: Viewer) => put(database, '${record.sql}', make${record.className}(database).id, { ${keyOf(owner)}: owner.id${day} });
  keep(viewer);
  const before = ${call(report, 'viewer')};
  assert.equal(before.length, 1);
  keep(other);
  assert.deepEqual(${call(report, 'viewer')}, before);
  assert.notDeepEqual(${call(report, 'firstPerson(database)')}, before);
});`,
  ];
}
