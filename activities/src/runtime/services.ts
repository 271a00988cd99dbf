import { createBlobStore, LocalRepositories, ModelRegistry, type BlobStore } from '@millwright/integrations';
import { createDataSource, UnitOfWork } from '@millwright/persistence';
import { createLogger, databaseUrls, type Config, type Logger } from '@millwright/platform';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { LiveTextWriter } from './live-text.js';

/** What activities work with; made once for each process, given by constructor. */
export interface Services {
  unitOfWork: UnitOfWork;
  blobs: BlobStore;
  models: ModelRegistry;
  repositories: LocalRepositories;
  liveText: LiveTextWriter;
  log: Logger;
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
  return {
    unitOfWork,
    blobs: createBlobStore(config),
    models: new ModelRegistry(config),
    repositories: new LocalRepositories(join(config.DATA_DIR, 'repositories')),
    log,
    liveText: new LiveTextWriter({ unitOfWork, log }),
    worker: `${hostname()}:${process.pid}`,
    close: () => dataSource.destroy(),
  };
}
