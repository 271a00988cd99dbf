import { lower, quote } from '../code.js';
import { isOpen, names, type Plan, type RecordPlan } from '../plan.js';
import { first } from './test-list.js';

const one = (record: RecordPlan): string => lower(record.name);

/** Tests of a record's addresses: the API, forms, lists. */
export function addressTests(plan: Plan, record: RecordPlan): string[] {
  if (record.inputs.length === 0) return [];
  const { path } = record;
  const name = names(record);
  const as = plan.people ? 'as(firstPerson(database))' : 'as()';
  const start = `  const { database, as } = await startApp(t);\n  const client = ${as};\n`;
  const needed = record.inputs.find((field) => field.required && field.kind !== 'boolean');
  const api = [
    `test(${quote(`given ${one(record)} is sent to the API, it is made, read, changed and removed`)}, async (t) => {
${start}  const made = await client.send('POST', '/api/${path}', ${record.variable}Sample(database));
  assert.equal(made.status, 201, made.text);
  const { id } = made.json();
  assert.equal(made.headers.get('location'), \`/api/${path}/\${id}\`);
  assert.deepEqual((await client.get(\`/api/${path}/\${id}\`)).json(), made.json());
  assert.equal((await client.get('/api/${path}')).json().total, 1);
  assert.equal((await client.send('PATCH', \`/api/${path}/\${id}\`, {})).status, 200);
  assert.equal((await client.send('DELETE', \`/api/${path}/\${id}\`)).status, 204);
  assert.equal((await client.get(\`/api/${path}/\${id}\`)).status, 404);
});`,
    ...(needed
      ? [
          `test('given an empty object is sent to the API, the answer names the fields', async (t) => {
${plan.people ? start : '  const { as } = await startApp(t);\n  const client = as();\n'}  const answer = await client.send('POST', '/api/${path}', {});
  assert.equal(answer.status, 422);
  assert.ok(answer.json().fields.${needed.prop});
});`,
        ]
      : []),
    ...(plan.people && !isOpen(plan, record.access.create)
      ? [
          `test('given nobody is signed in, the API asks to sign in', async (t) => {
  const { as } = await startApp(t);
  assert.equal((await as().send('POST', '/api/${path}', {})).status, 401);
});`,
        ]
      : []),
  ];
  if (!plan.pages) return api;
  const pages = [
    `test(${quote(`given ${one(record)} is sent as a form, its page shows it and the list leads there`)}, async (t) => {
${start}  const sent = await client.post('/${path}', ${record.variable}Sample(database));
  assert.equal(sent.status, 303, sent.text);
  const { id } = ${name.list}(database, ${first(plan)}{}).items[0]!;
  assert.ok(sent.headers.get('location')!.startsWith(\`/${path}/\${id}?notice=\`));
  assert.equal((await client.get(\`/${path}/\${id}\`)).status, 200);
  for (const view of ['', '?view=table', '?view=cards', '?view=board', '?view=calendar']) {
    const answer = await client.get(\`/${path}\${view}\`);
    assert.equal(answer.status, 200, answer.text);
    if (view === '?view=table') assert.ok(answer.text.includes(\`/${path}/\${id}"\`));
  }
});`,
    ...(needed
      ? [
          `test('given an empty form, it comes back with what is needed', async (t) => {
${start}  assert.equal((await client.get('/${path}/new')).status, 200);
  const answer = await client.post('/${path}', {});
  assert.equal(answer.status, 422);
  assert.ok(answer.text.includes(${quote(needed.label.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`))}));
});`,
        ]
      : []),
    `test(${quote(`given ${one(record)} is edited and removed by forms, that is what happens`)}, async (t) => {
${start}  const { id } = make${record.className}(database);
  assert.equal((await client.get(\`/${path}/\${id}/edit\`)).status, 200);
  assert.equal((await client.post(\`/${path}/\${id}\`, ${record.variable}Sample(database))).status, 303);
  assert.equal((await client.post(\`/${path}/\${id}/remove\`)).headers.get('location')!.split('?')[0], '/${path}');
  assert.equal((await client.get(\`/${path}/\${id}\`)).status, 404);
});`,
    `test('given the list is asked for as CSV, it has a line for each', async (t) => {
${start}  make${record.className}(database);
  const answer = await client.get('/${path}?format=csv');
  assert.match(answer.headers.get('content-type')!, /^text\\/csv/);
  const lines = answer.text.trim().split('\\r\\n');
  assert.equal(lines.length, 2);
  assert.ok(lines[0]!.startsWith('No.,'));
});`,
    ...(plan.people && !isOpen(plan, record.access.read)
      ? [
          `test('given nobody is signed in, the list asks to sign in and comes back', async (t) => {
  const { as } = await startApp(t);
  const answer = await as().get('/${path}');
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('location'), '/sign-in?next=%2F${path}');
});`,
        ]
      : []),
  ];
  return [...api, ...pages];
}
