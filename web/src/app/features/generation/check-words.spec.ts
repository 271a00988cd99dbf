import { VERIFICATION, type CheckState, type VerificationState } from '@millwright/domain';
import { nextStepOf } from './check-words';

const test: CheckState = {
  name: 'TEST',
  status: 'FAILED',
  reason: '1 test failed',
  command: 'npm test',
  exitCode: 1,
  durationMs: 9,
  tests: { passed: 1, failed: 1, skipped: 0 },
  seenBy: 'claim',
  output: { sha256: 'a', bytes: 9 },
};
const of = (status: VerificationState['status'], checks: CheckState[] = []): string => nextStepOf({ ...VERIFICATION.empty, status, checks });

it('says what to do next, where something is to be done', () => {
  expect(of('PASSED', [{ ...test, status: 'PASSED' }])).toBe('');
  expect(of('RUNNING')).toContain('Nothing waits for you');
  expect(of('SKIPPED')).toContain('verify again');
  expect(of('FAILED', [test])).toBe(
    'Read what “Run the tests” printed, edit the file that it names, and verify again; or run it again with a change.',
  );
  expect(of('FAILED', [{ ...test, output: null }])).toBe('Edit the files concerned, and verify again; or run it again with a change.');
});
