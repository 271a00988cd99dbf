import { appendFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeBlobStore } from './conformance.js';
import { FileSystemBlobStore } from './providers/file-system.js';

const folder = mkdtempSync(join(tmpdir(), 'millwright-blobs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeBlobStore(
  'file system',
  () => new FileSystemBlobStore(folder),
  async (organizationId, sha256) => await appendFile(join(folder, organizationId, sha256.slice(0, 2), sha256), 'x'),
);
