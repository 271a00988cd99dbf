import ts from 'typescript';

/** One change of one file. */
export interface Mutant {
  /** Of the file, "/" between folders. */
  path: string;
  /** Counted from 1. */
  line: number;
  /** Offsets of what is replaced. */
  start: number;
  end: number;
  text: string;
  /** For people: what stood there and what stands there now. */
  what: string;
}

type Made = [start: number, end: number, text: string];

const OPERATORS: Partial<Record<ts.SyntaxKind, string[]>> = {
  [ts.SyntaxKind.LessThanToken]: ['<=', '>'],
  [ts.SyntaxKind.LessThanEqualsToken]: ['<', '>'],
  [ts.SyntaxKind.GreaterThanToken]: ['>=', '<'],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['>', '<'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [ts.SyntaxKind.AmpersandAmpersandToken]: ['||'],
  [ts.SyntaxKind.BarBarToken]: ['&&'],
  [ts.SyntaxKind.QuestionQuestionToken]: ['&&'],
  [ts.SyntaxKind.PlusToken]: ['-'],
  [ts.SyntaxKind.MinusToken]: ['+'],
  [ts.SyntaxKind.AsteriskToken]: ['/'],
  [ts.SyntaxKind.SlashToken]: ['*'],
  [ts.SyntaxKind.PercentToken]: ['*'],
  [ts.SyntaxKind.PlusEqualsToken]: ['-='],
  [ts.SyntaxKind.MinusEqualsToken]: ['+='],
};
const METHODS: Record<string, string> = {
  max: 'min',
  min: 'max',
  ceil: 'floor',
  floor: 'ceil',
  round: 'floor',
  some: 'every',
  every: 'some',
};
/** What is only said: refusals and faults beside fields. */
const SAYS = new Set(['conflict', 'notFound', 'refused', 'invalid', 'fault', 'Error', 'Refusal']);

const SQL = /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WHERE|EXISTS|COLLATE|IS (?:NOT )?NULL)\b|[<>=] \?/;
const COLUMN = String.raw`\(*[\w."$}{]+(?:\([^()]*\))?`;
/** Of statements in strings: the same kinds of changes as in the language around them. */
const SQL_CHANGES: [RegExp, string][] = [
  [/(?<= )<(?= )/g, '<='],
  [/(?<= )<=(?= )/g, '<'],
  [/(?<= )>(?= )/g, '>='],
  [/(?<= )>=(?= )/g, '>'],
  [/(?<= )<>(?= )/g, '='],
  [new RegExp(String.raw`(?<=(?:\b(?:WHERE|AND|OR|WHEN)\s+|^)${COLUMN} )=(?= )`, 'g'), '<>'],
  [/\bAND\b/g, 'OR'],
  [/\bOR\b(?! IGNORE| REPLACE)/g, 'AND'],
  [/\bIS NULL\b/g, 'IS NOT NULL'],
  [/\bIS NOT NULL\b/g, 'IS NULL'],
  [/\bNOT EXISTS\b/g, 'EXISTS'],
  [/(?<!NOT )\bEXISTS\b/g, 'NOT EXISTS'],
  [/ DESC\b/g, ''],
  [/(?<= )-(?= [\w?])/g, '+'],
  [/(?<= )\+(?= [\w?])/g, '-'],
  [/(?<= )\*(?= [\w?])/g, '+'],
  [/\bsum(?=\()/gi, 'max'],
  [/\bavg(?=\()/gi, 'max'],
  [/\bmax(?=\()/gi, 'min'],
  [/\bmin(?=\()/gi, 'max'],
];

/**
 * Every change of one file that a test should notice. Left out by their place: types, imports, and what is only said (texts of
 * refusals).
 *
 * @param path stands in each mutant; nothing is read.
 * Source: the operators of R. A. DeMillo, R. J. Lipton, F. G. Sayward, "Hints on test data selection", Computer 1978.
 */
export function mutantsOf(path: string, source: string): Mutant[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const made = new Map<string, Made>();
  const visit = (node: ts.Node): void => {
    if (isLeftOut(node)) return;
    for (const change of changesOf(node, file)) made.set(change.join('\0'), change);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...made.values()]
    .filter(([start, end, text]) => source.slice(start, end) !== text)
    .map(([start, end, text]) => {
      const line = file.getLineAndCharacterOfPosition(start).line + 1;
      return { path, line, start, end, text, what: `${shown(source.slice(start, end))} → ${shown(text) || 'nothing'}` };
    });
}

const shown = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
};

function isLeftOut(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
    return true;
  // Who is not signed in is refused before; the fallback only tells the compiler so.
  return ts.isBinaryExpression(node) && /^viewer\?\.id \?\? 0$/.test(node.getText());
}

function changesOf(node: ts.Node, file: ts.SourceFile): Made[] {
  const whole = (text: string): Made => [node.getStart(file), node.getEnd(), text];
  const of = (part: ts.Node, text: string): Made => [part.getStart(file), part.getEnd(), text];
  if (isChained(node)) return [];
  if (ts.isBinaryExpression(node)) return (OPERATORS[node.operatorToken.kind] ?? []).map((text) => of(node.operatorToken, text));
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return [whole(node.operand.getText(file))];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) return [whole(node.operand.getText(file))];
  if (ts.isIfStatement(node)) return ['true', 'false'].map((text) => of(node.expression, text));
  if (ts.isConditionalExpression(node)) return ['true', 'false'].map((text) => of(node.condition, text));
  if (ts.isReturnStatement(node)) return node.expression ? emptied(node.expression, file) : [];
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return emptied(node.body, file);
  if (ts.isThrowStatement(node)) return [whole('{}')];
  if (ts.isExpressionStatement(node)) return isRemovable(node.expression) ? [whole('{}')] : [];
  if (ts.isPropertyAssignment(node)) return isTold(node.initializer) ? [of(node.initializer, 'undefined')] : [];
  if (ts.isCallExpression(node)) return swapped(node, file);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [whole('false')];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [whole('true')];
  if (ts.isNumericLiteral(node)) return [whole(String(Number(node.text) + 1))];
  if (ts.isPropertyAccessExpression(node) && node.expression.getText(file) === 'Math' && METHODS[node.name.text])
    return [of(node.name, METHODS[node.name.text]!)];
  if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent) && /^(?:some|every)$/.test(node.name.text))
    return [of(node.name, METHODS[node.name.text]!)];
  if (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node)
  )
    return textChanges(node, file);
  return [];
}

/** Of several fallbacks in a row none can be changed alone: the language takes no mixture. */
function isChained(node: ts.Node): boolean {
  const isFallback = (one: ts.Node): boolean =>
    ts.isBinaryExpression(one) && one.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  return isFallback(node) && (isFallback(node.parent) || isFallback((node as ts.BinaryExpression).left));
}

/** A statement that does something by itself: a call, or a value that is put somewhere. */
const isRemovable = (expression: ts.Expression): boolean =>
  ts.isCallExpression(expression) ||
  ts.isAwaitExpression(expression) ||
  (ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    expression.operatorToken.kind <= ts.SyntaxKind.LastAssignment);

/** Of a member of an object: what a row or a form holds, or what follows from it. */
const isTold = (value: ts.Expression): boolean =>
  ts.isAsExpression(value) || ts.isPropertyAccessExpression(value) || ts.isCallExpression(value);

/** Values of a statement of SQL, each in the place of its neighbour. */
function swapped(call: ts.CallExpression, file: ts.SourceFile): Made[] {
  if (!ts.isPropertyAccessExpression(call.expression) || !/^(?:run|get|all)$/.test(call.expression.name.text)) return [];
  return call.arguments.slice(1).flatMap((second, i): Made[] => {
    const first = call.arguments[i]!;
    if (ts.isSpreadElement(first) || ts.isSpreadElement(second)) return [];
    return [[first.getStart(file), second.getEnd(), `${second.getText(file)}, ${first.getText(file)}`]];
  });
}

function emptied(expression: ts.Expression, file: ts.SourceFile): Made[] {
  const place = (text: string): Made => [expression.getStart(file), expression.getEnd(), text];
  if (expression.kind === ts.SyntaxKind.TrueKeyword || expression.kind === ts.SyntaxKind.FalseKeyword || ts.isNumericLiteral(expression))
    return [];
  const owner = ts.findAncestor(expression, (node) => ts.isFunctionLike(node)) as ts.FunctionLike | undefined;
  if (owner?.type?.kind === ts.SyntaxKind.BooleanKeyword) return [place('true'), place('false')];
  if (owner?.type && ts.isArrayTypeNode(owner.type)) return [place('[]')];
  return [place('undefined')];
}

function textChanges(node: ts.LiteralLikeNode, file: ts.SourceFile): Made[] {
  const call = ts.findAncestor(node, (one) => ts.isCallExpression(one) || ts.isNewExpression(one)) as ts.CallExpression | undefined;
  const called = call && (ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : call.expression.getText(file));
  if (called && SAYS.has(called)) return [];
  const [start, raw] = [node.getStart(file), node.getText(file)];
  const template = ts.isTemplateExpression(node.parent) ? node.parent : ts.isTemplateSpan(node.parent) ? node.parent.parent : node;
  if (SQL.test(template.getText(file)))
    return SQL_CHANGES.flatMap(([pattern, text]) =>
      [...raw.slice(1).matchAll(pattern)].map(({ 0: found, index }): Made => [start + 1 + index, start + 1 + index + found.length, text]),
    );
  return isState(node, called) ? [[start, start + raw.length, `'${node.text === '' ? 'something' : ''}~'`]] : [];
}

/** A text that decides: compared, one of a closed set, or kept by a statement. */
function isState(node: ts.LiteralLikeNode, called: string | undefined): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return /^[!=]==$/.test(parent.operatorToken.getText());
  if (ts.isCaseClause(parent)) return true;
  if (ts.isArrayLiteralExpression(parent)) return ts.isAsExpression(parent.parent) || called === 'includes';
  return ts.isCallExpression(parent) && (called === 'hasRole' || called === 'run' || called === 'get' || called === 'includes');
}
