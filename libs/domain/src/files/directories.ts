/** Directory of a path; "." for the root's own entries. */
export function parentDirectory(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut === -1 ? '.' : path.slice(0, cut);
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Every directory that the given files stand in, with all directories above, sorted; the root is ".". */
export function directoriesOf(paths: readonly string[]): string[] {
  const found = new Set<string>(['.']);
  for (const path of paths)
    for (let directory = parentDirectory(path); !found.has(directory); directory = parentDirectory(directory)) found.add(directory);
  return [...found].sort();
}
