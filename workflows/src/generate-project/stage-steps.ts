import {
  CORE_QUEUE,
  MERGE_CONFLICT,
  SEARCH_ATTRIBUTES,
  type PerformStageInput,
  type PerformStageResult,
  type Revision,
} from '@millwright/contracts';
import type { PinnedStage } from '@millwright/domain';
import { upsertSearchAttributes } from '@temporalio/workflow';
import type { Decision } from '../shared/gates.js';
import { runStage, type StageSteps } from '../shared/pipeline.js';
import { runSideBySide } from '../shared/run-side-by-side.js';
import { detailsOf } from '../shared/stage-failure.js';
import { activitiesOn } from './activities-on.js';
import type { GenerationRun } from './generation-run.js';
import { heeding } from './held.js';
import { perform } from './perform-stage.js';
import { mendAll } from './refit.js';
import { costOf, showDetails, showStatus } from './status.js';

/** Takes a stage from its start to its end: made, approved where somebody has to, made again as somebody asked. */
export async function runOneStage(run: GenerationRun, stage: PinnedStage): Promise<void> {
  const { input, gates, progress } = run;
  if (input.reused?.includes(stage.name)) {
    progress.set(stage.name, 'reused');
    return;
  }
  await runStage(stage, gates, stepsOf(run), input.revisions?.[stage.name]);
  progress.set(stage.name, 'complete');
  showDetails(run);
}

const stepsOf = (run: GenerationRun): StageSteps => ({
  make: (stage, revision) => makeStage(run, stage, revision),
  isGated: (stage) => isGated(run, stage),
  ask: (stage, round) => askForApproval(run, stage, round),
  decided: () => {
    if (run.gates.waiting.length === 0 && !run.control.isPaused) showStatus('RUNNING');
  },
});

/** Whether a person may have to say yes after this stage: chosen at the start, or by the rule over critical files. */
function isGated({ input }: GenerationRun, { name, fansOut }: PinnedStage): boolean {
  return (input.approveAfter?.includes(name) ?? false) || (fansOut && input.approveCriticality !== undefined);
}

/** Does a stage once: as it stands, or again as a person asked. */
async function makeStage(run: GenerationRun, stage: PinnedStage, revision?: Revision): Promise<void> {
  run.progress.set(stage.name, 'running');
  upsertSearchAttributes({ [SEARCH_ATTRIBUTES.stage]: [stage.name], ...costOf(run.purse) });
  showDetails(run);
  if (stage.fansOut) await fanOut(run, stage, revision);
  else {
    const { artifacts } = await resolving(run, stage, () => perform(run, { stage, revision }));
    run.artifacts += artifacts.length;
  }
}

async function fanOut(run: GenerationRun, stage: PinnedStage, revision?: Revision): Promise<void> {
  const { input } = run;
  await run.control.open();
  const core = activitiesOn(input, CORE_QUEUE);
  const request: PerformStageInput = {
    ...run.identity,
    stage: stage.name,
    engine: input.engine,
    model: input.model,
    ...(revision ? { revision } : {}),
  };
  const engine = run.engines.for(stage.name)[0]?.[0].engine ?? input.engine;
  const { items } = await heeding(run, () => core({ summary: `${stage.title}: what to write` }).planItems(request));
  await runSideBySide(items, input.limits.window, async (item) => {
    const { artifacts } = await perform(run, { stage, revision, item });
    run.artifacts += artifacts.length;
  });
  for (let refitRound = 1; ; refitRound++) {
    // Awaited here and nowhere deeper: what comes in the same moment is handled after it, as in older histories.
    const { misfits = [] } = await core({ summary: `${stage.title}: complete` }).completeFanOut({ ...request, engine, refitRound });
    if (misfits.length === 0) return;
    await mendAll(run, stage, misfits, refitRound, revision);
  }
}

/** Where a person has to decide on files first: asks, waits for the decision, and does it again. */
async function resolving(run: GenerationRun, stage: PinnedStage, work: () => Promise<PerformStageResult>): Promise<PerformStageResult> {
  for (let round = 1; ; round++) {
    try {
      return await work();
    } catch (error) {
      const details = detailsOf(error);
      if (details?.code !== MERGE_CONFLICT) throw error;
      const conflicts = details.conflicts ?? [];
      await run.resolutions.await(conflicts, () =>
        run
          .record({ summary: 'Ask for a decision on edits by hand' })
          .requestResolution({ ...run.identity, round, conflicts, ...(stage.name === 'REPOSITORY' ? {} : { stage: stage.name }) }),
      );
      run.progress.set(stage.name, 'running');
      if (!run.control.isPaused) showStatus('RUNNING');
    }
  }
}

/** @returns whether anybody has to give a yes, or what was decided before this run. */
async function askForApproval(run: GenerationRun, stage: PinnedStage, round: number): Promise<boolean | Decision> {
  const { input } = run;
  const isChosen = input.approveAfter?.includes(stage.name) ?? false;
  const { isRequested, decision } = await run.record({ summary: `${stage.title}: ask for approval` }).requestApproval({
    ...run.identity,
    stage: stage.name,
    round,
    ...(isChosen ? {} : { criticality: input.approveCriticality }),
  });
  if (decision) return decision;
  if (!isRequested) return false;
  run.progress.set(stage.name, 'waits for approval');
  showStatus('AWAITING_INPUT');
  showDetails(run);
  return true;
}
