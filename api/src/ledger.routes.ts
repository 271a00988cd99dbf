import { Problem, Unauthenticated } from '@millwright/domain';
import type { Signer } from '@millwright/integrations';
import type { UnitOfWork } from '@millwright/persistence';
import { keySetOf, writeLedger } from '@millwright/platform';
import type { FastifyInstance } from 'fastify';
import type { GenerationService } from './features/generation/generation.service.js';
import { HTTP_STATUS } from './graphql/error-table.js';
import type { IdentityService } from './security/identity.service.js';

export interface LedgerParts {
  identity: IdentityService;
  generations: GenerationService;
  unitOfWork: UnitOfWork;
  signer: Signer;
}

/** What auditors take with them: the public keys of this server, and the ledger of a generation. */
export function registerLedgerRoutes(fastify: FastifyInstance, { identity, generations, unitOfWork, signer }: LedgerParts): void {
  fastify.get('/.well-known/millwright-keys.json', async () => keySetOf(await signer.publicKeys()));
  fastify.get<{ Params: { id: string } }>('/ledgers/:id', async (request, reply) => {
    try {
      const viewer = await identity.viewerOf(request.headers);
      if (!viewer) throw new Unauthenticated();
      const row = await generations.get(viewer, request.params.id);
      const ledger = await unitOfWork.run(row, (tx) => tx.ledger.export(row.id));
      return await reply
        .type('application/jsonl; charset=utf-8')
        .header('content-disposition', `attachment; filename="ledger-${row.id}.jsonl"`)
        .send(writeLedger(ledger));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return await reply.code(HTTP_STATUS[error.code]).send({ error: error.message, hint: error.hint });
    }
  });
}
