import 'reflect-metadata';
import {
  KEPT_BLUEPRINT_SCHEMA,
  COMMUNICATION_SCHEMA_SCHEMA,
  DEVELOPMENT_PLAN_SCHEMA,
  DIRECTORY_TREE_SCHEMA,
  TECHNICAL_ARCHITECTURE_SCHEMA,
} from '@millwright/domain';
import type { LocalRepositories, RecordStore, Signer } from '@millwright/integrations';
import type { MailRepository, UnitOfWork } from '@millwright/persistence';
import { createLogger, exposures, type Config, type Logger } from '@millwright/platform';
import { DiscoveryService, MetadataScanner, NestFactory, Reflector } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

import type { Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { registerConsole } from './console.routes.js';
import { registerAuditRoutes } from './features/audit/audit.routes.js';
import type { AuditService } from './features/audit/audit.service.js';
import type { GenerationService } from './features/generation/generation.service.js';
import type { TemporalGateway } from './features/generation/temporal-gateway.js';
import type { Outbox } from './features/mail/outbox.js';
import type { ProjectDeletion } from './features/project/project-deletion.js';
import { registerGitRoutes } from './git/git.routes.js';
import type { RepositoryService } from './git/repository.service.js';
import type { ContextFactory } from './graphql/context-factory.js';
import type { EventBridge } from './graphql/event-bridge.js';
import { registerCodecRoutes } from './codec.routes.js';
import { registerEvidenceRoutes } from './features/verification/evidence.routes.js';
import { registerHealthRoutes } from './health.routes.js';
import { registerLedgerRoutes } from './ledger.routes.js';
import { Uploads } from './features/record/uploads.js';
import { LARGEST_UPLOAD, registerRecordRoutes } from './features/record/record.routes.js';
import type { RecordService } from './features/record/record.service.js';
import { onBehalfOf } from './last-resort.js';
import { NestLogger } from './nest-logger.js';
import type { WorkerWatch } from './features/workers/worker-watch.js';
import { startSweeper } from './sweeper.js';
import { registerTemporalUi } from './temporal-ui.routes.js';
import { registerGraphql } from './graphql/http.routes.js';
import type { StreamService } from './features/stream/stream.service.js';
import { documentRules } from './graphql/limits.js';
import { serveSocket } from './graphql/socket.js';
import type { Turns } from './graphql/turns.js';
import { addSecurityHeaders } from './security/headers.js';
import { PASSWORDS_AT_ONCE } from './security/passwords.js';
import { refuseOtherOrigins } from './security/own-origin.js';
import { registerAuthRoutes } from './security/auth.routes.js';
import type { Auth } from './security/auth.js';
import type { IdentityService } from './security/identity.service.js';
import { TRUSTED_PROXIES } from './security/address-of.js';
import { Gate } from './security/gate.js';
import type { RateLimiter } from './security/rate-limiter.js';
import { OrganizationScope } from './security/organization-scope.js';
import type { SignInGuard } from './security/sign-in-guard.js';
import { Turnstile } from './security/turnstile.js';
import { Origins } from './security/origins.js';
import type { RightsWatch } from './security/rights-watch.js';
import { registerSignInLinks } from './security/sign-in-link.routes.js';
import { requireDeclaredPermissions } from './security/require-declared-permissions.js';
import * as t from './tokens.js';

const GRAPHQL_PATH = '/graphql';
/** A quarter of the time for a crowd that signs in, the others for who has. */
const REST_TIMES = 3;
/** Of requests to /api/auth: how many wait for their turn, and for how long. */
const SIGN_INS_WAITING = 200;
const SIGN_INS_WAIT_MS = 20_000;
const STARTER_EVERY_MS = 3_000;
/** From its first byte to its last: who sends slower holds a connection, and nothing else. */
const LONGEST_REQUEST_MS = 5 * 60_000;
const SCHEMAS = [
  DEVELOPMENT_PLAN_SCHEMA,
  TECHNICAL_ARCHITECTURE_SCHEMA,
  KEPT_BLUEPRINT_SCHEMA,
  COMMUNICATION_SCHEMA_SCHEMA,
  DIRECTORY_TREE_SCHEMA,
];

export interface RunningApi {
  app: NestFastifyApplication;
  log: Logger;
  close(): Promise<void>;
}

/** Builds the application and, unless told otherwise, listens. @throws UndeclaredPermission */
export async function startApi(config: Config, options: { listen?: boolean; consoleFolder?: string } = {}): Promise<RunningApi> {
  const adapter = new FastifyAdapter({
    trustProxy: TRUSTED_PROXIES,
    bodyLimit: 1024 * 1024,
    requestTimeout: LONGEST_REQUEST_MS,
    routerOptions: { maxParamLength: 300 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
    logger: new NestLogger(createLogger('api', config.LOG_LEVEL)),
    abortOnError: false,
  });
  const log = app.get<Logger>(t.LOG);
  const fastify = adapter.getInstance() as unknown as FastifyInstance;

  const identity = app.get<IdentityService>(t.IDENTITY);
  const rights = app.get<RightsWatch>(t.RIGHTS);
  for (const sentence of exposures(config)) log.warn(sentence);
  const origins = new Origins(config, log);
  // One that stands under our own address needs no leave to ask.
  const uiOrigin = config.TEMPORAL_UI_URL && !config.TEMPORAL_UI_UPSTREAM ? new URL(config.TEMPORAL_UI_URL).origin : undefined;
  refuseAlone(fastify);
  addSecurityHeaders(fastify, config.PUBLIC_URL);
  refuseOtherOrigins(fastify, origins, { '/codec/': uiOrigin });
  registerSignInLinks(fastify, {
    auth: app.get<Auth>(t.AUTH),
    identity,
    publicUrl: config.PUBLIC_URL,
  });
  const guard = app.get<SignInGuard>(t.SIGN_IN_GUARD);
  registerAuthRoutes(fastify, {
    auth: app.get<Auth>(t.AUTH),
    publicUrl: config.PUBLIC_URL,
    origins,
    identity,
    scope: new OrganizationScope(app.get<Pool>(t.LOOKUP_POOL)),
    guard,
    turnstiles: {
      passwords: new Turnstile(PASSWORDS_AT_ONCE, SIGN_INS_WAITING, SIGN_INS_WAIT_MS, REST_TIMES),
      others: new Turnstile(config.DATABASE_POOL, SIGN_INS_WAITING, SIGN_INS_WAIT_MS),
    },
    log,
  });
  const gate = new Gate(identity, app.get<RateLimiter>(t.RATE_LIMITER));
  const uploads = new Uploads(join(config.DATA_DIR, 'uploads'), { bytes: LARGEST_UPLOAD, ofOne: 2, ofAll: 20 });
  await uploads.begin();
  registerGitRoutes(fastify, {
    gate,
    identity,
    rights,
    service: app.get<RepositoryService>(t.REPOSITORIES),
    repositories: app.get<LocalRepositories>(t.LOCAL_REPOSITORIES),
    log,
  });
  const dataSource = app.get<DataSource>(t.DATA_SOURCE);
  const unitOfWork = app.get<UnitOfWork>(t.UNIT_OF_WORK);
  const signer = app.get<Signer>(t.SIGNER);
  registerLedgerRoutes(fastify, {
    identity,
    gate,
    rights,
    streams: app.get<StreamService>(t.STREAMS),
    signer,
  });
  registerEvidenceRoutes(fastify, {
    ...{ identity, gate, unitOfWork, streams: app.get<StreamService>(t.STREAMS) },
    repositories: app.get<LocalRepositories>(t.LOCAL_REPOSITORIES),
  });
  registerAuditRoutes(fastify, { identity, gate, rights, audit: app.get<AuditService>(t.AUDIT) });
  registerRecordRoutes(fastify, {
    identity,
    gate,
    uploads,
    rights,
    records: app.get<RecordService>(t.RECORDS),
  });
  const temporal = app.get<TemporalGateway>(t.TEMPORAL);
  registerCodecRoutes(fastify, {
    identity,
    gate,
    codec: temporal.codec,
    uiOrigin,
  });
  const workers = app.get<WorkerWatch>(t.WORKERS);
  registerHealthRoutes(fastify, {
    identity,
    metricsToken: config.METRICS_TOKEN,
    isDatabaseReady: async () =>
      await dataSource.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    isTemporalReady: async () => await temporal.isReady(),
    workers,
  });
  if (config.TEMPORAL_UI_UPSTREAM)
    await registerTemporalUi(fastify, { identity, origins, upstream: config.TEMPORAL_UI_UPSTREAM, publicUrl: config.PUBLIC_URL });
  for (const schema of SCHEMAS)
    fastify.get(`/schemas/${schema.$id}.json`, async () => ({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }));
  await registerConsole(fastify, options.consoleFolder ?? fileURLToPath(new URL('../../web/dist/browser', import.meta.url)));

  await app.init();
  requireDeclaredPermissions(app.get(DiscoveryService), app.get(MetadataScanner), app.get(Reflector));
  const context: ContextFactory['create'] = (headers, address) => app.get<ContextFactory>(t.CONTEXTS).create(headers, address);
  registerGraphql(fastify, { path: GRAPHQL_PATH, log, context });
  const closeSocket = serveSocket({
    server: app.getHttpServer() as Server,
    path: GRAPHQL_PATH,
    schema: app.get(GraphQLSchemaHost).schema,
    log,
    origins,
    rights,
    reads: app.get<Turnstile>(t.SUBSCRIPTION_READS),
    turns: app.get<Turns>(t.TURNS),
    rules: documentRules(config),
    context,
    viewerOf: (headers) => identity.viewerOf(headers),
  });
  if (options.listen !== false) await app.listen(config.PORT, config.HOST);
  deliverMails(app, log);
  const stopStarter = startQueuedGenerations(app, log);
  workers.start();
  const records = app.get<RecordStore>(t.RECORD_STORE);
  const stopSweeper = startSweeper({
    unitOfWork,
    dataSource,
    signer,
    records,
    temporal,
    mails: app.get<MailRepository>(t.MAILS),
    guard,
    deletion: app.get<ProjectDeletion>(t.PROJECT_DELETION),
    config,
    log,
  });
  return {
    app,
    log,
    close: async () => {
      stopStarter();
      workers.stop();
      await stopSweeper();
      await closeSocket();
      await app.close();
    },
  };
}

/** Whatever a request begins is its own: what throws in it with nobody to catch it costs this request and no other. */
function refuseAlone(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const refuse = (): void => {
      if (reply.raw.headersSent) request.raw.destroy();
      else void reply.code(500).send({ error: 'Something went wrong on our side.' });
    };
    // PostgreSQL keeps no such character, and no address of ours has one.
    if (request.url.includes('%00')) void reply.code(400).send({ error: 'The address holds a character that no address has' });
    else onBehalfOf(refuse, done);
  });
}

/** Sends mails that workers have put into the outbox: those that wait, and each new one. */
function deliverMails(app: NestFastifyApplication, log: Logger): void {
  const outbox = app.get<Outbox>(t.OUTBOX);
  const deliver = (): void =>
    void outbox.deliver().catch((error: unknown) => log.warn({ err: error }, 'Mails could not be sent; they wait for the next one'));
  app.get<EventBridge>(t.EVENTS).onMail = deliver;
  deliver();
}

/** Brings generations on their way that a crash, or an absent Temporal, left queued. */
function startQueuedGenerations(app: NestFastifyApplication, log: Logger): () => void {
  const dataSource = app.get<DataSource>(t.DATA_SOURCE);
  const generations = app.get<GenerationService>(t.GENERATIONS);
  let timer: NodeJS.Timeout;
  let isStopped = false;
  const round = async (): Promise<void> => {
    try {
      const rows: { org_id: string; id: string }[] = await dataSource.query(`SELECT org_id, id FROM queued_generations('3 seconds')`);
      await generations.startQueued(rows.map((row) => ({ organizationId: row.org_id, id: row.id })));
    } catch (error) {
      log.warn({ err: error }, 'Queued generations could not be started; it is tried again');
    }
    if (!isStopped) timer = setTimeout(() => void round(), STARTER_EVERY_MS);
  };
  timer = setTimeout(() => void round(), STARTER_EVERY_MS);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
