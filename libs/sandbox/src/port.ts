import type { Duplex } from 'node:stream';

/** What a sandbox may use. Each has a default; bytes are whole bytes, times milliseconds. */
export interface SandboxLimits {
  /** Memory of all processes together, files aside. Default 1 GiB. */
  memoryBytes: number;
  /** Size of the work folder. Default 512 MiB; counts as memory of the host. */
  diskBytes: number;
  /** Size of /tmp, and again of /dev/shm. Default 256 MiB; counts as memory of the host. */
  temporaryBytes: number;
  /** Processes and threads at one time. Default 256. */
  processes: number;
  /** Processors' worth of time. Default 2. */
  cpus: number;
  /** Files that one process may hold open. Default 1024. */
  openFiles: number;
  /** Time until the sandbox is stopped, whatever it does. Default 15 minutes. */
  wallMs: number;
}

export const DEFAULT_LIMITS: SandboxLimits = {
  memoryBytes: 1024 ** 3,
  diskBytes: 512 * 1024 ** 2,
  temporaryBytes: 256 * 1024 ** 2,
  processes: 256,
  cpus: 2,
  openFiles: 1024,
  wallMs: 15 * 60_000,
};

/** How a sandbox is kept apart. It is measured, and never more than what holds. */
export interface Isolation {
  /** `kernel`: namespaces of the host's own kernel; `machine`: a kernel of its own. */
  boundary: 'kernel' | 'machine';
  /** Whether its processes have a user of their own on the host, or that of the worker. */
  user: 'own' | 'shared';
  /** What holds memory and processor: control groups, or a watch over the sum of its processes. */
  limits: 'cgroup-v1' | 'cgroup-v2' | 'watchdog' | 'machine';
}

export type ProbeResult =
  | { usable: true; isolation: Isolation; /** Where it is weaker than it could be, and what would help. */ notes: string[] }
  | { usable: false; cause: string; remedy: string };

/** A registry of packages on the host. */
export interface PackageSource {
  /** Takes a connection from inside; all that comes by it is foreign. */
  accept(socket: Duplex): void;
}

export interface SandboxSpec {
  limits?: Partial<SandboxLimits>;
  /** Answers connections to the package registry that the sandbox has on 127.0.0.1:4873. Default none. */
  packages?: PackageSource;
  /** What its work folder begins with, as a snapshot of another gave it. Default empty. */
  files?: readonly SandboxFile[];
  /** Time without a request and without a caller at a port after which it is stopped. Default none. */
  idleMs?: number;
}

export interface OutputChunk {
  stream: 'stdout' | 'stderr';
  bytes: Uint8Array;
}

export interface Command {
  /** Executable and arguments; no shell reads them. */
  argv: readonly string[];
  /** Folder below the work folder. Default the work folder itself. */
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  stdin?: Uint8Array;
  /** Default 120 000. */
  timeoutMs?: number;
  /** Bytes of both outputs together, after which the command is ended. Default 4 MiB. */
  outputBytes?: number;
  onOutput?: (chunk: OutputChunk) => void;
  /** Ends the command. */
  signal?: AbortSignal;
}

export interface CommandResult {
  /** Null where a signal ended it. */
  exitCode: number | null;
  signal: string | null;
  endedBy: 'exit' | 'timeout' | 'output' | 'abort';
  stdout: string;
  stderr: string;
  durationMs: number;
}

export interface SandboxFile {
  /** Below the work folder, with `/`. */
  path: string;
  bytes: Uint8Array;
  isExecutable?: boolean;
}

export interface SandboxEntry {
  path: string;
  kind: 'file' | 'folder' | 'link' | 'other';
  bytes: number;
}

export interface Snapshot {
  files: SandboxFile[];
  /** What was left out, and why: links, devices, names that are no plain path. */
  refused: { path: string; reason: string }[];
}

export interface SnapshotOptions {
  /** Names of folders that are not entered. Default node_modules and .git. */
  without?: readonly string[];
  /** Default 5 000. */
  maxFiles?: number;
  /** Default 64 MiB. */
  maxBytes?: number;
}

/** A socket of the host behind which a port of the sandbox answers. */
export interface OpenPort {
  socketPath: string;
  close(): Promise<void>;
}

/** What a sandbox has used since its start. */
export interface SandboxUsage {
  /** Up to its end, where it has ended. */
  wallMs: number;
  /** Processor time of all its processes; undefined where the provider does not tell. */
  cpuMs: number | undefined;
  /** The most memory at one time, with files in it where control groups count; undefined where the provider does not tell. */
  peakMemoryBytes: number | undefined;
}

/** Why a sandbox ended. */
export type SandboxEnd = 'stopped' | 'idle' | 'wall-clock' | 'memory' | 'processes' | 'protocol' | 'lost';

/**
 * A place where foreign code runs. All that it tells (exit codes, outputs, files) is a claim of what runs inside; the
 * truth about a project is never kept in it.
 */
export interface Sandbox {
  readonly id: string;
  readonly isolation: Isolation;
  /** Settled once nothing of it runs any more. */
  readonly ended: Promise<SandboxEnd>;
  /** @throws SandboxGone where the sandbox ended first. */
  exec(command: Command): Promise<CommandResult>;
  /** @throws BadPath for names that are no plain path below the work folder. */
  write(files: readonly SandboxFile[]): Promise<void>;
  /** @throws BadPath · FileRefused where it is no ordinary file, is not there, or is larger than `maxBytes` (16 MiB). */
  read(path: string, maxBytes?: number): Promise<Uint8Array>;
  /** @returns at most 5 000 entries below the folder. */
  list(path?: string): Promise<SandboxEntry[]>;
  openPort(port: number): Promise<OpenPort>;
  snapshot(options?: SnapshotOptions): Promise<Snapshot>;
  /** Puts the end `ms` from now. @throws SandboxGone */
  extend(ms: number): Promise<void>;
  /** Also after its end. */
  usage(): Promise<SandboxUsage>;
  /** @returns when nothing of it runs any more. */
  stop(): Promise<void>;
}

export interface SandboxProvider {
  readonly name: string;
  /** Starts a sandbox and tries to leave it. */
  probe(): Promise<ProbeResult>;
  /** @throws SandboxUnavailable where the system lets no sandbox be made. */
  create(spec?: SandboxSpec): Promise<Sandbox>;
  /** Stops all. */
  close(): Promise<void>;
}
