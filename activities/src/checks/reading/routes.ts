import ts from 'typescript';
import { HOLE } from '../addresses.js';
import { lineOf, nodesOf, type Script } from './read-script.js';

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** An address that a source answers at, as far as it can be told. */
export interface Route {
  /** undefined: any, or it is told elsewhere. */
  method: string | undefined;
  path: string;
  line: number;
}

/** Addresses that a source answers at: calls with a method and an address, tables of them, comparisons. */
export function routesOf(script: Script): Route[] {
  const texts = new Map(script.texts.map(({ node, text }) => [node, text]));
  const found: Route[] = [];
  const add = (method: string | undefined, path: string | undefined, node: ts.Node): void => {
    if (path !== undefined && (path.startsWith('/') || path.startsWith(HOLE))) found.push({ method, path, line: lineOf(script, node) });
  };
  for (const node of nodesOf(script.source)) {
    if (ts.isCallExpression(node)) fromCall(node, texts, add);
    else if (ts.isObjectLiteralExpression(node)) fromObject(node, texts, add);
    else if (ts.isArrayLiteralExpression(node)) fromPair(node.elements[0], node.elements[1], texts, add, node);
    else if (ts.isRegularExpressionLiteral(node)) add(undefined, addressOfPattern(node.text), node);
    else if (texts.has(node)) fromText(node, texts.get(node)!, add);
  }
  return found;
}

type Texts = ReadonlyMap<ts.Node, string>;
type Add = (method: string | undefined, path: string | undefined, node: ts.Node) => void;

/** `route('GET', '/x', …)` and `app.get('/x', …)` */
function fromCall(node: ts.CallExpression, texts: Texts, add: Add): void {
  const { arguments: given, expression: callee } = node;
  for (let i = 0; i + 1 < given.length; i++) fromPair(given[i], given[i + 1], texts, add, node);
  if (!ts.isPropertyAccessExpression(callee) || given.length < 2 || !isHandler(given.at(-1)!)) return;
  const name = callee.name.text.toUpperCase();
  const method = name === 'DEL' ? 'DELETE' : name;
  if (METHODS.has(method)) add(method, texts.get(given[0]!), node);
  else if (name === 'ALL' || name === 'ROUTE') add(undefined, texts.get(given[0]!), node);
}

const isHandler = (node: ts.Expression): boolean =>
  !ts.isObjectLiteralExpression(node) && !ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node);

function fromPair(method: ts.Node | undefined, path: ts.Node | undefined, texts: Texts, add: Add, node: ts.Node): void {
  if (method && path && ts.isStringLiteralLike(method) && METHODS.has(method.text)) add(method.text, texts.get(path), node);
}

/** `{ method: 'GET', path: '/x' }` */
function fromObject(node: ts.ObjectLiteralExpression, texts: Texts, add: Add): void {
  const value = (...names: string[]): ts.Expression | undefined =>
    node.properties.find((one): one is ts.PropertyAssignment => ts.isPropertyAssignment(one) && names.includes(one.name.getText()))
      ?.initializer;
  const [method, path] = [value('method', 'verb'), value('path', 'pattern', 'url', 'address', 'route')];
  if (path && method && ts.isStringLiteralLike(method)) add(method.text.toUpperCase(), texts.get(path), node);
}

/** `'GET /x'`, `path === '/x'`, `case '/x':`, a key of a table */
function fromText(node: ts.Node, text: string, add: Add): void {
  const [, method, path] = /^(GET|POST|PUT|PATCH|DELETE) (\/\S*)$/.exec(text) ?? [];
  if (method) return add(method, path, node);
  const { parent } = node;
  const isCompared =
    ts.isBinaryExpression(parent) &&
    [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.EqualsEqualsToken].includes(parent.operatorToken.kind);
  const isKey = ts.isPropertyAssignment(parent) && parent.name === node;
  if (isCompared || isKey || ts.isCaseClause(parent)) add(undefined, text, node);
}

/** `/^\/items\/([^/]+)$/` is the address `/items/:x`; undefined for other patterns. */
function addressOfPattern(text: string): string | undefined {
  const body = /^\/\^(.*?)\$?\/\w*$/s.exec(text)?.[1];
  if (!body?.startsWith('\\/')) return undefined;
  return body
    .replaceAll('\\/', '/')
    .replaceAll(/\((?:\?<\w+>|\?:)?(?:\[[^\]]*\]|\\\w|\.)[^)]*\)[+*?]?/g, HOLE)
    .replaceAll(/(?:\[[^\]]*\]|\\[dw])[+*]?(?:\{[\d,]+\})?/g, HOLE)
    .replace(/\/\?$/, '');
}
