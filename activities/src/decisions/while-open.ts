import { StreamEnded, type Transaction } from '@millwright/persistence';
import { ApplicationFailure } from '@temporalio/common';
import type { Services } from '../runtime/services.js';

/** A transaction on a stream that has not ended. @throws ApplicationFailure PreconditionFailed once it has */
export async function whileOpen<T>(
  { unitOfWork }: Pick<Services, 'unitOfWork'>,
  { organizationId }: { organizationId: string },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await unitOfWork.run({ organizationId }, work);
  } catch (error) {
    // Nothing heals it: the workflow, or whoever decided, is told at once.
    if (error instanceof StreamEnded) throw ApplicationFailure.nonRetryable(error.message, 'PreconditionFailed');
    throw error;
  }
}
