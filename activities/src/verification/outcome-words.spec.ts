import { tellingLine } from './outcome-words.js';

it.each([
  ['node:internal/x\n\nTypeError: no\n    at x\n\nNode.js v24.21.0\n', 'TypeError: no'],
  ['Traceback\n  File "x"\nModuleNotFoundError: No module named flask\n', 'ModuleNotFoundError: No module named flask'],
  ['listening\nbye\n', 'bye'],
  ['npm error code 1\n', undefined],
  ['', undefined],
])('finds the line of %j that says most', (text, line) => expect(tellingLine(text)).toBe(line));
