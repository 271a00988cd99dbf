import type { LookupRule } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { shown } from '../../writing/files/show.js';
import { fieldOf, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';

/** Where something stands, by its code, without an account; nothing else about it is told. */
export const lookupKit: Kit<LookupRule> = {
  name: 'lookup',
  contribute(rule, plan) {
    const record = recordOf(plan, rule.record);
    const code = fieldOf(record, rule.code);
    const shows = rule.shows.map((name) => fieldOf(record, name));
    const { table } = record;
    const members = shows.map((field) => `'${field.prop}'${field.said ? ` | '${field.said}'` : ''}`).join(' | ');
    return {
      service: {
        [table]: [
          `/** What anybody with the code may know of it. */
export type ${record.className}ByCode = Pick<${record.className}, '${code.prop}'${members ? ` | ${members}` : ''}>;

/** Finds it by its code, in any case and with blanks around. @throws Refusal 404. */
export function ${rule.name}(database: Database, typed: string): ${record.className}ByCode {
  const row = database.prepare(\`\${SELECT} WHERE ${record.sql}.${code.column} = ?\`).get(typed.trim().toUpperCase());
  if (!row) throw notFound(${quote(`No ${lower(record.name)} has this code`)});
  const { ${[code, ...shows].flatMap((field) => [field.prop, ...(field.said ? [field.said] : [])]).join(', ')} } = to${record.className}(row);
  return { ${[code, ...shows].flatMap((field) => [field.prop, ...(field.said ? [field.said] : [])]).join(', ')} };
}`,
        ],
      },
      firstRoutes: {
        [table]: [
          `  router.get('/api/${record.path}/by-code/:code', (request) => json(${rule.name}(database, request.params['code']!)));`,
          ...(plan.pages
            ? [
                `  router.get('/${record.path}/find', (request) => {
    const code = request.query.get('code');
    return page(${record.variable}FindPage(request, code === null || code === '' ? undefined : ${rule.name}(database, code)));
  });
`,
              ]
            : []),
        ],
      },
      pageFunctions: { [table]: plan.pages ? [pageOf(plan, record, code, shows)] : [] },
      landing: { [table]: `\`/${record.path}/find?code=\${${record.variable}.${code.prop}}\`` },
      navigation: plan.pages
        ? [{ label: `Find ${lower(record.name)}`, href: `/${record.path}/find`, may: plan.people ? 'viewer === undefined' : 'true' }]
        : [],
      tests: { [table]: record.inputs.length > 0 ? testsOf(plan, record, code, shows, rule) : [] },
      paths: [{ method: 'get', path: `/api/${record.path}/by-code/{code}`, summary: `Find ${lower(record.name)} by its code` }],
    } satisfies Contribution;
  },
};

function pageOf(plan: Plan, record: RecordPlan, code: FieldPlan, shows: FieldPlan[]): string {
  const title = `Find your ${lower(record.name)}`;
  return `/** Asks for a code, and says where the thing with this code stands. */
export function ${record.variable}FindPage(request: WebRequest, found: ${record.className}ByCode | undefined): Html {
  return inFrame(request, {
    title: ${quote(title)},
    body: html\`\${pageHead({ title: ${quote(title)}, text: 'With the code that you were given; no account is needed.' })}
      \${found && section({ heading: \`${code.label} \${found.${code.prop}}\`, body: facts([${shows.map((field) => `{ label: ${quote(field.label)}, value: ${shown(plan, record, field, 'found', false)} }`).join(', ')}]) })}
      \${filters({ action: '/${record.path}/find', resetHref: '/${record.path}/find', submit: 'Find', fields: [{ name: 'code', label: ${quote(code.label)}, kind: 'text', value: found?.${code.prop} ?? request.query.get('code') ?? '' }] })}\`,
  });
}`;
}

function testsOf(plan: Plan, record: RecordPlan, code: FieldPlan, shows: FieldPlan[], rule: LookupRule): string[] {
  const hidden = record.inputs.find((field) => field.kind === 'text' && !shows.includes(field) && field !== code);
  return [
    `test('given a code in any case, it is found by it and nothing more is told', () => {
  const database = freshDatabase();
  const made = make${record.className}(database);
  const found = ${rule.name}(database, \` \${made.${code.prop}.toLowerCase()} \`);
  assert.deepEqual(Object.keys(found).sort(), [${[code, ...shows]
    .flatMap((field) => [field.prop, ...(field.said ? [field.said] : [])])
    .sort()
    .map(quote)
    .join(', ')}]);
  for (const [name, value] of Object.entries(found)) assert.equal(value, made[name as keyof typeof made]);
});`,
    `test('given a code that nobody has, the answer is that there is none', () => {
  assert.throws(() => ${rule.name}(freshDatabase(), 'ZZZZZZ'), refusedWith(404));
});`,
    `test('given no account, its address is open and says no more', async (t) => {
  const { database, as } = await startApp(t);
  const made = make${record.className}(database${hidden ? `, { ${hidden.prop}: 'Hidden from all' }` : ''});
  assert.equal((await as().get(\`/api/${record.path}/by-code/\${made.${code.prop}}\`)).status, 200);
${
  plan.pages
    ? `  assert.equal((await as().get('/${record.path}/find')).status, 200);
  const { status, text } = await as().get(\`/${record.path}/find?code=\${made.${code.prop}}\`);
  assert.equal(status, 200);
${hidden ? `  assert.ok(!text.includes('Hidden from all'));\n` : '  assert.ok(text.includes(made.' + code.prop + '));\n'}  assert.equal((await as().get('/${record.path}/find?code=ZZZZZZ')).status, 404);
`
    : ''
}});`,
  ];
}
