import {
  ENGINE_KEY,
  GITHUB,
  GIT_TOKEN,
  createBlobStore,
  createSigner,
  engineKeyOwner,
  gitTokenOwner,
  LocalRepositories,
  ModelRegistry,
  RecordStore,
  type BlobStore,
  type Signer,
} from '@millwright/integrations';
import { createDataSource, UnitOfWork } from '@millwright/persistence';
import { VERSION, createLogger, databaseUrls, serverSecret, decrypt, type Config, type Logger } from '@millwright/platform';
import { hostname } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Records } from '../replay/records.js';
import { answerCipher, type AnswerCipher } from './answer-cipher.js';
import { CallLimits } from './call-limits.js';
import { LiveTextWriter } from './live-text.js';
import type { SandboxSource } from '../verification/sandbox-source.js';

/** What activities work with; made once for each process, given by constructor. */
export interface Services {
  unitOfWork: UnitOfWork;
  blobs: BlobStore;
  records: RecordStore;
  /** Those that are being replayed. */
  openRecords: Records;
  /** How long what engines were asked and answered is kept, where an organization does not say, in days. */
  recordDays: number;
  /** Each holds the server's own key of it. */
  models: Pick<ModelRegistry, 'all' | 'get'>;
  repositories: LocalRepositories;
  liveText: LiveTextWriter;
  limits: CallLimits;
  /** How long answers serve the same question again, in seconds. */
  answerTtlSeconds: number;
  /** An organization's own key of an engine, opened; undefined where it brought none. @throws DecryptionFailed */
  engineKey(organizationId: string, engine: string): Promise<string | undefined>;
  log: Logger;
  /** A git host's token of an organization, opened; without one, the server's own. @throws DecryptionFailed */
  gitToken(organizationId: string, sealed: string | undefined): string | undefined;
  github: { apiUrl: string; publicUrl: string };
  /** Opens and closes what was answered before. */
  answerCipher: AnswerCipher;
  signer: Signer;
  /** Where foreign code runs; absent where this process runs none. */
  sandboxes?: SandboxSource;
  /** Where people reach the console. */
  publicUrl: string;
  /** Of the code that runs. */
  version: string;
  /** Name of this process in the ledger. */
  worker: string;
  close(): Promise<void>;
}

export async function createServices(config: Config): Promise<Services> {
  const dataSource = await createDataSource(databaseUrls(config).app, {
    pool: config.DATABASE_POOL,
    name: 'millwright-activities',
  }).initialize();
  const unitOfWork = new UnitOfWork(dataSource);
  const log = createLogger('activity-worker', config.LOG_LEVEL);
  const secret = serverSecret(config);
  const limitPool = new pg.Pool({ connectionString: databaseUrls(config).app, max: 4, application_name: 'millwright-limits' });
  limitPool.on('error', (error) => log.warn({ err: error }, 'A connection to PostgreSQL was lost'));
  const blobs = createBlobStore(config);
  const records = new RecordStore(blobs, secret);
  return {
    unitOfWork,
    blobs,
    records,
    openRecords: new Records(records),
    recordDays: config.RECORD_DAYS,
    models: new ModelRegistry(config),
    repositories: new LocalRepositories(join(config.DATA_DIR, 'repositories')),
    log,
    liveText: new LiveTextWriter({ unitOfWork, log }),
    limits: new CallLimits(limitPool, config),
    gitToken: (organizationId, sealed) =>
      sealed ? decrypt(secret, GIT_TOKEN, gitTokenOwner(organizationId, GITHUB), sealed) : config.GITHUB_TOKEN,
    github: { apiUrl: config.GITHUB_API_URL, publicUrl: config.PUBLIC_URL },
    answerCipher: answerCipher(secret),
    signer: createSigner(config),
    publicUrl: config.PUBLIC_URL,
    answerTtlSeconds: config.AI_CACHE_TTL_S,
    engineKey: async (organizationId, engine) => {
      const row = await unitOfWork.run({ organizationId }, (tx) => tx.engines.key(engine));
      return row ? decrypt(secret, ENGINE_KEY, engineKeyOwner(organizationId, engine), row.sealed) : undefined;
    },
    version: VERSION,
    worker: `${hostname()}:${process.pid}`,
    close: async () => {
      await limitPool.end();
      await dataSource.destroy();
    },
  };
}
