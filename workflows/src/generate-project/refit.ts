import { ENGINE_TROUBLE, type Misfit, type Revision } from '@millwright/contracts';
import type { PinnedStage } from '@millwright/domain';
import { isCancellation } from '@temporalio/workflow';
import { CeilingReached } from '../shared/purse.js';
import { runSideBySide } from '../shared/run-side-by-side.js';
import { detailsOf } from '../shared/stage-failure.js';
import type { GenerationRun } from './generation-run.js';
import { perform, type Piece } from './perform-stage.js';
import { showDetails } from './status.js';

/** Makes items of a stage again that do not fit the others, side by side. */
export async function mendAll(
  run: GenerationRun,
  stage: PinnedStage,
  misfits: readonly Misfit[],
  round: number,
  revision?: Revision,
): Promise<void> {
  run.progress.set(stage.name, `${misfits.length} written again, to fit the rest`);
  showDetails(run);
  await runSideBySide(misfits, run.input.limits.window, ({ item, faults }) =>
    mend(run, { stage, revision, item, refit: { round, faults } }),
  );
}

/** Makes one again. It is there already: where money or engines do not allow it, it stays as it is. */
async function mend(run: GenerationRun, piece: Piece): Promise<void> {
  try {
    await perform(run, piece);
  } catch (error) {
    if (isCancellation(error) || !isDispensable(error)) throw error;
  }
}

function isDispensable(error: unknown): boolean {
  const code = detailsOf(error)?.code ?? '';
  return error instanceof CeilingReached || code === 'REFUSED' || ENGINE_TROUBLE.includes(code);
}
