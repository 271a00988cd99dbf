import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Serves the built console; addresses of its pages get its index, so that a reload finds the same page. */
export async function registerConsole(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.get(
      '/',
      async (_request, reply) => await reply.code(503).type('text/plain').send('The console is not built. Run: npm run build\n'),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    setHeaders: (response, path) => {
      // Names of built files hold a hash of their content.
      response.header('cache-control', /-[A-Z0-9]{8}\.\w+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/*', async (request, reply) => {
    if ((request.headers.accept ?? '').includes('text/html')) return await reply.header('cache-control', 'no-cache').sendFile('index.html');
    return await reply.code(404).send({ error: 'Not found' });
  });
  app.get('/', async (_request, reply) => await reply.header('cache-control', 'no-cache').sendFile('index.html'));
}
