import type { Problem } from '@millwright/domain';
import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { RightsWatch } from './rights-watch.js';
import type { Viewer } from './viewer.js';

/**
 * For an answer that takes long: whoever loses the right to it while it is made is refused, and while it is sent gets no
 * more of it.
 *
 * @param viewer one that remembers what it was allowed.
 * @returns waits for what is made. @throws Problem where the right was lost before it was
 */
export function whileHeld(
  rights: Pick<RightsWatch, 'watch'>,
  viewer: Viewer,
  headers: IncomingHttpHeaders,
  reply: FastifyReply,
): <T>(making: Promise<T>) => Promise<T> {
  let refuse: (problem: Problem) => void;
  const refused = new Promise<never>((_resolve, reject) => (refuse = reject));
  refused.catch(() => undefined);
  const stop = rights.watch(viewer, headers, (problem) => {
    if (reply.raw.headersSent) reply.raw.destroy();
    else refuse(problem);
  });
  reply.raw.once('close', stop);
  return async (making) => await Promise.race([making, refused]);
}
