import { randomUUID } from 'node:crypto';
import {
  DEFAULT_LIMITS,
  type Command,
  type CommandResult,
  type Isolation,
  type OpenPort,
  type Sandbox,
  type SandboxEnd,
  type SandboxEntry,
  type SandboxFile,
  type SandboxProvider,
  type SandboxSpec,
  type SandboxUsage,
  type Snapshot,
  type SnapshotOptions,
} from '../port.js';
import type { SandboxAllowance, SandboxLedger } from './ledger.js';

export interface OrganizationSandboxesOptions {
  provider: Pick<SandboxProvider, 'create'>;
  ledger: SandboxLedger;
  allowanceOf: (organizationId: string) => Promise<SandboxAllowance>;
}

/** Sandboxes that are counted, each against what its organization may use. */
export class OrganizationSandboxes {
  constructor(private readonly options: OrganizationSandboxesOptions) {}

  /**
   * @returns a sandbox whose end comes no later than its organization's time.
   * @throws AllowanceReached · SandboxUnavailable; neither leaves anything counted.
   */
  async create(organizationId: string, spec: SandboxSpec = {}): Promise<Sandbox> {
    const { ledger, provider, allowanceOf } = this.options;
    const { wallMs, cpus, memoryBytes, diskBytes } = { ...DEFAULT_LIMITS, ...spec.limits };
    const entry = { organizationId, sandboxId: randomUUID() };
    const allowance = await allowanceOf(organizationId);
    const grantedMs = await ledger.open({ ...entry, share: { cpus, memoryBytes, diskBytes }, askedMs: wallMs, allowance });
    let sandbox: Sandbox | undefined;
    try {
      sandbox = await provider.create({ ...spec, limits: { ...spec.limits, wallMs: grantedMs } });
      // One that has waited in a pool has its time from now on, and what it used before is nobody's.
      await sandbox.extend(grantedMs);
      return new CountedSandbox(sandbox, await sandbox.usage(), {
        extend: async (askedMs) => await ledger.extend({ ...entry, askedMs, allowance: await allowanceOf(organizationId) }),
        close: async (usage) => await ledger.close({ ...entry, usage }),
      });
    } catch (error) {
      await sandbox?.stop();
      await ledger.close({ ...entry, usage: { wallMs: 0, cpuMs: undefined, peakMemoryBytes: undefined } });
      throw error;
    }
  }
}

interface Count {
  extend(askedMs: number): Promise<number>;
  close(usage: SandboxUsage): Promise<void>;
}

/** A sandbox that tells its count of its end, and asks it before that is put off. */
class CountedSandbox implements Sandbox {
  readonly id: string;
  readonly isolation: Isolation;
  readonly ended: Promise<SandboxEnd>;
  private readonly counted: Promise<void>;

  constructor(
    private readonly inner: Sandbox,
    private readonly before: SandboxUsage,
    private readonly count: Count,
  ) {
    this.id = inner.id;
    this.isolation = inner.isolation;
    this.counted = inner.ended.then(async () => await count.close(await this.usage()));
    // Who stops it hears of a count that failed; that it has ended is true all the same.
    this.ended = this.counted.then(
      () => inner.ended,
      () => inner.ended,
    );
  }

  async extend(ms: number): Promise<void> {
    const { wallMs } = await this.usage();
    const granted = await this.count.extend(wallMs + ms);
    await this.inner.extend(granted - wallMs);
  }

  async stop(): Promise<void> {
    await this.inner.stop();
    await this.counted;
  }

  async exec(command: Command): Promise<CommandResult> {
    return await this.inner.exec(command);
  }
  async write(files: readonly SandboxFile[]): Promise<void> {
    await this.inner.write(files);
  }
  async read(path: string, maxBytes?: number): Promise<Uint8Array> {
    return await this.inner.read(path, maxBytes);
  }
  async list(path?: string): Promise<SandboxEntry[]> {
    return await this.inner.list(path);
  }
  async openPort(port: number): Promise<OpenPort> {
    return await this.inner.openPort(port);
  }
  async snapshot(options?: SnapshotOptions): Promise<Snapshot> {
    return await this.inner.snapshot(options);
  }
  async usage(): Promise<SandboxUsage> {
    const { wallMs, cpuMs, peakMemoryBytes } = await this.inner.usage();
    const { before } = this;
    return {
      wallMs: wallMs - before.wallMs,
      cpuMs: cpuMs === undefined || before.cpuMs === undefined ? undefined : cpuMs - before.cpuMs,
      peakMemoryBytes,
    };
  }
}
