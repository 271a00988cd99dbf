import 'reflect-metadata';
import {
  BLUEPRINT_SCHEMA,
  COMMUNICATION_SCHEMA_SCHEMA,
  DEVELOPMENT_PLAN_SCHEMA,
  DIRECTORY_TREE_SCHEMA,
  TECHNICAL_ARCHITECTURE_SCHEMA,
} from '@millwright/domain';
import type { LocalRepositories, RecordStore, Signer } from '@millwright/integrations';
import type { MailRepository, UnitOfWork } from '@millwright/persistence';
import { metrics, type Config, type Logger } from '@millwright/platform';
import { DiscoveryService, MetadataScanner, NestFactory, Reflector } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { registerConsole } from './console.routes.js';
import type { GenerationService } from './features/generation/generation.service.js';
import type { TemporalGateway } from './features/generation/temporal-gateway.js';
import type { Outbox } from './features/mail/outbox.js';
import { registerGitRoutes } from './git/git.routes.js';
import type { RepositoryService } from './git/repository.service.js';
import type { ContextFactory } from './graphql/context-factory.js';
import type { EventBridge } from './graphql/event-bridge.js';
import { registerCodecRoutes } from './codec.routes.js';
import { registerLedgerRoutes } from './ledger.routes.js';
import { registerRecordRoutes } from './features/record/record.routes.js';
import type { RecordService } from './features/record/record.service.js';
import { startSweeper } from './sweeper.js';
import { parseLimited } from './graphql/limits.js';
import { serveSocket } from './graphql/socket.js';
import { registerAuthRoutes } from './security/auth.routes.js';
import type { Auth } from './security/auth.js';
import type { IdentityService } from './security/identity.service.js';
import type { SignInGuard } from './security/sign-in-guard.js';
import { Turnstile } from './security/turnstile.js';
import { requireDeclaredPermissions } from './security/require-declared-permissions.js';
import * as t from './tokens.js';

/** Of requests to /api/auth: how many wait for their turn, and for how long. */
const SIGN_INS_WAITING = 200;
const SIGN_INS_WAIT_MS = 8_000;
const STARTER_EVERY_MS = 3_000;
const SCHEMAS = [
  DEVELOPMENT_PLAN_SCHEMA,
  TECHNICAL_ARCHITECTURE_SCHEMA,
  BLUEPRINT_SCHEMA,
  COMMUNICATION_SCHEMA_SCHEMA,
  DIRECTORY_TREE_SCHEMA,
];

export interface RunningApi {
  app: NestFastifyApplication;
  close(): Promise<void>;
}

/** Builds the application and, unless told otherwise, listens. @throws UndeclaredPermission */
export async function startApi(config: Config, options: { listen?: boolean; consoleFolder?: string } = {}): Promise<RunningApi> {
  const adapter = new FastifyAdapter({ trustProxy: ['127.0.0.1', '::1'], bodyLimit: 1024 * 1024, routerOptions: { maxParamLength: 300 } });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const log = app.get<Logger>(t.LOG);
  const fastify = adapter.getInstance() as unknown as FastifyInstance;

  addSecurityHeaders(fastify, config);
  const guard = app.get<SignInGuard>(t.SIGN_IN_GUARD);
  registerAuthRoutes(fastify, {
    auth: app.get<Auth>(t.AUTH),
    publicUrl: config.PUBLIC_URL,
    guard,
    turnstile: new Turnstile(config.DATABASE_POOL, SIGN_INS_WAITING, SIGN_INS_WAIT_MS),
    log,
  });
  registerGitRoutes(fastify, {
    identity: app.get<IdentityService>(t.IDENTITY),
    service: app.get<RepositoryService>(t.REPOSITORIES),
    repositories: app.get<LocalRepositories>(t.LOCAL_REPOSITORIES),
    log,
  });
  const dataSource = app.get<DataSource>(t.DATA_SOURCE);
  const identity = app.get<IdentityService>(t.IDENTITY);
  const unitOfWork = app.get<UnitOfWork>(t.UNIT_OF_WORK);
  const signer = app.get<Signer>(t.SIGNER);
  registerLedgerRoutes(fastify, { identity, generations: app.get<GenerationService>(t.GENERATIONS), unitOfWork, signer });
  registerRecordRoutes(fastify, { identity, records: app.get<RecordService>(t.RECORDS) });
  const temporal = app.get<TemporalGateway>(t.TEMPORAL);
  registerCodecRoutes(fastify, {
    identity,
    codec: temporal.codec,
    uiOrigin: config.TEMPORAL_UI_URL && new URL(config.TEMPORAL_UI_URL).origin,
  });
  fastify.get('/healthz', async () => ({ status: 'ok' }));
  fastify.get('/readyz', async (_request, reply) => {
    const [database, orchestrator] = await Promise.all([
      dataSource.query('SELECT 1').then(
        () => true,
        () => false,
      ),
      temporal.isReady(),
    ]);
    return await reply.code(database && orchestrator ? 200 : 503).send({ database, temporal: orchestrator });
  });
  fastify.get('/metrics', async (_request, reply) => await reply.type(metrics.contentType).send(await metrics.metrics()));
  for (const schema of SCHEMAS)
    fastify.get(`/schemas/${schema.$id}.json`, async () => ({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }));
  await registerConsole(fastify, options.consoleFolder ?? fileURLToPath(new URL('../../web/dist/browser', import.meta.url)));

  await app.init();
  requireDeclaredPermissions(app.get(DiscoveryService), app.get(MetadataScanner), app.get(Reflector));
  limitDocuments(fastify);
  const closeSocket = serveSocket({
    server: app.getHttpServer() as Server,
    path: '/graphql',
    schema: app.get(GraphQLSchemaHost).schema,
    log,
    allowedOrigins: [config.PUBLIC_URL, `http://localhost:${config.PORT}`, `http://127.0.0.1:${config.PORT}`],
    context: (headers, address) => app.get<ContextFactory>(t.CONTEXTS).create(headers, address),
  });
  if (options.listen !== false) await app.listen(config.PORT, config.HOST);
  deliverMails(app, log);
  const stopStarter = startQueuedGenerations(app, log);
  const records = app.get<RecordStore>(t.RECORD_STORE);
  const stopSweeper = startSweeper({
    unitOfWork,
    dataSource,
    signer,
    records,
    temporal,
    mails: app.get<MailRepository>(t.MAILS),
    guard,
    config,
    log,
  });
  return {
    app,
    close: async () => {
      stopStarter();
      await stopSweeper();
      await closeSocket();
      await app.close();
    },
  };
}

/** Documents with more tokens than any real query are refused before they are read. */
function limitDocuments(fastify: FastifyInstance): void {
  const { graphql } = fastify as unknown as {
    graphql: { addHook(name: 'preParsing', hook: (schema: unknown, source: string) => Promise<void>): void };
  };
  graphql.addHook('preParsing', async (_schema, source) => {
    parseLimited(source);
  });
}

function addSecurityHeaders(fastify: FastifyInstance, config: Config): void {
  const isHttps = config.PUBLIC_URL.startsWith('https:');
  fastify.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'same-origin');
    reply.header('x-frame-options', 'DENY');
    reply.header(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
    );
    if (isHttps) reply.header('strict-transport-security', 'max-age=31536000');
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
