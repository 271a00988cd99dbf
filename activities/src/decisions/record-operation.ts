import type { OperationRecord } from '@millwright/contracts';
import { requireOperation, type OperationTable, type StreamDefinition, type StreamState } from '@millwright/domain';
import type { Services } from '../runtime/services.js';
import { whileOpen } from './while-open.js';

/** What a person did with a stream of whatever kind. */
export type StreamOperation = Pick<OperationRecord, 'organizationId' | 'requestId' | 'operation' | 'actor' | 'input'> & { streamId: string };

/**
 * Writes down what a person did, as its entry in the kind's table says; once for each request.
 * @throws BadInput for an operation that the table does not have · ApplicationFailure PreconditionFailed once the stream has ended
 */
export async function recordOperation<State extends StreamState, Body extends { type: string }>(
  services: Pick<Services, 'unitOfWork'>,
  definition: StreamDefinition<State, Body>,
  table: OperationTable<NoInfer<State>, Body>,
  { streamId, organizationId, requestId, operation, actor, input }: StreamOperation,
): Promise<void> {
  const event = requireOperation(table, operation).event(input, actor);
  await whileOpen(services, { organizationId }, async (tx) => {
    await tx.streams(definition).appendOnce(streamId, `${operation}:${requestId}`, event);
  });
}
