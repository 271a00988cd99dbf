import { IdleClock } from '../idle-clock.js';
import type { Sandbox, SandboxSpec, Snapshot, SnapshotOptions } from '../port.js';
import { SandboxGone } from '../problems.js';
import { packFiles, unpackFiles } from './pack-files.js';

/** Where archives are kept, by their content. */
export interface ArchiveStore {
  /** @returns the content's SHA-256 in hex. */
  put(organizationId: string, content: Uint8Array): Promise<string>;
  get(organizationId: string, sha256: string): Promise<Uint8Array>;
}

export interface WorkspaceOptions {
  organizationId: string;
  /** Makes its sandboxes, one at a time. */
  open: (spec: SandboxSpec) => Promise<Sandbox>;
  store: ArchiveStore;
  /** What each of its sandboxes is; files only of the first, where no archive is named. */
  spec?: SandboxSpec;
  /** Archive that it begins with. */
  archive?: string;
  /** Time without use after which it is archived and its sandbox stopped. Default 15 minutes. */
  idleMs?: number;
  snapshot?: SnapshotOptions;
  /** Told of each new archive, before the workspace relies on it: what is written down there outlives the worker. */
  onArchived?: (sha256: string, refused: Snapshot['refused']) => Promise<void>;
  /** Told where an idle workspace could not be archived; its sandbox stays. */
  onFault?: (error: unknown) => void;
}

const IDLE_MS = 15 * 60_000;

/** Files that outlive the sandbox they are worked on in: a lost or stopped one is made again from the last archive. */
export class Workspace {
  private sandbox: Promise<Sandbox> | undefined;
  private latest: string | undefined;
  private readonly clock: IdleClock;
  private readonly uses = new Set<Promise<unknown>>();
  private archiving: Promise<string | undefined> | undefined;
  private isClosed = false;

  constructor(private readonly options: WorkspaceOptions) {
    this.latest = options.archive;
    this.clock = new IdleClock(options.idleMs ?? IDLE_MS, () => void this.archiveIdle());
  }

  /** The last archive; undefined where nothing was saved. */
  get archived(): string | undefined {
    return this.latest;
  }

  /**
   * Works in its sandbox, which is made first where there is none. What was done since the last archive is lost with it.
   *
   * @throws SandboxGone where the sandbox ends meanwhile: what was done has no known outcome, and the next use begins at the last
   * archive.
   */
  async use<T>(work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
    while (this.archiving) await this.archiving.catch(() => undefined);
    if (this.isClosed) throw new SandboxGone('stopped');
    this.clock.begin();
    const use = this.opened().then(work);
    this.uses.add(use);
    try {
      return await use;
    } finally {
      this.uses.delete(use);
      this.clock.end();
    }
  }

  /** Keeps its files as they are. @returns the archive; undefined where nothing was ever in it. */
  async save(): Promise<string | undefined> {
    const sandbox = await this.sandbox;
    if (sandbox) await this.keep(sandbox);
    return this.latest;
  }

  /** Keeps its files and stops its sandbox, once those who use it are done; the next use, which waits, makes another. */
  async archive(): Promise<string | undefined> {
    this.archiving ??= this.keepAndStop().finally(() => (this.archiving = undefined));
    return await this.archiving;
  }

  /** Stops its sandbox for good, without another archive. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.clock.stop();
    await (await this.sandbox?.catch(() => undefined))?.stop();
  }

  private async archiveIdle(): Promise<void> {
    this.clock.begin();
    try {
      await this.archive();
    } catch (error) {
      this.options.onFault?.(error);
    } finally {
      // Where it failed it is tried again after as long a time.
      this.clock.end();
    }
  }

  private async keepAndStop(): Promise<string | undefined> {
    await Promise.allSettled(this.uses);
    const running = this.sandbox;
    if (!running) return this.latest;
    const sandbox = await running;
    await this.keep(sandbox);
    if (this.sandbox === running) this.sandbox = undefined;
    await sandbox.stop();
    return this.latest;
  }

  private opened(): Promise<Sandbox> {
    if (this.sandbox) return this.sandbox;
    const starting = this.start();
    this.sandbox = starting;
    starting.catch(() => {
      if (this.sandbox === starting) this.sandbox = undefined;
    });
    return starting;
  }

  private async start(): Promise<Sandbox> {
    const { open, store, organizationId, spec = {} } = this.options;
    const files = this.latest === undefined ? spec.files : unpackFiles(await store.get(organizationId, this.latest));
    const sandbox = await open({ ...spec, ...(files ? { files } : {}) });
    void sandbox.ended.then(() => this.forget(sandbox));
    return sandbox;
  }

  private async forget(gone: Sandbox): Promise<void> {
    if ((await this.sandbox?.catch(() => undefined)) === gone) this.sandbox = undefined;
  }

  private async keep(sandbox: Sandbox): Promise<void> {
    const { files, refused } = await sandbox.snapshot(this.options.snapshot);
    const sha256 = await this.options.store.put(this.options.organizationId, packFiles(files));
    if (sha256 === this.latest) return;
    await this.options.onArchived?.(sha256, refused);
    this.latest = sha256;
  }
}
