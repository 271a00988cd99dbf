import { NotFound, VERIFICATION } from '@millwright/domain';
import type { LocalRepositories } from '@millwright/integrations';
import type { UnitOfWork } from '@millwright/persistence';
import { EVIDENCE_REF, readEvidenceNote } from '@millwright/platform';
import type { FastifyInstance } from 'fastify';
import { answerViewer } from '../../security/answer-viewer.js';
import type { Gate } from '../../security/gate.js';
import type { IdentityService } from '../../security/identity.service.js';
import type { Viewer } from '../../security/viewer.js';
import type { StreamService } from '../stream/stream.service.js';

export interface EvidenceParts {
  identity: IdentityService;
  gate: Gate;
  streams: StreamService;
  unitOfWork: UnitOfWork;
  repositories: LocalRepositories;
}

interface Asked {
  id: string;
  commit: string;
  file: string;
}

/** What was signed of a commit after a verification, file by file, for tools that read no notes of git. */
export function registerEvidenceRoutes(
  fastify: FastifyInstance,
  { identity, gate, streams, unitOfWork, repositories }: EvidenceParts,
): void {
  const read = async (viewer: Viewer, { id, commit, file }: Asked): Promise<string> => {
    const { definition, scope } = await streams.find(viewer, id);
    if (definition.kind !== VERIFICATION.kind) throw new NotFound('The stream');
    const { organizationId } = scope;
    const { projectId } = await unitOfWork.run(scope, async (tx) =>
      tx.generations.get((await tx.streams(VERIFICATION).lock(id)).generationId),
    );
    const note = await repositories.note(organizationId, projectId, { ref: EVIDENCE_REF, commit });
    const text = note === undefined ? undefined : readEvidenceNote(note).get(file);
    if (text === undefined) throw new NotFound('The evidence');
    return text;
  };
  fastify.get<{ Params: Asked }>('/evidence/:id/:commit/:file', { onRequest: gate.hook() }, (request, reply) => {
    reply.type('application/json; charset=utf-8');
    return answerViewer(identity, request, reply, (viewer) => read(viewer, request.params));
  });
}
