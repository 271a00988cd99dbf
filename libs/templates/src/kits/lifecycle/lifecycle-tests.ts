import { indent, list, lower, quote, quoteAll } from '../../writing/code.js';
import { isOpen, isOwn, names, rolesOf, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import { hidesDrafts } from '../../writing/files/test-service.js';
import type { Step } from './steps.js';

/** Tests of one step: from each state, by each role, of another's, through its address. */
export function stepTests(plan: Plan, record: RecordPlan, state: FieldPlan, step: Step): string[] {
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
    mayTest(plan, record, state, step),
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

/** Who may do the step at all, and in which states it can be done. */
function mayTest(plan: Plan, record: RecordPlan, state: FieldPlan, step: Step): string {
  const { variable, className } = record;
  const isFrom = `[${quoteAll(step.from)}].includes(${state.prop})`;
  const states = (viewer: string) =>
    `  for (const ${state.prop} of ${state.constant}) assert.equal(${step.can}(${viewer}{ ...${variable}, ${state.prop} }), ${isFrom}, ${state.prop});`;
  if (!plan.people)
    return `test(${quote(`given each state, "${step.label}" is possible from ${step.from.join(' or ')} alone`)}, () => {
  const ${variable} = make${className}(freshDatabase());
${states('')}
});`;
  const owner = isOwn(step.by) ? record.fields.find(({ name }) => name === record.owner) : undefined;
  const open = isOpen(plan, step.by);
  const slugs = open ? plan.roles.map(({ slug }) => slug) : rolesOf(plan, step.by);
  const of = (who: string) => (owner ? `{ ...${variable}, ${owner.prop}: ${who} }` : variable);
  const cases = plan.roles.map(({ slug }) => `['${slug}', ${slugs.includes(slug)}]`).join(', ');
  return `test(${quote(`given each role and a stranger, those may "${step.label}" who should${owner ? ', of what is theirs' : ''}, and only from ${step.from.join(' or ')}`)}, () => {
  const database = freshDatabase();
  const ${variable} = make${className}(database);
  assert.equal(${step.may}(undefined, ${of(owner?.isNullable ? 'null' : '0')}), ${open});
  const cases: [Role, boolean][] = [${cases}];
  for (const [role, may] of cases) {
    const viewer = person(database, role);
    assert.equal(${step.may}(viewer, ${of('viewer.id')}), may, role);
${
  owner
    ? `    assert.equal(${step.may}(viewer, ${of('0')}), role === FIRST_ROLE, role);
`
    : ''
}  }
${states(`firstPerson(database), `)}
});`;
}

const key = (field: FieldPlan): string => (/^\w+$/.test(field.column) ? field.column : `'${field.column}'`);

/** Test of the buttons that a page has in each state. */
export function buttonTest(plan: Plan, record: RecordPlan, state: FieldPlan, steps: Step[]): string {
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
