import type { Blueprint, BlueprintFile } from '@millwright/domain';
import ts from 'typescript';
import { isScript, resolveImport } from './module-paths.js';

const read = (file: BlueprintFile, text: string): ts.SourceFile => ts.createSourceFile(file.path, text, ts.ScriptTarget.ESNext, false);

/**
 * Where a written file is none of its language at all, so that nothing could load it. TypeScript, JavaScript and JSON
 * are read; of other languages nothing is said.
 *
 * @returns one sentence a fault; empty where it can be read.
 */
export function syntaxFaults(file: BlueprintFile, text: string): string[] {
  if (file.path.endsWith('.json')) return jsonFaults(file.path, text);
  if (!isScript(file.path)) return [];
  return brokenLines(read(file, text));
}

/** Settings of compilers and editors may hold comments; other JSON may not. */
function jsonFaults(path: string, text: string): string[] {
  const settings = /(^|\/)([tj]sconfig[^/]*|\.eslintrc|\.swcrc)\.json$|(^|\/)\.vscode\//.test(path);
  if (settings) {
    const { error } = ts.parseConfigFileTextToJson(path, text);
    return error ? [`The file is not valid JSON: ${ts.flattenDiagnosticMessageText(error.messageText, ' ')}`] : [];
  }
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [`The file is not valid JSON: ${(error as Error).message}`];
  }
}

function brokenLines(source: ts.SourceFile): string[] {
  // Not part of the public type, and yet the only way to them without a whole program.
  const broken = (source as unknown as { parseDiagnostics: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics;
  return broken.slice(0, 3).map(({ start, messageText }) => {
    const { line } = source.getLineAndCharacterOfPosition(start);
    return `Line ${line + 1} is no valid code: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

/**
 * Where a written file contradicts the blueprint that all other files are written from: what it imports and they do
 * not offer, what it should offer and does not, and where it is no program at all. TypeScript and JavaScript are
 * read; of other languages nothing is said.
 *
 * @returns one sentence a fault; empty where all is well.
 */
export function codeFaults(file: BlueprintFile, text: string, blueprint: Blueprint): string[] {
  if (!isScript(file.path)) return [];
  const source = read(file, text);
  const broken = brokenLines(source);
  if (broken.length > 0) return broken;
  const offered = exportsOf(source);
  const missing = offered === 'unknown' ? [] : (file.exports ?? []).filter((name) => !offered.has(name));
  return [
    ...missing.map((name) => `It does not export "${name}", which the blueprint lists among its exports`),
    ...importsOf(source).flatMap(({ from, names }) => importFaults(file, from, names, blueprint)),
  ];
}

function importFaults(file: BlueprintFile, from: string, names: readonly string[], blueprint: Blueprint): string[] {
  if (!from.startsWith('.')) return [];
  const path = resolveImport(file.path, from, (one) => blueprint.files.some((other) => other.path === one));
  const target = blueprint.files.find((other) => other.path === path);
  if (!target) return [`It imports "${from}", which is no file of the blueprint`];
  // Older blueprints and files without exports of their own say nothing about names.
  if (!target.exports || target.exports.length === 0 || !isScript(target.path)) return [];
  return names
    .filter((name) => !target.exports!.includes(name))
    .map((name) => `It imports "${name}" from ${target.path}, which exports only ${target.exports!.join(', ')}`);
}

interface Import {
  from: string;
  /** `default` for a default import; none for a namespace or a side effect. */
  names: string[];
}

function importsOf(source: ts.SourceFile): Import[] {
  return source.statements.flatMap((statement): Import[] => {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const clause = statement.importClause;
      const named = clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : [];
      return [
        {
          from: statement.moduleSpecifier.text,
          names: [...(clause?.name ? ['default'] : []), ...named.map((one) => (one.propertyName ?? one.name).text)],
        },
      ];
    }
    if (ts.isExportDeclaration(statement) && statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier)) {
      const named = statement.exportClause && ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements : [];
      return [{ from: statement.moduleSpecifier.text, names: named.map((one) => (one.propertyName ?? one.name).text) }];
    }
    return [];
  });
}

/** Names that a file exports; unknown where it passes on all of another one, or is no ES module. */
function exportsOf(source: ts.SourceFile): Set<string> | 'unknown' {
  const names = new Set<string>();
  for (const statement of source.statements) {
    if (ts.isExportAssignment(statement)) names.add('default');
    else if (ts.isExportDeclaration(statement)) {
      if (!statement.exportClause) return 'unknown';
      if (ts.isNamedExports(statement.exportClause)) for (const one of statement.exportClause.elements) names.add(one.name.text);
      else names.add(statement.exportClause.name.text);
    } else if (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) {
      if (ts.getModifiers(statement)!.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) names.add('default');
      if (ts.isVariableStatement(statement)) for (const { name } of statement.declarationList.declarations) addNames(name, names);
      else if ('name' in statement && statement.name && ts.isIdentifier(statement.name as ts.Node))
        names.add((statement.name as ts.Identifier).text);
    }
  }
  return names.size === 0 && /\bmodule\.exports\b|\bexports\./.test(source.text) ? 'unknown' : names;
}

function addNames(name: ts.BindingName, names: Set<string>): void {
  if (ts.isIdentifier(name)) names.add(name.text);
  else for (const element of name.elements) if (ts.isBindingElement(element)) addNames(element.name, names);
}
