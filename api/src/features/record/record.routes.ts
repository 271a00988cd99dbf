import { BadInput, Problem, Unauthenticated } from '@millwright/domain';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { HTTP_STATUS } from '../../graphql/error-table.js';
import type { IdentityService } from '../../security/identity.service.js';
import type { RecordService } from './record.service.js';

const MEDIA_TYPE = 'application/gzip';
const LARGEST_UPLOAD = 128 * 1_024 * 1_024;

/** `GET /records/:generationId` gives a generation as a file, `POST /records` takes one in; see `replayGeneration`. */
export function registerRecordRoutes(
  fastify: FastifyInstance,
  { identity, records }: { identity: IdentityService; records: RecordService },
): void {
  const answer = async (reply: FastifyReply, work: () => Promise<unknown>): Promise<FastifyReply> => {
    try {
      return await reply.send(await work());
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return await reply
        .code(HTTP_STATUS[error.code])
        .send({ error: error.message, hint: error.hint, ...(error instanceof BadInput ? { fields: error.fields } : {}) });
    }
  };

  fastify.get<{ Params: { id: string } }>('/records/:id', (request, reply) =>
    answer(reply, async () => {
      const viewer = await identity.viewerOf(request.headers);
      if (!viewer) throw new Unauthenticated();
      const { name, content } = await records.download(viewer, request.params.id);
      reply.type(MEDIA_TYPE).header('content-disposition', `attachment; filename="${encodeURIComponent(name)}"`);
      return content;
    }),
  );

  fastify.addContentTypeParser(MEDIA_TYPE, { parseAs: 'buffer', bodyLimit: LARGEST_UPLOAD }, (_request, body, done) => done(null, body));
  fastify.post<{ Querystring: { organization?: string } }>('/records', { bodyLimit: LARGEST_UPLOAD }, (request, reply) =>
    answer(reply, async () => {
      const viewer = await identity.viewerOf(request.headers);
      if (!viewer) throw new Unauthenticated();
      const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { record, summary } = await records.upload(viewer, request.query.organization, file);
      const { projectName, status, failure, createdAt } = summary.generation;
      return { record, generation: { id: summary.generation.id, projectName, status, failure, createdAt }, redactions: summary.redactions };
    }),
  );
}
