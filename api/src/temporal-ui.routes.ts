import httpProxy from '@fastify/http-proxy';
import { NotFound } from '@millwright/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { HTTP_STATUS } from './graphql/error-table.js';
import { PAGE_POLICY } from './security/headers.js';
import type { IdentityService } from './security/identity.service.js';
import type { Origins } from './security/origins.js';

/** Where this server shows a Temporal UI; the UI is started with this as its `--ui-public-path`. */
export const TEMPORAL_UI_PATH = '/temporal';
/** It waits for news of a workflow that runs. */
const LONGEST_WAIT_MS = 90_000;
/** The one cookie of the UI, against forged requests. */
const UI_COOKIE = '_csrf';
const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g;
/** What of the UI's answers goes on: the rest, its policies among it, is ours to say. */
const ANSWERED = ['content-type', 'content-encoding', 'content-length', 'cache-control', 'etag', 'last-modified', 'location', 'set-cookie'];

export interface TemporalUiParts {
  identity: Pick<IdentityService, 'viewerOf'>;
  origins: Pick<Origins, 'allowed' | 'allows' | 'refusalOf'>;
  /** Where the UI answers, without a path. */
  upstream: string;
  publicUrl: string;
}

/**
 * Shows the Temporal UI to administrators of the server, under an address of ours. It asks nobody who they are, and shows
 * what every organization has given to Temporal: so it hears no request but those that come through here.
 */
export async function registerTemporalUi(fastify: FastifyInstance, parts: TemporalUiParts): Promise<void> {
  await fastify.register(httpProxy, {
    upstream: parts.upstream,
    prefix: TEMPORAL_UI_PATH,
    rewritePrefix: TEMPORAL_UI_PATH,
    preHandler: async (request, reply) => await refuse(request, reply, parts),
    undici: { headersTimeout: LONGEST_WAIT_MS, bodyTimeout: LONGEST_WAIT_MS },
    replyOptions: {
      rewriteRequestHeaders: (_request, headers) => withoutOurs(headers as IncomingHttpHeaders),
      rewriteHeaders: (headers) => Object.fromEntries(ANSWERED.flatMap((name) => (headers[name] ? [[name, ownPath(headers[name])]] : []))),
      onResponse: (_request, reply, answer) =>
        void show(reply as FastifyReply, (answer as unknown as { stream: NodeJS.ReadableStream }).stream, parts),
      onError: (reply) =>
        void (reply as FastifyReply).code(502).send({ error: 'The Temporal UI does not answer. It is started again with Temporal.' }),
    },
  });
}

async function refuse(request: FastifyRequest, reply: FastifyReply, { identity, origins }: TemporalUiParts): Promise<FastifyReply | void> {
  const { origin, host } = request.headers;
  // A name of somebody else's that leads here would make its pages of one origin with ours.
  if (!origins.allowed.some((allowed) => new URL(allowed).host === request.host))
    return await reply.code(421).send({ error: origins.refusalOf(`${request.protocol}://${host}`) });
  const site = request.headers['sec-fetch-site'];
  const isOpened = request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
  if ((origin !== undefined && !origins.allows(origin)) || ((site === 'cross-site' || site === 'same-site') && !isOpened))
    return await reply.code(403).send({ error: origins.refusalOf(origin ?? '') });
  const viewer = await identity.viewerOf(request.headers);
  if (viewer?.isAdministrator) return undefined;
  if (viewer) return await reply.code(HTTP_STATUS.NOT_FOUND).send({ error: new NotFound('This page').message });
  if (request.method === 'GET' && (request.headers.accept ?? '').includes('text/html'))
    return await reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`);
  return await reply.code(HTTP_STATUS.UNAUTHENTICATED).send({ error: 'Sign in first' });
}

/** Sessions and keys of ours are nothing that the UI is to know. */
function withoutOurs({ cookie, authorization: _, 'x-api-key': __, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  const own = cookie?.split(/; */).find((one) => one.startsWith(`${UI_COOKIE}=`));
  return {
    ...headers,
    ...(own ? { cookie: own } : {}),
    // Of a page, its scripts are looked at on the way.
    ...((headers.accept ?? '').includes('text/html') ? { 'accept-encoding': 'identity' } : {}),
  };
}

/** Its cookie is sent to it alone. */
const ownPath = (value: string | string[]): string | string[] =>
  Array.isArray(value) ? value.map((one) => ownPath(one) as string) : value.replace('; Path=/;', `; Path=${TEMPORAL_UI_PATH};`);

async function show(reply: FastifyReply, answer: NodeJS.ReadableStream, { publicUrl }: TemporalUiParts): Promise<void> {
  if (!String(reply.getHeader('content-type')).startsWith('text/html')) return void reply.send(answer);
  const page = await text(answer);
  void reply.removeHeader('content-length').header('content-security-policy', policyOf(page, publicUrl)).send(page);
}

/** For its pages alone. Shown under our address, a script that got into one would act in an administrator's name: only its own run. */
function policyOf(page: string, publicUrl: string): string {
  const hashes = [...page.matchAll(INLINE_SCRIPT)].map(([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`);
  return [
    ...PAGE_POLICY,
    ["script-src 'self'", ...hashes].join(' '),
    "font-src 'self' data:",
    // What is encrypted is decrypted by our codec, at the address that the server knows itself by.
    `connect-src 'self' ${new URL(publicUrl).origin}`,
  ].join('; ');
}
