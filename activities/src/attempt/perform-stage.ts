import type { PerformStageInput, PerformStageResult, StageHeartbeat } from '@millwright/contracts';
import { Execution, type Telling } from '../frame/execution.js';
import { itemOf, openScope, type AttemptScope } from './attempt-scope.js';
import { begin } from './begin.js';
import { end } from './end.js';
import { recordFailure } from './record-failure.js';
import { stageContext } from './stage-context.js';
import { work } from './shapes/shapes.js';
import { codeOf, pinnedStage, type Workbench } from './workbench.js';

/**
 * Runs one attempt of a stage, or of one item of it: before it a ledger row, after it artifacts, projection and ledger row in
 * one transaction. What an earlier attempt has completed is returned, not made again. Where the database goes away in its
 * middle, it is gone through again as the same attempt, and what was answered is kept.
 */
export async function performStage(bench: Workbench, input: PerformStageInput): Promise<PerformStageResult> {
  const execution = Execution.current();
  const scope = execution.once(() => openScope(bench, input));
  execution.telling = tellingOf(bench, scope);
  scope.tally.tries = execution.tries;
  if (execution.tries === 2) scope.log.warn('The database could not be reached: it is gone on with from what was kept');
  const begun = await begin(bench, scope);
  if ('done' in begun) {
    // Nothing was attempted.
    execution.telling = {};
    return begun.done;
  }
  const context = stageContext(bench, scope, begun.inputs);
  const outcome = await work(codeOf(bench, input.stage), context, pinnedStage(context.subject, input.stage));
  return await end(bench, scope, outcome);
}

/** What the activity's frame is told of an attempt. */
function tellingOf(bench: Workbench, scope: AttemptScope): Telling {
  const { input, tally, log } = scope;
  return {
    beat: () => {
      void log.flush();
      return {
        stage: input.stage,
        ...itemOf(input),
        seconds: Math.round((Date.now() - tally.startedAt) / 1_000),
        ...(tally.waitsFor ? { waitsFor: tally.waitsFor } : {}),
      } satisfies StageHeartbeat;
    },
    attemptOf: input.stage,
    costMicros: () => (tally.spentMicros ?? 0) + tally.usage.costMicros,
    fallbackAfter: input.fallbackAfter,
    recordFailure: (error) => recordFailure(bench, scope, error),
  };
}
