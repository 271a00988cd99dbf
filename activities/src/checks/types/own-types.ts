import ts from 'typescript';

const isType = (
  statement: ts.Statement,
): statement is ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration | ts.EnumDeclaration =>
  ts.isInterfaceDeclaration(statement) ||
  ts.isTypeAliasDeclaration(statement) ||
  ts.isClassDeclaration(statement) ||
  ts.isEnumDeclaration(statement);

/** Types and classes that a source declares and exports, by name. */
export function exportedTypes(source: ts.SourceFile): ReadonlyMap<string, ts.Statement> {
  const found = new Map<string, ts.Statement>();
  const listed = new Set<string>();
  for (const statement of source.statements) {
    if (
      ts.isExportDeclaration(statement) &&
      !statement.moduleSpecifier &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    )
      for (const { propertyName, name } of statement.exportClause.elements) listed.add((propertyName ?? name).text);
  }
  for (const statement of source.statements) {
    if (!isType(statement) || !statement.name) continue;
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
    // In declarations everything is exported that nothing else is said of.
    if (isExported || listed.has(statement.name.text) || source.isDeclarationFile) found.set(statement.name.text, statement);
  }
  return found;
}

/** Declarations without the private parts of their classes, which concern nobody and would make each class equal to itself alone. */
export function publicPart(path: string, declarations: string): string {
  if (!/#\w|\bprivate\b/.test(declarations)) return declarations;
  let text = declarations;
  const visit = (node: ts.Node): void => {
    if (ts.isClassElement(node) && ts.isClassLike(node.parent) && isPrivate(node)) text = blank(text, node.getFullStart(), node.getEnd());
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(`${path}.d.ts`, declarations, ts.ScriptTarget.ESNext, true));
  return text;
}

const isPrivate = (node: ts.ClassElement): boolean =>
  (node.name !== undefined && ts.isPrivateIdentifier(node.name)) ||
  (ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) ?? false));

/** Spaces in place of a part, so that lines stay where they are. */
const blank = (text: string, from: number, to: number): string =>
  text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to);

/**
 * Declarations of a file with those types taken from what is written that are written: a class with private parts equals
 * itself and nothing else, so values of it can be compared only so.
 */
export function mixedDeclarations(path: string, declarations: string, written: string): string {
  const declared = ts.createSourceFile(`${path}.d.ts`, declarations, ts.ScriptTarget.ESNext, true);
  const types = exportedTypes(declared);
  const own = exportedTypes(ts.createSourceFile(path, written, ts.ScriptTarget.ESNext, true));
  const shared = [...types].filter(([name]) => own.has(name));
  let text = declarations;
  for (const [, statement] of shared) text = blank(text, statement.getFullStart(), statement.getEnd());
  const names = shared.map(([name]) => name);
  return names.length === 0 ? text : `${text}\nimport { ${names.join(', ')} } from ${JSON.stringify(`written:${path}`)};\nexport {};\n`;
}
