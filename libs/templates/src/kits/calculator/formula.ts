/** Arithmetic that a description states, as an expression of TypeScript. */
const FUNCTIONS: Record<string, string> = {
  min: 'Math.min',
  max: 'Math.max',
  round: 'Math.round',
  log: 'Math.log',
  exp: 'Math.exp',
  sqrt: 'Math.sqrt',
  abs: 'Math.abs',
  floor: 'Math.floor',
  ceil: 'Math.ceil',
};

/**
 * @param names inputs (and outputs before this one) that the formula may use, with what they are in the code.
 * @throws Error for what is no formula: an unknown name, a missing bracket.
 */
export function formulaCode(formula: string, names: ReadonlyMap<string, string>): string {
  const tokens = formula.match(/\d+(?:\.\d+)?|[A-Za-z_]\w*|[-+*/^(),]|\S/g) ?? [];
  let at = 0;
  const fail = (): never => {
    throw new Error(`"${formula}" is no formula: "${tokens[at] ?? 'its end'}" is not expected`);
  };
  const take = (token: string): void => {
    if (tokens[at] !== token) fail();
    at++;
  };
  const sum = (): string => {
    let code = product();
    while (tokens[at] === '+' || tokens[at] === '-') code = `${code} ${tokens[at++]} ${product()}`;
    return code;
  };
  const product = (): string => {
    let code = unary();
    while (tokens[at] === '*' || tokens[at] === '/') code = `${code} ${tokens[at++]} ${unary()}`;
    return code;
  };
  // "-2 ^ 2" is minus four; TypeScript wants the brackets.
  const unary = (): string => {
    if (tokens[at] !== '-') return power();
    at++;
    return `-(${unary()})`;
  };
  const power = (): string => {
    const base = atom();
    if (tokens[at] !== '^') return base;
    at++;
    return `(${base} ** ${tokens[at] === '-' ? `(${unary()})` : power()})`;
  };
  const atom = (): string => {
    const token = tokens[at] ?? fail();
    at++;
    if (/^\d/.test(token)) return token;
    if (token === '(') {
      const code = `(${sum()})`;
      take(')');
      return code;
    }
    if (names.has(token)) return names.get(token)!;
    const called = FUNCTIONS[token];
    if (!called) {
      at--;
      return fail();
    }
    take('(');
    const parts = [sum()];
    while (tokens[at] === ',') {
      at++;
      parts.push(sum());
    }
    take(')');
    return `${called}(${parts.join(', ')})`;
  };
  const code = sum();
  if (at < tokens.length) fail();
  return code;
}

/** What a formula gives for numbers; for the figures of tests. */
export function formulaValue(formula: string, values: ReadonlyMap<string, number>): number {
  const code = formulaCode(formula, new Map([...values].map(([name, value]) => [name, `(${value})`])));
  return evaluate(code);
}

// The code consists of numbers, brackets, operators and functions of Math alone: formulaCode lets nothing else through.
const evaluate = (code: string): number => Number(new Function(`return ${code};`)());
