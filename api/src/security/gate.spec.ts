import { RateLimited } from '@millwright/domain';
import fastify, { type FastifyInstance } from 'fastify';
import { Gate } from './gate.js';
import { withStatus } from './refuse.js';
import type { Viewer } from './viewer.js';

const counted: string[] = [];
let limit: Error | undefined;
let app: FastifyInstance;
let taken = 0;
beforeAll(async () => {
  const identity = {
    viewerOf: async ({ authorization }: { authorization?: string }) =>
      await Promise.resolve(authorization === 'ana' ? ({ userId: 'u' } as Viewer) : undefined),
  };
  const limiter = {
    count: async (key: string) => {
      counted.push(key);
      if (limit) throw limit;
      await Promise.resolve();
    },
  };
  const gate = new Gate(identity, limiter);
  app = fastify();
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.on('data', (chunk: Buffer) => (taken += chunk.length));
    payload.on('end', () => done(null));
  });
  app.post('/json', { onRequest: gate.hook() }, () => 'ok');
  app.post(
    '/text',
    { onRequest: gate.hook((reply, problem) => withStatus(reply, problem).type('text/plain; charset=utf-8').send(problem.message)) },
    () => 'ok',
  );
  await app.ready();
});
beforeEach(() => {
  limit = undefined;
  counted.length = taken = 0;
});
afterAll(async () => await app.close());

const send = async (url: string, authorization?: string, payload = Buffer.alloc(100_000)) =>
  await app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/gzip', ...(authorization ? { authorization } : {}) },
  });

it('lets in whoever is signed in, counted by account', async () => {
  expect((await send('/json', 'ana')).body).toBe('ok');
  expect([counted, taken]).toEqual([['files:user:u'], 100_000]);
});

it('refuses strangers by their address, reads nothing of what they send, and ends the connection of a large body', async () => {
  const answer = await send('/json');
  expect([answer.statusCode, answer.headers.connection, taken]).toEqual([401, 'close', 0]);
  expect(JSON.parse(answer.body)).toMatchObject({ error: expect.any(String) as string });
  expect(counted).toEqual(['files:address:127.0.0.1']);
  expect((await send('/json', undefined, Buffer.alloc(10))).headers.connection).not.toBe('close');
});

it('says when to come again, in the form of the route', async () => {
  limit = new RateLimited(2_500);
  const answer = await send('/text', 'ana');
  expect([answer.statusCode, answer.headers['retry-after'], answer.headers['content-type'], taken]).toEqual([
    429,
    '3',
    'text/plain; charset=utf-8',
    0,
  ]);
});

it('answers an error of ours as one', async () => {
  limit = new Error('the database is on fire');
  expect((await send('/json', 'ana')).statusCode).toBe(500);
});
