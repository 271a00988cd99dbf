import { BadInput } from '../shared/problem.js';
import { foldedName, isGitsOwn } from './file-names.js';

// NTFS counts in UTF-16 units, ext4 and APFS in bytes of UTF-8.
const SEGMENT_BYTES = 255;
// Windows takes 260 with the folder that it is checked out into.
const PATH_LENGTH = 240;
const SHOWN = 300;
/** Control, format (bidirectional, zero-width), private, unassigned and half characters, breaks, and what is drawn as nothing. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?![\uFE00-\uFE0F])\p{Default_Ignorable_Code_Point}/u;
const NOT_ON_WINDOWS = /[\\:*?"<>|]/;
// Device names that Windows cannot check out, whatever their extension.
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$|clock\$) *(\.|$)/i;
// Windows gives each file a second name of this form, so two of them may meet.
const WINDOWS_SHORT_NAME = /^[^.~]{1,7}~\d{1,6}(\.[^.]{0,3})?$/;

/**
 * Why a repository path is refused, or undefined where it is fine: it can be cloned and unpacked on Linux, macOS and
 * Windows, leads nowhere else, and is what it looks like. Paths are relative, with `/`.
 */
export function pathFault(path: string): string | undefined {
  if (path.length === 0 || path.length > PATH_LENGTH) return `must have 1 to ${PATH_LENGTH} characters`;
  if (UNSEEN.test(path)) return 'holds a control, invisible or half character, which no file name may have';
  const outside = outsideFault(path);
  if (outside) return outside;
  if (NOT_ON_WINDOWS.test(path)) return 'holds a character that no file name may have';
  if (path !== path.normalize('NFC')) return 'is not in composed form (NFC): macOS would store it under another name';
  return path
    .split('/')
    .map(segmentFault)
    .find((fault) => fault !== undefined);
}

function segmentFault(segment: string): string | undefined {
  if (bytesOf(segment) > SEGMENT_BYTES) return `has a name of more than ${SEGMENT_BYTES} bytes, which no file system takes`;
  if (WINDOWS_DEVICE.test(segment) || segment.endsWith('.')) return 'cannot be checked out on Windows';
  if (segment !== segment.trim()) return 'has a name that begins or ends with a space, which Windows drops';
  if (WINDOWS_SHORT_NAME.test(segment)) return 'has a name of the form that Windows gives other files as their short one';
  // Directories and files are keys of documents.
  if (segment === '__proto__') return 'holds "__proto__", which no document can name';
  return undefined;
}

/** Whether a path leads out of its tree, or into what git keeps for itself: such a one is never written, however old it is. */
export function outsideFault(path: string): string | undefined {
  const segments = path.split('/');
  if (path.includes('\0') || path.includes('\n')) return 'holds a control, invisible or half character, which no file name may have';
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
    return 'must be relative, without ".", ".." or empty parts';
  if (segments.some((segment) => isGitsOwn(segment)))
    return 'must be relative, and have no part that git takes for ".git" or ".gitmodules"';
  return undefined;
}

/** A path as a message shows it: what cannot be seen, or stored, by its number. */
export function shownPath(path: string): string {
  const seen = [...path].map((one) => (UNSEEN.test(one) ? `\\u{${one.codePointAt(0)!.toString(16)}}` : one)).join('');
  return seen.length > SHOWN ? `${[...seen].slice(0, SHOWN).join('')}…` : seen;
}

/** @throws BadInput naming the path. */
export function requireSafePath(path: string): string {
  const fault = pathFault(path);
  if (fault) throw new BadInput([{ path: shownPath(path), message: fault }]);
  return path;
}

/** What keeps paths from standing in one repository. */
export interface TreeFault {
  path: string;
  /** The file that it meets. */
  other: string;
  /** Goes on from the quoted path. */
  message: string;
}

/**
 * Why files cannot stand side by side on every system: the same path twice, two that macOS or Windows take for one, a
 * directory spelled in two ways, or one that is a file too. The first to claim a name keeps it.
 */
export function treeFaults(paths: readonly string[]): TreeFault[] {
  const faults: TreeFault[] = [];
  const files = new Map<string, string>();
  const directories = new Map<string, { name: string; of: string }>();
  for (const path of paths) {
    const folded = foldedName(path);
    const known = files.get(folded);
    if (known === path) faults.push({ path, other: path, message: 'stands twice' });
    else if (known !== undefined)
      faults.push({
        path,
        other: known,
        message: `differs from another by case or composition alone: macOS and Windows take it for "${shownPath(known)}"`,
      });
    else files.set(folded, path);
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
      const name = path.slice(0, at);
      const directory = directories.get(foldedName(name));
      if (!directory) directories.set(foldedName(name), { name, of: path });
      else if (directory.name !== name && known === undefined) {
        faults.push({
          path,
          other: directory.of,
          message: `stands in "${shownPath(name)}", which differs from the directory "${shownPath(directory.name)}" by case or composition alone`,
        });
        break;
      }
    }
  }
  for (const [folded, { of }] of directories) {
    const file = files.get(folded);
    if (file !== undefined) faults.push({ path: file, other: of, message: `is a file and the directory of "${shownPath(of)}"` });
  }
  return faults;
}

/** @throws BadInput naming each path that cannot stand in one repository with the others. */
export function requireSafeTree(paths: readonly string[]): void {
  const faults = [
    ...paths.flatMap((path) => {
      const message = pathFault(path);
      return message ? [{ path, message }] : [];
    }),
    ...treeFaults(paths),
  ];
  if (faults.length > 0) throw new BadInput(faults.slice(0, 20).map(({ path, message }) => ({ path: shownPath(path), message })));
}

/** Length in UTF-8. Half characters do not come here. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
