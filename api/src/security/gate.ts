import { Problem, Unauthenticated } from '@millwright/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { IdentityService } from './identity.service.js';
import type { RateLimiter } from './rate-limiter.js';
import { refuseInJson } from './refuse.js';
import { whoAsks } from './who-asks.js';

/** What is left unread of a body without ending the connection: reading that much costs less than a new connection. */
const SMALL_BODY = 64 * 1_024;

/**
 * Decides from the headers alone who may ask at a route beside GraphQL, and how often: before any of a body is read, so
 * that whoever is refused has cost nothing.
 */
export class Gate {
  constructor(
    private readonly identity: Pick<IdentityService, 'viewerOf'>,
    private readonly limiter: Pick<RateLimiter, 'count'>,
  ) {}

  /**
   * A hook for `onRequest`.
   * @param credentials headers that say who asks, where the request's own need reading.
   * @param refuse writes a refusal in the form that the route's clients read.
   */
  hook(
    refuse: (reply: FastifyReply, problem: Problem) => FastifyReply = refuseInJson,
    credentials: (headers: IncomingHttpHeaders) => IncomingHttpHeaders = (headers) => headers,
  ): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined> {
    return async (request, reply) => {
      // A preflight carries no credentials.
      if (request.method === 'OPTIONS') return undefined;
      try {
        const viewer = await this.identity.viewerOf(credentials(request.headers));
        await this.limiter.count(`files:${whoAsks(viewer, request.ip)}`);
        if (viewer) return undefined;
        throw new Unauthenticated();
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (hasLargeBody(request.headers)) reply.header('connection', 'close');
        return await refuse(reply, error);
      }
    };
  }
}

const hasLargeBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > SMALL_BODY;
