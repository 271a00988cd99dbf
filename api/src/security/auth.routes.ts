import { DatabaseAway, fromDriver } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';
import { isAPIError } from 'better-auth/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Auth } from './auth.js';
import { isOpenEndpoint } from './auth-endpoints.js';
import { asHeaders } from './identity.service.js';
import type { SignInGuard } from './sign-in-guard.js';
import { Overloaded, type Turnstile } from './turnstile.js';

const BASE = '/api/auth';
/** Tries for one account that are slowed, and what each is. */
const GUARDED: Record<string, string> = { '/sign-in/email': 'sign-in', '/request-password-reset': 'reset' };

export interface AuthRouteParts {
  auth: Auth;
  publicUrl: string;
  guard: SignInGuard;
  /** Lets in no more at once than the pool behind has connections. */
  turnstile: Turnstile;
  log: Logger;
}

/** Hands requests under /api/auth to the identity library, body as it came; only those that the console makes. */
export function registerAuthRoutes(app: FastifyInstance, parts: AuthRouteParts): void {
  app.route({
    method: ['GET', 'POST'],
    url: `${BASE}/*`,
    handler: async (request, reply) => {
      const path = request.url.slice(BASE.length).split('?')[0]!;
      if (!isOpenEndpoint(request.method, path)) return await say(reply, 404, 'There is nothing here');
      try {
        return await parts.turnstile.pass(async () => await answer(parts, path, request, reply));
      } catch (error) {
        if (isAPIError(error)) return await say(reply, error.statusCode, error.message);
        if (error instanceof Overloaded) return await say(reply, 503, error.message, error.retryAfterS);
        if (fromDriver(error) instanceof DatabaseAway)
          return await say(reply, 503, 'The database does not answer; try again in a few seconds', 5);
        throw error;
      }
    },
  });
}

async function answer(
  { auth, publicUrl, guard }: AuthRouteParts,
  path: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const headers = asHeaders(request.headers);
  // The address as Fastify knows it; what a client writes there itself is overwritten.
  headers.set('x-millwright-address', request.ip);
  headers.delete('content-length');
  const email = (request.body as { email?: unknown } | null | undefined)?.email;
  const purpose = GUARDED[path];
  const guarded = purpose !== undefined && typeof email === 'string' ? { purpose, email: email.slice(0, 320) } : undefined;
  if (guarded) {
    const waitS = await guard.enter(guarded.purpose, guarded.email, request.ip);
    if (waitS > 0) return await say(reply, 429, `Too many attempts for this address; try again in ${waitS} s`, waitS);
  }
  const response = await auth.handler(
    new Request(new URL(request.url, publicUrl), {
      method: request.method,
      headers,
      ...(request.body === undefined || request.method === 'GET' ? {} : { body: JSON.stringify(request.body) }),
    }),
  );
  if (guarded?.purpose === 'sign-in' && response.ok) await guard.succeeded(guarded.purpose, guarded.email, request.ip);
  reply.code(response.status);
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  return await reply.send(response.body ? Buffer.from(await response.arrayBuffer()) : null);
}

async function say(reply: FastifyReply, status: number, message: string, retryAfterS?: number): Promise<FastifyReply> {
  if (retryAfterS !== undefined) reply.header('retry-after', String(retryAfterS));
  return await reply.code(status).send({ message });
}
