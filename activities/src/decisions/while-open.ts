import { StreamEnded, type Transaction } from '@millwright/persistence';
import { ApplicationFailure } from '@temporalio/common';
import type { Services } from '../runtime/services.js';

export interface Of {
  generationId: string;
  organizationId: string;
}

/** A transaction on a generation that has not ended. @throws ApplicationFailure PreconditionFailed once it has */
export async function whileOpen<T>(
  { unitOfWork }: Pick<Services, 'unitOfWork'>,
  { organizationId }: Pick<Of, 'organizationId'>,
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
