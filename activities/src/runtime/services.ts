import { createBlobStore, LocalRepositories, ModelRegistry, type BlobStore } from '@millwright/integrations';
import { createDataSource, UnitOfWork } from '@millwright/persistence';
import { createLogger, databaseUrls, type Config, type Logger } from '@millwright/platform';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** What activities work with; made once for each process, given by constructor. */
export interface Services {
  unitOfWork: UnitOfWork;
  blobs: BlobStore;
  models: ModelRegistry;
  repositories: LocalRepositories;
  log: Logger;
  /** Name of this process in the ledger. */
  worker: string;
  close(): Promise<void>;
}

export async function createServices(config: Config): Promise<Services> {
  const dataSource = await createDataSource(databaseUrls(config).app, { pool: config.DATABASE_POOL, name: 'millwright-activities' }).initialize();
  return {
    unitOfWork: new UnitOfWork(dataSource),
    blobs: createBlobStore(config),
    models: new ModelRegistry(config),
    repositories: new LocalRepositories(join(config.DATA_DIR, 'repositories')),
    log: createLogger('activity-worker', config.LOG_LEVEL),
    worker: `${hostname()}:${process.pid}`,
    close: () => dataSource.destroy(),
  };
}
