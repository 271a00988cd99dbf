import type { LiveRule } from '../../design/design.types.js';
import { asset } from '../../writing/assets.js';
import type { Plan } from '../../writing/plan.js';
import type { Draft } from '../../writing/project-file.js';
import type { Contribution, Kit } from '../kit.js';

/** Pages that are open show what others do as soon as it is done: each waits at the server for the next change. */
export const liveKit: Kit<LiveRule> = {
  name: 'live',
  contribute(_rule, plan) {
    const record = plan.records.find(({ inputs }) => inputs.length > 0);
    if (!plan.live || !record) return {};
    return {
      files: [
        file('src/routes/changes.ts', 'Whoever waits for a change is told of it', 'controller', 'Routes', routes()),
        {
          ...file('src/web/live/live.js', 'Pages follow what others do', 'asset', 'Look', asset('src/web/live/live.js', plan)),
          isWhole: true,
        },
        file('test/changes.test.ts', 'Waiting for a change', 'test', 'Tests', tests(plan, record.className)),
      ],
      routeFunctions: ['addChangeRoutes'],
      paths: [{ method: 'get', path: '/changes', summary: 'The number of the last change; with `after`, once there is another one' }],
    } satisfies Contribution;
  },
};

const file = (path: string, purpose: string, role: Draft['role'], component: Draft['component'], code: string): Draft => ({
  path,
  purpose,
  role,
  component,
  code,
});

const routes = (): string => `import { readFileSync } from 'node:fs';

const SCRIPT = readFileSync(new URL('../web/live/live.js', import.meta.url), 'utf8');
// Below what proxies wait for, which is mostly half a minute.
const WAIT_MS = 20_000;

const lastChange = (database: Database): number => Number(database.prepare('SELECT coalesce(max(id), 0) AS last FROM change_log').get()!['last']);

/** Nothing of a change is told but that there is one: what may be seen of it, each page decides. */
export function addChangeRoutes(router: Router, { database }: Context): void {
  router.get('/live.js', ({ headers }) => fixedFile(SCRIPT, 'text/javascript; charset=utf-8', headers['if-none-match']));
  router.get('/changes', async ({ query }) => {
    if (query.get('after') === String(lastChange(database))) await nextChange(WAIT_MS);
    return json({ last: lastChange(database) }, 200, { connection: 'close' });
  });
}
`;

const tests = ({ people }: Plan, className: string): string => `import assert from 'node:assert/strict';
import { test } from 'node:test';

test('given somebody waits for a change, the answer comes with it and not before', async (t) => {
  const { database, as } = await startApp(t);
  make${className}(database);
  const client = as(${people ? 'firstPerson(database)' : ''});
  const { last } = (await client.get('/changes')).json();
  assert.ok(last > 0);
  let isOver = false;
  const waiting = client.get(\`/changes?after=\${last}\`).finally(() => (isOver = true));
  await client.get('/changes');
  await client.get('/');
  assert.equal(isOver, false);
  const from = performance.now();
  make${className}(database);
  assert.ok((await waiting).json().last > last);
  // Long before it would have been sent home without one.
  assert.ok(performance.now() - from < 10_000);
});

test('given an older change is known, the answer comes at once', async (t) => {
  const { database, as } = await startApp(t);
  make${className}(database);
  assert.ok((await as().get('/changes?after=0')).json().last > 0);
});

test('given the server ends, whoever waits is sent home', async (t) => {
  const { as } = await startApp(t);
  const { last } = (await as().get('/changes')).json();
  const waiting = as().get(\`/changes?after=\${last}\`);
  await as().get('/changes');
  endWaiting();
  assert.equal((await waiting).json().last, last);
});

test('given any page, it brings along what follows changes', async (t) => {
  const { as } = await startApp(t);
  assert.ok((await as().get('/')).text.includes('src="/live.js"'));
  assert.equal((await as().get('/live.js')).status, 200);
});
`;
