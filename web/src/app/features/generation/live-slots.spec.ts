import { placeTexts } from './live-slots';

it('keeps each text where it is while others end and begin', () => {
  const first = placeTexts([], ['a', 'b', 'c'], 2);
  expect(first).toEqual(['a', 'b']);
  expect(placeTexts(first, ['b', 'c', 'd'], 2)).toEqual(['c', 'b']);
  expect(placeTexts(['c', 'b'], ['b'], 2)).toEqual([undefined, 'b']);
  expect(placeTexts([undefined, 'b'], ['b', 'e', 'f'], 4)).toEqual(['e', 'b', 'f']);
});
