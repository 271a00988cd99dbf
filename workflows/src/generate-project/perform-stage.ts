import {
  ALLOWANCE_USED,
  ENGINE_TROUBLE,
  REPLAY_QUEUE,
  queueOf,
  type EngineChoice,
  type PerformStageInput,
  type PerformStageResult,
  type Refit,
  type Revision,
} from '@millwright/contracts';
import type { PinnedStage } from '@millwright/domain';
import { ActivityFailure, condition, isCancellation } from '@temporalio/workflow';
import { needOf, type CeilingReached } from '../shared/purse.js';
import { detailsOf } from '../shared/stage-failure.js';
import { activitiesOn } from './activities-on.js';
import type { GenerationRun } from './generation-run.js';
import { heeding } from './held.js';
import { showStatus } from './status.js';

// Trouble with one answer, which says nothing about the next one.
const ONE_ANSWER: readonly string[] = ['TOO_LONG', 'INVALID_ANSWER', 'BAD_REQUEST'];
// With another engine at hand, one that is down is not waited for as long as it would be alone.
const ATTEMPTS_BEFORE_FALLBACK = 3;

/** A stage, or one item of a stage that fans out. */
export interface Piece {
  stage: PinnedStage;
  revision?: Revision | undefined;
  item?: string | undefined;
  /** What all items together have shown of it; it is there already, and is mended where that can be done. */
  refit?: Refit;
}

/** Does a piece of work; a pause may stop it, and it begins again afterwards. */
export function perform(run: GenerationRun, piece: Piece): Promise<PerformStageResult> {
  return run.inFlight.run(() => heeding(run, () => performOnce(run, piece)));
}

async function performOnce(run: GenerationRun, piece: Piece): Promise<PerformStageResult> {
  const { stage, revision, item, refit } = piece;
  const { input, engines } = run;
  const request: PerformStageInput = {
    ...run.identity,
    stage: stage.name,
    ...(item === undefined ? {} : { item }),
    ...(revision ? { revision } : {}),
    ...(refit ? { refit } : {}),
  };
  const summary = summaryOf(piece);
  if (stage.runsOn !== 'engine') {
    // What was seen then is what a replay tells: nothing is run.
    const queue = input.isReplay && stage.runsOn === 'sandbox' ? REPLAY_QUEUE : queueOf(stage.runsOn, input.engine);
    return await activitiesOn(input, queue)({ summary }).performStage(request);
  }
  let insteadOf: PerformStageInput['insteadOf'];
  for (const [choice, isLast] of engines.for(stage.name)) {
    try {
      const asked = { ...request, ...(isLast ? {} : { fallbackAfter: ATTEMPTS_BEFORE_FALLBACK }), ...(insteadOf ? { insteadOf } : {}) };
      return await askEngine(run, piece, choice, asked, summary);
    } catch (error) {
      const code = detailsOf(error)?.code ?? '';
      if (isLast || isCancellation(error) || !ENGINE_TROUBLE.includes(code)) throw error;
      if (!ONE_ANSWER.includes(code)) engines.markDown(choice.engine);
      insteadOf = { engine: choice.engine, reason: messageOf(error) };
    }
  }
  throw new Error('A generation has an engine');
}

function summaryOf({ stage, revision, item, refit }: Piece): string {
  const what = revision ? `${item ?? stage.title}, round ${revision.round}` : (item ?? stage.title);
  return refit ? `${what}, to fit the rest` : what;
}

/** One engine, with money reserved for it. */
async function askEngine(
  run: GenerationRun,
  { stage, item, refit }: Piece,
  choice: EngineChoice,
  request: PerformStageInput,
  summary: string,
): Promise<PerformStageResult> {
  const { input } = run;
  const activities = activitiesOn(input, input.isReplay ? REPLAY_QUEUE : queueOf(stage.runsOn, choice.engine));
  return await run.purse.spend(
    needOf(choice.price, stage, input.promptBytes),
    (allowanceMicros) =>
      activities({ summary }).performStage({
        ...request,
        engine: choice.engine,
        model: choice.model,
        // Without a ceiling nothing is held back.
        ...(input.budgetMicros === null ? {} : { allowanceMicros }),
        ...(input.promptBytes === undefined ? {} : { price: choice.price, useCache: input.useCache ?? true }),
      }),
    ({ value, error }) => {
      const details = detailsOf(error);
      return {
        costMicros: value ? (value.costMicros ?? value.usage.costMicros) : details?.costMicros,
        ...(details?.code === ALLOWANCE_USED && details.needs ? { needs: details.needs } : {}),
      };
    },
    // Nobody is asked to pay more for what is there already.
    input.atCeiling === 'ASK' && !refit ? (reached) => askForMore(run, { stage, item }, reached) : undefined,
  );
}

/** Asks for a higher ceiling and waits for it. */
async function askForMore(
  run: GenerationRun,
  { stage, item }: Piece,
  { neededMicros, spentMicros, ceilingMicros }: CeilingReached,
): Promise<void> {
  const { purse, operated } = run;
  const before = await run.record({ summary: `Ask for more than $${(ceilingMicros / 1e6).toFixed(2)}` }).requestRaise({
    ...run.identity,
    stage: stage.name,
    ...(item === undefined ? {} : { item }),
    neededMicros,
    spentMicros,
    ceilingMicros,
  });
  if (before?.ceilingMicros && before.ceilingMicros > (purse.ceilingMicros ?? Infinity)) {
    const budgetMicros = before.ceilingMicros;
    operated.change((state) => ({ ...state, budgetMicros }));
    purse.raise(budgetMicros);
    return;
  }
  showStatus('AWAITING_INPUT');
  await condition(() => (purse.ceilingMicros ?? Infinity) > ceilingMicros);
}

function messageOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof Error ? cause.message.slice(0, 300) : 'it failed';
}
