import { marksOf } from './marks';

const named = (name: string, text = '') => ({ name, text });
const keyOf = ({ name }: { name: string }): string => name;

it('marks what is new, what reads otherwise, and names what is gone', () => {
  const before = [named('a'), named('b'), named('c')];
  expect(marksOf(before, [named('b', 'other'), named('c'), named('d')], keyOf)).toEqual({ marks: ['changed', '', 'new'], gone: ['a'] });
});

it('marks nothing where there is nothing to compare with', () => {
  expect(marksOf(undefined, [named('a')], keyOf)).toEqual({ marks: [''], gone: [] });
});
