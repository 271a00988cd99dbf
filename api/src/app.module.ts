import {
  createBlobStore,
  createMailer,
  createSigner,
  LocalRepositories,
  ModelRegistry,
  RecordStore,
  type BlobStore,
  type Signer,
} from '@millwright/integrations';
import { createDataSource, MailRepository, UnitOfWork, WorkerProcessRepository } from '@millwright/persistence';
import { createLogger, databaseUrls, derivedSecret, serverSecret, type Config } from '@millwright/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { join } from 'node:path';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { CLOSING } from './closing.js';
import {
  ArtifactConnectionResolver,
  ArtifactResolver,
  GenerationConnectionResolver,
  GenerationResolver,
  ProjectGenerationsResolver,
} from './features/generation/generation.resolver.js';
import { OperationsResolver } from './features/generation/operations.resolver.js';
import { ActivityResolver } from './features/activity/activity.resolver.js';
import { ActivityService } from './features/activity/activity.service.js';
import { AuditResolver } from './features/audit/audit.resolver.js';
import { AuditService } from './features/audit/audit.service.js';
import { DecisionResolver, ReviewBaseResolver } from './features/generation/decision.resolver.js';
import { DecisionService } from './features/generation/decision.service.js';
import { CompareResolver, FileChangeResolver } from './features/generation/compare.resolver.js';
import { CompareService } from './features/generation/compare.service.js';
import { EditResolver, RepositoryFileResolver } from './features/generation/edit.resolver.js';
import { EditService } from './features/generation/edit.service.js';
import { ForkResolver } from './features/generation/fork.resolver.js';
import { ForkService } from './features/generation/fork.service.js';
import { GenerationStarter } from './features/generation/generation-starter.js';
import { GenerationService } from './features/generation/generation.service.js';
import { TemporalGateway } from './features/generation/temporal-gateway.js';
import { EngineResolver } from './features/engine/engine.resolver.js';
import { EngineService } from './features/engine/engine.service.js';
import { GithubResolver } from './features/github/github.resolver.js';
import { GithubService } from './features/github/github.service.js';
import { Outbox } from './features/mail/outbox.js';
import { WorkerResolver } from './features/workers/worker.resolver.js';
import { WorkerWatch } from './features/workers/worker-watch.js';
import { AdministrationResolver } from './features/administration/administration.resolver.js';
import { AdministrationService } from './features/administration/administration.service.js';
import { CorrectionResolver } from './features/understanding/correction.resolver.js';
import { CorrectionService } from './features/understanding/correction.service.js';
import { StreamResolver } from './features/stream/stream.resolver.js';
import { StreamService } from './features/stream/stream.service.js';
import { UnderstandingResolver } from './features/understanding/understanding.resolver.js';
import { UnderstandingService } from './features/understanding/understanding.service.js';
import { ProjectUsageResolver, UsageOfProjectResolver, UsageResolver } from './features/usage/usage.resolver.js';
import { UsageService } from './features/usage/usage.service.js';
import { VersionResolver } from './features/versions/version.resolver.js';
import { MailResolver } from './features/mail/mail.resolver.js';
import { knownSecrets } from './features/record/known-secrets.js';
import { RecordPolicyService } from './features/record/record-policy.service.js';
import { RecordResolver } from './features/record/record.resolver.js';
import { RecordService } from './features/record/record.service.js';
import { ProjectConnectionResolver, ProjectResolver } from './features/project/project.resolver.js';
import { ProjectDeletion } from './features/project/project-deletion.js';
import { ProjectService } from './features/project/project.service.js';
import { ApiKeyService } from './features/viewer/api-key.service.js';
import { OrganizationService } from './features/viewer/organization.service.js';
import { ViewerResolver } from './features/viewer/viewer.resolver.js';
import { RepositoryService } from './git/repository.service.js';
import { provide } from './provide.js';
import { publicErrors } from './graphql/error-table.js';
import { EventBridge } from './graphql/event-bridge.js';
import { Turns } from './graphql/turns.js';
import { documentRules } from './graphql/limits.js';
import { ProblemFilter } from './graphql/problem.filter.js';
import { ContextFactory } from './graphql/context-factory.js';
import { createPool } from './resources/create-pool.js';
import { Admission } from './security/admission.js';
import { createAuth, linkedGithubToken, type Auth } from './security/auth.js';
import { endsOf } from './security/ends-of.js';
import { IdentityService } from './security/identity.service.js';
import { Passwords } from './security/passwords.js';
import { SignInGuard } from './security/sign-in-guard.js';
import { PermissionGuard } from './security/permission.guard.js';
import { RateLimiter } from './security/rate-limiter.js';
import { RightsWatch } from './security/rights-watch.js';
import { Turnstile } from './security/turnstile.js';
import { ViewerMemory } from './security/viewer-memory.js';
import * as t from './tokens.js';

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    const log = createLogger('api', config.LOG_LEVEL);
    const urls = databaseUrls(config);
    return {
      module: AppModule,
      global: true,
      imports: [
        DiscoveryModule,
        GraphQLModule.forRootAsync<MercuriusDriverConfig>({
          driver: MercuriusDriver,
          useFactory: () => ({
            autoSchemaFile: true,
            sortSchema: true,
            // Served by routes of our own, as the specification has it.
            routes: false,
            jit: 1,
            graphiql: false,
            validationRules: [...documentRules(config)],
            errorFormatter: (execution) => ({
              statusCode: 200,
              response: { data: execution.data, errors: publicErrors(execution.errors ?? [], log) },
            }),
          }),
        }),
      ],
      providers: [
        { provide: t.CONFIG, useValue: config },
        { provide: t.LOG, useValue: log },
        provide(t.DATA_SOURCE, [], () => createDataSource(urls.app, { pool: config.DATABASE_POOL, name: 'millwright-api' }).initialize()),
        provide(t.AUTH_POOL, [], () => createPool(urls.auth, config.DATABASE_POOL, 'millwright-auth', log)),
        // Who asks is looked up beside whatever sign-ups and resets are at.
        provide(t.LOOKUP_POOL, [], () =>
          createPool(urls.auth, Math.max(2, Math.ceil(config.DATABASE_POOL / 2)), 'millwright-look-ups', log),
        ),
        provide(t.LIMIT_POOL, [], () => createPool(urls.app, 4, 'millwright-limits', log)),
        provide(t.UNIT_OF_WORK, [t.DATA_SOURCE], (dataSource: DataSource) => new UnitOfWork(dataSource)),
        provide(t.MAILS, [t.DATA_SOURCE], (dataSource: DataSource) => new MailRepository(dataSource)),
        provide(t.BLOBS, [], () => createBlobStore(config)),
        provide(t.RECORD_STORE, [t.BLOBS], (blobs: BlobStore) => new RecordStore(blobs, serverSecret(config))),
        provide(t.SIGNER, [], () => createSigner(config)),
        provide(t.MODELS, [], () => new ModelRegistry(config)),
        provide(
          t.ENGINES,
          [t.UNIT_OF_WORK, t.MODELS],
          (unitOfWork: UnitOfWork, models: ModelRegistry) => new EngineService(unitOfWork, models, serverSecret(config)),
        ),
        provide(t.TEMPORAL, [], () => TemporalGateway.create(config)),
        provide(
          t.WORKERS,
          [t.DATA_SOURCE, t.TEMPORAL],
          (dataSource: DataSource, temporal: TemporalGateway) => new WorkerWatch(new WorkerProcessRepository(dataSource), temporal, log),
        ),
        // Half of the connections at most: however many subscriptions are opened or woken in one moment, requests are answered.
        provide(t.SUBSCRIPTION_READS, [], () => new Turnstile(Math.max(1, Math.floor(config.DATABASE_POOL / 2)))),
        provide(t.TURNS, [], () => new Turns()),
        provide(t.EVENTS, [t.SUBSCRIPTION_READS, t.TURNS], async (reads: Turnstile, turns: Turns) => {
          const bridge = new EventBridge(urls.app, log, reads, turns);
          await bridge.start();
          return bridge;
        }),
        provide(t.LOCAL_REPOSITORIES, [], () => new LocalRepositories(join(config.DATA_DIR, 'repositories'))),
        provide(t.OUTBOX, [t.MAILS], (mails: MailRepository) => new Outbox(mails, createMailer(config), log)),
        provide(t.PASSWORDS, [], () => new Passwords()),
        // Asked within a sign-up, which holds a connection of the other pool.
        provide(t.ADMISSION, [t.LOOKUP_POOL], (pool: pg.Pool) => new Admission(config, pool)),
        provide(
          t.AUTH,
          [t.AUTH_POOL, t.ADMISSION, t.OUTBOX, t.UNIT_OF_WORK, t.TEMPORAL, t.PASSWORDS],
          (pool: pg.Pool, admission: Admission, outbox: Outbox, unitOfWork: UnitOfWork, temporal: TemporalGateway, passwords: Passwords) =>
            createAuth(config, pool, admission, outbox, endsOf(unitOfWork, temporal, pool, log), passwords, log),
        ),
        provide(
          t.LOOKUP_AUTH,
          [t.LOOKUP_POOL, t.ADMISSION, t.OUTBOX, t.UNIT_OF_WORK, t.TEMPORAL, t.PASSWORDS],
          (pool: pg.Pool, admission: Admission, outbox: Outbox, unitOfWork: UnitOfWork, temporal: TemporalGateway, passwords: Passwords) =>
            createAuth(config, pool, admission, outbox, endsOf(unitOfWork, temporal, pool, log), passwords, log),
        ),
        provide(
          t.SIGN_IN_GUARD,
          [t.LOOKUP_POOL],
          (pool: pg.Pool) => new SignInGuard(pool, derivedSecret(serverSecret(config), 'sign-in-guard')),
        ),
        provide(t.ADMINISTRATION, [t.LOOKUP_POOL], (pool: pg.Pool) => new AdministrationService(pool)),
        provide(t.VIEWER_MEMORY, [], async () => {
          const memory = new ViewerMemory(urls.app, log);
          await memory.start();
          return memory;
        }),
        provide(
          t.IDENTITY,
          [t.LOOKUP_AUTH, t.LOOKUP_POOL, t.VIEWER_MEMORY],
          (auth: Auth, pool: pg.Pool, memory: ViewerMemory) => new IdentityService(auth, pool, config, memory),
        ),
        provide(t.RIGHTS, [t.IDENTITY, t.VIEWER_MEMORY], (identity: IdentityService, memory: ViewerMemory) => {
          const rights = new RightsWatch((headers) => identity.viewerOf(headers), log);
          memory.onChange = () => rights.lookAgain();
          return rights;
        }),
        provide(t.RATE_LIMITER, [t.LIMIT_POOL], (pool: pg.Pool) => new RateLimiter(pool, config.RATE_LIMIT_PER_MINUTE)),
        provide(
          t.CONTEXTS,
          [t.IDENTITY, t.UNIT_OF_WORK, t.RATE_LIMITER],
          (identity: IdentityService, unitOfWork: UnitOfWork, limiter: RateLimiter) => new ContextFactory(identity, unitOfWork, limiter),
        ),
        provide(t.PROJECTS, [t.UNIT_OF_WORK], (unitOfWork: UnitOfWork) => new ProjectService(unitOfWork)),
        provide(
          t.PROJECT_DELETION,
          [t.UNIT_OF_WORK, t.DATA_SOURCE, t.PROJECTS, t.TEMPORAL, t.BLOBS, t.LOCAL_REPOSITORIES],
          (
            unitOfWork: UnitOfWork,
            dataSource: DataSource,
            projects: ProjectService,
            temporal: TemporalGateway,
            blobs: BlobStore,
            repositories: LocalRepositories,
          ) => new ProjectDeletion({ unitOfWork, dataSource, projects, temporal, blobs, repositories, log }),
        ),
        provide(
          t.STARTER,
          [t.UNIT_OF_WORK, t.ENGINES, t.TEMPORAL],
          (unitOfWork: UnitOfWork, engines: EngineService, temporal: TemporalGateway) =>
            new GenerationStarter(unitOfWork, engines, temporal, config, log),
        ),
        provide(
          t.STREAMS,
          [t.UNIT_OF_WORK, t.EVENTS],
          (unitOfWork: UnitOfWork, bridge: EventBridge) => new StreamService(unitOfWork, bridge),
        ),
        provide(
          t.GENERATIONS,
          [t.UNIT_OF_WORK, t.STARTER, t.TEMPORAL, t.EVENTS, t.STREAMS],
          (unitOfWork: UnitOfWork, starter: GenerationStarter, temporal: TemporalGateway, bridge: EventBridge, streams: StreamService) =>
            new GenerationService(unitOfWork, starter, temporal, bridge, streams),
        ),
        provide(
          t.DECISIONS,
          [t.UNIT_OF_WORK, t.GENERATIONS, t.BLOBS, t.MODELS],
          (unitOfWork: UnitOfWork, generations: GenerationService, blobs: BlobStore, models: ModelRegistry) =>
            new DecisionService(unitOfWork, generations, blobs, models),
        ),
        provide(
          t.UNDERSTANDING,
          [t.MODELS, t.GENERATIONS, t.BLOBS],
          (models: ModelRegistry, generations: GenerationService, blobs: BlobStore) => new UnderstandingService(models, generations, blobs),
        ),
        provide(
          t.CORRECTIONS,
          [t.MODELS, t.GENERATIONS, t.BLOBS],
          (models: ModelRegistry, generations: GenerationService, blobs: BlobStore) => new CorrectionService(models, generations, blobs),
        ),
        provide(
          t.FORKS,
          [t.UNIT_OF_WORK, t.GENERATIONS, t.STARTER, t.BLOBS, t.MODELS],
          (unitOfWork: UnitOfWork, generations: GenerationService, starter: GenerationStarter, blobs: BlobStore, models: ModelRegistry) =>
            new ForkService(unitOfWork, generations, starter, blobs, models),
        ),
        provide(
          t.EDITS,
          [t.UNIT_OF_WORK, t.GENERATIONS, t.BLOBS, t.LOCAL_REPOSITORIES, t.SIGNER],
          (unitOfWork: UnitOfWork, generations: GenerationService, blobs: BlobStore, local: LocalRepositories, signer: Signer) =>
            new EditService(unitOfWork, generations, blobs, local, signer, config.PUBLIC_URL),
        ),
        provide(
          t.RECORDS,
          [t.UNIT_OF_WORK, t.GENERATIONS, t.STARTER, t.TEMPORAL, t.BLOBS, t.RECORD_STORE, t.MODELS],
          (
            unitOfWork: UnitOfWork,
            generations: GenerationService,
            starter: GenerationStarter,
            temporal: TemporalGateway,
            blobs: BlobStore,
            records: RecordStore,
            models: ModelRegistry,
          ) => {
            const secrets = knownSecrets(unitOfWork, config, serverSecret(config));
            return new RecordService({ unitOfWork, generations, starter, temporal, blobs, records, models, secrets });
          },
        ),
        provide(t.RECORD_POLICIES, [t.UNIT_OF_WORK], (unitOfWork: UnitOfWork) => new RecordPolicyService(unitOfWork, config.RECORD_DAYS)),
        provide(
          t.COMPARISONS,
          [t.UNIT_OF_WORK, t.GENERATIONS, t.BLOBS],
          (unitOfWork: UnitOfWork, generations: GenerationService, blobs: BlobStore) => new CompareService(unitOfWork, generations, blobs),
        ),
        provide(
          t.GITHUB_SERVICE,
          [t.UNIT_OF_WORK, t.GENERATIONS, t.TEMPORAL, t.LOOKUP_AUTH, t.LOOKUP_POOL],
          (unitOfWork: UnitOfWork, generations: GenerationService, temporal: TemporalGateway, auth: Auth, pool: pg.Pool) =>
            new GithubService(unitOfWork, generations, temporal, config, linkedGithubToken(auth, pool)),
        ),
        provide(
          t.ACTIVITY,
          [t.UNIT_OF_WORK, t.EVENTS, t.TEMPORAL],
          (unitOfWork: UnitOfWork, bridge: EventBridge, temporal: TemporalGateway) => new ActivityService(unitOfWork, bridge, temporal),
        ),
        provide(
          t.REPOSITORIES,
          [t.UNIT_OF_WORK, t.BLOBS, t.LOCAL_REPOSITORIES],
          (unitOfWork: UnitOfWork, blobs: ReturnType<typeof createBlobStore>, local: LocalRepositories) =>
            new RepositoryService(unitOfWork, blobs, local),
        ),
        provide(
          t.API_KEYS,
          [t.LOOKUP_AUTH, t.LOOKUP_POOL, t.UNIT_OF_WORK],
          (auth: Auth, pool: pg.Pool, unitOfWork: UnitOfWork) => new ApiKeyService(auth, pool, unitOfWork),
        ),
        provide(
          t.AUDIT,
          [t.UNIT_OF_WORK, t.SIGNER, t.EVENTS],
          (unitOfWork: UnitOfWork, signer: Signer, bridge: EventBridge) => new AuditService(unitOfWork, signer, bridge),
        ),
        provide(t.USAGE, [t.UNIT_OF_WORK, t.LOOKUP_POOL], (unitOfWork: UnitOfWork, pool: pg.Pool) => new UsageService(unitOfWork, pool)),
        provide(t.ORGANIZATIONS, [t.LOOKUP_POOL], (pool: pg.Pool) => new OrganizationService(pool)),
        { provide: APP_GUARD, useClass: PermissionGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        CLOSING,
        ProjectResolver,
        ProjectConnectionResolver,
        GenerationResolver,
        OperationsResolver,
        ArtifactResolver,
        ArtifactConnectionResolver,
        GenerationConnectionResolver,
        ProjectGenerationsResolver,
        DecisionResolver,
        ReviewBaseResolver,
        ForkResolver,
        RecordResolver,
        CompareResolver,
        EditResolver,
        RepositoryFileResolver,
        FileChangeResolver,
        ActivityResolver,
        AuditResolver,
        StreamResolver,
        EngineResolver,
        GithubResolver,
        ViewerResolver,
        MailResolver,
        UnderstandingResolver,
        CorrectionResolver,
        VersionResolver,
        WorkerResolver,
        AdministrationResolver,
        UsageResolver,
        UsageOfProjectResolver,
        ProjectUsageResolver,
      ],
      exports: [t.CONTEXTS],
    };
  }
}
