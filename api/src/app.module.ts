import type { Config, Logger } from '@millwright/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { CLOSING } from './closing.js';
import { ActivityModule } from './features/activity/activity.module.js';
import { AdministrationModule } from './features/administration/administration.module.js';
import { AuditModule } from './features/audit/audit.module.js';
import { EngineModule } from './features/engine/engine.module.js';
import { GenerationModule } from './features/generation/generation.module.js';
import { GithubModule } from './features/github/github.module.js';
import { MailModule } from './features/mail/mail.module.js';
import { ProjectModule } from './features/project/project.module.js';
import { RecordModule } from './features/record/record.module.js';
import { StreamModule } from './features/stream/stream.module.js';
import { UnderstandingModule } from './features/understanding/understanding.module.js';
import { UsageModule } from './features/usage/usage.module.js';
import { VerificationModule } from './features/verification/verification.module.js';
import { VersionsModule } from './features/versions/versions.module.js';
import { ViewerModule } from './features/viewer/viewer.module.js';
import { WorkersModule } from './features/workers/workers.module.js';
import { GitModule } from './git/git.module.js';
import { publicErrors } from './graphql/error-table.js';
import { documentRules } from './graphql/limits.js';
import { ProblemFilter } from './graphql/problem.filter.js';
import { ResourcesModule } from './resources/resources.module.js';
import { PermissionGuard } from './security/permission.guard.js';
import { SecurityModule } from './security/security.module.js';
import * as t from './tokens.js';

const FEATURES = [
  ProjectModule,
  GenerationModule,
  RecordModule,
  ActivityModule,
  AuditModule,
  StreamModule,
  EngineModule,
  GithubModule,
  VerificationModule,
  ViewerModule,
  MailModule,
  UnderstandingModule,
  VersionsModule,
  WorkersModule,
  AdministrationModule,
  UsageModule,
  GitModule,
];

/** The whole application: what it opens, who may ask, and each feature in a module of its own. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ResourcesModule.with(config),
        DiscoveryModule,
        GraphQLModule.forRootAsync<MercuriusDriverConfig>({
          driver: MercuriusDriver,
          inject: [t.CONFIG, t.LOG],
          useFactory: (config: Config, log: Logger) => ({
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
        SecurityModule,
        ...FEATURES,
      ],
      providers: [{ provide: APP_GUARD, useClass: PermissionGuard }, { provide: APP_FILTER, useClass: ProblemFilter }, CLOSING],
    };
  }
}
