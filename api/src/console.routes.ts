import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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
    // Looked up as they are asked for: a build that replaces the files needs no restart.
    serve: false,
    index: false,
    // As the build compressed them; each answer says that it varies with what the browser accepts.
    preCompressed: true,
    setHeaders: (response, path) => {
      // Names of built files hold a hash of their content.
      response.header('cache-control', /-[\w-]{8}\.\w+(\.br|\.gz)?$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const page = async (_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    await reply.header('cache-control', 'no-cache').sendFile('index.html');
  app.get('/', page);
  app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const path = request.params['*'];
    if (/\.\w+$/.test(path)) return await reply.sendFile(path);
    if ((request.headers.accept ?? '').includes('text/html')) return await page(request, reply);
    return await reply.code(404).send({ error: 'Not found' });
  });
}
