import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxLimits } from '../port.js';
import type { ControlGroup, ControlGroups, Used } from './cgroups.js';
import { isOwned, ownMark } from './owner-mark.js';
import { endProcessesOf } from './processes.js';
import type { StateFolder } from './state-folder.js';
import type { UserIds } from './user-ids.js';

/** What a worker found on its host. */
export interface Host {
  state: StateFolder;
  /** Undefined where the worker is not root: sandboxes have its own user. */
  users: UserIds | undefined;
  /** Undefined where no control groups can be made. */
  groups: ControlGroups | undefined;
}

/** What one sandbox takes of the host: a user, a control group, two folders. */
export class Place {
  /** Seen inside, read only. */
  readonly shared: string;
  /** For callers on the host. */
  readonly own: string;
  private readonly folder: string;
  private group: ControlGroup | undefined;
  private last: Used | undefined;
  private removed: Promise<void> | undefined;

  /** @throws SandboxUnavailable where all users are taken. */
  static async take(host: Host): Promise<Place> {
    const uid = await host.users?.take();
    try {
      return new Place(host, uid);
    } catch (error) {
      if (uid !== undefined) host.users?.release(uid);
      throw error;
    }
  }

  private constructor(
    private readonly host: Host,
    /** Its user on the host; undefined where it is the worker's own. */
    readonly uid: number | undefined,
  ) {
    // Whose it is stands in the name: a sweep never meets a folder without it.
    this.folder = join(runFolder(host.state.folder), `${randomBytes(4).toString('hex')}-${ownMark()}`);
    this.shared = join(this.folder, 'in');
    this.own = join(this.folder, 'out');
    mkdirSync(this.folder, { recursive: true, mode: 0o711 });
    mkdirSync(this.own, { mode: 0o700 });
    mkdirSync(this.shared, { mode: 0o700 });
    if (this.uid === undefined) return;
    chmodSync(this.folder, 0o711);
    chownSync(this.shared, 0, this.uid);
    chmodSync(this.shared, 0o710);
  }

  hold(pid: number, limits: SandboxLimits): void {
    this.group = this.host.groups?.create(randomBytes(6).toString('hex'), limits);
    this.group?.add(pid);
  }

  wasOutOfMemory(): boolean {
    return this.group?.wasOutOfMemory() ?? false;
  }

  /** As its control group counts; undefined where it has none. */
  used(): Used | undefined {
    return this.group?.used() ?? this.last;
  }

  /**
   * Once: its user may be another sandbox's a moment later.
   *
   * @param hasEnded false where a process of it would not end: its user stays taken. Absent: they are ended here.
   */
  async remove(hasEnded?: boolean): Promise<void> {
    await (this.removed ??= this.giveBack(hasEnded));
  }

  private async giveBack(hasEnded?: boolean): Promise<void> {
    const isFree = hasEnded ?? (await endProcessesOf(this.uid));
    const group = this.group;
    this.last = group?.used();
    this.group = undefined;
    await group?.remove();
    rmSync(this.folder, { recursive: true, force: true });
    if (this.uid !== undefined && isFree) this.host.users?.release(this.uid);
  }
}

const runFolder = (stateFolder: string): string => join(stateFolder, 'run');

/** Folders of sandboxes whose worker is gone. */
export function sweepFolders(stateFolder: string): void {
  const folder = runFolder(stateFolder);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  chmodSync(folder, 0o711);
  for (const name of readdirSync(folder)) {
    const [, mark] = /^[0-9a-f]{8}-(\d+\.\d+)$/.exec(name) ?? [];
    if (mark !== undefined && !isOwned(mark)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
