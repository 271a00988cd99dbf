import type { PerformStageInput, PerformStageResult } from '@millwright/contracts';
import { NO_USAGE, type GenerationEventBody, type GenerationState } from '@millwright/domain';
import type { ArtifactRow, Transaction } from '@millwright/persistence';
import { Context } from '@temporalio/activity';
import { Held } from '../runtime/failure.js';
import { currentRunId, lockForRun } from '../runtime/lock-for-run.js';
import { activityKey, completionKey, engineOf, isMade, itemOf, refOf, stageOf, type AttemptScope } from './attempt-scope.js';
import { readInputs, type Inputs } from './inputs.js';
import type { Workbench } from './workbench.js';

type Begun = { isHeld: true } | { done: PerformStageResult } | { spentMicros: number; inputs: Inputs };

/**
 * Writes the beginning of an attempt down, and reads what it is made from.
 * @returns `done` where an earlier attempt completed it and its answer never reached Temporal.
 * @throws Held
 */
export async function begin(bench: Workbench, scope: AttemptScope): Promise<{ done: PerformStageResult } | { inputs: Inputs }> {
  const { tally } = scope;
  const begun = await bench.services.unitOfWork.run(scope.input, (tx) => beginWith(tx, bench, scope));
  if ('isHeld' in begun) throw new Held();
  if ('inputs' in begun && tally.spentMicros === undefined) {
    tally.spentMicros = begun.spentMicros;
    tally.beganAt = Date.now();
  }
  return begun;
}

async function beginWith(tx: Transaction, bench: Workbench, scope: AttemptScope): Promise<Begun> {
  const { input, attempt } = scope;
  // Before the lock, which others wait for: what is complete stays so, and what is completed in between is kept once.
  const inputs = await readInputs(tx, bench, input);
  const made = input.item ? await tx.artifacts.find(input.generationId, input.stage, input.item) : null;
  const state = await lockForRun(tx, input.generationId);
  if (state.isHeld) return { isHeld: true };
  const isDone = await isComplete(tx, input, state, made);
  const spentMicros = await spentBefore(tx, scope, state);
  if (isDone) return { done: { ...(await completed(tx, scope, state, made)), costMicros: spentMicros } };
  const last = hasBegunBefore(scope) ? (await attemptsOf(tx, input)).at(-1) : undefined;
  if (hasBegunBefore(scope)) await tx.outputs.clear(input.generationId, input.stage, input.item);
  const isOwn = last?.type === 'ATTEMPT_STARTED' && last.attempt === attempt && last.worker === bench.services.worker;
  // It was written down already before the database went away.
  if (scope.tally.tries > 1 && isOwn) return { inputs, spentMicros };
  const lost = last?.type === 'ATTEMPT_STARTED' ? [await lostEvent(tx, input, last)] : [];
  await tx.ledger.append(input.generationId, [...lost, ...beginningEvents(bench, scope, state)]);
  return { inputs, spentMicros };
}

/** Whether there may be something of it: an earlier attempt, or this one before an outage, of which nobody knows. */
const hasBegunBefore = ({ attempt, tally }: AttemptScope): boolean => attempt > 1 || tally.tries > 1;

async function isComplete(tx: Transaction, input: PerformStageInput, state: GenerationState, made: ArtifactRow | null): Promise<boolean> {
  if (!input.item) return isMade(stageOf(state, input.stage));
  return made !== null && ((!input.revision && !input.refit) || (await tx.ledger.has(input.generationId, completionKey(input))));
}

async function spentBefore(tx: Transaction, scope: AttemptScope, state: GenerationState): Promise<number> {
  const { input } = scope;
  if (!input.engine) return 0;
  const own = hasBegunBefore(scope) ? await tx.modelCalls.spentMicros(input.generationId, activityKey()) : 0;
  // A run that replaces another one knows nothing of what that one bought after the point where they part.
  const others = state.isReset ? await tx.modelCalls.spentByOtherRuns(input.generationId, currentRunId(), input) : 0;
  return own + others;
}

async function completed(
  tx: Transaction,
  { input, attempt }: AttemptScope,
  state: GenerationState,
  made: ArtifactRow | null,
): Promise<PerformStageResult> {
  const rows = made ? [made] : await tx.artifacts.all(input.generationId, input.stage);
  return {
    artifacts: rows.map(refOf),
    // The item's own usage is in the ledger; the stage's in the state.
    usage: input.item ? NO_USAGE : (stageOf(state, input.stage)?.usage ?? NO_USAGE),
    attempts: attempt,
  };
}

/** A worker that was killed could not say so itself. */
async function lostEvent(tx: Transaction, input: PerformStageInput, { attempt, worker }: Started): Promise<GenerationEventBody> {
  return {
    type: 'ATTEMPT_FAILED',
    stage: input.stage,
    ...itemOf(input),
    attempt,
    error: { code: 'WORKER_LOST', message: `The worker ${worker} ended in the middle of it`, isRetryable: true },
    durationMs: 0,
    ...(input.engine ? { usage: await tx.modelCalls.usageOfLost(input.generationId, activityKey(), attempt) } : {}),
  };
}

function beginningEvents({ services }: Workbench, { input, attempt }: AttemptScope, state: GenerationState): GenerationEventBody[] {
  const events: GenerationEventBody[] = [];
  const { stage, insteadOf, revision } = input;
  if (!input.item && stageOf(state, stage)?.status === 'PENDING') events.push({ type: 'STAGE_STARTED', stage, ...engineOf(input) });
  if (insteadOf && attempt === 1)
    events.push({
      type: 'ENGINE_REPLACED',
      stage,
      ...itemOf(input),
      from: insteadOf.engine,
      to: input.engine ?? '',
      model: input.model ?? '',
      reason: insteadOf.reason,
    });
  events.push({
    type: 'ATTEMPT_STARTED',
    stage,
    ...itemOf(input),
    attempt,
    ...(revision ? { round: revision.round } : {}),
    ...engineOf(input),
    worker: services.worker,
    version: services.version,
    ...queuedMs(),
  });
  return events;
}

/** How long the attempt waited for a worker. */
function queuedMs(): { queuedMs?: number } {
  const ms = Date.now() - Context.current().info.currentAttemptScheduledTimestampMs;
  return ms > 0 && ms < 30 * 24 * 3_600_000 ? { queuedMs: ms } : {};
}

type AttemptEvent = Extract<GenerationEventBody, { type: 'ATTEMPT_STARTED' | 'ATTEMPT_FAILED' }>;
type Started = Extract<GenerationEventBody, { type: 'ATTEMPT_STARTED' }>;

async function attemptsOf(tx: Transaction, input: PerformStageInput): Promise<AttemptEvent[]> {
  const events = await tx.ledger.all(input.generationId);
  return events
    .map(({ body }) => body)
    .filter(
      (body): body is AttemptEvent =>
        (body.type === 'ATTEMPT_STARTED' || body.type === 'ATTEMPT_FAILED') && body.stage === input.stage && body.item === input.item,
    );
}
