import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BadInput } from '@millwright/domain';
import { Readable } from 'node:stream';
import { answerViewer } from '../../security/answer-viewer.js';
import type { Gate } from '../../security/gate.js';
import type { IdentityService } from '../../security/identity.service.js';
import type { RightsWatch } from '../../security/rights-watch.js';
import type { Viewer } from '../../security/viewer.js';
import type { RecordService } from './record.service.js';
import type { Uploads } from './uploads.js';

const MEDIA_TYPE = 'application/gzip';
/** Bytes of a record as it is sent, packed. */
export const LARGEST_UPLOAD = 64 * 1_024 * 1_024;

/** `GET /records/:generationId` gives a generation as a file, `POST /records` takes one in; see `replayGeneration`. */
export function registerRecordRoutes(
  fastify: FastifyInstance,
  {
    identity,
    records,
    gate,
    uploads,
    rights,
  }: { identity: IdentityService; records: RecordService; gate: Gate; uploads: Uploads; rights: RightsWatch },
): void {
  const onRequest = gate.hook();
  fastify.get<{ Params: { id: string } }>('/records/:id', { onRequest }, (request, reply) => {
    const make = async (viewer: Viewer): Promise<Buffer> => {
      const { name, content } = await records.download(viewer, request.params.id);
      reply.type(MEDIA_TYPE).header('content-disposition', `attachment; filename="${encodeURIComponent(name)}"`);
      return content;
    };
    return answerViewer(identity, request, reply, make, rights);
  });

  fastify.addContentTypeParser(MEDIA_TYPE, (_request, payload, done) => done(null, payload));
  const refuseTooLarge = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> =>
    Number(request.headers['content-length'] ?? 0) > LARGEST_UPLOAD
      ? await reply
          .code(413)
          .header('connection', 'close')
          .send({ error: `A record may have at most ${LARGEST_UPLOAD} bytes` })
      : undefined;
  fastify.post<{ Querystring: { organization?: string } }>('/records', { onRequest: [onRequest, refuseTooLarge] }, (request, reply) =>
    answerViewer(identity, request, reply, async (viewer) => {
      const { body } = request;
      if (!(body instanceof Readable)) throw new BadInput([{ path: 'file', message: `must be sent as ${MEDIA_TYPE}` }]);
      const { record, summary } = await uploads.hold(
        viewer.userId,
        body,
        async (file) => await records.upload(viewer, request.query.organization, file),
      );
      const { projectName, status, failure, createdAt } = summary.generation;
      return { record, generation: { id: summary.generation.id, projectName, status, failure, createdAt }, redactions: summary.redactions };
    }),
  );
}
