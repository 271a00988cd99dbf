import { cutText, storable, textEnd, wholeLength } from './text.js';

it('cuts a text between characters', () => {
  expect([cutText('a😀b', 2), cutText('a😀b', 3), cutText('ab', 5), textEnd('a😀b', 2), textEnd('a😀b', 3)]).toEqual([
    'a',
    'a😀',
    'ab',
    'b',
    '😀b',
  ]);
  expect(['a', 'a\ud83d', 'a😀', ''].map(wholeLength)).toEqual([1, 1, 3, 0]);
});

it('makes anything storable, and leaves the rest as it is', () => {
  const at = new Date();
  const bytes = new Uint8Array([0]);
  expect(storable({ 'a\0': ['\ud83d', '😀', null, 1, at, bytes], none: undefined })).toEqual({
    'a\uFFFD': ['\uFFFD', '😀', null, 1, at, bytes],
    none: undefined,
  });
  expect(storable('\udf55\ud83c')).toBe('\uFFFD\uFFFD');
});
