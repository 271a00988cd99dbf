import { DEFAULT_LIMITS, type ProbeResult, type SandboxProvider, type SandboxSpec } from '../port.js';
import { SandboxUnavailable } from '../problems.js';
import { BEYOND_MS, E2bMachine } from './e2b-machine.js';
import { HostedSandbox } from './hosted-sandbox.js';

export interface E2bProviderOptions {
  apiKey: string;
  /** Default the SDK's own. */
  template?: string;
  /** Work folder of the template's user. Default /home/user/box. */
  folder?: string;
  /** Addresses of an installation of one's own. Default the service's. */
  apiUrl?: string;
  sandboxUrl?: string;
  portUrl?: string;
}

/** Sandboxes on machines of E2B, without a way to the internet, and with ports for this process alone. */
export class E2bProvider implements SandboxProvider {
  readonly name = 'e2b';
  private readonly running = new Set<HostedSandbox>();
  private probed: Promise<ProbeResult> | undefined;

  constructor(private readonly options: E2bProviderOptions) {}

  async probe(): Promise<ProbeResult> {
    return await (this.probed ??= this.measure());
  }

  async create(spec: SandboxSpec = {}): Promise<HostedSandbox> {
    const probe = await this.probe();
    if (!probe.usable) throw new SandboxUnavailable(probe.cause, probe.remedy);
    return await this.start(spec);
  }

  async close(): Promise<void> {
    await Promise.all([...this.running].map((sandbox) => sandbox.stop()));
  }

  private async measure(): Promise<ProbeResult> {
    try {
      const sandbox = await this.start({ limits: { wallMs: 60_000 } });
      try {
        const { exitCode } = await sandbox.exec({ argv: ['node', '-e', REACH], timeoutMs: 20_000 });
        if (exitCode === 0)
          return {
            ...{ usable: true, isolation: sandbox.isolation },
            notes: ['Memory, processor and disk of a sandbox are those of the template.'],
          };
        const cause = exitCode === 9 ? 'what ran inside reached the internet' : 'node does not run inside';
        return { usable: false, cause, remedy: 'Use a template with node, and an installation that can close the network.' };
      } finally {
        await sandbox.stop();
      }
    } catch (error) {
      if (error instanceof SandboxUnavailable) return { usable: false, cause: error.why, remedy: error.remedy };
      const cause = `E2B answered: ${(error as Error).message}`.slice(0, 300);
      return { usable: false, cause, remedy: 'Check the key and the address of E2B.' };
    }
  }

  private async start(spec: SandboxSpec): Promise<HostedSandbox> {
    // It would run with less than it was asked for: no registry answers inside.
    if (spec.packages)
      throw new SandboxUnavailable('E2B has no way to the package proxy of this host', 'Use the local provider for installs.');
    const { folder = '/home/user/box', portUrl } = this.options;
    const { wallMs } = { ...DEFAULT_LIMITS, ...spec.limits };
    const sdk = await loadSdk();
    const made = await this.make(sdk, wallMs);
    const machine = new E2bMachine(sdk, made, folder, portUrl === undefined ? undefined : new URL(portUrl));
    const sandbox = new HostedSandbox(machine, { wallMs, idleMs: spec.idleMs });
    this.running.add(sandbox);
    void sandbox.ended.then(() => this.running.delete(sandbox));
    try {
      await made.files.makeDir(folder);
      if (spec.files) await sandbox.write(spec.files);
      return sandbox;
    } catch (error) {
      await sandbox.stop();
      throw error;
    }
  }

  private async make(sdk: Awaited<ReturnType<typeof loadSdk>>, wallMs: number): ReturnType<typeof sdk.Sandbox.create> {
    const { apiKey, template, apiUrl, sandboxUrl } = this.options;
    const options = {
      ...{ apiKey, apiUrl, sandboxUrl, retries: 0, timeoutMs: wallMs + BEYOND_MS },
      // Both are open unless they are closed.
      ...{ allowInternetAccess: false, network: { allowPublicTraffic: false } },
    };
    return template === undefined ? await sdk.Sandbox.create(options) : await sdk.Sandbox.create(template, options);
  }
}

/** Ends with 9 where anything outside of the machine answers. */
const REACH = `
const net = require('node:net');
const tries = [['1.1.1.1', 443], ['8.8.8.8', 53]].map(([host, port]) => new Promise((resolve) => {
  const socket = net.connect({ host, port, timeout: 3000 });
  const tell = (answers) => { socket.destroy(); resolve(answers); };
  socket.once('connect', () => tell(true)).once('error', () => tell(false)).once('timeout', () => tell(false));
}));
Promise.all(tries).then((answers) => process.exit(answers.includes(true) ? 9 : 0));`;

async function loadSdk(): Promise<typeof import('e2b')> {
  try {
    return await import('e2b');
  } catch (cause) {
    throw new SandboxUnavailable('the package e2b is not installed', 'Install the optional packages: npm ci --include=optional.', {
      cause,
    });
  }
}
