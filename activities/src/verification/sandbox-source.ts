import {
  PackageProxy,
  SandboxPool,
  type PackageSource,
  type ProbeResult,
  type Sandbox,
  type SandboxProvider,
  type SandboxSpec,
  type Upstream,
} from '@millwright/sandbox';

/** Where a worker's sandboxes come from. */
export interface SandboxSource {
  /** Name of the provider. */
  readonly provider: string;
  /** Whether any can be made here; tried once, by making one. */
  probe(): Promise<ProbeResult>;
  /** @throws SandboxUnavailable */
  open(spec: SandboxSpec): Promise<Sandbox>;
  /** A registry for one verification; undefined where the host has none configured. */
  packages(): PackageSource | undefined;
}

export interface SandboxHostOptions {
  provider: SandboxProvider;
  /** The registry that packages come from; undefined: none. */
  upstream: Upstream | undefined;
  /** Of archives that were fetched before; shared by all of this host. */
  cacheFolder: string;
}

/** The sandboxes of one process: one waits, the others are made when they are asked for. */
export class SandboxHost implements SandboxSource {
  private readonly pool: SandboxPool;

  constructor(private readonly options: SandboxHostOptions) {
    this.pool = new SandboxPool({ provider: options.provider, spec: {}, size: 1 });
  }

  get provider(): string {
    return this.options.provider.name;
  }

  async probe(): Promise<ProbeResult> {
    return await this.options.provider.probe();
  }

  /** Probes, and has one sandbox wait where one can be made. */
  async warm(): Promise<ProbeResult> {
    const probe = await this.probe();
    if (probe.usable) await this.pool.fill();
    return probe;
  }

  async open(spec: SandboxSpec): Promise<Sandbox> {
    return Object.keys(spec).length === 0 ? await this.pool.take() : await this.options.provider.create(spec);
  }

  packages(): PackageSource | undefined {
    const { upstream, cacheFolder } = this.options;
    return upstream && new PackageProxy({ upstream, cacheFolder });
  }

  /** Stops all. */
  async close(): Promise<void> {
    await this.pool.close();
    await this.options.provider.close();
  }
}
