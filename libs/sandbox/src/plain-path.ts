import { BadPath } from './problems.js';

const MAX_PATH = 1024;
const MAX_NAME = 255;

/**
 * Holds a name to a plain relative path, so that joining it to a folder never leaves that folder.
 *
 * @throws BadPath for empty, absolute and dotted paths, `.git`, control characters, backslashes and drive letters.
 */
export function plainPath(path: string): string {
  const reason = faultOf(path);
  if (reason) throw new BadPath(String(path), reason);
  return path;
}

/** @returns why a path is refused; undefined where it is plain. */
export function faultOf(path: unknown): string | undefined {
  if (typeof path !== 'string' || path === '') return 'it is empty';
  if (Buffer.byteLength(path) > MAX_PATH) return `it is longer than ${MAX_PATH} bytes`;
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(path)) return 'it holds a control character';
  if (!path.isWellFormed() || path.includes('\ufffd')) return 'it is no valid text';
  if (path.includes('\\')) return 'it holds a backslash';
  if (path.startsWith('/')) return 'it is absolute';
  if (/^[A-Za-z]:/.test(path)) return 'it names a drive';
  for (const name of path.split('/')) {
    if (name === '') return 'it has an empty part';
    if (name === '.' || name === '..') return 'it has a part of dots';
    // Case and trailing dots or spaces are the same folder on other file systems.
    if (/^(\.git|git~1)[. ]*$/i.test(name.normalize('NFKC'))) return 'it names the folder .git';
    if (Buffer.byteLength(name) > MAX_NAME) return `it has a part of more than ${MAX_NAME} bytes`;
  }
  return undefined;
}
