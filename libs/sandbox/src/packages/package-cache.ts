import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Answers of a registry on disk, by what was asked. */
export class PackageCache {
  constructor(private readonly folder: string) {}

  /** @param freshMs age up to which an answer counts; Infinity for what never changes. */
  async read(key: string, freshMs: number): Promise<Buffer | undefined> {
    const path = this.pathOf(key);
    try {
      if (freshMs !== Infinity && Date.now() - (await stat(path)).mtimeMs > freshMs) return undefined;
      const kept = await readFile(path);
      const [digest, content] = [kept.subarray(0, 32), kept.subarray(32)];
      if (sha256(content).equals(digest)) return content;
      // Damaged on disk: asked for again.
      await rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    return undefined;
  }

  /** In one step: another worker may read it meanwhile. */
  async write(key: string, content: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const draft = join(this.folder, `draft-${randomBytes(8).toString('hex')}`);
    await writeFile(draft, Buffer.concat([sha256(content), content]), { mode: 0o600 });
    await rename(draft, this.pathOf(key));
  }

  private pathOf(key: string): string {
    return join(this.folder, sha256(Buffer.from(key)).toString('hex'));
  }
}

const sha256 = (content: Buffer): Buffer => createHash('sha256').update(content).digest();
