import { NotFound, Problem, Unauthenticated } from '@millwright/domain';
import type { LocalRepositories } from '@millwright/integrations';
import type { Logger } from '@millwright/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HTTP_STATUS } from '../graphql/error-table.js';
import type { IdentityService } from '../security/identity.service.js';
import type { Viewer } from '../security/viewer.js';
import type { RepositoryService } from './repository.service.js';

interface Address {
  Params: { organization: string; repository: string };
  Querystring: { service?: string; generation?: string };
}

/** Smart HTTP, read only: `git clone http://host/git/<organization>/<project>.git`; and the same files as a ZIP. */
export function registerGitRoutes(
  app: FastifyInstance,
  parts: { identity: IdentityService; service: RepositoryService; repositories: LocalRepositories; log: Logger },
): void {
  const { identity, service, repositories, log } = parts;

  const viewerOf = async (request: FastifyRequest): Promise<Viewer> => {
    const { authorization } = request.headers;
    const basic = /^Basic\s+(.+)$/i.exec(authorization ?? '')?.[1];
    const password = basic
      ? Buffer.from(basic, 'base64')
          .toString('utf8')
          .replace(/^[^:]*:/, '')
      : undefined;
    const viewer = password === undefined ? await identity.viewerOf(request.headers) : await identity.viewerOfPassword(password);
    if (!viewer) throw new Unauthenticated();
    return viewer;
  };

  const answer = async (request: FastifyRequest, reply: FastifyReply, work: () => Promise<void>): Promise<FastifyReply> => {
    try {
      await work();
    } catch (error) {
      const problem = error instanceof Problem ? error : undefined;
      if (!problem) log.error({ err: error, url: request.url }, 'A git request failed');
      if (problem?.code === 'UNAUTHENTICATED')
        reply.header('www-authenticate', 'Basic realm="Millwright: any name, and an API key or session token as password"');
      if (!reply.sent && !reply.raw.headersSent)
        await reply
          .code(problem ? HTTP_STATUS[problem.code] : 500)
          .type('text/plain')
          .send(problem ? `${problem.message}. ${problem.hint ?? ''}\n` : 'Something went wrong on our side.\n');
    }
    return reply;
  };

  const serve = async (request: FastifyRequest<Address>, reply: FastifyReply, advertise: boolean): Promise<void> => {
    const viewer = await viewerOf(request);
    const { organization, repository } = request.params;
    const project = await service.find(viewer, organization, repository.replace(/\.git$/, ''));
    const path = await service.pathOf(project);
    const gone = new AbortController();
    reply.raw.on('close', () => gone.abort());
    const output = new PassThrough();
    reply.type(`application/x-git-upload-pack-${advertise ? 'advertisement' : 'result'}`).header('cache-control', 'no-cache');
    if (advertise) output.write('001e# service=git-upload-pack\n0000');
    const protocol = request.headers['git-protocol'];
    const input = advertise ? undefined : bodyOf(request);
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

  app.get<Address>('/git/:organization/:repository/info/refs', (request, reply) =>
    answer(request, reply, async () => {
      if (request.query.service !== 'git-upload-pack') throw new NotFound('This git service (repositories are read only)');
      await serve(request, reply, true);
    }),
  );
  app.post<Address>('/git/:organization/:repository/git-upload-pack', (request, reply) =>
    answer(request, reply, () => serve(request, reply, false)),
  );
  app.get<Address>('/git/:organization/:repository', (request, reply) =>
    answer(request, reply, async () => {
      const { organization, repository } = request.params;
      if (!repository.endsWith('.zip')) throw new NotFound('This page; clone it with git, or ask for it with .zip at the end');
      const viewer = await viewerOf(request);
      const project = await service.find(viewer, organization, repository.replace(/\.zip$/, ''));
      const content = await service.archive(project, request.query.generation);
      await reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${project.slug}.zip"`)
        .send(Buffer.from(content));
    }),
  );
}

function bodyOf(request: FastifyRequest): Readable {
  const body = request.body as Readable;
  return request.headers['content-encoding'] === 'gzip' ? body.pipe(createGunzip()) : body;
}
