import { closeSync, readdirSync, readFileSync } from 'node:fs';
import { IdleClock } from '../idle-clock.js';
import { DEFAULT_LIMITS, type Isolation, type ProbeResult, type SandboxLimits, type SandboxProvider, type SandboxSpec } from '../port.js';
import { SandboxUnavailable } from '../problems.js';
import { findControlGroups } from './cgroups.js';
import { AgentChannel } from './channel.js';
import { startContainer, StartFailed, type Container } from './container.js';
import { findBwrap, type Bwrap } from './find-bwrap.js';
import { LocalSandbox } from './local-sandbox.js';
import { Place, sweepFolders, type Host } from './place.js';
import { PortLinks } from './port-links.js';
import { probeIsolation } from './probe.js';
import { remedyFor } from './remedies.js';
import { defaultFolder, isRoot, prepareFolder } from './state-folder.js';
import { UserIds } from './user-ids.js';
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
    const users = isRoot() ? new UserIds() : undefined;
    await users?.sweep();
    await groups?.sweep();
    sweepFolders(state.folder);
    return { state, users, groups };
  }

  private async start(spec: SandboxSpec): Promise<LocalSandbox> {
    const host = await (this.host ??= this.prepare());
    const limits: SandboxLimits = { ...DEFAULT_LIMITS, ...spec.limits };
    for (const [name, value] of Object.entries(limits))
      if (!(Number.isFinite(value) && value > 0)) throw new RangeError(`The limit ${name} must be above 0, not ${value}`);
    const place = await Place.take(host);
    let sandbox: LocalSandbox | undefined;
    try {
      sandbox = await this.launch(host, limits, place, spec.idleMs);
      if (spec.files) await sandbox.write(spec.files);
      if (spec.packages) await sandbox.answerPackages(spec.packages, REGISTRY_PORT);
      return sandbox;
    } catch (error) {
      await sandbox?.stop();
      await place.remove();
      if (!(error instanceof StartFailed)) throw error;
      throw new SandboxUnavailable(error.words || 'bubblewrap ended without a word', remedyFor(error.words), { cause: error });
    }
  }

  private async launch(host: Host, limits: SandboxLimits, place: Place, idleMs: number | undefined): Promise<LocalSandbox> {
    const container = await startContainer({
      state: host.state,
      limits,
      uid: place.uid,
      shared: place.shared,
      onHeld: (pid) => place.hold(pid, limits),
    });
    const started: { sandbox?: LocalSandbox } = {};
    const channel = new AgentChannel(container.channel, () => (started.sandbox ? started.sandbox.end('protocol') : container.kill()));
    const clock = new IdleClock(idleMs, () => started.sandbox?.end('idle'));
    const ports = new PortLinks(place.shared, place.own, place.uid, clock);
    const watch = host.groups ? undefined : watchFamily(container.first, limits, (what) => started.sandbox?.end(what));
    const cleaned = container.exited.then(async (hasEnded) => {
      watch?.stop();
      if (place.wasOutOfMemory()) started.sandbox?.end('memory');
      started.sandbox?.noteExit();
      channel.close('lost');
      await place.remove(hasEnded);
    });
    await ready(channel, container, cleaned);
    const isolation: Isolation = {
      boundary: 'kernel',
      user: place.uid === undefined ? 'shared' : 'own',
      limits: host.groups?.version ?? 'watchdog',
    };
    const sandbox = new LocalSandbox({
      ...{ isolation, limits, channel, ports, cleaned, kill: () => container.kill() },
      ...{ first: container.first, uid: place.uid, clock, used: () => place.used() ?? watch?.used() },
    });
    started.sandbox = sandbox;
    this.running.add(sandbox);
    void cleaned.then(() => this.running.delete(sandbox));
    return sandbox;
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
    throw new StartFailed((await container.words()) || 'it ended before it answered');
  } finally {
    clearTimeout(timer);
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
