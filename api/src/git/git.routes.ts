import { BadInput, NotFound, Problem, Unauthenticated } from '@millwright/domain';
import type { LocalRepositories } from '@millwright/integrations';
import type { Logger } from '@millwright/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Gate } from '../security/gate.js';
import { credentialOf, type IdentityService } from '../security/identity.service.js';
import { withStatus } from '../security/refuse.js';
import type { RightsWatch } from '../security/rights-watch.js';
import type { Viewer } from '../security/viewer.js';
import { whileHeld } from '../security/while-held.js';
import type { RepositoryService } from './repository.service.js';

/** What a client of git may send, packed or not: names of commits that it has and wants, at 50 bytes each. */
const LARGEST_BODY = 4 * 1_024 * 1_024;
const unpack = promisify(gunzip);

interface Address {
  Params: { organization: string; repository: string };
  Querystring: { service?: string; generation?: string };
}

/** Smart HTTP, read only: `git clone http://host/git/<organization>/<project>.git`; and the same files as a ZIP. */
export function registerGitRoutes(
  app: FastifyInstance,
  parts: {
    identity: IdentityService;
    gate: Gate;
    rights: RightsWatch;
    service: RepositoryService;
    repositories: LocalRepositories;
    log: Logger;
  },
): void {
  const { identity, gate, rights, service, repositories, log } = parts;

  const onRequest = gate.hook(refuse, credentials);

  const viewerOf = async (request: FastifyRequest): Promise<{ viewer: Viewer; headers: IncomingHttpHeaders }> => {
    const headers = credentials(request.headers);
    const viewer = await identity.viewerOf(headers);
    if (!viewer) throw new Unauthenticated();
    return { viewer: viewer.remembering(), headers };
  };

  const answer = async (request: FastifyRequest, reply: FastifyReply, work: () => Promise<void>): Promise<FastifyReply> => {
    try {
      await work();
    } catch (error) {
      const problem = error instanceof Problem ? error : undefined;
      if (!problem) log.error({ err: error, url: request.url }, 'A git request failed');
      if (!reply.sent && !reply.raw.headersSent)
        await (problem
          ? refuse(reply, problem)
          : reply.code(500).type('text/plain; charset=utf-8').send('Something went wrong on our side.\n'));
    }
    return reply;
  };

  const serve = async (request: FastifyRequest<Address>, reply: FastifyReply, advertise: boolean): Promise<void> => {
    const { viewer, headers } = await viewerOf(request);
    const { organization, repository } = request.params;
    const project = await service.find(viewer, organization, repository.replace(/\.git$/, ''));
    const path = await service.pathOf(project);
    const gone = new AbortController();
    // Whoever loses the right while it runs gets no more of it.
    const stop = rights.watch(viewer, headers, () => reply.raw.destroy());
    reply.raw.on('close', () => {
      stop();
      gone.abort();
    });
    // Before anything is answered: what is wrong with it can be said yet.
    const input = advertise ? undefined : Readable.from([await bodyOf(request)]);
    const output = new PassThrough();
    reply.type(`application/x-git-upload-pack-${advertise ? 'advertisement' : 'result'}`).header('cache-control', 'no-cache');
    if (advertise) output.write('001e# service=git-upload-pack\n0000');
    const protocol = request.headers['git-protocol'];
    const ended = repositories.uploadPack(path, {
      advertise,
      output,
      signal: gone.signal,
      ...(input ? { input } : {}),
      ...(typeof protocol === 'string' && /^[\w=:]{1,100}$/.test(protocol) ? { protocol } : {}),
    });
    ended.then(
      () => output.end(),
      (error: unknown) => {
        if (!gone.signal.aborted) log.warn({ err: error }, 'git upload-pack failed');
        output.destroy(error instanceof Error ? error : undefined);
      },
    );
    await reply.send(output);
  };

  app.addContentTypeParser('application/x-git-upload-pack-request', (_request, payload, done) => done(null, payload));

  app.get<Address>('/git/:organization/:repository/info/refs', { onRequest }, (request, reply) =>
    answer(request, reply, async () => {
      if (request.query.service !== 'git-upload-pack') throw new NotFound('This git service (repositories are read only)');
      await serve(request, reply, true);
    }),
  );
  app.post<Address>('/git/:organization/:repository/git-upload-pack', { onRequest }, (request, reply) =>
    answer(request, reply, () => serve(request, reply, false)),
  );
  app.get<Address>('/git/:organization/:repository', { onRequest }, (request, reply) =>
    answer(request, reply, async () => {
      const { organization, repository } = request.params;
      if (!repository.endsWith('.zip')) throw new NotFound('This page; clone it with git, or ask for it with .zip at the end');
      const { viewer, headers } = await viewerOf(request);
      const held = whileHeld(rights, viewer, headers, reply);
      const project = await held(service.find(viewer, organization, repository.replace(/\.zip$/, '')));
      const content = await held(service.archive(project, request.query.generation));
      await reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${project.slug}.zip"`)
        .send(Buffer.from(content));
    }),
  );
}

/** Git's clients send a name and a password: the second is what counts. */
function credentials(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const basic = /^Basic\s+(.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (!basic) return headers;
  return credentialOf(
    Buffer.from(basic, 'base64')
      .toString('utf8')
      .replace(/^[^:]*:/, ''),
  );
}

function refuse(reply: FastifyReply, problem: Problem): FastifyReply {
  const { code, message, hint } = problem;
  if (code === 'UNAUTHENTICATED')
    reply.header('www-authenticate', 'Basic realm="Millwright: any name, and an API key or session token as password"');
  return withStatus(reply, problem)
    .type('text/plain; charset=utf-8')
    .send(`${message}. ${hint ?? ''}\n`);
}

/** What the client asks of git, unpacked. @throws BadInput where it is cut off, no gzip, or larger than any client's */
async function bodyOf(request: FastifyRequest): Promise<Buffer> {
  const wrong = (message: string): BadInput => new BadInput([{ path: 'body', message }]);
  const tooLarge = wrong(`must have at most ${LARGEST_BODY} bytes`);
  if (!(request.body instanceof Readable)) throw wrong('must be application/x-git-upload-pack-request');
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > LARGEST_BODY) break;
      chunks.push(chunk);
    }
  } catch {
    throw wrong('ended before its end');
  }
  if (bytes > LARGEST_BODY) throw tooLarge;
  const body = Buffer.concat(chunks);
  if (request.headers['content-encoding'] !== 'gzip') return body;
  return await unpack(body, { maxOutputLength: LARGEST_BODY }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge : wrong('is not gzip, or not whole');
  });
}
