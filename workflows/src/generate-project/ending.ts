import { SEARCH_ATTRIBUTES, type EndGenerationResult, type GenerateProjectResult } from '@millwright/contracts';
import { ApplicationFailure, CancellationScope, isCancellation, patched } from '@temporalio/workflow';
import { StageFailed } from '../shared/pipeline.js';
import { describeFailure } from '../shared/stage-failure.js';
import type { GenerationRun } from './generation-run.js';
import { costOf, showStatus } from './status.js';

/** Everything is there. */
export async function complete(run: GenerationRun): Promise<GenerateProjectResult> {
  run.hasEnded();
  const ended = await run.record({ summary: 'Complete' }).endGeneration({ ...run.identity, status: 'COMPLETE' });
  showStatus('COMPLETE', costOf(run.purse));
  return { status: 'COMPLETE', ...spentBy(run), ...sealOf(ended) };
}

/**
 * Ends what failed or was cancelled, whatever is cancelled meanwhile.
 * @throws the error itself, where it is neither.
 */
export async function endEarly(run: GenerationRun, error: unknown): Promise<GenerateProjectResult> {
  run.hasEnded();
  return await CancellationScope.nonCancellable(async () => {
    const { isCancelRequested } = run.control;
    if (error instanceof StageFailed && !isCancelRequested) return await fail(run, error);
    if (!isCancellation(error) && !isCancelRequested) throw error;
    return await cancel(run);
  });
}

async function fail(run: GenerationRun, { stage, reason }: StageFailed): Promise<GenerateProjectResult> {
  const spent = spentBy(run);
  const failure = describeFailure(stage, reason, run.input.limits.maximumAttempts);
  run.progress.set(stage.name, `failed: ${failure.message}`);
  const ended = await run
    .record({ summary: `Failed: ${failure.message.slice(0, 150)}` })
    .endGeneration({ ...run.identity, status: 'FAILED', failure });
  showStatus('FAILED', { ...costOf(run.purse), [SEARCH_ATTRIBUTES.failure]: [failure.code] });
  return { status: 'FAILED', failure, ...spent, ...sealOf(ended) };
}

async function cancel(run: GenerationRun): Promise<GenerateProjectResult> {
  const spent = spentBy(run);
  const { cancelReason, isCancelRequested } = run.control;
  const reason = cancelReason ?? (isCancelRequested ? undefined : 'Cancelled in Temporal');
  const ended = await run
    .record({ summary: 'Cancelled' })
    .endGeneration({ ...run.identity, status: 'CANCELLED', ...(reason === undefined ? {} : { reason }) });
  showStatus('CANCELLED', costOf(run.purse));
  return { status: 'CANCELLED', ...spent, ...sealOf(ended) };
}

/**
 * Temporal lists a failed generation as what it is. Generations that began before it did so end as they would have.
 * @throws ApplicationFailure with the result in its details.
 */
export function failAsFailed(run: GenerationRun, result: GenerateProjectResult): void {
  const { failure } = result;
  if (!failure || !patched('fails-as-failed')) return;
  throw ApplicationFailure.create({
    message: `${run.titleOf(failure.stage)}: ${failure.message}`,
    type: failure.code,
    nonRetryable: true,
    details: [result],
  });
}

const spentBy = ({ artifacts, purse }: GenerationRun): Pick<GenerateProjectResult, 'artifacts' | 'costMicros'> => ({
  artifacts,
  costMicros: purse.spentMicros,
});

const sealOf = (ended: EndGenerationResult | undefined): Pick<GenerateProjectResult, 'seal'> => (ended?.seal ? { seal: ended.seal } : {});
