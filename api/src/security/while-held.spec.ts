import { Forbidden } from '@millwright/domain';
import fastify, { type FastifyInstance } from 'fastify';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerViewer } from './answer-viewer.js';
import { Viewer } from './viewer.js';

const viewer = new Viewer('u', 'Ana', 'ana@example.com', false, [], null);
const watched = new Set<(problem: Forbidden) => void>();
const rights = {
  watch: (_viewer: Viewer, _headers: object, lost: (problem: Forbidden) => void) => {
    watched.add(lost);
    return () => void watched.delete(lost);
  },
};
let made: (content: Buffer) => void;
let app: FastifyInstance;
let port: number;
beforeEach(async () => {
  app = fastify();
  app.get('/', (asked, reply) =>
    answerViewer(
      { viewerOf: async () => await Promise.resolve(viewer) },
      asked,
      reply,
      async () => await new Promise<Buffer>((resolve) => (made = resolve)),
      rights,
    ),
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
  watched.clear();
});
afterEach(async () => await app.close());

const lose = (): void => watched.forEach((lost) => lost(new Forbidden('generation.read', ['OWNER'])));
const isWatched = async (): Promise<void> => {
  while (watched.size === 0) await new Promise((resolve) => setImmediate(resolve));
};

it('refuses what is being made for somebody who loses the right to it', async () => {
  const answer = fetch(`http://127.0.0.1:${port}/`);
  await isWatched();
  lose();
  expect((await answer).status).toBe(403);
  made(Buffer.from('too late'));
});

it('cuts what is being sent', async () => {
  const ended = new Promise<string>((resolve) => {
    request({ host: '127.0.0.1', port }, (response) => {
      // Nothing more is read: the rest waits at the server.
      response.once('readable', () => {
        lose();
        response
          .on('error', () => resolve('cut'))
          .on('end', () => resolve('whole'))
          .resume();
      });
    }).end();
  });
  await isWatched();
  made(Buffer.alloc(64 * 1_024 * 1_024));
  expect(await ended).toBe('cut');
});

it('watches nothing any more once all is sent', async () => {
  const answer = fetch(`http://127.0.0.1:${port}/`);
  await isWatched();
  made(Buffer.from('all of it'));
  expect(await (await answer).text()).toBe('all of it');
  while (watched.size > 0) await new Promise((resolve) => setImmediate(resolve));
});
