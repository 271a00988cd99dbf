import { Problem, Unauthenticated } from '@millwright/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IdentityService } from './identity.service.js';
import { refuseInJson } from './refuse.js';
import { Overloaded } from './turnstile.js';
import type { RightsWatch } from './rights-watch.js';
import { whileHeld } from './while-held.js';
import type { Viewer } from './viewer.js';

/**
 * Answers a request beside GraphQL for whoever is signed in; what is refused has its status by the one table.
 * @param rights for what takes long to make or to send: it ends with the right to it.
 */
export async function answerViewer(
  identity: Pick<IdentityService, 'viewerOf'>,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (viewer: Viewer) => Promise<unknown>,
  rights?: Pick<RightsWatch, 'watch'>,
): Promise<FastifyReply> {
  try {
    const found = await identity.viewerOf(request.headers);
    if (!found) throw new Unauthenticated();
    if (!rights) return await reply.send(await work(found));
    const viewer = found.remembering();
    const held = whileHeld(rights, viewer, request.headers, reply);
    return await reply.send(await held(work(viewer)));
  } catch (error) {
    // What was not read of the body would be taken for the next request.
    if (!request.raw.complete) reply.header('connection', 'close');
    if (error instanceof Overloaded) return await reply.code(503).header('retry-after', error.retryAfterS).send({ error: error.message });
    if (!(error instanceof Problem)) throw error;
    return await refuseInJson(reply, error);
  }
}
