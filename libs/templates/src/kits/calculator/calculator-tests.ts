import type { CalculatorRule } from '../../design/design.types.js';
import { pascal } from '../../writing/code.js';
import { isOpen, rolesOf, type Plan } from '../../writing/plan.js';
import { formulaValue } from './formula.js';

/** test/<calculator>.test.ts: known results, limits, numbers that have no result. */
export function calculatorTests(
  plan: Plan,
  rule: CalculatorRule,
  inputs: (CalculatorRule['inputs'][number] & { prop: string })[],
  outputs: { name: string; prop: string }[],
  path: string,
): string {
  const Name = pascal(rule.name);
  const results = (numbers: number[]): string | undefined => {
    const values = new Map(rule.inputs.map(({ name }, i) => [name, numbers[i]!]));
    const found = rule.outputs.map((output) => {
      const value = formulaValue(output.formula, values);
      values.set(output.name, value);
      return value;
    });
    return found.every(Number.isFinite) ? outputs.map(({ prop }, i) => `${prop}: ${found[i]}`).join(', ') : undefined;
  };
  const within = ({ min = -1e9, max = 1e9 }: { min?: number; max?: number }, value: number) => Math.min(max, Math.max(min, value));
  // The example, and each input once a little greater: a changed operator shows in one of them.
  const cases = [
    rule.inputs.map(({ example }) => example),
    ...rule.inputs.map((_, i) => rule.inputs.map((input, j) => (i === j ? within(input, input.example + 3) : input.example))),
  ];
  const known = cases.flatMap((numbers) => {
    const expected = results(numbers);
    return expected ? [`  [{ ${inputs.map(({ prop }, i) => `${prop}: ${numbers[i]}`).join(', ')} }, { ${expected} }],`] : [];
  });
  // A number at its limit that leaves the formula without a result, where there is one.
  const impossible = rule.inputs
    .flatMap((input, i) => [input.min ?? 0, input.max].flatMap((value) => (value === undefined ? [] : [{ i, value }])))
    .find(({ i, value }) => results(rule.inputs.map(({ example }, j) => (i === j ? value : example))) === undefined);
  const sample = inputs.map(({ prop, example }) => `${prop}: ${example}`).join(', ');
  const limits = inputs.flatMap(({ prop, min, max }) => [
    ...(min !== undefined ? [`  ['${prop}', ${min}, ${Math.round((min - 0.01) * 100) / 100}],`] : []),
    ...(max !== undefined ? [`  ['${prop}', ${max}, ${Math.round((max + 0.01) * 100) / 100}],`] : []),
  ]);
  const slugs = plan.people && !isOpen(plan, rule.by) ? rolesOf(plan, rule.by) : [];
  const as = slugs.length > 0 ? 'as(firstPerson(database))' : 'as()';
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';

const KNOWN: [${Name}Input, ${Name}Result][] = [
${known.join('\n')}
];

test('given known numbers, the results follow by the formula', () => {
  for (const [input, expected] of KNOWN)
    for (const [name, value] of Object.entries(${rule.name}(input))) {
      const wanted = expected[name as keyof ${Name}Result];
      assert.ok(Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)), \`\${name}: \${value} instead of \${wanted}\`);
    }
});
${
  limits.length > 0
    ? `
test('given limits, each belongs to what is allowed and what is beyond does not', () => {
  const faultsWith = (changes: Input) => {
    const parsed = parse${Name}({ ${sample}, ...changes });
    return 'faults' in parsed && parsed.faults;
  };
  const limits: [string, number, number][] = [
${limits.map((line) => `  ${line}`).join('\n')}
  ];
  for (const [name, within, beyond] of limits) {
    assert.ok(!JSON.stringify(faultsWith({ [name]: within })).includes('At '), name);
    assert.match(JSON.stringify(faultsWith({ [name]: beyond })), /At (least|most)/);
  }
});
`
    : ''
}
${
  impossible
    ? `test('given numbers without a result, that is said', () => {
  const parsed = parse${Name}({ ${inputs.map(({ prop, example }, i) => `${prop}: ${i === impossible.i ? impossible.value : example}`).join(', ')} });
  assert.ok('faults' in parsed);
});

`
    : ''
}test('given no number, the field says so', () => {
  const parsed = parse${Name}({ ${[...inputs.slice(1).map(({ prop, example }) => `${prop}: ${example}`), `${inputs[0]!.prop}: 'x'`].join(', ')} });
  assert.deepEqual('faults' in parsed && Object.keys(parsed.faults), ['${inputs[0]!.prop}']);
});

test('given its address, it calculates${plan.pages ? '; a form with a fault comes back' : ''}', async (t) => {
  const { ${slugs.length > 0 ? 'database, ' : ''}as } = await startApp(t);
  const answer = await ${as}.send('POST', '/api/${path}', { ${sample} });
  assert.deepEqual(answer.json(), ${rule.name}({ ${sample} }));
  assert.equal((await ${as}.send('POST', '/api/${path}', {})).status, 422);
${
  plan.pages
    ? `  assert.equal((await ${as}.get('/${path}')).status, 200);
  assert.equal((await ${as}.post('/${path}', { ${sample} })).status, 200);
  assert.equal((await ${as}.post('/${path}', { ${inputs[0]!.prop}: 'x' })).status, 422);
`
    : ''
}});
`;
}
