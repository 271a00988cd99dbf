import { BadInput, characterFaults } from '@millwright/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Auth } from './auth.js';
import { asHeaders } from './identity.service.js';
import type { Origins } from './origins.js';

const OF_ORIGIN = new Set(['INVALID_ORIGIN', 'MISSING_OR_NULL_ORIGIN', 'CROSS_SITE_NAVIGATION_LOGIN_BLOCKED']);

/** Hands requests under /api/auth to the identity library, body as it came. */
export function registerAuthRoutes(app: FastifyInstance, parts: { auth: Auth; publicUrl: string; origins: Origins }): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      if (request.body != null && !/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
        return await reply.code(415).send({ message: 'Send JSON', code: 'BAD_INPUT' });
      const fields = characterFaults('', request.body);
      if (fields.length > 0) return await reply.code(400).send({ message: new BadInput(fields).message, code: 'BAD_INPUT', fields });
      const headers = asHeaders(request.headers);
      // The address as Fastify knows it; what a client writes there itself is overwritten.
      headers.set('x-millwright-address', request.ip);
      headers.delete('content-length');
      const response = await parts.auth.handler(
        new Request(new URL(request.url, parts.publicUrl), {
          method: request.method,
          headers,
          ...(request.body === undefined || request.method === 'GET' ? {} : { body: JSON.stringify(request.body) }),
        }),
      );
      reply.code(response.status);
      for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
      const cookies = response.headers.getSetCookie();
      if (cookies.length > 0) reply.header('set-cookie', cookies);
      if (!response.body) return await reply.send(null);
      const body = Buffer.from(await response.arrayBuffer());
      return await reply.send(response.status === 403 ? explained(body, request, parts.origins) : body);
    },
  });
}

/** An answer that only says that the origin is invalid, in words that tell what to do about it. */
function explained(body: Buffer, request: FastifyRequest, origins: Origins): Buffer | string {
  const answer = JSON.parse(body.toString('utf8') || 'null') as { code?: string } | null;
  if (!answer || !OF_ORIGIN.has(answer.code ?? '')) return body;
  const { origin, referer } = request.headers;
  return JSON.stringify({ ...answer, message: origins.refusalOf(origin ?? referer ?? '') });
}
