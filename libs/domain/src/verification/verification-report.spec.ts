import { describe, expect, test } from '@jest/globals';
import { reduceStream } from '../stream/stream.js';
import { VERIFICATION, type VerificationEventBody, type VerificationState } from './verification.js';
import { verificationReport, verificationSummary } from './verification-report.js';

const bodies: VerificationEventBody[] = [
  {
    type: 'VERIFICATION_REQUESTED',
    actor: { kind: 'user', id: 'u', name: 'Ana' },
    generationId: 'g',
    digest: 'd',
  },
  {
    type: 'VERIFICATION_BEGAN',
    checks: ['TEST', 'START'],
    isolation: { provider: 'local', boundary: 'kernel', user: 'own', limits: 'cgroup-v1' },
  },
  {
    type: 'CHECK_ENDED',
    result: { name: 'TEST', status: 'PASSED', command: 'npm test', exitCode: 0, durationMs: 9, seenBy: 'claim' },
    output: { sha256: 'f'.repeat(64), bytes: 3 },
  },
];
const after = (...more: VerificationEventBody[]): VerificationState =>
  [...bodies, ...more].reduce<VerificationState>(
    (state, body, i) => reduceStream(VERIFICATION, state, { seq: i + 1, at: `2026-01-01T00:00:0${i}.000Z`, body }),
    VERIFICATION.empty,
  );

describe('what a repository carries of its verification', () => {
  test('is all that was seen, with the versions of the tools and without outputs', () => {
    const report = verificationReport('v', after({ type: 'VERIFICATION_ENDED', status: 'PASSED', versions: { node: '24.1.0' } }));
    expect(report).toEqual({
      format: 'millwright-verification/1',
      verificationId: 'v',
      generationId: 'g',
      digest: 'd',
      status: 'PASSED',
      reason: null,
      isolation: { provider: 'local', boundary: 'kernel', user: 'own', limits: 'cgroup-v1' },
      versions: { node: '24.1.0' },
      checks: [
        { name: 'TEST', status: 'PASSED', reason: null, command: 'npm test', exitCode: 0, durationMs: 9, tests: null, seenBy: 'claim' },
        { name: 'START', status: 'SKIPPED', reason: null, command: null, exitCode: null, durationMs: null, tests: null, seenBy: null },
      ],
      startedAt: '2026-01-01T00:00:01.000Z',
      finishedAt: '2026-01-01T00:00:03.000Z',
    });
  });

  test.each<[VerificationEventBody & { type: 'VERIFICATION_ENDED' }, string]>([
    [{ type: 'VERIFICATION_ENDED', status: 'PASSED' }, 'Verified in a sandbox: test'],
    [{ type: 'VERIFICATION_ENDED', status: 'FAILED', reason: 'START: it crashed' }, 'Not verified: it failed. START: it crashed'],
    [{ type: 'VERIFICATION_ENDED', status: 'SKIPPED', reason: 'No sandbox' }, 'Not verified: it was not tried. No sandbox'],
    [{ type: 'VERIFICATION_ENDED', status: 'CANCELLED' }, 'Not verified: it was cancelled'],
  ])('is told in one sentence: %j', (ended, sentence) => expect(verificationSummary(after(ended))).toBe(sentence));
});
