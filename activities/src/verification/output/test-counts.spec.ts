import { GoTests } from './go-tests.js';
import { readTestCounts } from './test-counts.js';

describe('what a test runner counted', () => {
  it.each([
    ['node:test', 'ℹ tests 5\nℹ suites 0\nℹ pass 2\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\n', [2, 2, 1]],
    ['TAP', '# tests 3\n# pass 3\n# fail 0\n# cancelled 0\n# skipped 0\n# todo 0\n', [3, 0, 0]],
    ['two runs of node:test', '# tests 3\n# pass 3\n# fail 0\n# tests 1\n# pass 0\n# fail 1\n', [3, 1, 0]],
    ['Jest', 'Test Suites: 1 failed, 1 total\nTests:       1 failed, 2 skipped, 3 passed, 6 total\n', [3, 1, 2]],
    ['Vitest', ' Test Files  1 failed (1)\n      Tests  1 failed | 4 passed | 1 todo (6)\n', [4, 1, 1]],
    ['Mocha', '\n  5 passing (10ms)\n  1 pending\n  2 failing\n\n', [5, 2, 1]],
    ['pytest', '===== 1 failed, 3 passed, 2 skipped, 1 error in 0.12s =====\n', [3, 2, 2]],
    ['pytest, shortly', '12 passed in 0.12s\n', [12, 0, 0]],
    ['unittest', 'Ran 5 tests in 0.001s\n\nFAILED (failures=1, errors=1, skipped=1)\n', [2, 2, 1]],
    ['unittest without any', 'Ran 0 tests in 0.000s\n\nNO TESTS RAN\n', [0, 0, 0]],
  ])('is read out of %s', (_runner, text, [passed, failed, skipped]) =>
    expect(readTestCounts(`before\n${text}`)).toEqual({ passed, failed, skipped }),
  );

  it.each(['', 'ok\n', 'Tests: all\n', 'pass 3', 'ℹ tests many\nℹ pass 1\n'])('is not known after %j', (text) =>
    expect(readTestCounts(text)).toBeUndefined(),
  );

  it('is read in a time that grows with the text alone', () => {
    const startedAt = performance.now();
    for (const part of ['=', '= 1 a ', '1 passed, ', ' ', 'Tests: ', 'Ran 1 tests in 1', 'ℹ tests ', '\n'])
      readTestCounts(part.repeat(65_536 / part.length));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('is counted while `go test -json` runs, and its text is shown', () => {
    let text = '';
    const tests = new GoTests(({ bytes }) => (text += Buffer.from(bytes).toString()));
    const event = (fields: object): string => `${JSON.stringify(fields)}\n`;
    const lines =
      event({ Action: 'run', Test: 'TestA' }) +
      event({ Action: 'output', Test: 'TestA', Output: '--- PASS: TestA\n' }) +
      event({ Action: 'pass', Test: 'TestA' }) +
      event({ Action: 'fail', Test: 'TestB' }) +
      event({ Action: 'skip', Test: 'TestC' }) +
      event({ Action: 'fail' }) +
      'no event\n';
    for (const half of [lines.slice(0, 61), lines.slice(61)]) tests.read({ stream: 'stdout', bytes: Buffer.from(half) });
    expect([tests.counts, text]).toEqual([{ passed: 1, failed: 1, skipped: 1 }, '--- PASS: TestA\nno event\n']);
  });
});
