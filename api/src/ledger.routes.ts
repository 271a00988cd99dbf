import type { Signer } from '@millwright/integrations';
import { keySetOf } from '@millwright/platform';
import type { FastifyInstance } from 'fastify';
import type { StreamService } from './features/stream/stream.service.js';
import { answerViewer } from './security/answer-viewer.js';
import type { Gate } from './security/gate.js';
import type { IdentityService } from './security/identity.service.js';
import type { RightsWatch } from './security/rights-watch.js';
import type { Viewer } from './security/viewer.js';

export interface LedgerParts {
  identity: IdentityService;
  gate: Gate;
  rights: RightsWatch;
  streams: StreamService;
  signer: Signer;
}

/** What auditors take with them: the public keys of this server, and the ledger of a stream of any kind. */
export function registerLedgerRoutes(fastify: FastifyInstance, { identity, gate, rights, streams, signer }: LedgerParts): void {
  fastify.get('/.well-known/millwright-keys.json', async () => keySetOf(await signer.publicKeys()));
  fastify.get<{ Params: { id: string } }>('/ledgers/:id', { onRequest: gate.hook() }, (request, reply) => {
    const make = async (viewer: Viewer): Promise<string> => {
      const stream = await streams.find(viewer, request.params.id);
      reply.type('application/jsonl; charset=utf-8').header('content-disposition', `attachment; filename="ledger-${stream.id}.jsonl"`);
      return await streams.ledger(stream);
    };
    return answerViewer(identity, request, reply, make, rights);
  });
}
