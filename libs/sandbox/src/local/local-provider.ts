import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, closeSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_LIMITS, type Isolation, type ProbeResult, type SandboxLimits, type SandboxProvider, type SandboxSpec } from '../port.js';
import { SandboxUnavailable } from '../problems.js';
import { findControlGroups, type ControlGroup, type ControlGroups } from './cgroups.js';
import { AgentChannel } from './channel.js';
import { startContainer, StartFailed, type Container } from './container.js';
import { findBwrap, type Bwrap } from './find-bwrap.js';
import { LocalSandbox } from './local-sandbox.js';
import { PortLinks } from './port-links.js';
import { probeIsolation } from './probe.js';
import { remedyFor } from './remedies.js';
import { defaultFolder, isRoot, prepareFolder, type StateFolder } from './state-folder.js';
import { isOwned, ownMark, UserIds } from './user-ids.js';
import { watchFamily } from './watchdog.js';

/** Port inside on which a package registry answers. */
export const REGISTRY_PORT = 4873;

export interface LocalProviderOptions {
  /** Folder for node's copies and the sockets of running sandboxes. Default /var/lib for root, else the user's cache. */
  folder?: string;
  /** The bubblewrap to use. Default PATH, then a pinned download. */
  bwrap?: Bwrap;
  /** Set to false to hold memory by watching, as where no control groups can be made. */
  useControlGroups?: boolean;
}

interface Host {
  state: StateFolder;
  users: UserIds | undefined;
  groups: ControlGroups | undefined;
}

/** Sandboxes on this host, by namespaces, limits and a filter of system calls. The kernel is the host's own. */
export class LocalSandboxProvider implements SandboxProvider {
  readonly name = 'local';
  private readonly running = new Set<LocalSandbox>();
  private host: Promise<Host> | undefined;
  private probed: Promise<ProbeResult> | undefined;

  constructor(private readonly options: LocalProviderOptions = {}) {}

  async probe(): Promise<ProbeResult> {
    return await (this.probed ??= this.measure());
  }

  async create(spec: SandboxSpec = {}): Promise<LocalSandbox> {
    const probe = await this.probe();
    if (!probe.usable) throw new SandboxUnavailable(probe.cause, probe.remedy);
    return await this.start(spec);
  }

  async close(): Promise<void> {
    await Promise.all([...this.running].map((sandbox) => sandbox.stop()));
  }

  private async measure(): Promise<ProbeResult> {
    try {
      return await probeIsolation(() => this.start({ limits: { wallMs: 60_000 } }));
    } catch (error) {
      if (error instanceof SandboxUnavailable) return { usable: false, cause: error.why, remedy: error.remedy };
      throw error;
    }
  }

  private async prepare(): Promise<Host> {
    const bwrap = this.options.bwrap ?? (await findBwrap());
    const state = prepareFolder(this.options.folder ?? defaultFolder(), bwrap);
    closeInherited();
    const groups = this.options.useControlGroups === false ? undefined : findControlGroups();
    const users = isRoot() ? new UserIds(state.folder) : undefined;
    users?.sweep();
    await groups?.sweep();
    sweepFolders(state.folder);
    return { state, users, groups };
  }

  private async start(spec: SandboxSpec): Promise<LocalSandbox> {
    const host = await (this.host ??= this.prepare());
    const limits: SandboxLimits = { ...DEFAULT_LIMITS, ...spec.limits };
    for (const [name, value] of Object.entries(limits))
      if (!(Number.isFinite(value) && value > 0)) throw new RangeError(`The limit ${name} must be above 0, not ${value}`);
    const place = new Place(host);
    try {
      const sandbox = await this.launch(host, limits, place);
      if (spec.packages) await sandbox.answerPackages(spec.packages, REGISTRY_PORT);
      return sandbox;
    } catch (error) {
      await place.remove();
      if (!(error instanceof StartFailed)) throw error;
      throw new SandboxUnavailable(error.words || 'bubblewrap ended without a word', remedyFor(error.words), { cause: error });
    }
  }

  private async launch(host: Host, limits: SandboxLimits, place: Place): Promise<LocalSandbox> {
    const container = await startContainer({
      state: host.state,
      limits,
      uid: place.uid,
      shared: place.shared,
      onHeld: (pid) => place.hold(pid, limits),
    });
    const started: { sandbox?: LocalSandbox } = {};
    const channel = new AgentChannel(container.channel, () => (started.sandbox ? started.sandbox.end('protocol') : container.kill()));
    const ports = new PortLinks(place.shared, place.own, place.uid);
    const unwatch = host.groups ? () => undefined : watchFamily(container.first, limits, (what) => started.sandbox?.end(what));
    const cleaned = container.exited.then(async () => {
      unwatch();
      if (place.wasOutOfMemory()) started.sandbox?.end('memory');
      started.sandbox?.end('lost');
      channel.close('lost');
      await place.remove();
      if (started.sandbox) this.running.delete(started.sandbox);
    });
    await ready(channel, container, cleaned);
    const isolation: Isolation = {
      boundary: 'kernel',
      user: place.uid === undefined ? 'shared' : 'own',
      limits: host.groups?.version ?? 'watchdog',
    };
    started.sandbox = new LocalSandbox({
      ...{ isolation, limits, channel, ports, cleaned, kill: () => container.kill() },
      ...{ first: container.first, uid: place.uid },
    });
    this.running.add(started.sandbox);
    return started.sandbox;
  }
}

const AGENT_MS = 20_000;

/** @throws StartFailed where the agent does not greet; nothing of it runs then. */
async function ready(channel: AgentChannel, container: Container, cleaned: Promise<unknown>): Promise<void> {
  const timer = setTimeout(() => container.kill(), AGENT_MS);
  try {
    await channel.ready;
  } catch {
    await cleaned;
    throw new StartFailed(container.words() || 'it ended before it answered');
  } finally {
    clearTimeout(timer);
  }
}

/** What one sandbox takes of the host: a user, a control group, two folders. */
class Place {
  readonly uid: number | undefined;
  /** Seen inside, read only. */
  readonly shared: string;
  /** For callers on the host. */
  readonly own: string;
  private readonly folder: string;
  private group: ControlGroup | undefined;
  private removed: Promise<void> | undefined;

  constructor(private readonly host: Host) {
    this.uid = host.users?.take();
    this.folder = join(runFolder(host.state.folder), randomBytes(6).toString('hex'));
    this.shared = join(this.folder, 'in');
    this.own = join(this.folder, 'out');
    mkdirSync(this.folder, { recursive: true, mode: 0o711 });
    writeFileSync(join(this.folder, 'owner'), ownMark(), { mode: 0o600 });
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

  /** Once: its user may be another sandbox's a moment later. */
  async remove(): Promise<void> {
    await (this.removed ??= this.giveBack());
  }

  private async giveBack(): Promise<void> {
    await this.group?.remove();
    this.group = undefined;
    rmSync(this.folder, { recursive: true, force: true });
    if (this.uid !== undefined) this.host.users?.release(this.uid);
  }
}

const runFolder = (stateFolder: string): string => join(stateFolder, 'run');

/** Folders of sandboxes whose worker is gone. */
function sweepFolders(stateFolder: string): void {
  const folder = runFolder(stateFolder);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  chmodSync(folder, 0o711);
  for (const name of readdirSync(folder)) {
    const mark = readText(join(folder, name, 'owner'));
    if (mark !== undefined && !isOwned(mark)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Descriptors that this process got from its parent and every child would get: Node marks only the first of them. */
function closeInherited(): void {
  const closesOnExec = 0o2000000;
  for (const name of readdirSync('/proc/self/fd')) {
    const fd = Number(name);
    if (fd <= 2 || name === process.env.NODE_CHANNEL_FD) continue;
    const [, flags] = /^flags:\s+(\d+)/m.exec(readText(`/proc/self/fdinfo/${fd}`) ?? '') ?? [];
    if (flags !== undefined && (Number.parseInt(flags, 8) & closesOnExec) === 0) closeSync(fd);
  }
}
