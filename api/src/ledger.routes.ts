import { Problem, Unauthenticated } from '@millwright/domain';
import { sealLedger, type Signer } from '@millwright/integrations';
import type { UnitOfWork } from '@millwright/persistence';
import { keySetOf, writeLedger, type Logger } from '@millwright/platform';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import type { GenerationService } from './features/generation/generation.service.js';
import { HTTP_STATUS } from './graphql/error-table.js';
import type { IdentityService } from './security/identity.service.js';

export interface LedgerParts {
  identity: IdentityService;
  generations: GenerationService;
  unitOfWork: UnitOfWork;
  signer: Signer;
  dataSource: DataSource;
  log: Logger;
}

const SEAL_EVERY_MS = 60_000;

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

/** Seals ledgers that could not be sealed when their generation ended. @returns how to stop. */
export function sealUnsealed({ unitOfWork, signer, dataSource, log }: LedgerParts): () => void {
  const round = async (): Promise<void> => {
    try {
      const rows: { org_id: string; id: string }[] = await dataSource.query(`SELECT org_id, id FROM unsealed_generations('1 minute')`);
      for (const { org_id: organizationId, id } of rows)
        await unitOfWork.run({ organizationId }, async (tx) => tx.ledger.putSeal(await sealLedger(signer, await tx.ledger.headOf(id))));
      if (rows.length > 0) log.info({ count: rows.length }, 'Ledgers were sealed that had been left open');
    } catch (error) {
      log.warn({ err: error }, 'Ledgers could not be sealed; it is tried again');
    }
  };
  const timer = setInterval(() => void round(), SEAL_EVERY_MS);
  return () => clearInterval(timer);
}
