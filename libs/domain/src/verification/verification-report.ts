import type { CheckState, VerificationState } from './verification.js';

export const VERIFICATION_FORMAT = 'millwright-verification/1';

/** What a repository carries of its verification; outputs are left out, since they may hold anything. */
export interface VerificationReportFile extends Omit<VerificationState, 'seq' | 'checks'> {
  format: typeof VERIFICATION_FORMAT;
  /** Of the stream that tells it in full. */
  verificationId: string;
  checks: Omit<CheckState, 'output'>[];
}

/** A verification that has ended, as data for its repository. The same state gives the same data. */
export function verificationReport(verificationId: string, { seq: _, checks, ...state }: VerificationState): VerificationReportFile {
  return { format: VERIFICATION_FORMAT, verificationId, ...state, checks: checks.map(({ output: __, ...check }) => check) };
}

const HEADS: Partial<Record<VerificationState['status'], string>> = {
  PASSED: 'Verified',
  FAILED: 'Not verified: it failed',
  SKIPPED: 'Not verified: it was not tried',
  CANCELLED: 'Not verified: it was cancelled',
};

/** What a verification came to, in one sentence. */
export function verificationSummary({
  status,
  reason,
  checks,
}: Pick<VerificationState, 'status' | 'reason'> & { checks: readonly Pick<CheckState, 'name' | 'status'>[] }): string {
  const head = HEADS[status] ?? 'It is tried in a sandbox.';
  const passed = checks.filter((check) => check.status === 'PASSED').map(({ name }) => name.toLowerCase());
  if (status === 'PASSED') return `${head} in a sandbox: ${passed.join(', ')}`;
  return reason ? `${head}. ${reason}` : head;
}
