import type { GenerationState } from '@millwright/domain';
import type { Transaction } from '@millwright/persistence';
import { Context } from '@temporalio/activity';

/** Temporal's run that the activity is of; empty outside of one. */
export const currentRunId = (): string => Context.current().info.workflowExecution?.runId ?? '';

/** The state of a generation, locked; a run that has replaced another one is noted in the ledger first. */
export async function lockForRun(tx: Transaction, generationId: string): Promise<GenerationState> {
  const state = await tx.ledger.lock(generationId);
  const [runId, lastRun] = [currentRunId(), state.runId];
  if (!runId || !lastRun || lastRun === runId) return state;
  await tx.ledger.append(generationId, [{ type: 'RUN_REPLACED', runId }]);
  return await tx.ledger.lock(generationId);
}
