import ts from 'typescript';
import { endpointFor } from './addresses.js';
import type { Fault } from './fault.js';
import { isTestFile, lineOf, nodesOf, type RuleInput, type Script } from './reading/read-script.js';
import { testsOf } from './reading/tests.js';
import type { Blueprint } from '@millwright/domain';

/** Tests that show nothing, criteria without their test, and statuses that no endpoint answers. */
export function testFaults({ blueprint, script }: RuleInput): Fault[] {
  if (!isTestFile(script)) return [];
  const tests = testsOf(script.source);
  const titles = new Set(tests.map(({ title }) => plain(title)));
  const wanted = new Map(
    (blueprint.criteria ?? [])
      .filter(({ shown_by }) => shown_by.file === script.path)
      .map(({ id, shown_by }) => [plain(shown_by.test), { id, title: shown_by.test }]),
  );
  return [
    ...tests
      .filter(({ isEmpty }) => isEmpty)
      .map(({ title, line }): Fault => ({ code: 'TEST_EMPTY', path: script.path, line, message: `The test "${title}" claims nothing` })),
    ...[...wanted]
      .filter(([title]) => !titles.has(title))
      .map(([, { id, title }]): Fault => ({
        code: 'TEST_MISSING',
        path: script.path,
        message: `It has no test "${title}", which is to show the criterion ${id}`,
      })),
    ...answeredFaults(blueprint, script),
  ];
}

const plain = (title: string): string => title.trim().toLowerCase().replaceAll(/\s+/g, ' ').replace(/[.!]$/, '');

/** `assert.equal((await client.post('/x', …)).status, 400)` of an endpoint that never answers 400. */
function answeredFaults({ endpoints }: Blueprint, script: Script): Fault[] {
  const texts = new Map(script.texts.map(({ node, text }) => [node, text]));
  return nodesOf(script.source).flatMap((node): Fault[] => {
    if (!ts.isCallExpression(node)) return [];
    const status = node.arguments.find((one) => ts.isNumericLiteral(one));
    const asked = node.arguments.find((one) => ts.isPropertyAccessExpression(one) && /^status(?:Code)?$/.test(one.name.text));
    if (!status || !asked || !/equal|toBe/i.test(node.expression.getText())) return [];
    const request = nodesOf(asked).find(
      (one): one is ts.CallExpression =>
        ts.isCallExpression(one) &&
        ts.isPropertyAccessExpression(one.expression) &&
        /^(?:get|post|put|patch|delete)$/i.test(one.expression.name.text),
    );
    const address = request && texts.get(request.arguments[0]!);
    if (!request || !address?.startsWith('/')) return [];
    const method = (request.expression as ts.PropertyAccessExpression).name.text.toUpperCase();
    const endpoint = endpointFor(endpoints, method, address);
    if (!endpoint?.answers || endpoint.answers.some((one) => one.status === Number((status as ts.NumericLiteral).text))) return [];
    const said = [...new Set(endpoint.answers.map((one) => one.status))].join(', ');
    return [
      {
        code: 'STATUS',
        path: script.path,
        line: lineOf(script, node),
        message: `It expects ${status.getText()} of ${method} ${endpoint.path}, which answers ${said}`,
      },
    ];
  });
}
