import { createLogger } from '@millwright/platform';
import { DatabaseAway } from '@millwright/persistence';
import fastify, { type FastifyInstance } from 'fastify';
import { registerAuthRoutes, type AuthRouteParts } from './auth.routes.js';
import { Turnstile } from './turnstile.js';

let enter: () => Promise<Response>;
let app: FastifyInstance;
beforeAll(async () => {
  app = fastify();
  registerAuthRoutes(app, {
    auth: { handler: async () => await enter() },
    publicUrl: 'http://localhost',
    origins: {},
    identity: { viewerOf: async () => await Promise.resolve(undefined) },
    scope: {},
    guard: {},
    // One at a time, and nobody waits.
    turnstiles: { passwords: new Turnstile(1, 0, 1), others: new Turnstile(1, 0, 1) },
    log: createLogger('test', 'silent'),
  } as unknown as AuthRouteParts);
  await app.ready();
});
afterAll(async () => await app.close());

const signUp = async () => await app.inject({ method: 'POST', url: '/api/auth/sign-up/email', payload: { name: 'Ana' } });

it('tells whoever comes to a full house when to come again', async () => {
  let leave: (() => void) | undefined;
  enter = async () => await new Promise((resolve) => (leave = () => resolve(new Response('{}'))));
  const first = signUp();
  while (!leave) await new Promise((resolve) => setImmediate(resolve));
  const second = await signUp();
  expect([second.statusCode, second.headers['retry-after'], second.json()]).toEqual([
    503,
    '5',
    { message: 'The server is busy with others; try again in a few seconds' },
  ]);
  leave();
  expect((await first).statusCode).toBe(200);
});

it('says the same where the database is away, and gives back the place', async () => {
  enter = async () => await Promise.reject(new DatabaseAway(new Error('ECONNREFUSED')));
  for (let i = 0; i < 2; i++) {
    const { statusCode, headers } = await signUp();
    expect([statusCode, headers['retry-after']]).toEqual([503, '5']);
  }
});
