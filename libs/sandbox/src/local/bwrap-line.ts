import { lstatSync, readlinkSync, existsSync } from 'node:fs';
import type { SandboxLimits } from '../port.js';

/** Descriptors of a sandbox's first process. */
export const CHANNEL_FD = 3;
export const INFO_FD = 4;
export const BLOCK_FD = 5;
export const SECCOMP_FD = 6;

/** Files of the host that every sandbox sees, read only. */
export interface HostFiles {
  bwrap: string;
  /** Node for commands. */
  node: string;
  /** The same with no right but to execute it: what runs by it can be looked into by nobody. */
  sealedNode: string;
  /** Folder with the agent's code. */
  agent: string;
  /** Folder of npm; absent where the host has none. */
  npm?: string;
  /** Folder with passwd, group and hosts. */
  etc: string;
}

/** The largest file: a sandbox cannot hold more. */
const fileBytes = (limits: SandboxLimits): number => Math.max(limits.diskBytes, limits.temporaryBytes);

/** Sets limits that every child inherits; `-u` is `-p` in some shells. Units of `-f` are 512 bytes. */
const WITH_LIMITS = [
  'ulimit -c 0 && ulimit -f "$1" && ulimit -n "$2" || exit 70',
  'if (ulimit -u "$3") 2>/dev/null; then ulimit -u "$3"; else ulimit -p "$3"; fi || exit 70',
  'shift 3; exec "$@"',
].join('\n');

/** @returns executable and arguments of a sandbox's start. */
export function startLine(files: HostFiles, limits: SandboxLimits, processes: number, shared: string): [string, string[]] {
  const blocks = Math.ceil(fileBytes(limits) / 512);
  const sizes = ['sandbox', String(blocks), String(limits.openFiles), String(processes)];
  return ['/bin/sh', ['-c', WITH_LIMITS, ...sizes, files.bwrap, ...bwrapArguments(files, limits, shared)]];
}

function bwrapArguments(files: HostFiles, limits: SandboxLimits, shared: string): string[] {
  const temporary = String(limits.temporaryBytes);
  return [
    ...['--unshare-all', '--unshare-user', '--disable-userns', '--die-with-parent', '--new-session', '--clearenv'],
    ...['--cap-drop', 'ALL', '--uid', '1000', '--gid', '1000', '--hostname', 'sandbox'],
    ...['--ro-bind', '/usr', '/usr', ...systemFolders()],
    ...['--proc', '/proc', '--ro-bind', '/proc/sys', '/proc/sys'],
    // Alone, --dev leaves a writable file system of half the memory.
    ...['--dev', '/dev', '--size', temporary, '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    ...['--size', String(limits.diskBytes), '--tmpfs', '/box', '--size', temporary, '--tmpfs', '/tmp'],
    ...['passwd', 'group', 'hosts'].flatMap((name) => ['--ro-bind', `${files.etc}/${name}`, `/etc/${name}`]),
    ...['/etc/alternatives', '/etc/ld.so.cache'].filter(existsSync).flatMap((path) => ['--ro-bind', path, path]),
    ...['--ro-bind', files.node, '/opt/node/bin/node', '--ro-bind', files.sealedNode, '/opt/agent/node'],
    ...['--ro-bind', files.agent, '/opt/agent/code', '--ro-bind', shared, '/run/host', ...npmOf(files)],
    ...['--remount-ro', '/', '--chdir', '/box'],
    ...['--seccomp', String(SECCOMP_FD), '--info-fd', String(INFO_FD), '--block-fd', String(BLOCK_FD)],
    ...['--', '/opt/agent/node', '--disable-warning=ExperimentalWarning', '/opt/agent/code/main.js'],
  ];
}

/** Folders that are links into /usr on most systems, and folders of their own on others. */
function systemFolders(): string[] {
  return ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'].flatMap((path) => {
    const about = lstatSync(path, { throwIfNoEntry: false });
    if (!about) return [];
    return about.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
  });
}

function npmOf(files: HostFiles): string[] {
  if (!files.npm) return [];
  return [
    ...['--ro-bind', files.npm, '/opt/node/lib/node_modules/npm'],
    ...['--symlink', '../lib/node_modules/npm/bin/npm-cli.js', '/opt/node/bin/npm'],
    ...['--symlink', '../lib/node_modules/npm/bin/npx-cli.js', '/opt/node/bin/npx'],
  ];
}
