import type { Sandbox as E2bSandbox } from 'e2b';
import { FileRefused } from '../problems.js';
import type { Machine, MachineCommand } from './machine.js';

type Sdk = typeof import('e2b');

/** What a command that was ended has to say no more after this. */
const LAST_MS = 3_000;
/** The SDK ends the stream of a command that runs longer; the sandbox has its own clock. */
const LONGEST_MS = 24 * 3_600_000;

/** How long the service keeps a machine beyond the end that is set here: whoever is faster ends it. */
export const BEYOND_MS = 5_000;

/** A machine of E2B, by its SDK. */
export class E2bMachine implements Machine {
  readonly id: string;

  /** @param gateway where ports answer in place of their own names. */
  constructor(
    private readonly sdk: Sdk,
    private readonly sandbox: E2bSandbox,
    readonly folder: string,
    private readonly gateway: URL | undefined,
  ) {
    this.id = sandbox.sandboxId;
  }

  async run({ line, cwd, env, stdin, onOutput, signal }: MachineCommand): Promise<number | null> {
    const handle = await this.sandbox.commands.run(line, {
      ...{ background: true, cwd, envs: { ...env }, stdin: stdin !== undefined, timeoutMs: LONGEST_MS },
      onStdout: (text) => onOutput('stdout', Buffer.from(text)),
      onStderr: (text) => onOutput('stderr', Buffer.from(text)),
    });
    const done = handle.wait().then(
      ({ exitCode }) => exitCode,
      (error: unknown) => {
        if (error instanceof this.sdk.CommandExitError) return error.exitCode >= 0 && error.exitCode <= 255 ? error.exitCode : null;
        throw error;
      },
    );
    const ended = new Promise<null>((resolve) => {
      const end = async (): Promise<void> => {
        await handle.kill().catch(() => undefined);
        // What it started may hold its outputs for ever.
        setTimeout(() => {
          resolve(null);
          void handle.disconnect();
        }, LAST_MS).unref();
      };
      if (signal.aborted) void end();
      else signal.addEventListener('abort', () => void end(), { once: true });
    });
    // Whoever does not wait any more hears nothing of it.
    done.catch(() => undefined);
    if (stdin) {
      await handle.sendStdin(stdin);
      await handle.closeStdin();
    }
    return await Promise.race([done, ended]);
  }

  async read(path: string, maxBytes: number): Promise<Uint8Array> {
    let stream: ReadableStream<Uint8Array>;
    try {
      stream = await this.sandbox.files.read(path, { format: 'stream' });
    } catch (error) {
      if (error instanceof this.sdk.NotFoundError) throw new FileRefused('There is no such file', { cause: error });
      throw error;
    }
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of stream) {
      size += part.length;
      // Leaving the loop ends the stream.
      if (size > maxBytes) throw new FileRefused(`It is larger than ${maxBytes} bytes`);
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    const data = new Uint8Array(bytes).buffer;
    await this.sandbox.files.write(path, data, { useOctetStream: true });
  }

  portAt(port: number): { url: URL; headers: Record<string, string> } {
    const host = this.sandbox.getHost(port);
    const token = this.sandbox.trafficAccessToken;
    return { url: this.gateway ?? new URL(`https://${host}`), headers: { host, ...(token ? { 'e2b-traffic-access-token': token } : {}) } };
  }

  async extend(ms: number): Promise<void> {
    await this.sandbox.setTimeout(ms + BEYOND_MS);
  }

  async isAlive(): Promise<boolean> {
    return await this.sandbox.isRunning();
  }

  async end(): Promise<void> {
    await this.sandbox.kill();
  }
}
