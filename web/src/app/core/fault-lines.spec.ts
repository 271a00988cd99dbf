import { faultLines, jsonFaults } from './fault-lines';

const TEXT = `{
  "summary": "x",
  "features": [
    { "name": "a" },
    {
      "name": "b/c",
      "acceptance": []
    }
  ],
  "entities": [
    { "name": "Tool", "fields": [{ "name": "price" }] }
  ]
}
`;
const linesOf = (...messages: string[]): number[] => faultLines(TEXT, messages).map(({ line }) => line);

it('finds the line that a place of a fault means, in each way that places are written', () => {
  expect(linesOf('/features/1/acceptance must NOT have fewer than 1 items')).toEqual([7]);
  expect(linesOf('features.0.name: the templates know no feature "a"', 'entities.Tool.fields.price is an enum without values')).toEqual([
    4, 11,
  ]);
  expect(linesOf('features[1].name is taken')).toEqual([6]);
});

it('goes to what is around it where the place itself is not there', () => {
  expect(linesOf("/features/1 must have required property 'description'", '/features/1/description/x is wrong')).toEqual([5, 5]);
  expect(linesOf('(root) must be object', 'says nothing of a place')).toEqual([1, 1]);
});

it('finds where a text stops being JSON', () => {
  expect(jsonFaults(TEXT)).toEqual([]);
  expect(jsonFaults('{\n  "a": 1,\n  "b": \n}\n')).toEqual([{ line: 4, message: expect.stringContaining('no JSON') }]);
  expect(jsonFaults('')).toMatchObject([{ line: 1 }]);
});
