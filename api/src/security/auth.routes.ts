import type { FastifyInstance } from 'fastify';
import type { Auth } from './auth.js';
import { asHeaders } from './identity.service.js';

/** Hands requests under /api/auth to the identity library, body as it came. */
export function registerAuthRoutes(app: FastifyInstance, auth: Auth, publicUrl: string): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      const headers = asHeaders(request.headers);
      // The address as Fastify knows it; what a client writes there itself is overwritten.
      headers.set('x-millwright-address', request.ip);
      headers.delete('content-length');
      const response = await auth.handler(
        new Request(new URL(request.url, publicUrl), {
          method: request.method,
          headers,
          ...(request.body === undefined || request.method === 'GET' ? {} : { body: JSON.stringify(request.body) }),
        }),
      );
      reply.code(response.status);
      for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
      const cookies = response.headers.getSetCookie();
      if (cookies.length > 0) reply.header('set-cookie', cookies);
      return await reply.send(response.body ? Buffer.from(await response.arrayBuffer()) : null);
    },
  });
}
