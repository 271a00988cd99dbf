import type { CheckOutcome } from '@millwright/domain';

/** Registered name of the workflow; its id is `verify-<verificationId>`. */
export const VERIFY_REPOSITORY = 'verifyRepository';

export function verificationWorkflowId(verificationId: string): string {
  return `verify-${verificationId}`;
}

export interface VerifyRepositoryInput {
  /** Stream that tells of it. */
  verificationId: string;
  generationId: string;
  organizationId: string;
  projectId: string;
  projectName: string;
}

export interface VerificationActivities {
  /** Tries what stands in a generation's repository. Begins again at any point. */
  verifyTree(input: VerifyRepositoryInput): Promise<{ status: CheckOutcome }>;
  /** Signs what was seen of the commit that stands in the repository, where its files are those that were looked at. */
  attestCommit(input: VerifyRepositoryInput): Promise<{ isSigned: boolean }>;
  /** Signs the ledger of a verification, and ends it first where it has not ended by itself. */
  endVerification(input: EndVerificationInput): Promise<void>;
}

export interface EndVerificationInput extends Pick<VerifyRepositoryInput, 'verificationId' | 'organizationId'> {
  /** What it counts as where it has not ended. */
  status: Extract<CheckOutcome, 'SKIPPED' | 'CANCELLED'>;
  /** Why, and what to do. */
  reason?: string;
}
