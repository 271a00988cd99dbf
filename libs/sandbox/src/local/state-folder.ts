import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { realpathSync } from 'node:fs';
import { SandboxUnavailable } from '../problems.js';
import type { HostFiles } from './bwrap-line.js';
import { openToOthers, openTree } from './open-to-others.js';
import { seccompFilter } from './seccomp.js';
import type { Architecture } from './system-calls.js';

const AGENT = join(import.meta.dirname, '../agent');
const AGENT_FILES = ['main', 'commands', 'files', 'frames', 'links'];

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Where files of sandboxes stand: a sandbox's user has to reach them, which it cannot in the home of root. */
export const defaultFolder = (): string =>
  isRoot() ? '/var/lib/millwright/sandbox' : join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'millwright', 'sandbox');

export interface StateFolder {
  folder: string;
  files: HostFiles;
  /** The system call filter, as a file. */
  seccomp: string;
}

/**
 * Puts what sandboxes need into a folder: node twice, the agent, a few files of /etc, the filter.
 *
 * @param bwrap the executable, with its libraries beside it where it has any.
 * @throws SandboxUnavailable where the folder cannot be made, or others may write to it.
 */
export function prepareFolder(folder: string, bwrap: { path: string; tree?: string }): StateFolder {
  return openToOthers(() => fillFolder(folder, bwrap));
}

function fillFolder(folder: string, bwrap: { path: string; tree?: string }): StateFolder {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    chmodSync(folder, 0o711);
  } catch (error) {
    throw unavailable(folder, (error as Error).message, error);
  }
  const architecture = process.arch as Architecture;
  const node = place(folder, 'node', keyOf(process.execPath), (target) => copyNode(target, 0o755));
  const sealedNode = place(folder, 'sealed', keyOf(process.execPath), (target) => copyNode(target, isRoot() ? 0o711 : 0o111));
  const agent = placeAgent(folder);
  const etc = placeTexts(folder, 'etc', {
    passwd: 'root:x:0:0:root:/:/bin/false\nbox:x:1000:1000:box:/box:/bin/sh\n',
    group: 'root:x:0:\nbox:x:1000:\n',
    hosts: '127.0.0.1 localhost sandbox\n::1 localhost\n',
  });
  const filter = seccompFilter(architecture);
  const seccomp = place(folder, 'filter', digest(filter), (target) => writeFileSync(target, filter));
  const files: HostFiles = { bwrap: placeBwrap(folder, bwrap), node, sealedNode, agent, etc, npm: placeNpm(folder) };
  if (isRoot()) for (const path of [folder, files.bwrap, node]) refuseForeign(path);
  return { folder, files, seccomp };
}

const unavailable = (folder: string, why: string, cause?: unknown): SandboxUnavailable =>
  new SandboxUnavailable(`the folder ${folder} cannot be used (${why})`, 'Name another folder that only this user may write to.', {
    cause,
  });

/** Root runs what stands here: nobody else may have a hand in it. */
function refuseForeign(path: string): void {
  for (let at = resolve(path); ; at = dirname(at)) {
    const { uid, mode } = statSync(at);
    const isWritable = (mode & 0o022) !== 0 && (mode & 0o1000) === 0;
    if (uid !== 0 || isWritable) throw unavailable(path, `${at} belongs to, or may be changed by, another user`);
    if (at !== resolve(path) && (mode & 0o001) === 0) throw unavailable(path, `${at} cannot be entered by other users`);
    if (at === dirname(at)) return;
  }
}

const digest = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 16);
};

const keyOf = (file: string): string => {
  const { size, mtimeMs, ino } = statSync(file);
  return digest(JSON.stringify([realpathSync(file), size, mtimeMs, ino]));
};

/** Makes `name-key` once, in one step: other workers may do the same. */
function place(folder: string, name: string, key: string, make: (target: string) => void): string {
  const target = join(folder, `${name}-${key}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  make(draft);
  try {
    renameSync(draft, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
}

function copyNode(target: string, mode: number): void {
  copyFileSync(process.execPath, target, constants.COPYFILE_FICLONE);
  chmodSync(target, mode);
}

function placeTexts(folder: string, name: string, texts: Record<string, string>): string {
  return place(folder, name, digest(JSON.stringify(texts)), (target) => {
    mkdirSync(target, { mode: 0o755 });
    for (const [file, text] of Object.entries(texts)) writeFileSync(join(target, file), text, { mode: 0o644 });
    chmodSync(target, 0o755);
  });
}

/** The agent as it is built; from sources, with the types taken out. */
function placeAgent(folder: string): string {
  const texts = AGENT_FILES.map((name): [string, string] => {
    const built = join(AGENT, `${name}.js`);
    if (existsSync(built)) return [`${name}.js`, readFileSync(built, 'utf8')];
    return [`${name}.js`, stripTypeScriptTypes(readFileSync(join(AGENT, `${name}.ts`), 'utf8'))];
  });
  return placeTexts(folder, 'agent', { ...Object.fromEntries(texts), 'package.json': '{"type":"module"}' });
}

function placeBwrap(folder: string, { path, tree }: { path: string; tree?: string }): string {
  if (!tree) return path;
  const copy = place(folder, 'bwrap', keyOf(path), (target) => copyTree(tree, target));
  return join(copy, path.slice(tree.length + 1));
}

/** What was unpacked by a process that keeps its files to itself is for others from here on. */
function copyTree(from: string, target: string, options: { dereference?: boolean } = {}): void {
  cpSync(from, target, { recursive: true, ...options });
  openTree(target);
}

/** The host's npm, whose version goes with no node in particular. */
function placeNpm(folder: string): string | undefined {
  for (const entry of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(entry, 'npm');
    if (!existsSync(file)) continue;
    const root = dirname(dirname(realpathSync(file)));
    if (!existsSync(join(root, 'bin/npm-cli.js'))) continue;
    // Below /usr it can be read by all; elsewhere perhaps not.
    if (root.startsWith('/usr/')) return root;
    return place(folder, 'npm', keyOf(join(root, 'package.json')), (target) => copyTree(root, target, { dereference: true }));
  }
  return undefined;
}

/** @returns the first of the names that PATH leads to. */
export function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
}
