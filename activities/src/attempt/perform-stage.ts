import type { PerformStageInput, PerformStageResult } from '@millwright/contracts';
import { stageAttempts } from '@millwright/platform';
import { attemptFrame } from './attempt-frame.js';
import { openScope } from './attempt-scope.js';
import { begin } from './begin.js';
import { end } from './end.js';
import { stageContext } from './stage-context.js';
import { implementationOf, type Workbench } from './workbench.js';

/**
 * Runs one attempt of a stage, or of one item of it: before it a ledger row, after it artifacts, projection and ledger row in
 * one transaction. What an earlier attempt has completed is returned, not made again.
 */
export async function performStage(bench: Workbench, input: PerformStageInput): Promise<PerformStageResult> {
  const scope = openScope(bench, input);
  return await attemptFrame(bench, scope, async () => {
    const begun = await begin(bench, scope);
    if ('done' in begun) return begun.done;
    const context = stageContext(bench, scope, begun.inputs);
    const outcome = await implementationOf(bench, input.stage).perform(context);
    const result = await end(bench, scope, outcome);
    stageAttempts.inc({ stage: input.stage, outcome: 'complete' });
    return result;
  });
}
