import type { CompleteFanOutInput, CompleteFanOutResult, PerformStageInput, PlanItemsResult } from '@millwright/contracts';
import { NO_USAGE, type ArtifactRef, type GenerationEventBody } from '@millwright/domain';
import type { Transaction } from '@millwright/persistence';
import { Context } from '@temporalio/activity';
import { Held, toFailure } from '../../runtime/failure.js';
import { lockForRun } from '../../runtime/lock-for-run.js';
import { engineOf, isMade, refOf, stageOf } from '../attempt-scope.js';
import { readInputs, type Inputs } from '../inputs.js';
import { planningContext } from '../stage-context.js';
import { codeOf, type Workbench } from '../workbench.js';
import { reopened } from './refit.js';
import { once } from './shapes.js';

/** What a stage that fans out is to make; what an earlier generation, or run, made of it is left out. */
export async function planItems(bench: Workbench, input: PerformStageInput): Promise<PlanItemsResult> {
  const { unitOfWork } = bench.services;
  const { attempt } = Context.current().info;
  const inputs = await unitOfWork.run(input, (tx) => readInputs(tx, bench, input));
  const context = planningContext(bench, input, inputs);
  const items = input.revision?.items ?? (await once(codeOf(bench, input.stage)).planItems?.(context)) ?? [];
  const open = await unitOfWork.run(input, (tx) => openItems(tx, input, inputs, items));
  if (!open) throw toFailure(new Held(), attempt, 0);
  return { items: open };
}

/** Writes the plan down, once. @returns what is still to be made; undefined where it is held */
async function openItems(tx: Transaction, input: PerformStageInput, { subject }: Inputs, items: string[]): Promise<string[] | undefined> {
  const { generationId, stage } = input;
  const state = await lockForRun(tx, generationId);
  if (state.isHeld) return undefined;
  const made = input.revision ? [] : await tx.artifacts.all(generationId, stage);
  const reused = made.filter(({ path }) => items.includes(path));
  const rest = items.filter((item) => !reused.some(({ path }) => path === item));
  if (stageOf(state, stage)?.itemsTotal !== null) return rest;
  await tx.ledger.append(generationId, [
    { type: 'STAGE_STARTED', stage, ...engineOf(input) },
    { type: 'STAGE_ITEMS_PLANNED', stage, items },
    ...reuseOf(input, subject.parentId, reused.map(refOf)),
  ]);
  return rest;
}

function reuseOf({ stage }: PerformStageInput, from: string | null, artifacts: ArtifactRef[]): GenerationEventBody[] {
  return artifacts.length > 0 && from ? [{ type: 'ITEMS_REUSED', stage, from, artifacts }] : [];
}

/**
 * Closes a stage that fanned out, once all its items are made and fit each other.
 * @returns `misfits` instead, where some are to be made again first.
 */
export async function completeFanOut(bench: Workbench, input: CompleteFanOutInput): Promise<CompleteFanOutResult> {
  const { unitOfWork } = bench.services;
  const misfits = await reopened(bench, input);
  return await unitOfWork.run(input, async (tx) => {
    const state = await tx.ledger.lock(input.generationId);
    const stage = stageOf(state, input.stage);
    const result = { artifacts: [], usage: stage?.usage ?? NO_USAGE, attempts: stage?.attempts ?? 0 };
    if (misfits.length > 0) return { ...result, misfits };
    const durationMs = Date.now() - Date.parse(stage?.startedAt ?? new Date().toISOString());
    if (!isMade(stage))
      await tx.ledger.append(input.generationId, [{ type: 'STAGE_COMPLETED', stage: input.stage, artifacts: [], durationMs }]);
    return result;
  });
}
