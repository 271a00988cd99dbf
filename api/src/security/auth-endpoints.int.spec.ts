import { Admission } from './admission.js';
import { readConfig, createLogger } from '@millwright/platform';
import pg from 'pg';
import { createAuth } from './auth.js';
import { OPEN_ENDPOINTS, isOpenEndpoint } from './auth-endpoints.js';

const BASE = process.env.MILLWRIGHT_TEST_URL!;
interface Mounted {
  path?: string;
  options?: { method?: string | string[] };
}

it('answers 404 for each route that the library mounts and the console does not use', async () => {
  const config = readConfig({ ...(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv), SMTP_URL: undefined });
  const pool = new pg.Pool({ connectionString: config.DATABASE_URL });
  const outbox = { delivers: false } as never;
  const auth = await createAuth(
    config,
    pool,
    new Admission(config, pool),
    outbox,
    {} as never,
    {} as never,
    createLogger('test', 'silent'),
  );
  const mounted = Object.values(auth.api as unknown as Record<string, Mounted>).flatMap(({ path, options }) =>
    path ? [options?.method ?? 'GET'].flat().map((method) => ({ method, path })) : [],
  );
  await pool.end();
  expect(mounted.length).toBeGreaterThan(50);
  const open = new Set(OPEN_ENDPOINTS.map(([method, path]) => `${method} ${path}`));
  const named = (path: string): string => path.replace('/callback/:id', '/callback/:provider');
  const closed = mounted.filter(({ method, path }) => !open.has(`${method} ${named(path)}`));
  for (const { method, path } of closed) {
    const response = await fetch(`${BASE}/api/auth${path.replace(/:\w+/g, 'x')}`, {
      method,
      headers: { 'content-type': 'application/json', origin: BASE },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });
    expect([method, path, response.status]).toEqual([method, path, 404]);
  }
  // And the table names nothing that is not there.
  const there = new Set(mounted.map(({ method, path }) => `${method} ${named(path)}`));
  expect([...open].filter((endpoint) => !there.has(endpoint))).toEqual([]);
});

it.each([
  '/organization/list-invitations',
  '/sign-in/email/',
  '//sign-in/email',
  '/Sign-In/email',
  '/sign-in%2Femail',
  '/callback/../ok',
  '/sign-in/email;x',
])('knows no other spelling: %s', (path) => expect([isOpenEndpoint('POST', path), isOpenEndpoint('GET', path)]).toEqual([false, false]));
