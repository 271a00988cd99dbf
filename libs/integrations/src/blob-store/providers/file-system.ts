import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BlobDamaged, BlobMissing, type BlobStore } from '../port.js';

/** Blobs as files: `<root>/<organization>/<first two of the hash>/<hash>`. */
export class FileSystemBlobStore implements BlobStore {
  constructor(private readonly root: string) {}

  async put(organizationId: string, content: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const path = this.pathOf(organizationId, sha256);
    if (await touch(path)) return sha256;
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

  async removeUnused(organizationId: string, sha256: string, unusedForMs: number): Promise<boolean> {
    const path = this.pathOf(organizationId, sha256);
    const isUsed = async (at: string): Promise<boolean> => Date.now() - (await stat(at)).mtimeMs < unusedForMs;
    if (await this.has(organizationId, sha256)) {
      if (await isUsed(path)) return false;
      const aside = `${path}.${randomUUID()}`;
      // Out of reach, then looked at again: who puts it from now on writes it anew, who did so until now has left the time of it.
      if (!(await isDone(rename(path, aside)))) return true;
      if (await isUsed(aside)) {
        await rename(aside, path);
        return false;
      }
      await rm(aside, { force: true });
    }
    return true;
  }

  private pathOf(organizationId: string, sha256: string): string {
    if (!/^[\w-]{1,64}$/.test(organizationId) || !/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('Not a blob address');
    return join(this.root, organizationId, sha256.slice(0, 2), sha256);
  }
}

/** Leaves the time of its last use at a blob. @returns whether it is there */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return await isDone(utimes(path, now, now));
}

/** @returns false where there is no such file */
async function isDone(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
