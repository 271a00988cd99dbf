import type { FastifyInstance } from 'fastify';
import { answerViewer } from '../../security/answer-viewer.js';
import type { IdentityService } from '../../security/identity.service.js';
import type { RecordService } from './record.service.js';

const MEDIA_TYPE = 'application/gzip';
const LARGEST_UPLOAD = 64 * 1_024 * 1_024;

/** `GET /records/:generationId` gives a generation as a file, `POST /records` takes one in; see `replayGeneration`. */
export function registerRecordRoutes(
  fastify: FastifyInstance,
  { identity, records }: { identity: IdentityService; records: RecordService },
): void {
  fastify.get<{ Params: { id: string } }>('/records/:id', (request, reply) =>
    answerViewer(identity, request, reply, async (viewer) => {
      const { name, content } = await records.download(viewer, request.params.id);
      reply.type(MEDIA_TYPE).header('content-disposition', `attachment; filename="${encodeURIComponent(name)}"`);
      return content;
    }),
  );

  fastify.addContentTypeParser(MEDIA_TYPE, { parseAs: 'buffer', bodyLimit: LARGEST_UPLOAD }, (_request, body, done) => done(null, body));
  fastify.post<{ Querystring: { organization?: string } }>('/records', { bodyLimit: LARGEST_UPLOAD }, (request, reply) =>
    answerViewer(identity, request, reply, async (viewer) => {
      const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { record, summary } = await records.upload(viewer, request.query.organization, file);
      const { projectName, status, failure, createdAt } = summary.generation;
      return { record, generation: { id: summary.generation.id, projectName, status, failure, createdAt }, redactions: summary.redactions };
    }),
  );
}
