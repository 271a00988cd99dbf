/** A line of a file tree: a folder, or a file in it. */
export interface FileLine<T> {
  path: string;
  name: string;
  depth: number;
  /** absent for a folder */
  item?: T;
}

/**
 * Files as the lines of a tree, folders before files, each by name.
 *
 * @param search only files whose path holds it; while there is one, nothing is folded.
 * @param folded folders whose content is not shown.
 */
export function fileLines<T extends { path: string }>(items: readonly T[], search: string, folded: ReadonlySet<string>): FileLine<T>[] {
  const words = search.trim().toLowerCase();
  const shown = items
    .filter((item) => item.path.toLowerCase().includes(words))
    .sort((a, b) => (sortKey(a.path) < sortKey(b.path) ? -1 : 1));
  const lines: FileLine<T>[] = [];
  const seen = new Set<string>();
  for (const item of shown) {
    const parts = item.path.split('/');
    let isHidden = false;
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/');
      if (!seen.has(folder) && !isHidden) lines.push({ path: folder, name: parts[depth - 1]!, depth: depth - 1 });
      seen.add(folder);
      if (folded.has(folder) && words === '') isHidden = true;
    }
    if (!isHidden) lines.push({ path: item.path, name: parts.at(-1)!, depth: parts.length - 1, item });
  }
  return lines;
}

const sortKey = (path: string): string => {
  const parts = path.split('/');
  return parts.map((part, i) => (i < parts.length - 1 ? `0${part}` : `1${part}`)).join('/');
};
