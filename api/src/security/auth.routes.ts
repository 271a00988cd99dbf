import { BadInput, Problem, characterFaults } from '@millwright/domain';
import { DatabaseAway, fromDriver } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';
import { isAPIError } from 'better-auth/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Auth } from './auth.js';
import { isOpenEndpoint } from './auth-endpoints.js';
import { asHeaders, type IdentityService } from './identity.service.js';
import type { OrganizationScope } from './organization-scope.js';
import type { Origins } from './origins.js';
import type { SignInGuard } from './sign-in-guard.js';
import { Overloaded, type Turnstile } from './turnstile.js';
import type { Viewer } from './viewer.js';
import { HTTP_STATUS } from '../graphql/error-table.js';

const OF_ORIGIN = new Set(['INVALID_ORIGIN', 'MISSING_OR_NULL_ORIGIN', 'CROSS_SITE_NAVIGATION_LOGIN_BLOCKED']);
const BASE = '/api/auth';
/** Tries for one account that are slowed, and what each is. */
const GUARDED: Record<string, string> = { '/sign-in/email': 'sign-in', '/request-password-reset': 'reset', '/change-password': 'change' };
/** Those that succeed by the right password. */
const BY_PASSWORD = new Set(['sign-in', 'change']);

export interface AuthRouteParts {
  auth: Auth;
  publicUrl: string;
  origins: Origins;
  identity: IdentityService;
  scope: OrganizationScope;
  guard: SignInGuard;
  /**
   * `passwords`: of requests with one, few at once, since each takes the process's time besides its threads', and who is
   * signed in would wait for all of them. `others`: no more than the pool behind has connections.
   */
  turnstiles: Record<'passwords' | 'others', Turnstile>;
  log: Logger;
}

const WITH_PASSWORD = /^\/(sign-up|sign-in|reset-password|change-password)\b/;

/** Hands requests under /api/auth to the identity library, body as it came; only those that the console makes. */
export function registerAuthRoutes(app: FastifyInstance, parts: AuthRouteParts): void {
  app.route({
    method: ['GET', 'POST'],
    url: `${BASE}/*`,
    handler: async (request, reply) => {
      const path = request.url.slice(BASE.length).split('?')[0]!;
      if (!isOpenEndpoint(request.method, path)) return await say(reply, 404, 'There is nothing here');
      if (request.body != null && !/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
        return await reply.code(415).send({ message: 'Send JSON', code: 'BAD_INPUT' });
      const fields = characterFaults('', request.body);
      if (fields.length > 0) return await reply.code(400).send({ message: new BadInput(fields).message, code: 'BAD_INPUT', fields });
      try {
        const turnstile = parts.turnstiles[WITH_PASSWORD.test(path) ? 'passwords' : 'others'];
        return await turnstile.pass(async () => await answer(parts, path, request, reply));
      } catch (error) {
        if (isAPIError(error))
          return await reply.code(error.statusCode).send(explained({ message: error.message, ...error.body }, request, parts.origins));
        if (error instanceof Overloaded) return await say(reply, 503, error.message, error.retryAfterS);
        if (fromDriver(error) instanceof DatabaseAway)
          return await say(reply, 503, 'The database does not answer; try again in a few seconds', 5);
        if (error instanceof Problem) return await reply.code(HTTP_STATUS[error.code]).send({ message: error.message, code: error.code });
        throw error;
      }
    },
  });
}

async function answer(
  { auth, publicUrl, guard, origins, identity, scope }: AuthRouteParts,
  path: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const headers = asHeaders(request.headers);
  // The address as Fastify knows it; what a client writes there itself is overwritten.
  headers.set('x-millwright-address', request.ip);
  headers.delete('content-length');
  const viewer = await identity.viewerOf(request.headers);
  // A key signs nobody in here: the library refuses it.
  if (viewer && !viewer.key) await scope.require(viewer.userId, path, request.body);
  const email = accountOf(path, request.body, viewer);
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
  if (guarded && BY_PASSWORD.has(guarded.purpose) && response.ok) await guard.succeeded(guarded.purpose, guarded.email, request.ip);
  // The library says so of somebody whom it knows, too.
  reply.code(response.status === 401 && viewer && !viewer.key && path.startsWith('/organization/') ? 403 : response.status);
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  if (!response.body) return await reply.send(null);
  const body = Buffer.from(await response.arrayBuffer());
  if (response.status !== 403) return await reply.send(body);
  const refusal = JSON.parse(body.toString('utf8') || 'null') as { code?: string } | null;
  return await reply.send(refusal ? JSON.stringify(explained(refusal, request, origins)) : body);
}

/** Whose password is tried: of whoever is signed in, where it is their own. */
function accountOf(path: string, body: unknown, viewer: Viewer | undefined): unknown {
  return path === '/change-password' ? viewer?.email : (body as { email?: unknown } | null | undefined)?.email;
}

async function say(reply: FastifyReply, status: number, message: string, retryAfterS?: number): Promise<FastifyReply> {
  if (retryAfterS !== undefined) reply.header('retry-after', String(retryAfterS));
  return await reply.code(status).send({ message });
}

/** What only says that the origin is invalid, in words that tell what to do about it. */
function explained(refusal: { code?: string }, request: FastifyRequest, origins: Origins): object {
  if (!OF_ORIGIN.has(refusal.code ?? '')) return refusal;
  const { origin, referer } = request.headers;
  return { ...refusal, message: origins.refusalOf(origin ?? referer ?? '') };
}
