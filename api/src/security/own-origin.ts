import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Origins } from './origins.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a browser signs the request by itself: with a cookie, and nothing that only a script of ours could add. */
const isSignedByCookie = ({ headers }: FastifyRequest): boolean =>
  headers.cookie !== undefined && headers.authorization === undefined && headers['x-api-key'] === undefined;

/**
 * A page elsewhere can send a person's cookie along, also one on another port of the same host: what changes something and
 * is signed by a cookie alone must come from a page of ours, on every route.
 *
 * @param alsoFor origins that one path takes besides, by its beginning.
 * Source: OWASP, Cross-Site Request Forgery Prevention Cheat Sheet, "Verifying origin with standard headers".
 */
export function refuseOtherOrigins(
  fastify: FastifyInstance,
  origins: Pick<Origins, 'allows' | 'refusalOf'>,
  alsoFor: Readonly<Record<string, string | undefined>> = {},
): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (READS.has(request.method) || !isSignedByCookie(request)) return;
    const { origin } = request.headers;
    const also = Object.entries(alsoFor).find(([path]) => request.url.startsWith(path))?.[1];
    const isOwn = origin === undefined ? request.headers['sec-fetch-site'] === 'same-origin' : origins.allows(origin) || origin === also;
    if (isOwn) return;
    const message = origins.refusalOf(origin ?? '');
    await reply
      .code(403)
      .send({ code: 'FORBIDDEN', message, error: message, hint: 'Scripts send an API key in x-api-key, and no cookie.' });
  });
}
