import type { CalculatorRule } from '../../design/design.types.js';
import { camel, lower, pascal, quote } from '../../writing/code.js';
import { currencyOf } from '../../writing/files/show.js';
import type { Contribution, Kit } from '../kit.js';
import { mayTest, slugOf } from '../view/view.kit.js';
import { calculatorTests } from './calculator-tests.js';
import { formulaCode } from './formula.js';

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
          code: calculatorTests(plan, rule, inputs, outputs, path),
        },
      ],
      routeFunctions: [`add${Name}Routes(router)`],
      navigation: plan.pages ? [{ label: rule.title, href: `/${path}`, may }] : [],
      paths: [{ method: 'post', path: `/api/${path}`, summary: rule.title }],
    } satisfies Contribution;
  },
};
