export {
  DEFAULT_LIMITS,
  type Command,
  type CommandResult,
  type Isolation,
  type OpenPort,
  type OutputChunk,
  type PackageSource,
  type ProbeResult,
  type Sandbox,
  type SandboxEnd,
  type SandboxEntry,
  type SandboxFile,
  type SandboxLimits,
  type SandboxProvider,
  type SandboxSpec,
  type SandboxUsage,
  type Snapshot,
  type SnapshotOptions,
} from './port.js';
export { BadFrame, BadPath, FileRefused, SandboxGone, SandboxUnavailable } from './problems.js';
export { LocalSandboxProvider, REGISTRY_PORT, type LocalProviderOptions } from './local/local-provider.js';
export { E2bProvider, type E2bProviderOptions } from './hosted/e2b-provider.js';
export { SandboxPool, type PoolOptions } from './pool.js';
export { benchSandbox, type SandboxFigures } from './bench.js';
export { INNER_REGISTRY, PackageProxy, type PackageLock, type PackageProxyOptions } from './packages/package-proxy.js';
export { configuredRegistry, type Upstream } from './packages/upstream.js';
export {
  AllowanceReached,
  type LedgerEntry,
  type SandboxAllowance,
  type SandboxLedger,
  type SandboxShare,
  type SandboxUse,
} from './allowance/ledger.js';
export { FolderLedger } from './allowance/folder-ledger.js';
export { OrganizationSandboxes, type OrganizationSandboxesOptions } from './allowance/organization-sandboxes.js';
export { BadArchive, packFiles, unpackFiles } from './workspace/pack-files.js';
export { Workspace, type ArchiveStore, type WorkspaceOptions } from './workspace/workspace.js';
