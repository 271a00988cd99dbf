import { NotFound } from '@millwright/domain';
import { metrics } from '@millwright/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerViewer } from './security/answer-viewer.js';
import { isSame } from './security/is-same.js';
import type { IdentityService } from './security/identity.service.js';

export interface HealthParts {
  identity: Pick<IdentityService, 'viewerOf'>;
  /** For a monitoring system, as a bearer token; absent: administrators alone. */
  metricsToken: string | undefined;
  isDatabaseReady(): Promise<boolean>;
  isTemporalReady(): Promise<boolean>;
  workers: { readonly running: number; readonly strays: readonly unknown[] };
}

/**
 * Whether this process lives, whether it can work, and how it does. Anybody may ask the first two, as load balancers do,
 * and learns nothing else; numbers are for administrators of the server and for who holds the token. Where a request comes
 * from proves nothing: each account of a machine is on its loopback, and each page that a browser there shows.
 */
export function registerHealthRoutes(fastify: FastifyInstance, parts: HealthParts): void {
  const holdsToken = ({ headers }: FastifyRequest): boolean => {
    const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    return parts.metricsToken !== undefined && given !== undefined && isSame(given, parts.metricsToken);
  };
  /** Not known where sessions cannot be looked up, with the database away. */
  const isAdministrator = async ({ headers }: FastifyRequest): Promise<boolean> =>
    await parts.identity.viewerOf(headers).then(
      (viewer) => viewer?.isAdministrator ?? false,
      () => false,
    );

  fastify.get('/healthz', async () => ({ status: 'ok' }));
  fastify.get('/readyz', async (request, reply) => {
    const [database, temporal] = await Promise.all([parts.isDatabaseReady(), parts.isTemporalReady()]);
    const ready = database && temporal;
    const mayKnow = holdsToken(request) || (await isAdministrator(request));
    // One that strays makes no API less ready: it is said, and does not take this process out of service.
    const seen = mayKnow ? { database, temporal, workers: parts.workers.running, strayPollers: parts.workers.strays.length } : {};
    return await reply.code(ready ? 200 : 503).send({ ready, ...seen });
  });
  fastify.get('/metrics', async (request, reply) => {
    const send = async (): Promise<string> => {
      void reply.type(metrics.contentType);
      return await metrics.metrics();
    };
    if (holdsToken(request)) return await reply.send(await send());
    return await answerViewer(parts.identity, request, reply, async (viewer) => {
      if (!viewer.isAdministrator) throw new NotFound('This page');
      return await send();
    });
  });
}
