import type { PerformStageResult, StageHeartbeat } from '@millwright/contracts';
import { stageAttempts } from '@millwright/platform';
import { Context } from '@temporalio/activity';
import { Held, isCancelled, toFailure } from '../runtime/failure.js';
import { outlast } from '../runtime/outlast.js';
import { itemOf, type AttemptScope } from './attempt-scope.js';
import { recordFailure } from './record-failure.js';
import type { Workbench } from './workbench.js';

const HEARTBEAT_EVERY_MS = 1_000;

/** The frame of every attempt: recorded when it fails, heartbeating in between. */
export async function attemptFrame(
  bench: Workbench,
  scope: AttemptScope,
  work: () => Promise<PerformStageResult>,
): Promise<PerformStageResult> {
  const { input, attempt, log, tally, signal } = scope;
  const activity = Context.current();
  const startedAt = Date.now();
  const heartbeat = setInterval(() => {
    activity.heartbeat({
      stage: input.stage,
      ...itemOf(input),
      seconds: Math.round((Date.now() - startedAt) / 1_000),
      ...(tally.waitsFor ? { waitsFor: tally.waitsFor } : {}),
    } satisfies StageHeartbeat);
    void log.flush();
  }, HEARTBEAT_EVERY_MS);
  try {
    // Where the database goes away in its middle, it is gone through again as the same attempt; what was answered is kept.
    return await outlast(async () => {
      if (++tally.tries === 2) log.warn('The database could not be reached: it is gone on with from what was kept');
      return await work();
    }, signal);
  } catch (error) {
    if (error instanceof Held) throw toFailure(error, attempt, 0);
    stageAttempts.inc({ stage: input.stage, outcome: isCancelled(error) ? 'cancelled' : 'failed' });
    await recordFailure(bench, scope, error);
    throw toFailure(error, attempt, (tally.spentMicros ?? 0) + tally.usage.costMicros, input.fallbackAfter);
  } finally {
    clearInterval(heartbeat);
  }
}
