import { BadInput, RateLimited } from '@millwright/domain';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const COME_AGAIN_MS = 5_000;
/** Longer than a request may take. */
const STALE_MS = 60 * 60_000;

export interface UploadLimits {
  /** Of one upload. */
  bytes: number;
  /** At once, of one person and of all. */
  ofOne: number;
  ofAll: number;
}

const wrong = (message: string): BadInput => new BadInput([{ path: 'file', message }]);

/** Bodies that are too large for memory: each is written to a file of its own, which is gone when its work is done. */
export class Uploads {
  private readonly held = new Map<string, number>();

  constructor(
    private readonly folder: string,
    private readonly limits: UploadLimits,
  ) {}

  /** Takes away what a process that was killed has left; others may be at theirs. */
  async begin(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.folder)) {
      const file = join(this.folder, name);
      const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
      if (mtimeMs < Date.now() - STALE_MS) await rm(file, { force: true });
    }
  }

  /**
   * @param who whose it is; only so many of one are taken at once.
   * @param work gets the file's path.
   * @throws RateLimited · BadInput where it is too large, or whoever sent it left · what `work` throws
   */
  async hold<T>(who: string, body: Readable, work: (file: string) => Promise<T>): Promise<T> {
    const own = this.held.get(who) ?? 0;
    const all = [...this.held.values()].reduce((sum, count) => sum + count, 0);
    if (own >= this.limits.ofOne || all >= this.limits.ofAll)
      throw new RateLimited(
        COME_AGAIN_MS,
        own >= this.limits.ofOne
          ? `At most ${this.limits.ofOne} uploads of one person are taken at once`
          : 'Too many uploads are being taken',
      );
    this.held.set(who, own + 1);
    const file = join(this.folder, randomUUID());
    try {
      await this.write(body, file);
      return await work(file);
    } finally {
      await rm(file, { force: true });
      const left = this.held.get(who)! - 1;
      if (left > 0) this.held.set(who, left);
      else this.held.delete(who);
    }
  }

  private async write(body: Readable, file: string): Promise<void> {
    let bytes = 0;
    const { bytes: most } = this.limits;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > most) done(wrong(`may have at most ${most} bytes`));
        else done(null, chunk);
      },
    });
    try {
      await pipeline(body, meter, createWriteStream(file, { mode: 0o600, flags: 'wx' }));
    } catch (error) {
      if ((error as { code?: string }).code === 'ECONNRESET' || (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE')
        throw wrong('ended before its end');
      throw error;
    }
  }
}
