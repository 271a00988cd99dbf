/** One command on a machine of a hosting service. */
export interface MachineCommand {
  /** A line of the shell. */
  line: string;
  /** Folder, below the root of the machine. */
  cwd: string;
  env: Readonly<Record<string, string>>;
  stdin: Uint8Array | undefined;
  onOutput: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void;
  /** Ends the command. */
  signal: AbortSignal;
}

/** What a hosting service offers of a machine; a sandbox is made of it, the same for each service. */
export interface Machine {
  /** As the service calls it. */
  readonly id: string;
  /** Its work folder, below its root. */
  readonly folder: string;
  /** @returns exit code; null where a signal ended it. */
  run(command: MachineCommand): Promise<number | null>;
  /** @throws FileRefused where there is no such file, or where it is larger. */
  read(path: string, maxBytes: number): Promise<Uint8Array>;
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Where a port of it answers to HTTP, and with which headers. */
  portAt(port: number): { url: URL; headers: Record<string, string> };
  /** Puts its end at the service `ms` from now. */
  extend(ms: number): Promise<void>;
  /** @returns whether the service still has it. */
  isAlive(): Promise<boolean>;
  /** @returns when the service has ended it; also where it had no more. */
  end(): Promise<void>;
}
