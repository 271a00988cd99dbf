import type { ControlRecord, OperationRecord, StageActivities } from '@millwright/contracts';
import { GENERATION, GENERATION_OPERATIONS, requireOperation, type GenerationEventBody, type GenerationOperation } from '@millwright/domain';
import type { Services } from '../runtime/services.js';
import { recordOperation } from './record-operation.js';
import { whileOpen } from './while-open.js';

type OperationActivities = Pick<
  StageActivities,
  'recordOperation' | 'recordPause' | 'recordResume' | 'recordCancelRequest' | 'recordRaise'
>;

/** What people did with a running generation, written down by its entry in the table of operations. */
export function operationActivities(services: Pick<Services, 'unitOfWork'>): OperationActivities {
  const once = async (of: Pick<ControlRecord, 'generationId' | 'organizationId'>, key: string, event: GenerationEventBody): Promise<void> =>
    await whileOpen(services, of, async (tx) => void (await tx.ledger.appendOnce(of.generationId, key, event)));
  const eventOf = ({ operation, input, actor }: Pick<OperationRecord, 'operation' | 'input' | 'actor'>): GenerationEventBody =>
    requireOperation(GENERATION_OPERATIONS, operation).event(input, actor);
  const former =
    (operation: GenerationOperation, key: string) =>
    ({ generationId, organizationId, requestId, actor, ...input }: ControlRecord): Promise<void> =>
      once({ generationId, organizationId }, `${key}:${requestId}`, eventOf({ operation, input: { ...input }, actor }));

  return {
    recordOperation: ({ generationId, ...record }) =>
      recordOperation(services, GENERATION, GENERATION_OPERATIONS, { ...record, streamId: generationId }),
    recordPause: former('pauseGeneration', 'GENERATION_PAUSED'),
    recordResume: former('resumeGeneration', 'GENERATION_RESUMED'),
    recordCancelRequest: former('cancelGeneration', 'GENERATION_CANCEL_REQUESTED'),
    recordRaise: former('raiseBudget', 'raise'),
  };
}
