import type { Contributions } from '../../kits/kit.js';
import { quote } from '../code.js';
import type { Plan } from '../plan.js';
import { styleFile } from '../style/style-file.js';

/** test/web.test.ts: what every address has in common. */
export function webTests(plan: Plan, kits: Contributions): string {
  const record = plan.records.find((one) => !kits.isEmbedded(one));
  const post = record ? `/api/${record.path}` : plan.people ? '/api/sign-in' : '/';
  // Where nothing is sent to, no body is read.
  const takesBodies = record !== undefined || plan.people;
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';

test('given an address that is not there, the answer is 404; with another method, 405', async (t) => {
  const { as } = await startApp(t);
  assert.equal((await as().get('/api/nothing-here')).status, 404);
  assert.equal((await as().send('DELETE', '/health')).status, 405);
});

test('given a broken escape in the address or a cookie, or a broken origin, the answer is 400', async (t) => {
  const { as } = await startApp(t);
  assert.equal((await as().get('/%zz')).status, 400);
  assert.equal((await as().get('/health', { cookie: 'a=%zz' })).status, 400);
  assert.equal((await as().get('/health', { origin: 'no origin' })).status, 400);
});

test('given a form from another site, it is refused', async (t) => {
  const { as } = await startApp(t);
  assert.equal((await as().post('${post}', {}, { origin: 'https://elsewhere.example' })).status, 403);
  assert.equal((await as().post('${post}', {}, { 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal((await as().post('${post}', {}, { origin: 'null' })).status, 403);
});

${
  takesBodies
    ? `test('given what is no JSON, the answer is 400; no object, 400; something else, 415; too much, 413', async (t) => {
  const { as } = await startApp(t);
  const type = { 'content-type': 'application/json' };
  assert.equal((await as().post('${post}', { a: 1 }, type)).status, 400);
  assert.equal((await as().send('POST', '${post}', [1])).status, 400);
  assert.equal((await as().post('${post}', { a: 1 }, { 'content-type': 'text/plain' })).status, 415);
  assert.equal((await as().send('POST', '${post}', { a: 'x'.repeat(${plan.uploads ? 7 : 2} * 1024 * 1024) })).status, 413);
});

`
    : ''
}test('given any answer, browsers are told to run and frame nothing else', async (t) => {
  const { as } = await startApp(t);
  const { headers } = await as().get('/health');
  assert.match(headers.get('content-security-policy')!, /default-src 'none'.*frame-ancestors 'none'/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
});

test('the application says that it works, and describes its API', async (t) => {
  const { as } = await startApp(t);
  assert.deepEqual((await as().get('/health')).json(), { status: 'ok' });
  const api = (await as().get('/openapi.json')).json();
  assert.equal(api.info.title, ${quote(plan.design.name)});
${record ? `  assert.ok(api.paths['/api/${record.path}'].get);\n` : ''}});
${
  plan.pages
    ? `
test('given the style sheet is known, it is not sent again', async (t) => {
  const { as } = await startApp(t);
  const first = await as().get('/style.css');
  assert.equal(first.status, 200);
  assert.equal((await as().get('/style.css', { 'if-none-match': first.headers.get('etag')! })).status, 304);
});

${coloursTest(plan)}test('the examples fill every page', async (t) => {
  const database = freshDatabase();
${takesBodies ? '  assert.equal(seed(database, clock), true);\n  assert.equal(seed(database, clock), false);\n' : ''}  const { as } = await startApp(t, database);
${plan.people ? `  const viewer = firstPerson(database);\n` : ''}  for (const path of ['/'${plan.records
        .filter((one) => !kits.isEmbedded(one))
        .map((one) => `, '/${one.path}', '/${one.path}/1'`)
        .join('')}${kits
        .navigation()
        .map(({ href }) => `, '${href}'`)
        .join('')}]) {
    const answer = await as(${plan.people ? 'viewer' : ''}).get(path);
    assert.equal(answer.status, 200, \`\${path}: \${answer.text}\`);
    assert.match(answer.text, /<h1/);
  }
});
${
  plan.people
    ? `
test('given nobody is signed in, the start page says what this is', async (t) => {
  const { as } = await startApp(t);
  const answer = await as().get('/');
  assert.equal(answer.status, 200);
  assert.ok(answer.text.includes('/sign-in'));
});
`
    : ''
}`
    : ''
}`;
}

/** Colours that were asked for stand in the style sheet as they were named. */
function coloursTest({ design: { style } }: Plan): string {
  const tokens = styleFile(style);
  const asked = [style.background, style.component].filter((colour): colour is string => colour !== undefined && tokens.includes(colour));
  if (asked.length === 0) return '';
  return `test('given colours were asked for, pages have them', async (t) => {
  const { as } = await startApp(t);
  const { text } = await as().get('/style.css');
  for (const colour of [${asked.map((colour) => `'${colour}'`).join(', ')}]) assert.ok(text.includes(\`: \${colour};\`), colour);
});

`;
}
