import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SandboxUnavailable } from '../problems.js';

/** Folders of the machine, not of an installation: what is written there counts for every worker. */
const PLACES = ['/var/lib/millwright', '/run/millwright'];
/** Refusals that every process of the machine meets; others, such as a full disk, pass and lead to no second place. */
const LASTING = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOTDIR']);

/**
 * A folder for root alone, the same for every worker of this machine whatever it is configured with.
 *
 * @throws SandboxUnavailable where none can be made, or where another user has a hand in it.
 */
export function machineFolder(name: string, places: readonly string[] = PLACES): string {
  const refusals: string[] = [];
  for (const place of places) {
    const folder = join(place, name);
    try {
      // Others pass through the first to the files that sandboxes see.
      mkdirSync(dirname(place), { recursive: true });
      makeFolder(place, 0o711);
      makeFolder(folder, 0o700);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      refusals.push(message);
      if (code !== undefined && LASTING.has(code)) continue;
      throw unavailable(refusals, error);
    }
    refuseForeign(folder);
    return folder;
  }
  throw unavailable(refusals);
}

function makeFolder(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
    // Whatever the process takes away from new files.
    chmodSync(path, mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Links lead where their owner likes: what counts is the folder behind them, and each above it. */
function refuseForeign(folder: string): void {
  const real = realpathSync(folder);
  const inside = lstatSync(real);
  if (!inside.isDirectory() || inside.uid !== 0 || (inside.mode & 0o077) !== 0)
    throw unavailable([`${folder} is no folder that only root may enter`]);
  for (let at = dirname(real); ; at = dirname(at)) {
    const { uid, mode } = lstatSync(at);
    if (uid !== 0 || (mode & 0o022) !== 0) throw unavailable([`${at} may be changed by another user`]);
    if (at === dirname(at)) return;
  }
}

const unavailable = (refusals: readonly string[], cause?: unknown): SandboxUnavailable =>
  new SandboxUnavailable(
    `it cannot be written down which users of this machine are taken (${refusals.join('; ')})`,
    `Let root, and nobody else, write to ${PLACES.join(' or ')}.`,
    { cause },
  );
