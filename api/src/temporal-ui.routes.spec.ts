import fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { addSecurityHeaders } from './security/headers.js';
import { Origins } from './security/origins.js';
import { Viewer } from './security/viewer.js';
import { registerTemporalUi } from './temporal-ui.routes.js';

const PUBLIC_URL = 'https://mill.example';
const HOST = 'mill.example';
const PAGE = '<html><body><script>start();</script><script src="/temporal/a.js"></script></body></html>';
const PEOPLE: Record<string, Viewer> = {
  admin: new Viewer('1', 'Ana', 'ana@example.com', true, [], null),
  member: new Viewer('2', 'Ben', 'ben@example.com', false, [], null),
};
const who = (name: string): string => `millwright.session_token=${name}; _csrf=of-the-ui; other=x`;
const OPENED = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

let upstream: FastifyInstance;
let app: FastifyInstance;
let seen: { url: string; headers: Record<string, unknown>; body: unknown }[];
beforeAll(async () => {
  upstream = fastify();
  upstream.all('/temporal/*', async (request, reply) => {
    seen.push({ url: request.url, headers: request.headers, body: request.body });
    void reply
      .header('content-security-policy', 'default-src *')
      .header('x-frame-options', 'SAMEORIGIN')
      .header('set-cookie', '_csrf=1; Path=/; SameSite=Strict');
    return request.url.includes('/api/') ? { namespaces: [] } : await reply.type('text/html; charset=utf-8').send(PAGE);
  });
  await upstream.listen({ port: 0, host: '127.0.0.1' });
  app = fastify();
  addSecurityHeaders(app, PUBLIC_URL);
  await registerTemporalUi(app, {
    identity: { viewerOf: async ({ cookie }) => PEOPLE[/session_token=(\w+)/.exec(cookie ?? '')?.[1] ?? ''] },
    origins: new Origins({ PUBLIC_URL, PORT: 3000 }, { warn: () => undefined } as never),
    upstream: `http://127.0.0.1:${(upstream.server.address() as AddressInfo).port}`,
    publicUrl: PUBLIC_URL,
  });
  await app.ready();
});
beforeEach(() => void (seen = []));
afterAll(async () => void (await Promise.all([app.close(), upstream.close()])));

it.each<[string, Record<string, string>, number]>([
  ['an administrator', { cookie: who('admin') }, 200],
  ['an administrator who follows a link from elsewhere', { cookie: who('admin'), ...OPENED, 'sec-fetch-site': 'cross-site' }, 200],
  ['a page elsewhere', { cookie: who('admin'), origin: 'https://elsewhere.example' }, 403],
  ['a page elsewhere that does not say so', { cookie: who('admin'), 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
  ['a page elsewhere in a frame', { cookie: who('admin'), ...OPENED, 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' }, 403],
  ['a page on another port', { cookie: who('admin'), 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }, 403],
  ['a page whose name leads here', { cookie: who('admin'), host: 'elsewhere.example' }, 421],
  ['a page whose name leads here, by the port', { cookie: who('admin'), host: 'mill.example:8080' }, 421],
  ['a member', { cookie: who('member') }, 404],
  ['a stranger who asks for data', { accept: 'application/json' }, 401],
  ['a stranger', {}, 401],
])('answers %s: %#', async (_who, headers, status) => {
  const answer = await app.inject({ url: '/temporal/api/v1/namespaces', headers: { host: HOST, ...headers } });
  expect([answer.statusCode, seen.length]).toEqual([status, status === 200 ? 1 : 0]);
});

it('leads a stranger who opens a page to sign in, and back', async () => {
  const answer = await app.inject({ url: '/temporal/namespaces/millwright/workflows/gen-1?a=b', headers: { host: HOST, ...OPENED } });
  expect([answer.statusCode, answer.headers.location]).toEqual([
    302,
    '/sign-in?next=%2Ftemporal%2Fnamespaces%2Fmillwright%2Fworkflows%2Fgen-1%3Fa%3Db',
  ]);
});

it('tells the UI nothing of sessions and keys, and hands on the rest', async () => {
  await app.inject({
    method: 'POST',
    url: '/temporal/api/v1/namespaces/n/workflows?query=a%20b',
    headers: { host: HOST, cookie: who('admin'), 'x-api-key': 'mw_x', authorization: 'Bearer y', 'x-csrf-token': 'of-the-ui' },
    payload: { input: 1 },
  });
  expect(seen).toMatchObject([{ url: '/temporal/api/v1/namespaces/n/workflows?query=a%20b', body: { input: 1 } }]);
  expect(seen[0]!.headers).toMatchObject({ cookie: '_csrf=of-the-ui', 'x-csrf-token': 'of-the-ui' });
  expect(JSON.stringify(seen[0]!.headers)).not.toMatch(/session_token|mw_x|Bearer/);
});

it('lets its pages run their own scripts and no other, under headers of ours', async () => {
  const { headers, body } = await app.inject({ url: '/temporal/', headers: { host: HOST, cookie: who('admin'), ...OPENED } });
  expect(body).toBe(PAGE);
  expect(headers).toMatchObject({
    'x-frame-options': 'DENY',
    'set-cookie': '_csrf=1; Path=/temporal; SameSite=Strict',
    'cache-control': 'private, no-store',
  });
  const policy = String(headers['content-security-policy']);
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/]{43}='; /);
  expect(policy).not.toMatch(/script-src[^;]*unsafe|\*/);
  const data = await app.inject({ url: '/temporal/api/v1/settings', headers: { host: HOST, cookie: who('admin') } });
  expect(data.headers['content-security-policy']).not.toContain('sha256');
});

it('says that the UI does not answer', async () => {
  const alone = fastify();
  await registerTemporalUi(alone, {
    identity: { viewerOf: async () => PEOPLE.admin },
    origins: new Origins({ PUBLIC_URL, PORT: 3000 }, { warn: () => undefined } as never),
    upstream: 'http://127.0.0.1:1',
    publicUrl: PUBLIC_URL,
  });
  expect((await alone.inject({ url: '/temporal/', headers: { host: HOST } })).statusCode).toBe(502);
  await alone.close();
});
