import { randomBytes } from 'node:crypto';
import { FRAME, type Frame } from '../agent/frames.js';
import type { IdleClock } from '../idle-clock.js';
import { faultOf, plainPath } from '../plain-path.js';
import type {
  Command,
  CommandResult,
  Isolation,
  OpenPort,
  PackageSource,
  Sandbox,
  SandboxEnd,
  SandboxEntry,
  SandboxFile,
  SandboxLimits,
  SandboxUsage,
  Snapshot,
  SnapshotOptions,
} from '../port.js';
import { BadFrame, SandboxGone } from '../problems.js';
import type { Used } from './cgroups.js';
import type { AgentChannel } from './channel.js';
import { CommandOutput, readOutcome } from './command-output.js';
import { readEntries, SnapshotReader } from './claims.js';
import type { PortLinks } from './port-links.js';
import { familyOf, isAlive, processesOf, ticksNow, type ProcessId, type ProcessInfo } from './processes.js';

const MIB = 1024 ** 2;
/** What the agent has on top of a command's own time before the host acts. */
const GRACE_MS = 3_000;
const MAX_ENTRIES = 5_000;
const MAX_INPUT = 16 * MIB;

/** What a running sandbox is made of. */
export interface Parts {
  isolation: Isolation;
  limits: SandboxLimits;
  channel: AgentChannel;
  ports: PortLinks;
  /** The first process inside, by its number on the host. */
  first: ProcessId;
  /** Its user on the host; undefined where it is the worker's own. */
  uid: number | undefined;
  /** Ends everything inside at once. */
  kill: () => void;
  /** Ends it when nobody asks anything of it. */
  clock: IdleClock;
  /** What its processes have used, also when they have ended. */
  used: () => Used | undefined;
  /** Settled when nothing runs and nothing is left on the host. */
  cleaned: Promise<unknown>;
}

/** A sandbox on this host. */
export class LocalSandbox implements Sandbox {
  readonly id = randomBytes(8).toString('hex');
  readonly isolation: Isolation;
  readonly ended: Promise<SandboxEnd>;
  private readonly startedAt = performance.now();
  private endedAt: number | undefined;
  private cause: SandboxEnd | undefined;
  private exitedAt: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private hasPorts = false;

  constructor(private readonly parts: Parts) {
    this.isolation = parts.isolation;
    this.ended = parts.cleaned.then(() => {
      this.exitedAt ??= ticksNow();
      this.end('lost');
      return this.cause!;
    });
    this.setEnd(parts.limits.wallMs);
  }

  /** What runs of it, as the host sees it. After its end its user may be another's: only what is older counts. */
  processes(): ProcessInfo[] {
    const { first, uid } = this.parts;
    const family = uid === undefined ? (isAlive(first) ? familyOf(first.pid) : []) : processesOf(uid);
    return family.filter((info) => info.state !== 'Z' && Number(info.startedAt) < (this.exitedAt ?? Infinity));
  }

  /** Called when its last process has ended, before its user is free. */
  noteExit(): void {
    this.exitedAt = ticksNow();
    this.end('lost');
  }

  /** Ends it for a cause; the first one counts. */
  end(cause: SandboxEnd): void {
    if (this.cause) return;
    this.cause = cause;
    clearTimeout(this.timer);
    this.endedAt = performance.now();
    this.parts.clock.stop();
    this.parts.kill();
    this.parts.channel.close(cause);
    this.parts.ports.close();
  }

  async extend(ms: number): Promise<void> {
    if (this.cause) throw new SandboxGone(this.cause);
    this.setEnd(ms);
  }

  async usage(): Promise<SandboxUsage> {
    const used = this.parts.used();
    const wallMs = (this.endedAt ?? performance.now()) - this.startedAt;
    return { wallMs, cpuMs: used?.cpuMs, peakMemoryBytes: used?.peakMemoryBytes };
  }

  async stop(): Promise<void> {
    this.end('stopped');
    await this.ended;
  }

  async exec(command: Command): Promise<CommandResult> {
    const { argv, cwd, env, stdin, timeoutMs = 120_000, outputBytes = 4 * MIB } = command;
    if (argv.length === 0) throw new RangeError('A command needs an executable');
    if (stdin && stdin.length > MAX_INPUT) throw new RangeError(`An input has at most ${MAX_INPUT} bytes`);
    const output = new CommandOutput(outputBytes, command.onOutput);
    const body = {
      op: 'exec',
      argv,
      env,
      timeoutMs,
      outputBytes,
      hasInput: stdin !== undefined,
      cwd: cwd ? `/box/${plainPath(cwd)}` : '/box',
    };
    const startedAt = performance.now();
    // The agent may be unable to answer: the host has a clock of its own.
    const answer = this.ask(timeoutMs + GRACE_MS, { body, data: stdin, onFrame: (frame) => output.take(frame), signal: command.signal });
    const aborted = this.watchAbort(command.signal);
    try {
      const outcome = readOutcome(await answer);
      return { ...outcome, ...output.text(), durationMs: performance.now() - startedAt };
    } finally {
      aborted();
    }
  }

  async write(files: readonly SandboxFile[]): Promise<void> {
    for (const { path } of files) plainPath(path);
    for (const { path, bytes, isExecutable } of files)
      await this.ask(60_000, { body: { op: 'write', path, isExecutable: isExecutable === true }, data: bytes });
  }

  async read(path: string, maxBytes = 16 * MIB): Promise<Uint8Array> {
    const parts: Buffer[] = [];
    let size = 0;
    const onFrame = (frame: Frame): void => {
      size += frame.payload.length;
      if (frame.kind !== FRAME.data || size > maxBytes) throw new BadFrame('A file is larger than was asked for');
      parts.push(frame.payload);
    };
    await this.ask(60_000, { body: { op: 'read', path: plainPath(path), maxBytes }, onFrame });
    return Buffer.concat(parts);
  }

  async list(path?: string): Promise<SandboxEntry[]> {
    const entries: SandboxEntry[] = [];
    const onFrame = (frame: Frame): void => {
      entries.push(...readEntries(frame).map(({ path: name, kind, bytes }) => ({ path: name, kind, bytes })));
      if (entries.length > MAX_ENTRIES) throw new BadFrame('More entries than were asked for');
    };
    const body = { op: 'list', path: path === undefined ? '' : plainPath(path), maxEntries: MAX_ENTRIES };
    await this.ask(60_000, { body, onFrame });
    return entries.filter((entry) => faultOf(entry.path) === undefined);
  }

  async snapshot(options: SnapshotOptions = {}): Promise<Snapshot> {
    const { without = ['node_modules', '.git'], maxFiles = 5_000, maxBytes = 64 * MIB } = options;
    const reader = new SnapshotReader(maxFiles, maxBytes);
    const body = { op: 'snapshot', without, maxEntries: maxFiles, maxBytes };
    await this.ask(120_000, { body, onFrame: (frame) => reader.take(frame) });
    return reader.finish();
  }

  async openPort(port: number): Promise<OpenPort> {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError(`${port} is no port`);
    if (this.cause) throw new SandboxGone(this.cause);
    const opened = await this.parts.ports.open(port);
    if (!this.hasPorts) await this.ask(10_000, { body: { op: 'ports' } });
    this.hasPorts = true;
    return opened;
  }

  /** Gives it a package registry on a port of its own. */
  async answerPackages(source: PackageSource, port: number): Promise<void> {
    await this.parts.ports.answer('packages.sock', (socket) => source.accept(socket));
    await this.ask(10_000, { body: { op: 'packages', port } });
  }

  private setEnd(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end('wall-clock'), ms);
    this.timer.unref();
  }

  private async ask(withinMs: number, request: Parameters<AgentChannel['request']>[0]): Promise<Record<string, unknown>> {
    const timer = setTimeout(() => this.end('lost'), withinMs);
    this.parts.clock.begin();
    try {
      return await this.parts.channel.request(request);
    } catch (error) {
      // Whoever hears that it is gone may rely on it: nothing of it runs any more.
      if (error instanceof SandboxGone) await this.ended;
      throw error;
    } finally {
      clearTimeout(timer);
      this.parts.clock.end();
    }
  }

  /** An abort that the agent does not follow ends the sandbox. */
  private watchAbort(signal: AbortSignal | undefined): () => void {
    let timer: NodeJS.Timeout | undefined;
    const begin = (): void => void (timer = setTimeout(() => this.end('lost'), GRACE_MS));
    if (signal?.aborted) begin();
    signal?.addEventListener('abort', begin);
    return () => {
      signal?.removeEventListener('abort', begin);
      clearTimeout(timer);
    };
  }
}
