import type { TrackingRule } from '../../design/design.types.js';
import { quote } from '../../writing/code.js';
import type { FieldPlan, Plan, RecordPlan } from '../../writing/plan.js';
import { keyOf } from '../tie.js';

/** A tracking rule with what it refers to. */
export interface Tracking {
  plan: Plan;
  rule: TrackingRule;
  record: RecordPlan;
  value: FieldPlan;
  at: FieldPlan;
  /** Whose figures they are; absent: everybody's. */
  person: FieldPlan | undefined;
  /** Roles that may read them; empty: everybody. */
  slugs: string[];
  path: string;
}

/** test/<records>-over-time.test.ts: sums or last values by step, how far back, whose. */
export function trackingTests({ plan, rule, record, value, at, person, slugs, path }: Tracking): string {
  const fn = rule.name;
  const whole = value.kind === 'integer' || value.kind === 'rating';
  const viewerLine = plan.people ? '  const viewer = firstPerson(database);\n' : '';
  const arg = plan.people ? 'viewer, ' : '';
  const row = (date: string, amount: number) =>
    `  put(database, '${record.sql}', make${record.className}(database).id, { ${keyOf(at)}: ${at.kind === 'date' ? quote(date) : quote(`${date}T10:00:00.000Z`)}, ${keyOf(value)}: ${amount} });`;
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';

test('given figures of several days, each step has ${rule.how === 'sum' ? 'its sum' : 'the last of them'}', () => {
  const database = freshDatabase();
${viewerLine}${[
    ['2026-05-18', 1],
    ['2026-05-19', 2],
    ['2026-05-20', 4],
    ['2026-05-17', 8],
    ['2026-04-20', whole ? 16 : 0.57],
    ['2026-05-21', 32],
  ]
    .map(([date, amount]) => row(date as string, amount as number))
    .join('\n')}
  const values = (step: TimeStep) => ${fn}(database, ${arg}step, NOW).map(({ start, value }) => [start, value]);
  assert.deepEqual(values('day'), [['2026-04-20', ${whole ? 16 : 0.57}], ['2026-05-17', 8], ['2026-05-18', 1], ['2026-05-19', 2], ['2026-05-20', 4]]);
  assert.deepEqual(values('week'), [['2026-04-20', ${whole ? 16 : 0.57}], ['2026-05-11', 8], ['2026-05-18', ${rule.how === 'sum' ? 7 : 4}]]);
  assert.deepEqual(values('month'), [['2026-04-01', ${whole ? 16 : 0.57}], ['2026-05-01', ${rule.how === 'sum' ? 15 : 4}]]);
});

test('given the days that each chart looks back, the first of them belongs to it and the one before does not', () => {
  const database = freshDatabase();
${viewerLine}  const { id } = make${record.className}(database);
  const isShown = (step: TimeStep, days: number) => {
    put(database, '${record.sql}', id, { ${keyOf(at)}: ${at.kind === 'date' ? "addDays('2026-05-20', -days)" : "`${addDays('2026-05-20', -days)}T10:00:00.000Z`"}, ${keyOf(value)}: 1 });
    return ${fn}(database, ${arg}step, NOW).length === 1;
  };
  for (const [step, days] of [['day', 30], ['week', 180], ['month', 720]] as const) assert.deepEqual([isShown(step, days), isShown(step, days + 1)], [true, false], step);
});

test('given a step as the address has it, what is none is weeks', () => {
  assert.deepEqual(['day', 'week', 'month', 'year', null].map(timeStepOf), ['day', 'week', 'month', 'week', 'week']);
});
${
  person
    ? `
test('given figures of another, they are not the viewer\\'s', () => {
  const database = freshDatabase();
  const viewer = person(database, '${slugs.find((slug) => slug !== plan.first!.slug) ?? plan.first!.slug}');
  const other = person(database, '${slugs.find((slug) => slug !== plan.first!.slug) ?? plan.first!.slug}');
  const { id } = make${record.className}(database);
  put(database, '${record.sql}', id, { ${keyOf(at)}: ${at.kind === 'date' ? "'2026-05-20'" : "'2026-05-20T09:00:00.000Z'"}, ${keyOf(person)}: other.id });
${slugs.some((slug) => slug !== plan.first!.slug) ? `  assert.deepEqual(${fn}(database, viewer, 'day', NOW), []);\n` : '  void viewer;\n'}  assert.equal(${fn}(database, other, 'day', NOW).length, 1);
  assert.equal(${fn}(database, firstPerson(database), 'day', NOW).length, 1);
});
`
    : ''
}${
    slugs.length > 0
      ? `
test('given a stranger or another role, the figures are not theirs to read', () => {
  const database = freshDatabase();
  const figures = (viewer: Viewer | undefined) => ${fn}(database, viewer, 'day', NOW);
  assert.throws(() => figures(undefined), refusedWith(401));
${plan.roles.map(({ slug }) => (slugs.includes(slug) ? `  assert.doesNotThrow(() => figures(person(database, '${slug}')));\n` : `  assert.throws(() => figures(person(database, '${slug}')), refusedWith(403));\n`)).join('')}});
`
      : ''
  }
test('given its address, the figures are there', async (t) => {
  const { ${plan.people ? 'database, ' : ''}as } = await startApp(t);
  const client = ${plan.people ? 'as(firstPerson(database))' : 'as()'};
  assert.deepEqual((await client.get('/api/${path}?step=day')).json(), []);
${plan.pages ? `  assert.equal((await client.get('/${path}?step=month')).status, 200);\n` : ''}});
`;
}
