import { BadInput } from '@millwright/domain';
import { parse } from 'graphql';
import { requireFitTexts } from './texts.js';

const faultsOf = (text: string, variables?: Record<string, unknown>): string[] => {
  try {
    requireFitTexts(parse(text), variables);
    return [];
  } catch (error) {
    return (error as BadInput).fields.map(({ path }) => path);
  }
};

it('names the argument whose text no database keeps, wherever it stands and whatever its variable is called', () => {
  expect(faultsOf('mutation { a(input: { reason: "stop\\u0000now", ok: "fine \\ud83c\\udf55" }) }')).toEqual(['input.reason']);
  expect(faultsOf('mutation ($r: String) { a(input: { reason: $r }) }', { r: 'half \ud83c' })).toEqual(['input.reason']);
  expect(faultsOf('mutation ($x: In!) { a(input: $x) b(input: $x) }', { x: { list: ['', '\0'], map: { 'k\0': 1 } } })).toEqual([
    'input.map',
    'input.list.1',
  ]);
  expect(faultsOf('{ a(id: "\\u0000") { b(after: "\\u0000") } }')).toEqual(['id', 'after']);
  expect(faultsOf('{ a(text: "👩‍💻 \\n", n: 1) }', { unused: '\0' })).toEqual([]);
});

it('goes into values as deep as they come', () => {
  let deep: unknown = '\0';
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(faultsOf('query ($v: JSON) { a(v: $v) }', { v: deep })).toHaveLength(1);
});
