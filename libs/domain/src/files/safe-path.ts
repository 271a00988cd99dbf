import { BadInput } from '../shared/problem.js';

const FORBIDDEN_SEGMENTS = new Set(['', '.', '..', '.git']);
// Device names that Windows cannot check out, whatever their extension.
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Why a repository path is refused, or undefined where it is fine. Paths are relative, with `/`. */
export function pathFault(path: string): string | undefined {
  if (path.length === 0 || path.length > 240) return 'must have 1 to 240 characters';
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f\\:*?"<>|]/.test(path)) return 'holds a character that no file name may have';
  const segments = path.split('/');
  if (segments.some((segment) => FORBIDDEN_SEGMENTS.has(segment.toLowerCase()))) return 'must be relative, without ".", ".." or ".git"';
  if (segments.some((segment) => WINDOWS_DEVICE.test(segment) || /[. ]$/.test(segment))) return 'cannot be checked out on Windows';
  return undefined;
}

/** @throws BadInput naming the path. */
export function requireSafePath(path: string): string {
  const fault = pathFault(path);
  if (fault) throw new BadInput([{ path, message: fault }]);
  return path;
}
