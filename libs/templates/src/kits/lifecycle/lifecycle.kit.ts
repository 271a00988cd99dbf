import type { LifecycleRule } from '../../design/design.types.js';
import { lower, quote, quoteAll, withArticle } from '../../writing/code.js';
import { audienceTest } from '../../writing/files/domain-file.js';
import { asks, fieldOf, isOpen, isOwn, names, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import { viewsOf } from '../../writing/files/record-views.js';
import { afterStepMark, type Contribution, type Kit } from '../kit.js';
import { chosenTest } from './chosen-test.js';
import { buttonTest, stepTests } from './lifecycle-tests.js';
import { stepsOf, toneOfStep, type Step } from './steps.js';

/** A field's states: who may bring a thing from one to another, decided in the statement that does it. */
export const lifecycleKit: Kit<LifecycleRule> = {
  name: 'lifecycle',
  contribute(rule, plan) {
    const record = recordOf(plan, rule.record);
    const owned = (step: Step) => ownerFor(record, rule, step);
    const state = fieldOf(record, rule.field);
    const steps = stepsOf(rule, record, state);
    const { table } = record;
    return {
      domain: { [table]: steps.map((step) => domainOf(plan, owned(step), state, step)) },
      service: { [table]: steps.map((step) => serviceOf(plan, record, state, step)) },
      routes: { [table]: steps.map((step) => routesOf(plan, record, step)) },
      actions: { [table]: steps.map((step) => actionOf(plan, record, step, steps)) },
      pageFunctions: { [table]: viewsOf(record).includes('board') ? [movesOf(plan, record, steps)] : [] },
      tests: {
        [table]: [
          ...steps.flatMap((step) => stepTests(plan, owned(step), state, step)),
          ...(plan.pages ? [buttonTest(plan, record, state, steps), ...chosenTest(plan, record, state, steps)] : []),
        ],
      },
      paths: steps.map((step) => ({ method: 'post', path: `/api/${record.path}/{id}/${step.slug}`, summary: step.label })),
    } satisfies Contribution;
  },
};

/** Whose it is for a step: of the owner and those who take it, the one whose role may do the step. */
function ownerFor(record: RecordPlan, rule: LifecycleRule, step: Step): RecordPlan {
  const names = [record.owner, ...rule.steps.map(({ takes }) => takes)].filter((name): name is string => name !== undefined);
  const people = names.flatMap((name) => record.fields.find((field) => field.name === name) ?? []);
  const by = typeof step.by === 'object' && 'own' in step.by ? step.by.own : [];
  const owner = people.find(({ role }) => role !== undefined && by.includes(role)) ?? people[0];
  return { ...record, owner: owner?.name } as RecordPlan;
}

function domainOf(plan: Plan, record: RecordPlan, state: FieldPlan, step: Step): string {
  const { variable, className } = record;
  const what = `${lower(step.label)}${/\b(as|to|back)\b/.test(step.label) ? '' : ` ${withArticle(lower(record.name))}`}`;
  const isFrom =
    step.from.length === 1
      ? `${variable}.${state.prop} === ${quote(step.from[0]!)}`
      : `[${quoteAll(step.from)}].includes(${variable}.${state.prop})`;
  if (!plan.people)
    return `/** Whether it stands where one can ${what}. */
export function ${step.can}(${variable}: ${className}): boolean {
  return ${isFrom};
}`;
  const own = record.owner !== undefined && isOwn(step.by);
  const open = isOpen(plan, step.by);
  return `/** Who may ${what}${own ? ': whose it is' : ''}. */
export function ${step.may}(${open ? '_viewer' : 'viewer'}: Viewer | undefined, ${own ? '' : '_'}${variable}: ${className}): boolean {
  return ${audienceTest(plan, record, step.by, own)};
}

/** Whether the viewer can do it now. */
export function ${step.can}(viewer: Viewer | undefined, ${variable}: ${className}): boolean {
  return ${step.may}(viewer, ${variable}) && ${isFrom};
}`;
}

function serviceOf(plan: Plan, record: RecordPlan, state: FieldPlan, step: Step): string {
  const { variable, className } = record;
  const { arg, param } = asks(plan);
  const set = [`${state.column} = ${sqlText(step.to)}`];
  const values: string[] = [];
  const assign = (name: string | undefined, value: string) => {
    const field = record.fields.find((one) => one.name === name);
    if (!field) return;
    set.push(`${field.column} = ${value === 'null' ? 'NULL' : '?'}`);
    if (value !== 'null') values.push(field.kind === 'date' ? 'dayOf(now)' : value);
  };
  if (plan.people) assign(step.takes, 'viewer?.id ?? null');
  assign(step.releases, 'null');
  assign(step.stamps, 'now.toISOString()');
  return `/** ${step.label}: ${step.from.map((from) => quote(from)).join(' or ')} becomes ${quote(step.to)}. @throws Refusal 409 where it stands elsewhere. */
export function ${step.name}(database: Database, ${param}id: number, clock: Clock): ${className} {
${plan.people ? `  const ${variable} = ${names(record).find}(database, ${arg}id);\n  if (!${step.may}(viewer, ${variable})) throw refused(viewer);\n` : `  ${names(record).find}(database, id);\n`}  const now = clock();
  return transaction(database, () => {
    // Decided by the statement itself: of two at the same time, one comes too late.
    const { changes } = database
      .prepare(\`UPDATE ${record.sql} SET ${set.join(', ')} WHERE id = ? AND ${state.column} IN (${step.from.map(sqlText).join(', ')})\`)
      .run(${[...values, 'id'].join(', ')});
    if (changes === 0) throw conflict(${quote(`This is possible only while it is ${step.from.join(' or ')}`)});
    noteChange(database, ${arg}'${record.table}', id, ${quote(step.label)}, now);
${afterStepMark(step.name)}    return read${className}(database, id)!;
  });
}`;
}

const sqlText = (value: string): string => `'${value.replace(/'/g, "''")}'`;

function routesOf(plan: Plan, record: RecordPlan, step: Step): string {
  const viewer = plan.people ? 'request.viewer, ' : '';
  const api = `  router.post('/api/${record.path}/:id/${step.slug}', (request) => json(${step.name}(database, ${viewer}idOf(request), clock)));`;
  if (!plan.pages) return api;
  return `${api}
  router.post('/${record.path}/:id/${step.slug}', (request) => {
    ${step.name}(database, ${viewer}idOf(request), clock);
    return redirectWith(\`/${record.path}/\${idOf(request)}\`, ${quote(`${step.label}: done.`)});
  });`;
}

function actionOf(plan: Plan, record: RecordPlan, step: Step, steps: Step[]): string {
  const { variable } = record;
  const tone = toneOfStep(step, steps);
  const asks = step.isFinal ? `, confirm: \`${step.label}: \${${names(record).titleOf}(${variable})}? This is final.\`` : '';
  return `${step.can}(${plan.people ? 'request.viewer, ' : ''}${variable}) && { label: ${quote(step.label)}, action: \`/${record.path}/\${${variable}.id}/${step.slug}\`, method: 'post'${tone === 'quiet' ? '' : `, tone: '${tone}'`}${asks} }`;
}

/** What the board offers for each of its things. */
function movesOf(plan: Plan, record: RecordPlan, steps: Step[]): string {
  const { variable } = record;
  const viewer = plan.people ? 'request.viewer, ' : '';
  return `function ${variable}Moves(request: WebRequest, ${variable}: ${record.className}): { label: string; action: string; to: string }[] {
${plan.people ? '' : '  void request;\n'}  const moves = [
${steps.map((step) => `    ${step.can}(${viewer}${variable}) && { label: ${quote(step.label)}, action: \`/${record.path}/\${${variable}.id}/${step.slug}\`, to: ${quote(step.to)} },`).join('\n')}
  ];
  return moves.filter((move) => move !== false);
}`;
}
