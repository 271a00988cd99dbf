import {
  ALLOWANCE_USED,
  HELD,
  APPROVE_STAGE,
  CORE_QUEUE,
  DESCRIBE_GENERATION,
  ENGINE_TROUBLE,
  MERGE_CONFLICT,
  RESOLVE_CONFLICTS,
  REPLAY_QUEUE,
  SEARCH_ATTRIBUTES,
  queueOf,
  type DecisionRequest,
  type EndGenerationResult,
  type GenerateProjectInput,
  type GenerateProjectResult,
  type PerformStageInput,
  type PerformStageResult,
  type ResolveRequest,
  type Revision,
  type StageActivities,
} from '@millwright/contracts';
import { refuseEnded, type PinnedStage, type StageName } from '@millwright/domain';
import {
  ActivityCancellationType,
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  allHandlersFinished,
  condition,
  currentUpdateInfo,
  defineQuery,
  defineUpdate,
  isCancellation,
  patched,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  type SearchAttributes,
} from '@temporalio/workflow';
import { Control } from '../shared/control.js';
import { Gates, type Decision } from '../shared/gates.js';
import { Interruptible } from '../shared/interruptible.js';
import { StageFailed, runPipeline, runStage, type StageSteps } from '../shared/pipeline.js';
import { Purse, needOf, type CeilingReached } from '../shared/purse.js';
import { Resolutions } from '../shared/resolutions.js';
import { refusal } from '../shared/refusal.js';
import { runSideBySide } from '../shared/run-side-by-side.js';
import { describeFailure, detailsOf } from '../shared/stage-failure.js';
import { Engines } from './engines.js';
import { beginOperated, takeOperations } from './operations.js';

export const approveUpdate = defineUpdate<void, [DecisionRequest]>(APPROVE_STAGE);
export const resolveUpdate = defineUpdate<void, [ResolveRequest]>(RESOLVE_CONFLICTS);
export const describeQuery = defineQuery<string>(DESCRIBE_GENERATION);

/**
 * One generation: its stages in the order of their needs, side by side where they can be.
 * Pausing holds new work back, cancelling reaches the work in flight, a failure ends it with a reason.
 */
export async function generateProject(input: GenerateProjectInput): Promise<GenerateProjectResult> {
  const identity = { generationId: input.generationId, organizationId: input.organizationId };
  const control = new Control();
  const gates = new Gates(condition);
  const resolutions = new Resolutions(condition);
  const inFlight = new Interruptible(() => control.open());
  const progress = new Map<StageName, string>(input.stages.map((stage) => [stage.name, 'waiting']));
  const work = new CancellationScope();
  const record = activitiesOn(input, CORE_QUEUE);
  const engines = new Engines(input);
  const reused = new Set(input.reused);
  let artifacts = 0;
  const operated = beginOperated(input.budgetMicros);

  /** Asks for a higher ceiling and waits for it. */
  const askForMore =
    (stage: PinnedStage, item?: string) =>
    async ({ neededMicros, spentMicros, ceilingMicros }: CeilingReached): Promise<void> => {
      const before = await record({ summary: `Ask for more than $${(ceilingMicros / 1e6).toFixed(2)}` }).requestRaise({
        ...identity,
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
    };
  const purse = new Purse(input.budgetMicros, condition);

  setHandler(describeQuery, () => describe(input, progress, control, purse));
  const requireRunning = (): void => {
    const why = refuseEnded(operated.state);
    if (why) throw refusal(why);
  };
  const hasEnded = (): void => void operated.change((state) => ({ ...state, status: 'COMPLETE' }));
  takeOperations({ identity, operated, control, purse, inFlight, work, record, showStatus });
  setHandler(
    approveUpdate,
    (request) =>
      gates.decide(request, () =>
        record({
          summary: `${titleOf(input, request.stage)} ${request.isApproved ? 'approved' : 'sent back'} by ${request.actor.name}`,
        }).recordDecision({ ...identity, ...request, requestId: requestId() }),
      ),
    {
      validator: (request: DecisionRequest) => {
        requireRunning();
        gates.requireWaiting(request);
      },
    },
  );
  setHandler(
    resolveUpdate,
    (request) =>
      resolutions.resolve(() =>
        record({ summary: `Conflicts resolved by ${request.actor.name}` }).recordResolution({
          ...identity,
          ...request,
          requestId: requestId(),
        }),
      ),
    {
      validator: (request: ResolveRequest) => {
        requireRunning();
        resolutions.requireFor(request.files);
      },
    },
  );

  const perform = (stage: PinnedStage, revision: Revision | undefined, item?: string): Promise<PerformStageResult> =>
    inFlight.run(() => heeding(() => performOnce(stage, revision, item)));

  /** What was paused before the run was replaced by this one stays so. */
  const stayPaused = (): void => {
    if (control.isPaused) return;
    operated.change((state) => ({ ...state, status: 'PAUSED' }));
    control.pause();
    showStatus('PAUSED');
  };
  const heeding = async <T>(work: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (detailsOf(error)?.code !== HELD) throw error;
        stayPaused();
        await control.open();
      }
    }
  };

  const performOnce = async (stage: PinnedStage, revision: Revision | undefined, item?: string): Promise<PerformStageResult> => {
    const request: PerformStageInput = {
      ...identity,
      stage: stage.name,
      ...(item === undefined ? {} : { item }),
      ...(revision ? { revision } : {}),
    };
    const options = { summary: revision ? `${item ?? stage.title}, round ${revision.round}` : (item ?? stage.title) };
    if (stage.runsOn !== 'engine') return await activitiesOn(input, queueOf(stage.runsOn, input.engine))(options).performStage(request);
    let insteadOf: PerformStageInput['insteadOf'];
    for (const [choice, isLast] of engines.for(stage.name)) {
      const activities = activitiesOn(input, input.isReplay ? REPLAY_QUEUE : queueOf(stage.runsOn, choice.engine));
      try {
        return await purse.spend(
          needOf(choice.price, stage, input.promptBytes),
          (allowanceMicros) =>
            activities(options).performStage({
              ...request,
              engine: choice.engine,
              model: choice.model,
              // Without a ceiling nothing is held back.
              ...(input.budgetMicros === null ? {} : { allowanceMicros }),
              ...(input.promptBytes === undefined ? {} : { price: choice.price, useCache: input.useCache ?? true }),
              ...(isLast ? {} : { fallbackAfter: ATTEMPTS_BEFORE_FALLBACK }),
              ...(insteadOf ? { insteadOf } : {}),
            }),
          ({ value, error }) => {
            const details = detailsOf(error);
            return {
              costMicros: value ? (value.costMicros ?? value.usage.costMicros) : details?.costMicros,
              ...(details?.code === ALLOWANCE_USED && details.needs ? { needs: details.needs } : {}),
            };
          },
          input.atCeiling === 'ASK' ? askForMore(stage, item) : undefined,
        );
      } catch (error) {
        const details = detailsOf(error);
        if (isLast || isCancellation(error) || !ENGINE_TROUBLE.includes(details?.code ?? '')) throw error;
        if (!ONE_ANSWER.includes(details!.code)) engines.markDown(choice.engine);
        insteadOf = { engine: choice.engine, reason: messageOf(error) };
      }
    }
    throw new Error('A generation has an engine');
  };

  /** Where a person has to decide on files first: asks, waits for the decision, and does it again. */
  const resolving = async (stage: PinnedStage, work: () => Promise<PerformStageResult>): Promise<PerformStageResult> => {
    for (let round = 1; ; round++) {
      try {
        return await work();
      } catch (error) {
        const details = detailsOf(error);
        if (details?.code !== MERGE_CONFLICT) throw error;
        await resolutions.await(details.conflicts ?? [], () =>
          record({ summary: 'Ask for a decision on edits by hand' }).requestResolution({
            ...identity,
            round,
            conflicts: details.conflicts ?? [],
          }),
        );
        progress.set(stage.name, 'running');
        if (!control.isPaused) showStatus('RUNNING');
      }
    }
  };

  /** Does a stage once: as it stands, or again as a person asked. */
  const makeStage = async (stage: PinnedStage, revision?: Revision): Promise<void> => {
    progress.set(stage.name, 'running');
    upsertSearchAttributes({ [SEARCH_ATTRIBUTES.stage]: [stage.name], ...costOf(purse) });
    setCurrentDetails(describe(input, progress, control, purse));
    if (stage.fansOut) {
      await control.open();
      const core = activitiesOn(input, CORE_QUEUE);
      const request: PerformStageInput = {
        ...identity,
        stage: stage.name,
        engine: input.engine,
        model: input.model,
        ...(revision ? { revision } : {}),
      };
      const { items } = await heeding(() => core({ summary: `${stage.title}: what to write` }).planItems(request));
      await runSideBySide(items, input.limits.window, async (item) => {
        artifacts += (await perform(stage, revision, item)).artifacts.length;
      });
      await core({ summary: `${stage.title}: complete` }).completeFanOut(request);
    } else artifacts += (await resolving(stage, () => perform(stage, revision))).artifacts.length;
  };

  /** Asks for approval. @returns whether anybody has to give it, or what was decided before this run. */
  const askFor = async (stage: PinnedStage, round: number): Promise<boolean | Decision> => {
    const isChosen = input.approveAfter?.includes(stage.name) ?? false;
    const { isRequested, decision } = await record({ summary: `${stage.title}: ask for approval` }).requestApproval({
      ...identity,
      stage: stage.name,
      round,
      ...(isChosen ? {} : { criticality: input.approveCriticality }),
    });
    if (decision) return decision;
    if (!isRequested) return false;
    progress.set(stage.name, 'waits for approval');
    showStatus('AWAITING_INPUT');
    setCurrentDetails(describe(input, progress, control, purse));
    return true;
  };

  const steps: StageSteps = {
    make: makeStage,
    isGated: (stage) => isGated(input, stage),
    ask: askFor,
    decided: () => {
      if (gates.waiting.length === 0 && !control.isPaused) showStatus('RUNNING');
    },
  };
  const run = async (stage: PinnedStage): Promise<void> => {
    if (reused.has(stage.name)) {
      progress.set(stage.name, 'reused');
      return;
    }
    await runStage(stage, gates, steps, input.revisions?.[stage.name]);
    progress.set(stage.name, 'complete');
    setCurrentDetails(describe(input, progress, control, purse));
  };

  let result: GenerateProjectResult;
  try {
    await work.run(async () => {
      const begun = await record({ summary: 'Begin' }).beginGeneration(identity);
      if (begun?.isHeld) stayPaused();
      await runPipeline(input.stages, run, { isCancellation, stop: () => work.cancel() });
    });
    hasEnded();
    const ended = await record({ summary: 'Complete' }).endGeneration({ ...identity, status: 'COMPLETE' });
    showStatus('COMPLETE', costOf(purse));
    result = { status: 'COMPLETE', artifacts, costMicros: purse.spentMicros, ...sealOf(ended) };
  } catch (error) {
    hasEnded();
    result = await CancellationScope.nonCancellable(async (): Promise<GenerateProjectResult> => {
      const spent = { artifacts, costMicros: purse.spentMicros };
      if (error instanceof StageFailed && !control.isCancelRequested) {
        const failure = describeFailure(error.stage, error.reason, input.limits.maximumAttempts);
        progress.set(error.stage.name, `failed: ${failure.message}`);
        const ended = await record({ summary: `Failed: ${failure.message.slice(0, 150)}` }).endGeneration({
          ...identity,
          status: 'FAILED',
          failure,
        });
        showStatus('FAILED', { ...costOf(purse), [SEARCH_ATTRIBUTES.failure]: [failure.code] });
        return { status: 'FAILED', failure, ...spent, ...sealOf(ended) };
      }
      if (!isCancellation(error) && !control.isCancelRequested) throw error;
      const reason = control.cancelReason ?? (control.isCancelRequested ? undefined : 'Cancelled in Temporal');
      const ended = await record({ summary: 'Cancelled' }).endGeneration({
        ...identity,
        status: 'CANCELLED',
        ...(reason === undefined ? {} : { reason }),
      });
      showStatus('CANCELLED', costOf(purse));
      return { status: 'CANCELLED', ...spent, ...sealOf(ended) };
    });
  }
  setCurrentDetails(describe(input, progress, control, purse));
  await condition(allHandlersFinished);
  // Temporal lists it as what it is. Generations that began before it did so end as they would have.
  if (result.failure && patched('fails-as-failed'))
    throw ApplicationFailure.create({
      message: `${titleOf(input, result.failure.stage)}: ${result.failure.message}`,
      type: result.failure.code,
      nonRetryable: true,
      details: [result],
    });
  return result;
}

// Trouble with one answer, which says nothing about the next one.
const ONE_ANSWER: readonly string[] = ['TOO_LONG', 'INVALID_ANSWER', 'BAD_REQUEST'];
// With another engine at hand, one that is down is not waited for as long as it would be alone.
const ATTEMPTS_BEFORE_FALLBACK = 3;

function messageOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof Error ? cause.message.slice(0, 300) : 'it failed';
}

function activitiesOn(input: GenerateProjectInput, taskQueue: string): (options: { summary: string }) => StageActivities {
  const { limits } = input;
  return ({ summary }) =>
    proxyActivities<StageActivities>({
      taskQueue,
      summary,
      startToCloseTimeout: limits.stageTimeoutMs,
      heartbeatTimeout: limits.heartbeatTimeoutMs,
      cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
      retry: {
        initialInterval: limits.initialRetryMs,
        backoffCoefficient: 2,
        maximumInterval: '1m',
        maximumAttempts: limits.maximumAttempts,
      },
      priority: { fairnessKey: input.organizationId },
    });
}

/** Whether a person may have to say yes after this stage: chosen at the start, or by the rule over critical files. */
const isGated = (input: GenerateProjectInput, { name, fansOut }: PinnedStage): boolean =>
  (input.approveAfter?.includes(name) ?? false) || (fansOut && input.approveCriticality !== undefined);

const titleOf = (input: GenerateProjectInput, name: StageName): string => input.stages.find((stage) => stage.name === name)?.title ?? name;
const sealOf = (ended: EndGenerationResult | undefined): Pick<GenerateProjectResult, 'seal'> => (ended?.seal ? { seal: ended.seal } : {});
const requestId = (): string => currentUpdateInfo()!.id;

function showStatus(status: string, more: SearchAttributes = {}): void {
  upsertSearchAttributes({ [SEARCH_ATTRIBUTES.status]: [status], ...more });
}

const costOf = (purse: Purse): SearchAttributes => ({ [SEARCH_ATTRIBUTES.cost]: [purse.spentMicros / 1_000_000] });

/** The state in Markdown, for someone who has only the Temporal UI. */
function describe(input: GenerateProjectInput, progress: ReadonlyMap<StageName, string>, control: Control, purse: Purse): string {
  const state = control.isCancelRequested ? 'being cancelled' : control.isPaused ? 'paused' : 'running';
  return [
    `**${input.projectName.replace(/[*_`[\]<>]/g, ' ')}**: ${state}, engine \`${input.engine}\`, $${(purse.spentMicros / 1e6).toFixed(4)} spent${
      input.budgetMicros === null ? '' : ` of $${(input.budgetMicros / 1e6).toFixed(2)}`
    }`,
    '',
    ...input.stages.map((stage) => `- ${stage.title}: ${progress.get(stage.name)}`),
  ].join('\n');
}
