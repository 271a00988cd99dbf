import { join } from 'node:path';
import type { Config } from '@millwright/platform';
import type { BlobStore } from './port.js';
import { FileSystemBlobStore } from './providers/file-system.js';

export function createBlobStore(config: Pick<Config, 'DATA_DIR'>): BlobStore {
  return new FileSystemBlobStore(join(config.DATA_DIR, 'blobs'));
}
