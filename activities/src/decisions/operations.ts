import type { ControlRecord, OperationRecord, StageActivities } from '@millwright/contracts';
import { GENERATION_OPERATIONS, requireOperation, type GenerationEventBody, type GenerationOperation } from '@millwright/domain';
import { StreamEnded } from '@millwright/persistence';
import { ApplicationFailure } from '@temporalio/common';
import type { Services } from '../runtime/services.js';

type OperationActivities = Pick<
  StageActivities,
  'recordOperation' | 'recordPause' | 'recordResume' | 'recordCancelRequest' | 'recordRaise'
>;

/** What people did with a running generation, written down by its entry in the table of operations. */
export function operationActivities({ unitOfWork }: Pick<Services, 'unitOfWork'>): OperationActivities {
  const once = async (
    { generationId, organizationId }: { generationId: string; organizationId: string },
    key: string,
    event: GenerationEventBody,
  ): Promise<void> => {
    try {
      await unitOfWork.run({ organizationId }, (tx) => tx.ledger.appendOnce(generationId, key, event));
    } catch (error) {
      // Nothing heals it: whoever did it is told at once.
      if (error instanceof StreamEnded) throw ApplicationFailure.nonRetryable(error.message, 'PreconditionFailed');
      throw error;
    }
  };
  const eventOf = ({ operation, input, actor }: Pick<OperationRecord, 'operation' | 'input' | 'actor'>): GenerationEventBody =>
    requireOperation(GENERATION_OPERATIONS, operation).event(input, actor);
  const former =
    (operation: GenerationOperation, key: string) =>
    ({ generationId, organizationId, requestId, actor, ...input }: ControlRecord): Promise<void> =>
      once({ generationId, organizationId }, `${key}:${requestId}`, eventOf({ operation, input: { ...input }, actor }));

  return {
    recordOperation: (record) => once(record, `${record.operation}:${record.requestId}`, eventOf(record)),
    recordPause: former('pauseGeneration', 'GENERATION_PAUSED'),
    recordResume: former('resumeGeneration', 'GENERATION_RESUMED'),
    recordCancelRequest: former('cancelGeneration', 'GENERATION_CANCEL_REQUESTED'),
    recordRaise: former('raiseBudget', 'raise'),
  };
}
