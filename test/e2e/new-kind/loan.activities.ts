import type { OperationRecord } from '@millwright/contracts';
import { recordOperation } from '../../../activities/src/decisions/record-operation.js';
import { sealStream } from '../../../activities/src/decisions/seal-stream.js';
import type { Services } from '../../../activities/src/runtime/services.js';
import { LOAN, LOAN_OPERATIONS, type LoanEvent, type LoanInput } from './loan.js';

export interface LoanActivities {
  recordLoan(input: LoanInput & { key: string; event: LoanEvent }): Promise<void>;
  recordLoanOperation(input: LoanInput & Pick<OperationRecord, 'requestId' | 'operation' | 'actor' | 'input'>): Promise<void>;
}

export function loanActivities(services: Pick<Services, 'unitOfWork' | 'signer' | 'log'>): LoanActivities {
  return {
    recordLoan: async ({ loanId, organizationId, key, event }) => {
      await services.unitOfWork.run({ organizationId }, async (tx) => {
        await tx.streams(LOAN).begin(loanId, null);
        if (!(await tx.streams(LOAN).has(loanId, key))) await tx.streams(LOAN).appendOnce(loanId, key, event);
      });
      if (event.type === 'BROUGHT_BACK') await sealStream(services, (tx) => tx.streams(LOAN), { streamId: loanId, organizationId });
    },
    recordLoanOperation: ({ loanId, ...record }) => recordOperation(services, LOAN, LOAN_OPERATIONS, { ...record, streamId: loanId }),
  };
}
