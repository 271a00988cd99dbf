import { faultOf } from './watch-rules.js';

it.each([
  ['a turn of 19 s', { still: 19, orphaned: 0, isDebugged: false }, undefined],
  ['a main thread that stands still', { still: 20, orphaned: 0, isDebugged: false }, 'its main thread stands still'],
  ['one that a debugger holds', { still: 500, orphaned: 0, isDebugged: true }, undefined],
  ['one that ends in good order after its launcher', { still: 0, orphaned: 27, isDebugged: false }, undefined],
  [
    'one that does not end after its launcher',
    { still: 0, orphaned: 28, isDebugged: false },
    'its launcher is gone, and it did not end by itself',
  ],
  [
    'one that hangs without a launcher',
    { still: 5, orphaned: 1, isDebugged: false },
    'its launcher is gone, and its main thread stands still',
  ],
  [
    'one that a debugger holds without a launcher',
    { still: 5, orphaned: 1, isDebugged: true },
    'its launcher is gone, and its main thread stands still',
  ],
])('judges %s', (_what, sight, fault) => expect(faultOf(sight)).toBe(fault));
