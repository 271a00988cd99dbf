import ts from 'typescript';
import { HOLE } from '../addresses.js';

// Calls of functions within functions: deeper ones are taken as holes.
const DEPTH = 3;
const IN_ATTRIBUTE = /=\s*["']?[^"'<>\s]*$/;
const IN_QUOTES = /=\s*(?:"[^"]*|'[^']*)$/;

/** A text as a source builds it: what it holds as far as it is known, with a hole for each value. */
export interface FlatText {
  text: string;
  /** 1 for the first. */
  line: number;
  node: ts.Node;
}

type Functions = ReadonlyMap<string, ts.Node>;

/** The texts of a source, each with those that are nested in it or come from functions of the same file. */
export function flatTexts(source: ts.SourceFile): FlatText[] {
  const functions = functionsOf(source);
  const found: FlatText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      if (!isImported(node))
        found.push({ text: flat(node, functions, DEPTH), line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, node });
      // What is nested is in it already.
      if (ts.isTemplateExpression(node)) return node.templateSpans.forEach(({ expression }) => visitCode(expression, visit));
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Within a template only what is no text of it: addresses of requests in handlers, say. */
function visitCode(node: ts.Node, visit: (node: ts.Node) => void): void {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return;
  ts.forEachChild(node, (child) => visitCode(child, visit));
}

const isImported = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent) || ts.isLiteralTypeNode(node.parent);

/** Bodies of the functions that a source declares at its top, by name. */
function functionsOf(source: ts.SourceFile): Functions {
  const bodies = new Map<string, ts.Node>();
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name && statement.body) bodies.set(statement.name.text, statement.body);
    if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        if (ts.isIdentifier(name) && initializer)
          bodies.set(name.text, ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer) ? initializer.body : initializer);
  }
  return bodies;
}

function flat(node: ts.Node, functions: Functions, depth: number): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return HOLE;
  let text = node.head.text;
  for (const { expression, literal } of node.templateSpans) text += valueIn(text, expression, functions, depth) + literal.text;
  return text;
}

/** What stands in a template for an expression: in an attribute its one text or a hole, elsewhere all texts that it may give. */
function valueIn(before: string, expression: ts.Expression, functions: Functions, depth: number): string {
  const within = textsIn(expression, functions, depth);
  const isAttribute = IN_QUOTES.test(tail(before)) || IN_ATTRIBUTE.test(tail(before));
  if (isAttribute) return within.length === 1 && ts.isStringLiteralLike(expression) ? within[0]! : HOLE;
  return within.length === 0 ? HOLE : within.join(' ');
}

const tail = (text: string): string => text.slice(text.lastIndexOf('<') + 1).slice(-300);

/** All texts that an expression may give; of calls those of functions of the same file, and a hole for others. */
function textsIn(expression: ts.Node, functions: Functions, depth: number): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return void found.push(flat(node, functions, depth));
    if (ts.isIdentifier(node) && depth > 0 && functions.has(node.text)) {
      const body = functions.get(node.text)!;
      return void found.push(...textsIn(body, functions, depth - 1));
    }
    if (ts.isPropertyAccessExpression(node)) return visit(node.expression);
    // What decides between texts is none.
    if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].forEach(visit);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return visit(node.right);
    if (ts.isCallExpression(node)) {
      const { expression: callee } = node;
      if (ts.isIdentifier(callee) && !functions.has(callee.text)) found.push(HOLE);
    }
    ts.forEachChild(node, visit);
  };
  visit(expression);
  return found;
}
