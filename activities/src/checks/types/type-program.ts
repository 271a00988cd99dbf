import { posix } from 'node:path';
import ts from 'typescript';
import { isAlias, isScript, resolveAlias, resolveImport } from '../module-paths.js';
import { foreignModules } from './foreign-modules.js';
import { publicPart } from './own-types.js';
import { NODE_TYPES, fixedSource, libraryFile } from './virtual-files.js';

/** A file as the compiler is to see it. */
export interface TypedFile {
  path: string;
  /** What it has; undefined where it is not written yet. */
  text?: string;
  /** What it offers to others; undefined where nothing was declared. */
  declarations?: string;
}

const WRITTEN = '/written/';
const DECLARED = '/declared/';
// Declarations in which the file's own types are those that it has: so its values are compared.
const MIXED = '/mixed/';
const PACKAGES = '/packages.d.ts';
// What is imported and is no code: styles, pictures, data that is not written yet.
const ASSET = '/asset.d.ts';
const DOM = /\b(document|window|HTML\w*Element|localStorage|navigator|customElements)\b/;

/** Names of the virtual files of a path. */
export const writtenName = (path: string): string => WRITTEN + path;
export const declaredName = (path: string): string => `${DECLARED}${path}.d.ts`;
export const mixedName = (path: string): string => `${MIXED}${path}.d.ts`;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.Preserve,
  allowJs: true,
  allowImportingTsExtensions: true,
  allowSyntheticDefaultImports: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  noEmit: true,
  strict: true,
  types: [],
};

/**
 * A program over files that stand nowhere. A file that imports another one sees what that declares, where it declares
 * something, and else what it has: so each is held to what was agreed, and to nobody's faults.
 *
 * @param mixed declarations by path in which the file's own types are imported from `written:`.
 * @param settings strictness as the project's own tsconfig.json has it.
 */
export function typeProgram(
  files: readonly TypedFile[],
  { mixed = new Map(), settings = {} }: { mixed?: ReadonlyMap<string, string>; settings?: ts.CompilerOptions } = {},
): ts.Program {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const texts = new Map<string, string>();
  for (const { path, text, declarations } of files) {
    if (text !== undefined && (isScript(path) || path.endsWith('.json'))) texts.set(writtenName(path), text);
    if (declarations !== undefined && isScript(path)) texts.set(declaredName(path), publicPart(path, declarations));
  }
  for (const [path, text] of mixed) texts.set(mixedName(path), text);
  const sources = new Map([...texts].map(([name, text]) => [name, sourceOf(name, text)]));
  const isFound = (name: string): boolean => isAlias(name) && resolveAlias(name, (one) => byPath.has(one)) !== undefined;
  sources.set(PACKAGES, sourceOf(PACKAGES, foreignModules(sources.values(), isFound)));
  sources.set(ASSET, sourceOf(ASSET, 'declare const asset: any;\nexport default asset;\n'));
  const lib = ['lib.esnext.d.ts', ...([...texts.values()].some((text) => DOM.test(text)) ? ['lib.dom.d.ts', 'lib.dom.iterable.d.ts'] : [])];
  const roots = [...sources.keys(), ...NODE_TYPES.map(({ types }) => types).slice(0, 1)];
  const host = virtualHost(sources, (from, name) => resolve(byPath, from, name));
  return ts.createProgram({ rootNames: roots, options: { ...OPTIONS, lib, ...settings }, host });
}

const sourceOf = (name: string, text: string): ts.SourceFile => ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);

/** What a source imports, in whatever way. */
export const importedNames = (source: ts.SourceFile): string[] =>
  ts.preProcessFile(source.text, true, true).importedFiles.map(({ fileName }) => fileName);

function resolve(byPath: ReadonlyMap<string, TypedFile>, from: string, name: string): string | undefined {
  if (name.startsWith('written:')) return writtenName(name.slice('written:'.length));
  const own = [WRITTEN, DECLARED, MIXED].find((folder) => from.startsWith(folder));
  if (!own) return NODE_TYPES.find((one) => one.name === name)?.types ?? nodeFile(from, name);
  if (!name.startsWith('.') && !isAlias(name)) return undefined;
  const path = own === WRITTEN ? from.slice(own.length) : from.slice(own.length, -'.d.ts'.length);
  const has = (one: string): boolean => byPath.has(one);
  const found = isAlias(name) ? resolveAlias(name, has) : resolveImport(path, name, has);
  const file = found === undefined ? undefined : byPath.get(found)!;
  if (!file) return undefined;
  if (file.declarations !== undefined && isScript(file.path)) return declaredName(file.path);
  if (file.text === undefined) return isScript(file.path) ? undefined : ASSET;
  return isScript(file.path) || file.path.endsWith('.json') ? writtenName(file.path) : ASSET;
}

/** Between the types of Node and their own files. */
function nodeFile(from: string, name: string): string | undefined {
  if (!name.startsWith('.')) return undefined;
  const base = posix.join(posix.dirname(from), name).replace(/\.js$/, '');
  return [`${base}.d.ts`, base, `${base}/index.d.ts`].find((one) => fixedSource(one) !== undefined);
}

function virtualHost(
  sources: ReadonlyMap<string, ts.SourceFile>,
  find: (from: string, name: string) => string | undefined,
): ts.CompilerHost {
  const sourceFile = (name: string): ts.SourceFile | undefined => sources.get(name) ?? fixedSource(name);
  return {
    getSourceFile: sourceFile,
    fileExists: (name) => sourceFile(name) !== undefined,
    readFile: (name) => sourceFile(name)?.text,
    getDefaultLibFileName: () => libraryFile('lib.esnext.d.ts'),
    getDefaultLibLocation: () => posix.dirname(libraryFile('lib.esnext.d.ts')),
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        const resolvedFileName = find(from, text);
        return { resolvedModule: resolvedFileName === undefined ? undefined : { resolvedFileName, extension: endingOf(resolvedFileName) } };
      }),
    resolveTypeReferenceDirectiveReferences: (names) => names.map(() => ({ resolvedTypeReferenceDirective: undefined })),
  };
}

const endingOf = (name: string): ts.Extension => (name.endsWith('.d.ts') ? ts.Extension.Dts : (posix.extname(name) as ts.Extension));
