import type { SandboxLimits } from '../../port.js';
import type { LocalSandbox } from '../local-sandbox.js';

/** What of the host is there to be found. */
export interface Targets {
  /** A file that all may read. */
  filePath: string;
  /** A port on 127.0.0.1 that answers. */
  port: number;
  /** A socket with a path, which all may connect to. */
  socketPath: string;
  /** A socket with a name only, in the abstract space. */
  abstractName: string;
  /** A value in the worker's environment. */
  secret: string;
}

/** An attempt to leave a sandbox, or to take more than its share. */
export interface Escape {
  name: string;
  limits?: Partial<SandboxLimits>;
  /** @returns what got out; empty where nothing did. */
  attempt(sandbox: LocalSandbox, targets: Targets): Promise<string>;
}

/** Runs a script by node inside and reads its last line as JSON. */
export async function script<T>(sandbox: LocalSandbox, source: string, ...values: (string | number)[]): Promise<T> {
  const result = await sandbox.exec({ argv: ['node', '-e', source, '--', ...values.map(String)], timeoutMs: 20_000 });
  const line = result.stdout.trim().split('\n').at(-1) ?? '';
  try {
    return JSON.parse(line) as T;
  } catch {
    throw new Error(
      `The script said nothing: ${JSON.stringify({ ...result, stdout: result.stdout.slice(-300), stderr: result.stderr.slice(-600) })}`,
    );
  }
}

/** Runs a line of the shell inside. */
export const shell = async (sandbox: LocalSandbox, line: string, timeoutMs = 20_000): ReturnType<LocalSandbox['exec']> =>
  await sandbox.exec({ argv: ['/bin/sh', '-c', line], timeoutMs });

/** '' where there is nothing to tell. */
export const unless = (isHeld: boolean, told: unknown): string => (isHeld ? '' : JSON.stringify(told).slice(0, 300));
