import type { CalculatorRule } from '../../design/design.types.js';
import { camel, lower, pascal, quote } from '../../writing/code.js';
import { isOpen, rolesOf, type Plan } from '../../writing/plan.js';
import { currencyOf } from '../../writing/files/show.js';
import type { Contribution, Kit } from '../kit.js';
import { mayTest, slugOf } from '../view/view.kit.js';
import { formulaCode, formulaValue } from './formula.js';

/** A result from numbers, by a formula that stands in the domain by its name. */
export const calculatorKit: Kit<CalculatorRule> = {
  name: 'calculator',
  contribute(rule, plan) {
    const path = plan.records.some((record) => record.path === slugOf(rule.title))
      ? `${slugOf(rule.title)}-calculator`
      : slugOf(rule.title);
    const fn = rule.name;
    const Name = pascal(fn);
    const code = new Map(rule.inputs.map(({ name }) => [name, camel(name)]));
    const outputs = rule.outputs.map((output) => {
      const formula = formulaCode(output.formula, code);
      code.set(output.name, camel(output.name));
      return { ...output, prop: camel(output.name), formula };
    });
    const inputs = rule.inputs.map((input) => ({ ...input, prop: camel(input.name) }));
    const may = mayTest(plan, rule, 'viewer');
    const said = (unit: string | undefined, value: string) =>
      unit && '€$£¥'.includes(unit) ? `money(${value}, '${currencyOf(unit)}')` : `number(${value}${unit ? `, ${quote(unit)}` : ''})`;
    const type = (list: { prop: string; label: string; unit?: string }[]) =>
      list.map(({ prop, label, unit }) => `  /** ${label}${unit ? `, in ${unit}` : ''}. */\n  ${prop}: number;`).join('\n');
    const guard = may === 'true' ? '' : `    if (!(${may.replaceAll('viewer', 'request.viewer')})) throw refused(request.viewer);\n`;
    return {
      files: [
        {
          path: `src/domain/${path}.ts`,
          purpose: `${rule.title}: the formula`,
          role: 'model',
          component: 'Domain',
          code: `export interface ${Name}Input {
${type(inputs)}
}

export interface ${Name}Result {
${type(outputs)}
}

/** ${rule.title}. */
export function ${fn}({ ${inputs.map(({ prop }) => prop).join(', ')} }: ${Name}Input): ${Name}Result {
${outputs.map(({ prop, formula }) => `  const ${prop} = ${formula};`).join('\n')}
  return { ${outputs.map(({ prop }) => prop).join(', ')} };
}

/** @returns the numbers to calculate with, or what is wrong, by field. */
export function parse${Name}(input: Input): Parsed<${Name}Input> {
  const read = new Reader(input);
  const values = {
${inputs.map(({ prop, min, max }) => `    ${prop}: read.number('${prop}'${min !== undefined || max !== undefined ? `, { ${[min !== undefined && `min: ${min}`, max !== undefined && `max: ${max}`].filter(Boolean).join(', ')} }` : ''}),`).join('\n')}
  };
  // A division by zero and the like.
  if (Object.keys(read.faults).length === 0 && !Object.values(${fn}(values)).every(Number.isFinite)) read.fault('${inputs.at(-1)!.prop}', 'With these numbers there is no result', undefined);
  return read.result(values);
}
`,
        },
        ...(plan.pages
          ? [
              {
                path: `src/pages/${path}.ts`,
                purpose: `${rule.title}: the page`,
                role: 'view' as const,
                component: 'Pages' as const,
                code: `export function ${fn}Page(request: WebRequest, input: Input, result: ${Name}Result | undefined, faults: Faults = {}): Html {
  return inFrame(request, {
    title: ${quote(rule.title)},
    body: html\`\${pageHead({ title: ${quote(rule.title)} })}
      \${result && section({ heading: 'Result', body: facts([${outputs.map(({ label, unit, prop }) => `{ label: ${quote(label)}, value: ${said(unit, `result.${prop}`)} }`).join(', ')}]) })}
      \${form({
        action: '/${path}',
        submit: 'Calculate',
        faults,
        values: { ${inputs.map(({ prop, example }) => `${prop}: ${example}`).join(', ')}, ...typedIn(input) },
        fields: [
${inputs.map(({ prop, label, unit, min, max }) => `          { name: '${prop}', label: ${quote(label)}, kind: 'decimal', required: true${unit ? `, unit: ${quote(unit)}` : ''}${min !== undefined ? `, min: ${min}` : ''}${max !== undefined ? `, max: ${max}` : ''} },`).join('\n')}
        ],
      })}\`,
  });
}
`,
              },
            ]
          : []),
        {
          path: `src/routes/${path}.ts`,
          purpose: `Addresses of ${lower(rule.title)}`,
          role: 'controller',
          component: 'Routes',
          code: `export function add${Name}Routes(router: Router): void {
  router.post('/api/${path}', (request) => {
${guard}    const parsed = parse${Name}(request.body);
    if ('faults' in parsed) throw invalid(parsed.faults);
    return json(${fn}(parsed.values));
  });
${
  plan.pages
    ? `  router.get('/${path}', (request) => ${guard ? `{\n${guard}    return page(${fn}Page(request, {}, undefined));\n  }` : `page(${fn}Page(request, {}, undefined))`});
  router.post('/${path}', (request) => {
${guard}    const parsed = parse${Name}(request.body);
    if ('faults' in parsed) return page(${fn}Page(request, request.body, undefined, parsed.faults), 422);
    return page(${fn}Page(request, request.body, ${fn}(parsed.values)));
  });
`
    : ''
}}
`,
        },
        {
          path: `test/${path}.test.ts`,
          purpose: `${rule.title}: known results and limits`,
          role: 'test',
          component: 'Tests',
          code: testOf(plan, rule, inputs, outputs, path),
        },
      ],
      routeFunctions: [`add${Name}Routes(router)`],
      navigation: plan.pages ? [{ label: rule.title, href: `/${path}`, may }] : [],
      paths: [{ method: 'post', path: `/api/${path}`, summary: rule.title }],
    } satisfies Contribution;
  },
};

function testOf(
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
test('given no number, the field says so', () => {
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
