import { HELD } from '@millwright/contracts';
import { faultOf } from '@millwright/integrations';
import { stageAttempts } from '@millwright/platform';
import type { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptors } from '@temporalio/worker';
import { once } from 'node:events';
import { isCancelled, toFailure } from '../runtime/failure.js';
import type { CancellationNews } from './cancellation-news.js';
import { Execution } from './execution.js';
import { outlast } from './outlast.js';

const HEARTBEAT_EVERY_MS = 1_000;
/** Longer than heartbeats are held back. */
const CONFIRMED_WITHIN_MS = 10_000;

/**
 * What is around every activity: it says that it lives, outlasts outages of the database as the same attempt, is counted,
 * and its failure is written down and told in the one way that workflows read. Its work may be done twice.
 *
 * @param news by which it learns of its cancellation before Temporal tells it.
 */
export const activityFrame =
  (news?: Pick<CancellationNews, 'watch'>) =>
  (context: Context): ActivityInterceptors => ({
    inbound: { execute: (input, next) => watching(news, context, input.args, () => framed(context, () => next(input))) },
  });

/** Cancels what runs when the ledger says so; Temporal, which is told the same, says so later. */
async function watching<T>(
  news: Pick<CancellationNews, 'watch'> | undefined,
  context: Context,
  [input]: readonly unknown[],
  work: () => Promise<T>,
): Promise<T> {
  const { generationId } = (input ?? {}) as { generationId?: string };
  if (!news || generationId === undefined) return await work();
  const { cancellationSignal } = context;
  const cancel = new AbortController();
  const pass = (): void => cancel.abort(cancellationSignal.reason);
  cancellationSignal.addEventListener('abort', pass, { once: true });
  const unwatch = news.watch(generationId, () => cancel.abort(new CancelledFailure('Cancelled')));
  Execution.of(context).signal = cancel.signal;
  try {
    return await work();
  } finally {
    unwatch();
    cancellationSignal.removeEventListener('abort', pass);
  }
}

async function confirmed(signal: AbortSignal): Promise<void> {
  await once(signal, 'abort', { signal: AbortSignal.timeout(CONFIRMED_WITHIN_MS) }).catch(() => undefined);
}

async function framed(context: Context, work: () => Promise<unknown>): Promise<unknown> {
  const execution = Execution.of(context);
  const heart = setInterval(() => context.heartbeat(execution.telling.beat?.()), HEARTBEAT_EVERY_MS);
  try {
    const result = await outlast(() => {
      execution.tries++;
      return work();
    }, execution.signal);
    count(execution, 'complete');
    return result;
  } catch (error) {
    const failure = await told(context, execution, error);
    // Told before Temporal expects it, it would count as a failure that is tried again.
    if (execution.signal.aborted && !context.cancellationSignal.aborted) await confirmed(context.cancellationSignal);
    throw failure;
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
