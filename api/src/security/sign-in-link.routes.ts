import { LOCAL_USER } from '@millwright/platform';
import type { FastifyInstance } from 'fastify';
import type { Auth } from './auth.js';
import { asHeaders, type IdentityService } from './identity.service.js';

const PATH = '/api/sign-in-link';
const TOO_LATE = 'This link has been used already, or is older than ten minutes. For another one: npm run open\n';

/**
 * Links that sign the local user of this data folder in, whose password nobody knows: commands that run beside the folder
 * make them, and its owner opens them in a browser. For nobody else, so that no link leads anyone into another's account.
 */
export function registerSignInLinks(
  fastify: FastifyInstance,
  { auth, identity, publicUrl }: { auth: Auth; identity: IdentityService; publicUrl: string },
): void {
  fastify.post<{ Body: { to?: unknown } | undefined }>(PATH, async (request, reply) => {
    const { authorization } = request.headers;
    const viewer = authorization === undefined ? undefined : await identity.viewerOf({ authorization });
    if (viewer?.email !== LOCAL_USER) return await reply.code(404).send({ error: 'Not found' });
    const { token } = await auth.api.makeSignInLink({ headers: asHeaders({ authorization }) });
    return { url: `${publicUrl}${PATH}/${token}?to=${encodeURIComponent(placeOf(request.body?.to))}` };
  });
  fastify.get<{ Params: { token: string }; Querystring: { to?: unknown } }>(`${PATH}/:token`, async (request, reply) => {
    const answer = await auth.api
      .openSignInLink({ body: { token: request.params.token }, asResponse: true })
      .catch((): Response => new Response(null, { status: 400 }));
    reply.header('cache-control', 'no-store');
    if (!answer.ok) return await reply.code(410).type('text/plain; charset=utf-8').send(TOO_LATE);
    return await reply.header('set-cookie', answer.headers.getSetCookie()).redirect(placeOf(request.query.to), 303);
  });
}

/** A page of this console; anything else is its first page. */
function placeOf(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])[\w\-./?=&%]*$/.test(to) ? to : '/';
}
