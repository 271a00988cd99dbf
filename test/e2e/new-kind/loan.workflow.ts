import { condition, currentUpdateInfo, proxyActivities } from '@temporalio/workflow';
import { Operated, operate } from '../../../workflows/src/shared/operate.js';
import { LOAN, LOAN_OPERATIONS, LOANS_QUEUE, type LoanInput } from './loan.js';
import type { LoanActivities } from './loan.activities.js';

/** Lent, kept longer once, and brought back. */
export async function lendItem(input: LoanInput): Promise<void> {
  const activities = proxyActivities<LoanActivities>({ taskQueue: LOANS_QUEUE, startToCloseTimeout: '1 minute' });
  const operated = new Operated({ ...LOAN.empty, days: 14 });
  let isExtended = false;
  const lent = activities.recordLoan({ ...input, key: 'lent', event: { type: 'LENT', item: input.item, days: 14 } });
  operate(LOAN_OPERATIONS, {
    events: LOAN.events,
    operated,
    begun: lent,
    effects: { extendLoan: { recorded: () => (isExtended = true) } },
    write: (record) => activities.recordLoanOperation({ ...input, ...record, requestId: currentUpdateInfo()!.id }),
  });
  await lent;
  await condition(() => isExtended);
  await activities.recordLoan({ ...input, key: 'back', event: { type: 'BROUGHT_BACK', days: operated.state.days } });
}
