import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BlobDamaged, BlobMissing, type BlobStore } from '../port.js';

/** Blobs as files: `<root>/<organization>/<first two of the hash>/<hash>`. */
export class FileSystemBlobStore implements BlobStore {
  constructor(private readonly root: string) {}

  async put(organizationId: string, content: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const path = this.pathOf(organizationId, sha256);
    if (await this.has(organizationId, sha256)) return sha256;
    await mkdir(dirname(path), { recursive: true });
    // Written beside and renamed: a reader or a crash never meets half a blob.
    const partial = `${path}.${randomUUID()}`;
    const file = await open(partial, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
    return sha256;
  }

  async get(organizationId: string, sha256: string): Promise<Buffer> {
    let content: Buffer;
    try {
      content = await readFile(this.pathOf(organizationId, sha256));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new BlobMissing(sha256);
      throw error;
    }
    if (createHash('sha256').update(content).digest('hex') !== sha256) throw new BlobDamaged(sha256);
    return content;
  }

  async has(organizationId: string, sha256: string): Promise<boolean> {
    return await access(this.pathOf(organizationId, sha256)).then(
      () => true,
      () => false,
    );
  }

  async remove(organizationId: string, sha256: string): Promise<void> {
    await rm(this.pathOf(organizationId, sha256), { force: true });
  }

  private pathOf(organizationId: string, sha256: string): string {
    if (!/^[\w-]{1,64}$/.test(organizationId) || !/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('Not a blob address');
    return join(this.root, organizationId, sha256.slice(0, 2), sha256);
  }
}
