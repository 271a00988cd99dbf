import type { LifecycleRule, LifecycleStep } from '../../design/design.types.js';
import { indent, list, lower, pascal, quote, quoteAll, withArticle } from '../../writing/code.js';
import { audienceTest } from '../../writing/files/domain-file.js';
import { asks, fieldOf, isOpen, isOwn, names, recordOf, rolesOf, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import { viewsOf } from '../../writing/files/pages-file.js';
import { hidesDrafts } from '../../writing/files/test-service.js';
import { afterStepMark, type Contribution, type Kit } from '../kit.js';

interface Step extends LifecycleStep {
  slug: string;
  may: string;
  can: string;
}

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
          ...steps.flatMap((step) => testsOf(plan, owned(step), state, step)),
          ...(plan.pages ? [buttonTest(plan, record, state, steps)] : []),
        ],
      },
      paths: steps.map((step) => ({ method: 'post', path: `/api/${record.path}/{id}/${step.slug}`, summary: step.label })),
    } satisfies Contribution;
  },
};

/** Whose it is for a step: of the owner and those who take it, the one whose role may do the step. */
function ownerFor(record: RecordPlan, rule: LifecycleRule, step: LifecycleStep): RecordPlan {
  const names = [record.owner, ...rule.steps.map(({ takes }) => takes)].filter((name): name is string => name !== undefined);
  const people = names.flatMap((name) => record.fields.find((field) => field.name === name) ?? []);
  const by = typeof step.by === 'object' && 'own' in step.by ? step.by.own : [];
  const owner = people.find(({ role }) => role !== undefined && by.includes(role)) ?? people[0];
  return { ...record, owner: owner?.name } as RecordPlan;
}

export function stepsOf(rule: LifecycleRule, record: RecordPlan, state: FieldPlan): Step[] {
  const slugOf = (text: string) =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
  const taken = new Set(['edit', 'remove', 'new', '']);
  const crud = new Set(Object.values(names(record)));
  return rule.steps.map((step) => {
    const slug = taken.has(slugOf(step.label)) ? slugOf(step.name.replace(/([A-Z])/g, '-$1')) : slugOf(step.label);
    taken.add(slug);
    const name = crud.has(step.name) ? `${step.name}Now` : step.name;
    const from = step.from.length > 0 ? step.from : (state.values ?? []).filter((value) => value !== step.to);
    return { ...step, name, from, slug, may: `may${pascal(name)}`, can: `can${pascal(name)}` };
  });
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
  const main = steps.filter(({ isFinal }) => !isFinal)[0];
  const tone = step.isFinal
    ? `, tone: 'danger', confirm: \`${step.label} \${${names(record).titleOf}(${variable})}? This is final.\``
    : step === main
      ? `, tone: 'main'`
      : '';
  return `${step.can}(${plan.people ? 'request.viewer, ' : ''}${variable}) && { label: ${quote(step.label)}, action: \`/${record.path}/\${${variable}.id}/${step.slug}\`, method: 'post'${tone} }`;
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

function testsOf(plan: Plan, record: RecordPlan, state: FieldPlan, step: Step): string[] {
  const { className } = record;
  const owner = record.fields.find(({ name }) => name === record.owner);
  const own = plan.people && owner !== undefined && isOwn(step.by);
  const slugs = plan.people ? rolesOf(plan, step.by) : [];
  const actor = slugs.find((slug) => slug !== plan.first?.slug) ?? plan.first?.slug;
  const field = (name: string | undefined) => record.fields.find((one) => one.name === name);
  const others = state.values!.filter((value) => !step.from.includes(value));
  const put = (value: string, id = 'id') =>
    `put(database, '${record.sql}', ${id}, { ${key(state)}: ${quote(value)}${owner && plan.people ? `, ${key(owner)}: viewer.id` : ''} });`;
  const who = plan.people ? `  const viewer = ${isOpen(plan, step.by) ? 'firstPerson(database)' : `person(database, '${actor}')`};\n` : '';
  const call = `${step.name}(database, ${plan.people ? 'viewer, ' : ''}id, clock)`;
  const [takes, releases, stamps] = [plan.people ? field(step.takes) : undefined, field(step.releases), field(step.stamps)];
  const start = `  const database = freshDatabase();\n${who}  const { id } = make${className}(database);\n`;
  const tests = [
    `test(${quote(`given it is ${step.from.join(' or ')}, "${step.label}" makes it ${step.to}`)}, () => {
${start}  for (const from of [${quoteAll(step.from)}]) {
    put(database, '${record.sql}', id, { ${key(state)}: from${owner && plan.people ? `, ${key(owner)}: viewer.id` : ''} });
    const after = ${call};
    assert.equal(after.${state.prop}, ${quote(step.to)});
${takes ? `    assert.equal(after.${takes.prop}, viewer.id);\n` : ''}${releases ? `    assert.equal(after.${releases.prop}, null);\n` : ''}${stamps ? `    assert.equal(after.${stamps.prop}, ${stamps.kind === 'date' ? 'dayOf(NOW)' : 'NOW.toISOString()'});\n` : ''}    assert.equal(changesOf(database, '${record.table}', id)[0]!.what, ${quote(step.label)});
  }
});`,
    ...(others.length > 0
      ? [
          `test(${quote(`given it is ${others.join(' or ')}, "${step.label}" is too late and changes nothing`)}, () => {
${start}  for (const from of [${quoteAll(others)}]) {
    put(database, '${record.sql}', id, { ${key(state)}: from${owner && plan.people ? `, ${key(owner)}: viewer.id` : ''} });
    assert.throws(() => ${call}, refusedWith(409));
    assert.equal(${names(record).find}(database, ${plan.people ? 'firstPerson(database), ' : ''}id).${state.prop}, from);
  }
});`,
        ]
      : []),
  ];
  if (plan.people && !isOpen(plan, step.by)) {
    const refusedRoles = plan.roles.filter(({ slug }) => !slugs.includes(slug));
    const canRead = (slug: string) => isOpen(plan, record.access.read) || rolesOf(plan, record.access.read).includes(slug);
    const readsOwn = isOwn(record.access.read) || hidesDrafts(plan, record);
    const stranger = hidesDrafts(plan, record) && isOpen(plan, record.access.read) ? 404 : 401;
    tests.push(`test(${quote(`given a stranger${refusedRoles.map(({ name }) => ` or ${lower(name)}`).join('')}, "${step.label}" is refused`)}, () => {
  const database = freshDatabase();
  const { id } = make${className}(database);
  put(database, '${record.sql}', id, { ${key(state)}: ${quote(step.from[0]!)} });
  let viewer: Viewer | undefined;
  assert.throws(() => ${call}, refusedWith(${stranger}));
${refusedRoles.map(({ slug }) => `  viewer = person(database, '${slug}');\n  assert.throws(() => ${call}, refusedWith(${canRead(slug) && readsOwn && !record.actors.includes(slug) ? 404 : 403}));\n`).join('')}});`);
    if (own && actor && actor !== plan.first?.slug)
      tests.push(`test(${quote(`given it is another's, "${step.label}" is refused`)}, () => {
${start}  put(database, '${record.sql}', id, { ${key(state)}: ${quote(step.from[0]!)}, ${key(owner)}: person(database, '${actor}').id });
  assert.throws(() => ${call}, refusedWith(${readsOwn && !record.actors.includes(actor) ? 404 : 403}));
});`);
  }
  const as = plan.people ? 'as(viewer)' : 'as()';
  const needsOwner = plan.people && owner ? who.replace('const viewer', 'const viewer') : who;
  tests.push(`test(${quote(`given "${step.label}" is sent to its address, it is done`)}, async (t) => {
  const { database, as } = await startApp(t);
${needsOwner}  const { id } = make${className}(database);
  ${put(step.from[0]!)}
  const answer = await ${as}.send('POST', \`/api/${record.path}/\${id}/${step.slug}\`);
  assert.equal(answer.json().${state.prop}, ${quote(step.to)});
${plan.pages ? `  ${put(step.from[0]!)}\n  assert.equal((await ${as}.post(\`/${record.path}/\${id}/${step.slug}\`)).status, 303);\n${others.length > 0 ? `  ${put(others[0]!)}\n  assert.equal((await ${as}.post(\`/${record.path}/\${id}/${step.slug}\`)).status, 409);\n` : ''}` : ''}});`);
  return tests;
}

const key = (field: FieldPlan): string => (/^\w+$/.test(field.column) ? field.column : `'${field.column}'`);

function buttonTest(plan: Plan, record: RecordPlan, state: FieldPlan, steps: Step[]): string {
  return `test('given a state, its page offers what can be done next and nothing else', async (t) => {
  const { database, as } = await startApp(t);
${plan.people ? '  const viewer = firstPerson(database);\n' : ''}  const { id } = make${record.className}(database);
  const next: [string, string[]][] = ${indent(
    list(
      '[',
      state.values!.map(
        (value) => `[${quote(value)}, [${quoteAll(steps.filter(({ from }) => from.includes(value)).map(({ slug }) => slug))}]]`,
      ),
      '];',
    ),
    '  ',
  )}
  for (const [from, expected] of next) {
    put(database, '${record.sql}', id, { ${key(state)}: from });
    const { text } = await as(${plan.people ? 'viewer' : ''}).get(\`/${record.path}/\${id}\`);
    const offered = [${quoteAll(steps.map(({ slug }) => slug))}].filter((step) => text.includes(\`action="/${record.path}/\${id}/\${step}"\`));
    assert.deepEqual(offered, expected, from);
  }
});`;
}
