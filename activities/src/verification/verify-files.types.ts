import type { CheckName, CheckResult, VerificationIsolation } from '@millwright/domain';
import type { PackageSource, Sandbox, SandboxLimits, SandboxSpec } from '@millwright/sandbox';

/** A file of the tree that is looked at; its path with `/`, from the top of the repository. */
export interface TreeFile {
  path: string;
  bytes: Uint8Array;
}

/** An address that the project's own documents promise. */
export interface DocumentedRoute {
  method: string;
  /** With parameters as `:name`. */
  path: string;
  /** Kind of body that it takes, as the blueprint says: `json`, `form`, `none`. Absent: not known. */
  body?: string;
}

/** Told of what happens, in order; each call is awaited before the next. */
export interface VerificationListener {
  began(checks: CheckName[], isolation: VerificationIsolation): Promise<void>;
  checkBegan(name: CheckName, command?: string): Promise<void>;
  /** Text that a check printed since the last call, secrets masked; long floods with their middle left out. */
  output(name: CheckName, text: string): Promise<void>;
  /** `output`: the last 64 KiB of what it printed, secrets masked. */
  checkEnded(result: CheckResult, output: string): Promise<void>;
}

/** How long each check may take, in milliseconds, and how much one may print, in bytes. */
export interface VerificationBounds {
  /** Of one command, before and up to the tests. Default 180 000 each. */
  installMs: number;
  buildMs: number;
  typecheckMs: number;
  lintMs: number;
  testMs: number;
  /** Until the started project answers. Default 45 000. */
  startMs: number;
  /** For all requests together. Default 60 000. */
  probeMs: number;
  /** For one request. Default 5 000. */
  requestMs: number;
  /** Of both outputs of one command. Default 16 MiB. */
  outputBytes: number;
}

export interface VerifyFilesRequest {
  files: readonly TreeFile[];
  /** Starts a sandbox. Called again where a check spoilt the one before; never with files in its specification. */
  open: (spec: SandboxSpec) => Promise<Sandbox>;
  /** Name of the provider, as it stands in the isolation. */
  provider: string;
  /** Limits of each sandbox. Default those of the provider. */
  limits?: Partial<SandboxLimits>;
  /** A registry for packages of npm. Asked for only where the project has packages to install. Default none. */
  packages?: PackageSource;
  routes: readonly DocumentedRoute[];
  /** Commands by their names (`build`, `test`, `start`), for kinds of projects whose own files name none. */
  scripts?: Readonly<Record<string, string>>;
  bounds?: Partial<VerificationBounds>;
  signal: AbortSignal;
  on: VerificationListener;
}

export interface VerificationReport {
  /** PASSED: at least one check passed and none failed. SKIPPED: nothing could be run. */
  status: 'PASSED' | 'FAILED' | 'SKIPPED';
  /** FAILED and SKIPPED: why, and for SKIPPED what to do where something can be done. */
  reason?: string;
  checks: CheckResult[];
  /** Versions of the tools that were used, as they told them: `{ node: '24.21.0' }`. */
  versions: Record<string, string>;
  /** Undefined where no sandbox was started. */
  isolation?: VerificationIsolation;
}

const MIB = 1024 ** 2;

export const DEFAULT_BOUNDS: VerificationBounds = {
  installMs: 180_000,
  buildMs: 180_000,
  typecheckMs: 180_000,
  lintMs: 180_000,
  testMs: 180_000,
  startMs: 45_000,
  probeMs: 60_000,
  requestMs: 5_000,
  outputBytes: 16 * MIB,
};
