import fastify, { type FastifyInstance } from 'fastify';
import { registerHealthRoutes } from './health.routes.js';
import { Viewer } from './security/viewer.js';

const TOKEN = 'a-token-of-monitoring';
const PEOPLE: Record<string, Viewer> = {
  admin: new Viewer('1', 'Ana', 'ana@example.com', true, [], null),
  member: new Viewer('2', 'Ben', 'ben@example.com', false, [], null),
};

async function serving({ token = TOKEN, isUp = true }: { token?: string | null; isUp?: boolean } = {}): Promise<FastifyInstance> {
  const app = fastify();
  registerHealthRoutes(app, {
    identity: {
      viewerOf: async ({ cookie }) => {
        if (!isUp) throw new Error('The database is away');
        return PEOPLE[cookie ?? ''];
      },
    },
    metricsToken: token ?? undefined,
    isDatabaseReady: async () => isUp,
    isTemporalReady: async () => true,
    workers: { running: 3, strays: [] },
  });
  await app.ready();
  return app;
}

describe('/metrics', () => {
  it.each([
    ['nobody by name, on loopback', {}, 401],
    ['a member', { cookie: 'member' }, 404],
    ['an administrator', { cookie: 'admin' }, 200],
    ['who holds the token', { authorization: `Bearer ${TOKEN}` }, 200],
    ['who holds another', { authorization: `Bearer ${TOKEN}s` }, 401],
    ['who sends an empty one', { authorization: 'Bearer ' }, 401],
    ['who sends it as a password', { authorization: `Basic ${TOKEN}` }, 401],
  ])('answers %s: %s', async (_who, headers, status) => {
    const answer = await (await serving()).inject({ url: '/metrics', headers });
    expect([answer.statusCode, answer.body.includes('process_cpu')]).toEqual([status, status === 200]);
  });

  it('takes no token where none is set', async () => {
    const app = await serving({ token: null });
    for (const authorization of ['Bearer ', 'Bearer undefined', 'Bearer null'])
      expect((await app.inject({ url: '/metrics', headers: { authorization } })).statusCode).toBe(401);
  });
});

describe('/readyz', () => {
  it.each([
    ['a stranger', {}, { ready: true }],
    ['a member', { cookie: 'member' }, { ready: true }],
    ['an administrator', { cookie: 'admin' }, { ready: true, database: true, temporal: true, workers: 3, strayPollers: 0 }],
    [
      'who holds the token',
      { authorization: `Bearer ${TOKEN}` },
      { ready: true, database: true, temporal: true, workers: 3, strayPollers: 0 },
    ],
  ])('tells %s what is theirs to know', async (_who, headers, told) =>
    expect((await (await serving()).inject({ url: '/readyz', headers })).json()).toEqual(told),
  );

  it('answers that it is not ready also where nobody can be known', async () => {
    const answer = await (await serving({ isUp: false })).inject({ url: '/readyz', headers: { cookie: 'admin' } });
    expect([answer.statusCode, answer.json()]).toEqual([503, { ready: false }]);
  });
});
