import type { GenerateProjectInput, GenerateProjectResult } from '@millwright/contracts';
import { allHandlersFinished, condition, isCancellation } from '@temporalio/workflow';
import { runPipeline } from '../shared/pipeline.js';
import { takeRequests } from './decisions.js';
import { complete, endEarly, failAsFailed } from './ending.js';
import { GenerationRun } from './generation-run.js';
import { stayPaused } from './held.js';
import { runOneStage } from './stage-steps.js';
import { showDetails } from './status.js';

export { approveUpdate, describeQuery, resolveUpdate } from './decisions.js';

/**
 * One generation: its stages in the order of their needs, side by side where they can be.
 * Pausing holds new work back, cancelling reaches the work in flight, a failure ends it with a reason.
 */
export async function generateProject(input: GenerateProjectInput): Promise<GenerateProjectResult> {
  const run = new GenerationRun(input);
  takeRequests(run);
  let result: GenerateProjectResult;
  try {
    await run.work.run(() => makeAll(run));
    result = await complete(run);
  } catch (error) {
    result = await endEarly(run, error);
  }
  showDetails(run);
  await condition(allHandlersFinished);
  failAsFailed(run, result);
  return result;
}

async function makeAll(run: GenerationRun): Promise<void> {
  const begun = await run.record({ summary: 'Begin' }).beginGeneration(run.identity);
  if (begun?.isHeld) stayPaused(run);
  await runPipeline(run.input.stages, (stage) => runOneStage(run, stage), { isCancellation, stop: () => run.work.cancel() });
}
