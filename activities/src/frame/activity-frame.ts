import { HELD } from '@millwright/contracts';
import { faultOf } from '@millwright/integrations';
import { stageAttempts } from '@millwright/platform';
import type { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInterceptors } from '@temporalio/worker';
import { isCancelled, toFailure } from '../runtime/failure.js';
import { Execution } from './execution.js';
import { outlast } from './outlast.js';

const HEARTBEAT_EVERY_MS = 1_000;

/**
 * What is around every activity: it says that it lives, outlasts outages of the database as the same attempt, is counted,
 * and its failure is written down and told in the one way that workflows read. Its work may be done twice.
 */
export function activityFrame(context: Context): ActivityInterceptors {
  return { inbound: { execute: (input, next) => framed(context, () => next(input)) } };
}

async function framed(context: Context, work: () => Promise<unknown>): Promise<unknown> {
  const execution = Execution.of(context);
  const heart = setInterval(() => context.heartbeat(execution.telling.beat?.()), HEARTBEAT_EVERY_MS);
  try {
    const result = await outlast(() => {
      execution.tries++;
      return work();
    }, context.cancellationSignal);
    count(execution, 'complete');
    return result;
  } catch (error) {
    throw await told(context, execution, error);
  } finally {
    clearInterval(heart);
  }
}

/** What Temporal is told of a failure, once it is counted and written down. */
async function told({ info }: Context, execution: Execution, error: unknown): Promise<unknown> {
  const { telling } = execution;
  // What was told already is not told anew.
  if (telling.failsAsThrown || error instanceof ApplicationFailure) return error;
  // Nothing was begun: there is nothing to count.
  if (faultOf(error)?.code === HELD) return toFailure(error, info.attempt, 0);
  count(execution, isCancelled(error) ? 'cancelled' : 'failed');
  await telling.recordFailure?.(error);
  return toFailure(error, info.attempt, telling.costMicros?.() ?? 0, telling.fallbackAfter);
}

function count({ telling }: Execution, outcome: 'complete' | 'cancelled' | 'failed'): void {
  if (telling.attemptOf) stageAttempts.inc({ stage: telling.attemptOf, outcome });
}
