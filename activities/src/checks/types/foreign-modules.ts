import { isBuiltin } from 'node:module';
import ts from 'typescript';
import { isAlias, packageOf } from '../module-paths.js';

// Of a type that is not known: it takes as many arguments as it is given.
const ANY_ARGUMENTS = '<A = any, B = any, C = any, D = any, E = any>';

/**
 * Declarations of the modules whose types are not here: whatever is imported from them is there, and is anything.
 *
 * @param isFound whether an import that is none of a package leads to a file of the project.
 */
export function foreignModules(sources: Iterable<ts.SourceFile>, isFound: (name: string) => boolean): string {
  const modules = new Map<string, Set<string> | 'all'>();
  for (const source of sources)
    for (const { from, names } of importsOf(source)) {
      if (from.startsWith('written:') || isBuiltin(from) || !(packageOf(from) !== undefined || isAlias(from)) || isFound(from)) continue;
      const known = modules.get(from);
      if (names === 'all' || known === 'all') modules.set(from, 'all');
      else modules.set(from, new Set([...(known ?? []), ...names]));
    }
  return [...modules].map(([name, names]) => moduleOf(name, names)).join('');
}

function moduleOf(name: string, names: ReadonlySet<string> | 'all'): string {
  const head = `declare module ${JSON.stringify(name)}`;
  if (names === 'all') return `${head};\n`;
  const lines = [...names]
    .filter((one) => one !== 'default')
    .map((one) => `export const ${one}: any; export type ${one}${ANY_ARGUMENTS} = any;`);
  return `${head} { const whole: any; export default whole; ${lines.join(' ')} }\n`;
}

/** What a source imports or passes on, by name; all where it takes a module as a whole. */
function importsOf(source: ts.SourceFile): { from: string; names: string[] | 'all' }[] {
  const said = source.statements.flatMap((statement): { from: string; names: string[] | 'all' }[] => {
    if (
      !(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) ||
      !statement.moduleSpecifier ||
      !ts.isStringLiteral(statement.moduleSpecifier)
    )
      return [];
    const from = statement.moduleSpecifier.text;
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
    if (bindings && ts.isNamedImports(bindings))
      return [{ from, names: bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text) }];
    if (bindings && ts.isNamedExports(bindings))
      return [{ from, names: bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text) }];
    return [{ from, names: bindings || ts.isExportDeclaration(statement) ? 'all' : [] }];
  });
  const others = ts.preProcessFile(source.text, true, true).importedFiles.map(({ fileName }) => fileName);
  return [...said, ...others.filter((from) => !said.some((one) => one.from === from)).map((from) => ({ from, names: 'all' as const }))];
}
