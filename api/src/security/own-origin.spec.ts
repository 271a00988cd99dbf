import fastify, { type FastifyInstance } from 'fastify';
import { addSecurityHeaders } from './headers.js';
import { refuseOtherOrigins } from './own-origin.js';

const OWN = 'http://localhost:3000';
const UI = 'http://localhost:8233';
const COOKIE = { cookie: 'millwright.session_token=x' };

async function serving(): Promise<FastifyInstance> {
  const app = fastify();
  addSecurityHeaders(app, OWN);
  refuseOtherOrigins(app, { allows: (origin) => origin === OWN, refusalOf: (origin) => `not from ${origin}` }, { '/codec/': UI });
  app.get('/page', async () => ({ ok: true }));
  app.get('/file', async (_request, reply) => await reply.header('cache-control', 'no-cache').send('x'));
  for (const path of ['/graphql', '/codec/decode', '/records']) app.post(path, async () => ({ ok: true }));
  await app.ready();
  return app;
}

describe('requests that a cookie signs', () => {
  it.each([
    ['from a page of ours', '/graphql', { ...COOKIE, origin: OWN }, 200],
    ['from another port of the same host', '/graphql', { ...COOKIE, origin: 'http://localhost:4000', 'sec-fetch-site': 'same-site' }, 403],
    ['from elsewhere', '/records', { ...COOKIE, origin: 'https://elsewhere.example' }, 403],
    ['from a page without an origin', '/graphql', { ...COOKIE, origin: 'null' }, 403],
    ['from nobody knows where', '/graphql', COOKIE, 403],
    ['without an origin, from the same one as the browser says', '/graphql', { ...COOKIE, 'sec-fetch-site': 'same-origin' }, 200],
    ['without an origin, from another one as the browser says', '/graphql', { ...COOKIE, 'sec-fetch-site': 'same-site' }, 403],
    ['from the Temporal UI to the codec', '/codec/decode', { ...COOKIE, origin: UI }, 200],
    ['from the Temporal UI to anything else', '/graphql', { ...COOKIE, origin: UI }, 403],
    ['with a key beside the cookie', '/graphql', { ...COOKIE, 'x-api-key': 'mw_x' }, 200],
    ['by a bearer token from elsewhere', '/graphql', { authorization: 'Bearer x', origin: 'https://elsewhere.example' }, 200],
    ['by nobody', '/graphql', { origin: 'https://elsewhere.example' }, 200],
  ])('%s: %s', async (_what, url, headers, status) => {
    const app = await serving();
    expect((await app.inject({ method: 'POST', url, headers, payload: {} })).statusCode).toBe(status);
  });

  it('may read from anywhere', async () => {
    const app = await serving();
    expect((await app.inject({ url: '/page', headers: { ...COOKIE, origin: 'https://elsewhere.example' } })).statusCode).toBe(200);
  });
});

describe('the headers of every answer', () => {
  it('keep what is private out of caches, unless a route says otherwise', async () => {
    const app = await serving();
    expect((await app.inject('/page')).headers).toMatchObject({
      'cache-control': 'private, no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect((await app.inject('/file')).headers['cache-control']).toBe('no-cache');
  });
});
