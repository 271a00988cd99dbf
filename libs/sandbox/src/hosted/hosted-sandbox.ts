import { IdleClock } from '../idle-clock.js';
import { plainPath } from '../plain-path.js';
import type {
  Command,
  CommandResult,
  Isolation,
  OpenPort,
  Sandbox,
  SandboxEnd,
  SandboxEntry,
  SandboxFile,
  SandboxUsage,
  Snapshot,
  SnapshotOptions,
} from '../port.js';
import { BadPath, FileRefused, SandboxGone } from '../problems.js';
import { commandLine, isMissing, quoted } from './command-line.js';
import { findLine, readFound, refusalOf, type Found } from './found.js';
import type { Machine } from './machine.js';
import { PortRelay } from './port-relay.js';

const MIB = 1024 ** 2;
const MAX_ENTRIES = 5_000;
const LIST_BYTES = 16 * MIB;

/** A sandbox on a machine of a hosting service. What its memory, processor and disk are, the service says. */
export class HostedSandbox implements Sandbox {
  readonly id: string;
  readonly isolation: Isolation = { boundary: 'machine', user: 'own', limits: 'machine' };
  readonly ended: Promise<SandboxEnd>;
  private readonly ports: PortRelay;
  private readonly clock: IdleClock;
  private readonly startedAt = performance.now();
  private readonly gone = new AbortController();
  private endedAt: number | undefined;
  private cause: SandboxEnd | undefined;
  private timer: NodeJS.Timeout | undefined;
  private settle!: (end: SandboxEnd) => void;

  constructor(
    private readonly machine: Machine,
    { wallMs, idleMs }: { wallMs: number; idleMs: number | undefined },
  ) {
    this.id = machine.id;
    this.ended = new Promise((resolve) => (this.settle = resolve));
    this.ports = new PortRelay(machine);
    this.clock = new IdleClock(idleMs, () => this.endAlone('idle'));
    this.setEnd(wallMs);
  }

  async exec(command: Command): Promise<CommandResult> {
    const { argv, cwd, env = {}, stdin, timeoutMs = 120_000, outputBytes = 4 * MIB, signal } = command;
    if (argv.length === 0) throw new RangeError('A command needs an executable');
    const folder = cwd ? `${this.machine.folder}/${plainPath(cwd)}` : this.machine.folder;
    const output = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
    const control = new AbortController();
    let endedBy: CommandResult['endedBy'] = 'exit';
    const end = (by: CommandResult['endedBy']): void => {
      if (endedBy === 'exit') endedBy = by;
      control.abort();
    };
    let left = outputBytes;
    const onOutput = (stream: 'stdout' | 'stderr', all: Uint8Array): void => {
      const bytes = all.subarray(0, left);
      left -= bytes.length;
      if (bytes.length > 0) {
        output[stream].push(bytes);
        command.onOutput?.({ stream, bytes });
      }
      if (bytes.length < all.length) end('output');
    };
    const abort = (): void => end('abort');
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    const timer = setTimeout(() => end('timeout'), timeoutMs);
    const startedAt = performance.now();
    try {
      const line = commandLine(argv);
      const exitCode = await this.ask(() => this.machine.run({ line, cwd: folder, env, stdin, onOutput, signal: control.signal }));
      const [stdout, stderr] = [output.stdout, output.stderr].map((parts) => Buffer.concat(parts).toString());
      if (endedBy === 'exit' && isMissing(exitCode, stderr!)) throw new FileRefused(`There is no executable ${argv[0]!.slice(0, 200)}`);
      const code = endedBy === 'exit' ? exitCode : null;
      return {
        ...{ exitCode: code, signal: code === null ? 'SIGKILL' : null, endedBy },
        ...{ stdout: stdout!, stderr: stderr!, durationMs: performance.now() - startedAt },
      };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  async write(files: readonly SandboxFile[]): Promise<void> {
    for (const { path } of files) plainPath(path);
    for (const { path, bytes } of files) await this.ask(() => this.machine.write(`${this.machine.folder}/${path}`, bytes));
    const executable = files.filter(({ isExecutable }) => isExecutable).map(({ path }) => quoted(path));
    if (executable.length > 0) await this.line(`chmod 755 -- ${executable.join(' ')}`);
  }

  async read(path: string, maxBytes = 16 * MIB): Promise<Uint8Array> {
    const full = `${this.machine.folder}/${plainPath(path)}`;
    const [found] = await this.find(`./${path}`, { maxEntries: 1, depth: 0 });
    const why = found ? refusalOf(found, maxBytes) : 'There is no such file';
    if (why) throw new FileRefused(why);
    return await this.ask(() => this.machine.read(full, maxBytes));
  }

  async list(path?: string): Promise<SandboxEntry[]> {
    const below = path === undefined ? '.' : `./${plainPath(path)}`;
    const found = await this.find(below, { maxEntries: MAX_ENTRIES });
    return found.filter(({ fault }) => fault === undefined).map(({ path: name, kind, bytes }) => ({ path: name, kind, bytes }));
  }

  async snapshot(options: SnapshotOptions = {}): Promise<Snapshot> {
    const { without = ['node_modules', '.git'], maxFiles = 5_000, maxBytes = 64 * MIB } = options;
    const found = (await this.find('.', { maxEntries: maxFiles + 1, without })).filter(({ kind }) => kind !== 'folder');
    if (found.length > maxFiles) throw new FileRefused(`There are more than ${maxFiles} files`);
    const snapshot: Snapshot = { files: [], refused: [] };
    let left = maxBytes;
    for (const { path, kind, fault, isExecutable } of found) {
      const reason = kind === 'link' ? 'it is a link' : kind === 'other' ? 'it is no ordinary file' : fault;
      if (reason) {
        snapshot.refused.push({ path: path.slice(0, 200), reason });
        continue;
      }
      const bytes = await this.ask(() => this.machine.read(`${this.machine.folder}/${path}`, left));
      left -= bytes.length;
      snapshot.files.push({ path, bytes, isExecutable });
    }
    snapshot.files.sort((a, b) => (a.path < b.path ? -1 : 1));
    return snapshot;
  }

  async openPort(port: number): Promise<OpenPort> {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError(`${port} is no port`);
    if (this.cause) throw new SandboxGone(this.cause);
    return await this.ports.open(port);
  }

  async extend(ms: number): Promise<void> {
    await this.ask(() => this.machine.extend(ms));
    this.setEnd(ms);
  }

  async usage(): Promise<SandboxUsage> {
    return { wallMs: (this.endedAt ?? performance.now()) - this.startedAt, cpuMs: undefined, peakMemoryBytes: undefined };
  }

  async stop(): Promise<void> {
    await this.end('stopped');
  }

  /** Ends it for a cause; the first one counts. @throws where the service does not end it. */
  private async end(cause: SandboxEnd): Promise<void> {
    if (this.cause) {
      await this.ended;
      return;
    }
    this.cause = cause;
    this.endedAt = performance.now();
    clearTimeout(this.timer);
    this.clock.stop();
    this.gone.abort(new SandboxGone(cause));
    try {
      await this.ports.close();
      await this.machine.end();
    } finally {
      this.settle(cause);
    }
  }

  /** Nobody waits for it: what the service does not end now ends by its own clock. */
  private endAlone(cause: SandboxEnd): void {
    this.end(cause).catch(() => undefined);
  }

  private setEnd(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.endAlone('wall-clock'), ms);
    this.timer.unref();
  }

  /** @throws SandboxGone as soon as it has ended, whatever the service answers. */
  private async ask<T>(work: () => Promise<T>): Promise<T> {
    if (this.cause) throw new SandboxGone(this.cause);
    const { signal } = this.gone;
    this.clock.begin();
    let leave = (): void => undefined;
    const ended = new Promise<never>((_, reject) => {
      const tell = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', tell);
      leave = () => signal.removeEventListener('abort', tell);
    });
    try {
      return await Promise.race([work(), ended]);
    } catch (error) {
      if (this.cause) {
        await this.ended;
        throw new SandboxGone(this.cause);
      }
      if (error instanceof FileRefused || error instanceof BadPath || (await this.machine.isAlive())) throw error;
      await this.end('lost');
      throw new SandboxGone('lost');
    } finally {
      leave();
      this.clock.end();
    }
  }

  private async find(below: string, options: { maxEntries: number; depth?: number; without?: readonly string[] }): Promise<Found[]> {
    return readFound(await this.line(findLine(below, options)), options.maxEntries);
  }

  /** Runs a line of ours. @returns what it wrote. @throws FileRefused where it fails. */
  private async line(line: string): Promise<string> {
    const parts: Uint8Array[] = [];
    let size = 0;
    const onOutput = (stream: 'stdout' | 'stderr', bytes: Uint8Array): void => {
      size += bytes.length;
      if (stream === 'stdout' && size <= LIST_BYTES) parts.push(bytes);
    };
    const { folder } = this.machine;
    const signal = AbortSignal.timeout(60_000);
    const code = await this.ask(() => this.machine.run({ line, cwd: folder, env: {}, stdin: undefined, onOutput, signal }));
    if (code !== 0) throw new FileRefused('There is no such file or folder');
    return Buffer.concat(parts).toString();
  }
}
