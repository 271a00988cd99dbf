import { BadInput } from '@millwright/domain';
import { organizationOf, type OrganizationCodec } from '@millwright/platform';
import type { Payload } from '@temporalio/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { payloadFromJson, payloadToJson } from './payload-json.js';
import type { Gate } from './security/gate.js';
import { refuseInJson } from './security/refuse.js';
import type { IdentityService } from './security/identity.service.js';
import { answerViewer } from './security/answer-viewer.js';
import type { Viewer } from './security/viewer.js';

const BODY_LIMIT = 16 * 1_024 * 1_024;
/** Payloads as Temporal's UI and command line send them: bytes in base64. */
const BODY = z.object({
  payloads: z.array(z.object({ metadata: z.record(z.string(), z.base64()).optional(), data: z.base64().optional() })).max(10_000),
});

export interface CodecParts {
  identity: IdentityService;
  gate: Gate;
  codec: OrganizationCodec;
  /** Where the Temporal UI is served from; absent: only pages of our own may ask. */
  uiOrigin: string | undefined;
}

/**
 * Temporal's remote codec: the Temporal UI shows people who are signed in here what their own organizations' workflows
 * hold, where payloads are encrypted. What belongs to others stays as it is.
 */
export function registerCodecRoutes(fastify: FastifyInstance, { identity, gate, codec, uiOrigin }: CodecParts): void {
  const allow = (reply: FastifyReply): FastifyReply =>
    uiOrigin
      ? reply
          .header('access-control-allow-origin', uiOrigin)
          .header('access-control-allow-credentials', 'true')
          .header('access-control-allow-headers', 'content-type, authorization, x-namespace, x-api-key')
          .header('access-control-allow-methods', 'POST, OPTIONS')
          .header('vary', 'origin')
      : reply;

  const route = (path: string, work: (viewer: Viewer, payloads: Payload[], request: FastifyRequest) => Payload[]): void => {
    fastify.options(path, (_request, reply) => allow(reply).code(204).send());
    fastify.post(
      path,
      { onRequest: gate.hook((reply, problem) => refuseInJson(allow(reply), problem)), bodyLimit: BODY_LIMIT },
      (request, reply) =>
        answerViewer(identity, request, allow(reply), async (viewer) => {
          const body = BODY.safeParse(request.body);
          if (!body.success)
            throw new BadInput(body.error.issues.map((issue) => ({ path: issue.path.join('.') || 'body', message: issue.message })));
          return { payloads: work(viewer, body.data.payloads.map(payloadFromJson), request).map(payloadToJson) };
        }),
    );
  };

  route('/codec/decode', (viewer, payloads) =>
    payloads.map((payload) => {
      const owner = organizationOf(payload);
      return owner !== undefined && viewer.memberships.some(({ organizationId }) => organizationId === owner)
        ? codec.decrypt(payload, owner)
        : payload;
    }),
  );
  route('/codec/encode', (viewer, payloads, request) => {
    const { organization } = request.query as { organization?: string };
    const { organizationId } = viewer.in(organization, 'generation.run');
    return payloads.map((payload) => codec.encrypt(payload, organizationId));
  });
}
