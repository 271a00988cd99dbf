import { posix } from 'node:path';

/** Whether a file is TypeScript or JavaScript. */
export const isScript = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path);

const ENDINGS = ['', '.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.json', '/index.ts', '/index.tsx', '/index.js'];
// What compilers write next to or in place of a source.
const SOURCE_OF: Readonly<Record<string, string[]>> = { '.js': ['.ts', '.tsx'], '.mjs': ['.mts'], '.cjs': ['.cts'], '.jsx': ['.tsx'] };

/** The file that a relative import means. @param has whether there is a file of this path. */
export function resolveImport(path: string, from: string, has: (path: string) => boolean): string | undefined {
  const wanted = posix.join(posix.dirname(path), from);
  const ending = posix.extname(wanted);
  return [...ENDINGS.map((end) => wanted + end), ...(SOURCE_OF[ending] ?? []).map((end) => wanted.slice(0, -ending.length) + end)].find(
    has,
  );
}

const ALIAS = /^(?:@|~)\/|^#/;

/** Whether an import names a folder of the project by a sign of its own, as compilers and bundlers can be set up to. */
export const isAlias = (from: string): boolean => ALIAS.test(from);

/** The file that such an import means, where it stands in a usual place. */
export function resolveAlias(from: string, has: (path: string) => boolean): string | undefined {
  const rest = from.replace(ALIAS, '');
  return ['src', '.', 'app'].map((folder) => resolveImport(`${folder}/x`, `./${rest}`, has)).find((path) => path !== undefined);
}

/** Name of the package that an import reads from; undefined for files of the project. */
export function packageOf(from: string): string | undefined {
  if (from.startsWith('.') || from.startsWith('/') || isAlias(from)) return undefined;
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}
