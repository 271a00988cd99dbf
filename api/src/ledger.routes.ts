import type { Signer } from '@millwright/integrations';
import type { UnitOfWork } from '@millwright/persistence';
import { keySetOf, writeLedger } from '@millwright/platform';
import type { FastifyInstance } from 'fastify';
import type { GenerationService } from './features/generation/generation.service.js';
import { answerViewer } from './security/answer-viewer.js';
import type { Gate } from './security/gate.js';
import type { IdentityService } from './security/identity.service.js';
import type { RightsWatch } from './security/rights-watch.js';
import type { Viewer } from './security/viewer.js';

export interface LedgerParts {
  identity: IdentityService;
  gate: Gate;
  rights: RightsWatch;
  generations: GenerationService;
  unitOfWork: UnitOfWork;
  signer: Signer;
}

/** What auditors take with them: the public keys of this server, and the ledger of a generation. */
export function registerLedgerRoutes(
  fastify: FastifyInstance,
  { identity, gate, rights, generations, unitOfWork, signer }: LedgerParts,
): void {
  fastify.get('/.well-known/millwright-keys.json', async () => keySetOf(await signer.publicKeys()));
  fastify.get<{ Params: { id: string } }>('/ledgers/:id', { onRequest: gate.hook() }, (request, reply) => {
    const make = async (viewer: Viewer): Promise<string> => {
      const row = await generations.get(viewer, request.params.id);
      const ledger = await unitOfWork.run(row, (tx) => tx.ledger.export(row.id));
      reply.type('application/jsonl; charset=utf-8').header('content-disposition', `attachment; filename="ledger-${row.id}.jsonl"`);
      return writeLedger(ledger);
    };
    return answerViewer(identity, request, reply, make, rights);
  });
}
