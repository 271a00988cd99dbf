import ts from 'typescript';

export interface WrittenTest {
  title: string;
  line: number;
  /** Whether it can fail for what it is about. */
  isEmpty: boolean;
}

const TEST = new Set(['test', 'it', 'specify']);
const CLAIM = /^(?:assert|expect|should|strictEqual|deepEqual|equal|ok|throws|rejects|match|fail|verify|ensure|check)/i;

/** The tests of a source, with those that test nothing. */
export function testsOf(source: ts.SourceFile): WrittenTest[] {
  const claims = claimingFunctions(source);
  const found: WrittenTest[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTest(node.expression)) {
      const [title] = node.arguments;
      const body = node.arguments.find((one) => ts.isArrowFunction(one) || ts.isFunctionExpression(one));
      if (title && ts.isStringLiteralLike(title) && node.arguments.length > 1)
        found.push({
          title: title.text,
          line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
          // One that is given a function by name is taken as it is.
          isEmpty: body !== undefined && !claimsSomething(body, claims),
        });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return TEST.has(callee.text);
  // `t.test`, `test.only`; not `/x/.test`.
  if (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression))
    return callee.name.text === 'test' || TEST.has(callee.expression.text);
  return false;
}

/** Functions of the file in which something is claimed, so that calling them claims it. */
function claimingFunctions(source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const named =
      (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) || ts.isMethodDeclaration(node)) &&
      node.name &&
      ts.isIdentifier(node.name)
        ? node.name.text
        : undefined;
    if (named && claimsSomething(node, new Set())) names.add(named);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function claimsSomething(node: ts.Node, claims: ReadonlySet<string>): boolean {
  let found = false;
  const visit = (one: ts.Node): void => {
    if (found) return;
    if (ts.isThrowStatement(one)) found = true;
    else if (ts.isCallExpression(one) && isClaim(one, claims)) found = true;
    else ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
}

function isClaim(call: ts.CallExpression, claims: ReadonlySet<string>): boolean {
  const root = rootOf(call.expression);
  if (claims.has(root)) return true;
  // Of tools that send a request and look at its answer: `.expect(400)`.
  if (ts.isPropertyAccessExpression(call.expression) && /^(?:expect|should|assert)/i.test(call.expression.name.text)) return true;
  const isNamed =
    CLAIM.test(root) || (ts.isPropertyAccessExpression(call.expression) && /^(?:assert|expect)$/.test(nameBefore(call.expression)));
  // `ok(true)` and `equal(1, 1)` hold whatever happens.
  return isNamed && !(call.arguments.length > 0 && call.arguments.every(isConstant)) && !isConstantExpect(call);
}

const isConstant = (node: ts.Node): boolean =>
  ts.isLiteralExpression(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  node.kind === ts.SyntaxKind.NullKeyword;

/** `expect(true).toBe(true)` */
function isConstantExpect(call: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(call.expression)) return call.arguments.length === 0 || call.arguments.every(isConstant);
  const inner = call.expression.expression;
  return ts.isCallExpression(inner) && inner.arguments.length > 0 && inner.arguments.every(isConstant);
}

/** Of `a.b(c).d` it is `a`. */
function rootOf(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) || ts.isNonNullExpression(node) || ts.isAwaitExpression(node))
    return rootOf(node.expression);
  return '';
}

/** Of `t.assert.equal` it is `assert`. */
const nameBefore = ({ expression }: ts.PropertyAccessExpression): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : ts.isIdentifier(expression) ? expression.text : '';
