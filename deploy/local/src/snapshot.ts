import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { lock, shareLock, type Lock } from './lock.ts';
import { ROOT } from './paths.ts';
import { say } from './say.ts';

/** What a package needs when it runs. */
const PARTS = ['package.json', 'dist', 'prompts', 'assets'];

export interface Snapshot {
  /** It is laid out as the checkout is: `api/dist/main.js` and so on. */
  folder: string;
  /** Held while it is used; what nobody uses is removed with a later build. */
  use: Lock;
}

/** One build at a time in a checkout: a second command waits, and finds most of its work done. */
export async function whileBuilding<T>(work: () => Promise<T>, root = ROOT): Promise<T> {
  await mkdir(join(root, '.nx'), { recursive: true });
  let isTold = false;
  for (;;) {
    const own = lock(join(root, '.nx/build.lock'), 0);
    if (own) {
      try {
        return await work();
      } finally {
        own.release();
      }
    }
    if (!isTold) say('Another command builds here; waiting for it …');
    isTold = true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * A whole copy of what is built, which no later build changes: running processes load files of theirs at any time, and
 * a build removes and writes them. To be taken within `whileBuilding`. Two of the same build are one.
 *
 * @param options.liveConsole the console is that of the checkout, for those who work on it.
 */
export async function takeSnapshot(options: { liveConsole?: boolean } = {}, root = ROOT): Promise<Snapshot> {
  const builds = join(root, '.nx/builds');
  await mkdir(builds, { recursive: true });
  const workspaces = (await workspacesOf(root)).filter(
    (path) => existsSync(join(root, path, 'dist')) && !(options.liveConsole && path === 'web'),
  );
  const files = (await Promise.all(workspaces.map((path) => filesOf(root, path)))).flat().sort();
  const folder = join(builds, `${await digestOf(root, files)}${options.liveConsole ? '-dev' : ''}`);
  const use = shareLock(`${folder}.lock`)!;
  if (!existsSync(folder)) {
    await rm(`${folder}.new`, { recursive: true, force: true });
    await fill(root, `${folder}.new`, workspaces);
    if (options.liveConsole) await symlink(join(root, 'web'), join(`${folder}.new`, 'web'), 'junction');
    await rename(`${folder}.new`, folder);
  }
  await removeUnused(builds, folder);
  return { folder, use };
}

async function workspacesOf(root: string): Promise<string[]> {
  return (JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { workspaces: string[] }).workspaces;
}

async function filesOf(root: string, workspace: string): Promise<string[]> {
  const parts = PARTS.map((part) => join(workspace, part)).filter((part) => existsSync(join(root, part)));
  const lists = parts.map(async (part) =>
    part.endsWith('.json')
      ? [part]
      : (await readdir(join(root, part), { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
  return (await Promise.all(lists)).flat();
}

async function digestOf(root: string, files: readonly string[]): Promise<string> {
  const contents = await Promise.all(files.map(async (file) => await readFile(join(root, file))));
  const hash = createHash('sha256');
  for (const [i, file] of files.entries()) hash.update(`${file}\0${contents[i]!.length}\0`).update(contents[i]!);
  return hash.digest('hex').slice(0, 16);
}

/** Packages of ours find each other within the copy; those of others are found in the checkout above it. */
async function fill(root: string, target: string, workspaces: readonly string[]): Promise<void> {
  const scope = join(target, 'node_modules/@millwright');
  await mkdir(scope, { recursive: true });
  for (const path of workspaces) {
    await mkdir(join(target, path), { recursive: true });
    for (const part of PARTS)
      if (existsSync(join(root, path, part))) await cp(join(root, path, part), join(target, path, part), { recursive: true });
    // Versions of others' packages that this one alone has.
    if (existsSync(join(root, path, 'node_modules')))
      await symlink(join(root, path, 'node_modules'), join(target, path, 'node_modules'), 'junction');
    const { name } = JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8')) as { name: string };
    // Relative, so that the copy may be renamed; a junction cannot be.
    const link = join(target, 'node_modules', name);
    if (process.platform === 'win32') await symlink(join(target.replace(/\.new$/, ''), path), link, 'junction');
    else await symlink(join('../..', path), link);
  }
}

async function removeUnused(builds: string, current: string): Promise<void> {
  for (const name of await readdir(builds)) {
    const folder = join(builds, name);
    if (name.endsWith('.lock') || folder === current) continue;
    const own = lock(`${folder}.lock`, 0);
    if (!own) continue;
    await rm(folder, { recursive: true, force: true });
    own.release();
    await rm(`${folder}.lock`, { force: true });
  }
}
