import { createBlobStore, createSigner, LocalRepositories, ModelRegistry, RecordStore, type BlobStore } from '@millwright/integrations';
import { createDataSource, MailRepository, UnitOfWork } from '@millwright/persistence';
import { createLogger, databaseUrls, serverSecret, type Config, type Logger } from '@millwright/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { join } from 'node:path';
import { TemporalGateway } from '../features/generation/temporal-gateway.js';
import { EventBridge } from '../graphql/event-bridge.js';
import { Turns } from '../graphql/turns.js';
import { construct, provide } from '../provide.js';
import { Turnstile } from '../security/turnstile.js';
import * as t from '../tokens.js';
import { createPool } from './create-pool.js';

const DATABASE = [
  provide(t.DATA_SOURCE, [t.CONFIG], (config: Config) =>
    createDataSource(databaseUrls(config).app, { pool: config.DATABASE_POOL, name: 'millwright-api' }).initialize(),
  ),
  provide(t.AUTH_POOL, [t.CONFIG, t.LOG], (config: Config, log: Logger) =>
    createPool(databaseUrls(config).auth, config.DATABASE_POOL, 'millwright-auth', log),
  ),
  // Who asks is looked up beside whatever sign-ups and resets are at.
  provide(t.LOOKUP_POOL, [t.CONFIG, t.LOG], (config: Config, log: Logger) =>
    createPool(databaseUrls(config).auth, Math.max(2, Math.ceil(config.DATABASE_POOL / 2)), 'millwright-look-ups', log),
  ),
  provide(t.LIMIT_POOL, [t.CONFIG, t.LOG], (config: Config, log: Logger) =>
    createPool(databaseUrls(config).app, 4, 'millwright-limits', log),
  ),
  construct(t.UNIT_OF_WORK, [t.DATA_SOURCE], UnitOfWork),
  construct(t.MAILS, [t.DATA_SOURCE], MailRepository),
];

const STORES = [
  provide(t.BLOBS, [t.CONFIG], (config: Config) => createBlobStore(config)),
  provide(t.RECORD_STORE, [t.BLOBS, t.CONFIG], (blobs: BlobStore, config: Config) => new RecordStore(blobs, serverSecret(config))),
  provide(t.LOCAL_REPOSITORIES, [t.CONFIG], (config: Config) => new LocalRepositories(join(config.DATA_DIR, 'repositories'))),
];

const EVENTS = [
  // Half of the connections at most: however many subscriptions are opened or woken in one moment, requests are answered.
  provide(t.SUBSCRIPTION_READS, [t.CONFIG], (config: Config) => new Turnstile(Math.max(1, Math.floor(config.DATABASE_POOL / 2)))),
  construct(t.TURNS, [], Turns),
  provide(
    t.EVENTS,
    [t.CONFIG, t.LOG, t.SUBSCRIPTION_READS, t.TURNS],
    async (config: Config, log: Logger, reads: Turnstile, turns: Turns) => {
      const bridge = new EventBridge(databaseUrls(config).app, log, reads, turns);
      await bridge.start();
      return bridge;
    },
  ),
];

const SERVICES = [
  provide(t.SIGNER, [t.CONFIG], (config: Config) => createSigner(config)),
  provide(t.MODELS, [t.CONFIG], (config: Config) => new ModelRegistry(config)),
  provide(t.TEMPORAL, [t.CONFIG], (config: Config) => TemporalGateway.create(config)),
];

/** What the process is given, and what it opens once for all features. They are closed in `closing.ts`. */
@Module({})
export class ResourcesModule {
  static with(config: Config): DynamicModule {
    const given = [
      { provide: t.CONFIG, useValue: config },
      { provide: t.LOG, useValue: createLogger('api', config.LOG_LEVEL) },
    ];
    const providers = [...given, ...DATABASE, ...STORES, ...EVENTS, ...SERVICES];
    return { module: ResourcesModule, global: true, providers, exports: providers.map(({ provide: token }) => token) };
  }
}
