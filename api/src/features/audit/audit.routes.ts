import { NotFound } from '@millwright/domain';
import type { FastifyInstance } from 'fastify';
import { answerViewer } from '../../security/answer-viewer.js';
import type { Gate } from '../../security/gate.js';
import type { IdentityService } from '../../security/identity.service.js';
import type { RightsWatch } from '../../security/rights-watch.js';
import type { Viewer } from '../../security/viewer.js';
import type { AuditService } from './audit.service.js';

/** The ledger of an organization as a file, for whoever checks it elsewhere. */
export function registerAuditRoutes(
  fastify: FastifyInstance,
  { identity, gate, rights, audit }: { identity: IdentityService; gate: Gate; rights: RightsWatch; audit: AuditService },
): void {
  fastify.get<{ Params: { id: string } }>('/organizations/:id/ledger', { onRequest: gate.hook() }, (request, reply) => {
    const make = async (viewer: Viewer): Promise<string> => {
      const { id } = request.params;
      const text = await audit.ledger(viewer, id);
      if (text === undefined) throw new NotFound('The ledger');
      // The id is one of the viewer's organizations by now: no other text gets into the header.
      reply.type('application/jsonl; charset=utf-8').header('content-disposition', `attachment; filename="audit-log-${id}.jsonl"`);
      return text;
    };
    return answerViewer(identity, request, reply, make, rights);
  });
}
