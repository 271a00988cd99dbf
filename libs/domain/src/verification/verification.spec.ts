import { describe, expect, test } from '@jest/globals';
import { describeIn, reduceStream } from '../stream/stream.js';
import { VERIFICATION, type VerificationEventBody, type VerificationState } from './verification.js';

const isolation = { provider: 'local', boundary: 'kernel', user: 'own', limits: 'cgroup-v1' } as const;
const began: VerificationEventBody = { type: 'VERIFICATION_BEGAN', checks: ['INSTALL', 'TEST', 'START'], isolation };
const failedTest: VerificationEventBody = {
  type: 'CHECK_ENDED',
  result: {
    name: 'TEST',
    status: 'FAILED',
    reason: 'Tests fail',
    command: 'npm test',
    exitCode: 1,
    durationMs: 900,
    tests: { passed: 3, failed: 1, skipped: 0 },
    seenBy: 'claim',
  },
};

function after(...bodies: VerificationEventBody[]): VerificationState {
  return bodies.reduce<VerificationState>(
    (state, body, i) => reduceStream(VERIFICATION, state, { seq: i + 1, at: `2026-01-01T00:00:0${i}.000Z`, body }),
    VERIFICATION.empty,
  );
}

describe('a verification', () => {
  test('shows each of its checks, those not reached as skipped once it has ended', () => {
    const state = after(began, { type: 'CHECK_BEGAN', name: 'TEST', command: 'npm test' }, failedTest, {
      type: 'VERIFICATION_ENDED',
      status: 'FAILED',
      reason: 'Tests fail',
    });
    expect(state.checks.map(({ name, status }) => [name, status])).toEqual([
      ['INSTALL', 'SKIPPED'],
      ['TEST', 'FAILED'],
      ['START', 'SKIPPED'],
    ]);
    expect(state.checks.map(({ seenBy }) => seenBy)).toEqual([null, 'claim', null]);
    expect(state).toMatchObject({ status: 'FAILED', startedAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:00:03.000Z' });
    expect(VERIFICATION.isFinal(state)).toBe(true);
  });

  test('that begins again, after its worker was lost, has seen nothing yet', () => {
    const state = after(began, failedTest, began);
    expect(state.checks.every(({ status, tests }) => status === 'PENDING' && tests === null)).toBe(true);
    expect(state.startedAt).toBe('2026-01-01T00:00:00.000Z');
  });

  test('says what its tests came to', () => {
    expect(describeIn(VERIFICATION, failedTest)).toBe('TEST failed, 3 tests passed and 1 failed: Tests fail');
  });
});
