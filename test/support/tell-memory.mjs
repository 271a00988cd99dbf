// Loaded before a process of ours: tells, when asked, what it holds once everything that nobody needs is gone, and which
// addresses its router knows.
import { subscribe } from 'node:diagnostics_channel';

const routes = [];
// The router's own list, by the hook that Fastify calls for each route.
subscribe('fastify.initialization', ({ fastify }) =>
  fastify.addHook('onRoute', ({ method, url }) => routes.push(...[method].flat().map((one) => `${one} ${url}`))),
);

process.on('message', (message) => {
  if (message === 'routes') process.send({ routes });
  if (message !== 'memory') return;
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send({ memory: heapUsed + external, rss });
});
// Being asked is no reason to stay.
process.channel.unref();
