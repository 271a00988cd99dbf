import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const require = createRequire(import.meta.url);
const LIBRARY = dirname(require.resolve('typescript'));

/** Sources that are the same for every project: parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** A file of the compiler or of the types of Node; undefined: there is none. */
export function fixedSource(path: string): ts.SourceFile | undefined {
  if (!parsed.has(path)) {
    const isOurs = path.startsWith(`${LIBRARY}/`) || NODE_TYPES.some(({ folder }) => path.startsWith(`${folder}/`));
    const text = isOurs && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    parsed.set(path, text === undefined ? undefined : ts.createSourceFile(path, text, ts.ScriptTarget.ESNext));
  }
  return parsed.get(path);
}

export const libraryFile = (name: string): string => join(LIBRARY, name);

interface TypesPackage {
  name: string;
  folder: string;
  /** Its first file. */
  types: string;
}

/** The types of Node as they are installed here, and those that they need; none where they are not. */
export const NODE_TYPES: readonly TypesPackage[] = nodeTypes();

function nodeTypes(): TypesPackage[] {
  try {
    const folder = dirname(require.resolve('@types/node/package.json'));
    const undici = dirname(createRequire(join(folder, 'index.d.ts')).resolve('undici-types/package.json'));
    return [
      { name: '@types/node', folder, types: join(folder, 'index.d.ts') },
      { name: 'undici-types', folder: undici, types: join(undici, 'index.d.ts') },
    ];
  } catch {
    return [];
  }
}
