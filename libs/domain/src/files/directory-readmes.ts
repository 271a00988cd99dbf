import { directoriesOf, fileName, parentDirectory } from './directories.js';
import { foldedName } from './file-names.js';

const README = 'README.md';

/**
 * The README.md that each directory gets, by directory; the root's is the project's own. A directory that has a
 * `readme.md` in any case gets none: macOS and Windows would take the two for one.
 */
export function directoryReadmes(paths: readonly string[]): Map<string, string> {
  const own = new Set(paths.filter((path) => foldedName(fileName(path)) === foldedName(README)).map(parentDirectory));
  return new Map(
    directoriesOf(paths)
      .filter((directory) => directory !== '.' && !own.has(directory))
      .map((directory) => [directory, `${directory}/${README}`]),
  );
}
