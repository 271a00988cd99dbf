import type { LimitKind, PerformStageInput, PerformStageResult, PlanItemsResult, Revision, StageHeartbeat } from '@millwright/contracts';
import {
  Conflict,
  NO_USAGE,
  NotFound,
  STAGES,
  addUsage,
  countLines,
  duration,
  mediaTypeOf,
  requireSafePath,
  stageDescriptor,
  storable,
  type AttemptError,
  type ArtifactRef,
  type Exchange,
  type GenerationEventBody,
  type GenerationState,
  type StageName,
  type Usage,
} from '@millwright/domain';
import { recordedRequest, recordingEngine, type ModelEngine } from '@millwright/integrations';
import type { ArtifactRow, Transaction } from '@millwright/persistence';
import { requestIdentity, stageAttempts } from '@millwright/platform';
import { Context } from '@temporalio/activity';
import { msToNumber } from '@temporalio/common/lib/time.js';
import { LRUCache } from 'lru-cache';
import { createHash, randomUUID } from 'node:crypto';
import { revisionPrompt } from '../prompts/prompts.js';
import { recordedHost, replayedEngine } from '../replay/records.js';
import { NO_ANSWERS } from './answers.js';
import { askEngine } from './ask-engine.js';
import { AttemptLog, SILENT, type Sayer } from './attempt-log.js';
import { databaseAnswers } from './database-answers.js';
import { Held, describeError, isCancelled, toFailure } from './failure.js';
import { LiveText } from './live-text.js';
import { currentRunId, lockForRun } from './lock-for-run.js';
import { outlast } from './outlast.js';
import type { Services } from './services.js';
import type { Draft, Question, StageContext, StageImplementation, StageOutcome, Subject } from './stage.js';

const HEARTBEAT_EVERY_MS = 1_000;
const PREVIEW_BYTES = 2_048;
const LIMITS: Record<LimitKind, string> = {
  ORGANIZATION_LIMIT: 'the organization’s own limit of calls or tokens a minute',
  ENGINE_LIMIT: 'the limit of calls or tokens a minute that all share',
  PROVIDER_LIMIT: 'the provider, which takes no more calls for now',
};

/** What an attempt has used and asked so far; goes into its ledger row, however it ends. */
interface Tally {
  usage: Usage;
  promptSha256?: string;
  promptVersion?: string;
  /** The limit that holds the next call back. */
  waitsFor?: StageHeartbeat['waitsFor'];
}

/** What an attempt is made from: its generation, and what earlier stages made as it stands now, by "stage/path". */
interface Before {
  subject: Subject;
  hashes: ReadonlyMap<string, string>;
}

// Stages that others read from; what fans out is read by nobody.
const SINGLE_STAGES = STAGES.filter((stage) => !stage.fansOut).map((stage) => stage.name);
// What a worker keeps of the generations that it works on.
const SUBJECTS = 1_000;
const TEXT_BYTES = 32 * 1_024 * 1_024;

/**
 * Runs one attempt of a stage, or of one item of it: before it a ledger row, after it artifacts, projection
 * and ledger row in one transaction. What an earlier attempt has completed is returned, not made again.
 */
export class StageRunner {
  private readonly subjects = new LRUCache<string, Subject>({ max: SUBJECTS });
  /** Whether an organization has what engines are asked and answer kept; looked up again once a minute. */
  private readonly keeps = new LRUCache<string, boolean>({ max: SUBJECTS, ttl: 60_000 });
  /** Contents by organization and hash. */
  private readonly texts = new LRUCache<string, string>({ maxSize: TEXT_BYTES, sizeCalculation: (text) => text.length + 1 });

  constructor(
    private readonly services: Services,
    private readonly implementations: ReadonlyMap<StageName, StageImplementation>,
  ) {}

  async perform(input: PerformStageInput): Promise<PerformStageResult> {
    return await this.attempt(input, async (context, startedAt, tally, log) => {
      const outcome = await this.implementation(input.stage).perform(context);
      for (const warning of outcome.warnings ?? []) log.warn(`Left open: ${warning}`);
      const refs = await this.store(input, outcome.drafts);
      await this.complete(input, refs, outcome, { tally, log, durationMs: Date.now() - startedAt });
      return {
        artifacts: refs.map(({ lines: _, ...ref }, i) => ({ ...ref, preview: preview(outcome.drafts[i]!.text) })),
        usage: tally.usage,
        costMicros: context.spentMicros + tally.usage.costMicros,
        attempts: Context.current().info.attempt,
      };
    });
  }

  async planItems(input: PerformStageInput): Promise<PlanItemsResult> {
    const implementation = this.implementation(input.stage);
    const read = await this.services.unitOfWork.run(input, (tx) => this.readBefore(tx, input));
    const context = this.context(input, read, {
      signal: new AbortController().signal,
      tally: { usage: NO_USAGE },
      log: SILENT,
      spentMicros: 0,
    });
    const items = input.revision?.items ?? (await implementation.planItems?.(context)) ?? [];
    const open = await this.services.unitOfWork.run(input, async (tx) => {
      const state = await lockForRun(tx, input.generationId);
      if (state.isHeld) return undefined;
      const made = input.revision ? [] : await tx.artifacts.all(input.generationId, input.stage);
      const reused = made.filter(({ path }) => items.includes(path));
      const rest = items.filter((item) => !reused.some(({ path }) => path === item));
      if (stageOf(state, input.stage)?.itemsTotal !== null) return rest;
      await tx.ledger.append(input.generationId, [
        {
          type: 'STAGE_STARTED',
          stage: input.stage,
          ...(input.engine ? { engine: input.engine } : {}),
          ...(input.model ? { model: input.model } : {}),
        },
        { type: 'STAGE_ITEMS_PLANNED', stage: input.stage, items },
        ...(reused.length > 0 && read.subject.parentId
          ? [{ type: 'ITEMS_REUSED' as const, stage: input.stage, from: read.subject.parentId, artifacts: reused.map(refOf) }]
          : []),
      ]);
      return rest;
    });
    if (!open) throw toFailure(new Held(), Context.current().info.attempt, 0);
    return { items: open };
  }

  async completeFanOut(input: PerformStageInput): Promise<PerformStageResult> {
    return await this.services.unitOfWork.run(input, async (tx) => {
      const state = await tx.ledger.lock(input.generationId);
      const stage = stageOf(state, input.stage);
      if (!isMade(stage))
        await tx.ledger.append(input.generationId, [
          {
            type: 'STAGE_COMPLETED',
            stage: input.stage,
            artifacts: [],
            durationMs: Date.now() - Date.parse(stage?.startedAt ?? new Date().toISOString()),
          },
        ]);
      return { artifacts: [], usage: stage?.usage ?? NO_USAGE, attempts: stage?.attempts ?? 0 };
    });
  }

  /** The frame of every attempt: recorded before, recorded when it fails, heartbeating in between. */
  private async attempt(
    input: PerformStageInput,
    work: (
      context: StageContext & { spentMicros: number },
      startedAt: number,
      tally: Tally,
      log: AttemptLog,
    ) => Promise<PerformStageResult>,
  ): Promise<PerformStageResult> {
    const activity = Context.current();
    const { attempt } = activity.info;
    const startedAt = Date.now();
    const tally: Tally = { usage: NO_USAGE };
    const log = new AttemptLog(this.services, { ...input, attempt });
    /** By the attempts before this one; as it was at its first beginning. */
    let spentMicros: number | undefined;
    let beganAt = startedAt;
    let tries = 0;
    const heartbeat = setInterval(() => {
      activity.heartbeat({
        stage: input.stage,
        ...itemOf(input),
        seconds: Math.round((Date.now() - startedAt) / 1_000),
        ...(tally.waitsFor ? { waitsFor: tally.waitsFor } : {}),
      } satisfies StageHeartbeat);
      void log.flush();
    }, HEARTBEAT_EVERY_MS);
    try {
      // Where the database goes away in its middle, it is gone through again as the same attempt; what was answered is kept.
      return await outlast(async () => {
        if (++tries === 2) log.warn('The database could not be reached: it is gone on with from what was kept');
        const begun = await this.begin(input, attempt, tries > 1);
        if ('isHeld' in begun) throw new Held();
        if ('done' in begun) return begun.done;
        if (spentMicros === undefined) [spentMicros, beganAt] = [begun.spentMicros, Date.now()];
        const context = this.context(input, begun, { signal: activity.cancellationSignal, tally, log, spentMicros });
        const result = await work({ ...context, spentMicros }, beganAt, tally, log);
        stageAttempts.inc({ stage: input.stage, outcome: 'complete' });
        return result;
      }, activity.cancellationSignal);
    } catch (error) {
      if (error instanceof Held) throw toFailure(error, attempt, 0);
      stageAttempts.inc({ stage: input.stage, outcome: isCancelled(error) ? 'cancelled' : 'failed' });
      await this.recordFailure(input, attempt, error, { tally, log, durationMs: Date.now() - beganAt });
      throw toFailure(error, attempt, (spentMicros ?? 0) + tally.usage.costMicros, input.fallbackAfter);
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** @param isAgain it may have begun already: nobody knows what became of it when the database went away. */
  private async begin(
    input: PerformStageInput,
    attempt: number,
    isAgain: boolean,
  ): Promise<{ isHeld: true } | { done: PerformStageResult } | ({ spentMicros: number } & Before)> {
    return await this.services.unitOfWork.run(input, async (tx) => {
      // Before the lock, which others wait for: what is complete stays so, and what is completed in between is kept once.
      const before = await this.readBefore(tx, input);
      const made = input.item ? await tx.artifacts.find(input.generationId, input.stage, input.item) : null;
      const state = await lockForRun(tx, input.generationId);
      if (state.isHeld) return { isHeld: true };
      const isDone = input.item
        ? made !== null && (!input.revision || (await tx.ledger.has(input.generationId, completionKey(input))))
        : isMade(stageOf(state, input.stage));
      const activity = activityKey();
      const ownMicros = (attempt > 1 || isAgain) && input.engine ? await tx.modelCalls.spentMicros(input.generationId, activity) : 0;
      // A run that replaces another one knows nothing of what that one bought after the point where they part.
      const otherMicros =
        state.isReset && input.engine ? await tx.modelCalls.spentByOtherRuns(input.generationId, currentRunId(), input) : 0;
      const spentMicros = ownMicros + otherMicros;
      if (isDone) return { done: { ...(await this.completed(tx, input, state, made)), costMicros: spentMicros } };
      const events: GenerationEventBody[] = [];
      const last = attempt > 1 || isAgain ? (await attemptsOf(tx, input)).at(-1) : undefined;
      if (attempt > 1 || isAgain) await tx.outputs.clear(input.generationId, input.stage, input.item);
      if (isAgain && last?.type === 'ATTEMPT_STARTED' && last.attempt === attempt && last.worker === this.services.worker)
        return { ...before, spentMicros };
      // A worker that was killed could not say so itself.
      if (last?.type === 'ATTEMPT_STARTED')
        events.push({
          type: 'ATTEMPT_FAILED',
          stage: input.stage,
          ...itemOf(input),
          attempt: last.attempt,
          error: { code: 'WORKER_LOST', message: `The worker ${last.worker} ended in the middle of it`, isRetryable: true },
          durationMs: 0,
          ...(input.engine ? { usage: await tx.modelCalls.usageOfLost(input.generationId, activity, last.attempt) } : {}),
        });
      if (!input.item && stageOf(state, input.stage)?.status === 'PENDING')
        events.push({
          type: 'STAGE_STARTED',
          stage: input.stage,
          ...(input.engine ? { engine: input.engine } : {}),
          ...(input.model ? { model: input.model } : {}),
        });
      if (input.insteadOf && attempt === 1)
        events.push({
          type: 'ENGINE_REPLACED',
          stage: input.stage,
          ...itemOf(input),
          from: input.insteadOf.engine,
          to: input.engine ?? '',
          model: input.model ?? '',
          reason: input.insteadOf.reason,
        });
      events.push({
        type: 'ATTEMPT_STARTED',
        stage: input.stage,
        ...itemOf(input),
        attempt,
        ...(input.revision ? { round: input.revision.round } : {}),
        ...(input.engine ? { engine: input.engine } : {}),
        ...(input.model ? { model: input.model } : {}),
        worker: this.services.worker,
        version: this.services.version,
        ...queuedMs(),
      });
      await tx.ledger.append(input.generationId, events);
      return { ...before, spentMicros };
    });
  }

  /** What an attempt before this one has completed, where its answer never reached Temporal. */
  private async completed(
    tx: Transaction,
    input: PerformStageInput,
    state: GenerationState,
    made: ArtifactRow | null,
  ): Promise<PerformStageResult> {
    const rows = made ? [made] : await tx.artifacts.all(input.generationId, input.stage);
    return {
      artifacts: rows.map(refOf),
      // The item's own usage is in the ledger; the stage's in the state.
      usage: input.item ? NO_USAGE : (stageOf(state, input.stage)?.usage ?? NO_USAGE),
      attempts: Context.current().info.attempt,
    };
  }

  private context(
    input: PerformStageInput,
    { subject, hashes }: Before,
    { signal, tally, log, spentMicros }: { signal: AbortSignal; tally: Tally; log: Sayer; spentMicros: number },
  ): StageContext {
    const { services } = this;
    const readText = async (stage: StageName, path: string): Promise<string> => {
      const sha256 = hashes.get(`${stage}/${path}`);
      if (!sha256) throw new NotFound(`The artifact ${path} of ${stage}`);
      return await this.textOf(input.organizationId, sha256);
    };
    return {
      input,
      services,
      subject,
      signal,
      log,
      readText,
      readJson: async <T>(stage: StageName, path: string) => JSON.parse(await readText(stage, path)) as T,
      ask: async (path: string, first: Question) => {
        const question = input.revision ? await this.revised(input, path, first, input.revision) : first;
        tally.promptSha256 = promptHash(question.prompt);
        tally.promptVersion = question.prompt.version;
        const { engine, isBuiltIn, isAsked } = await this.engineFor(input, subject, path, log);
        const model = input.model ?? subject.model;
        const { attempt } = Context.current().info;
        const apiKey = engine.info.takesKey ? await services.engineKey(input.organizationId, engine.info.id) : undefined;
        const waitFor = (limit: LimitKind | undefined): void => {
          const before = tally.waitsFor;
          if (limit === before?.limit) return;
          if (before) log.say(`It waited for ${duration(Date.now() - Date.parse(before.since))}`);
          if (limit) log.say(`Waits for ${LIMITS[limit]}`);
          if (limit) tally.waitsFor = { limit, since: new Date().toISOString() };
          else delete tally.waitsFor;
        };
        const live = new LiveText(services.liveText, input.organizationId, input.generationId, input.stage, path);
        try {
          return await askEngine(
            {
              engine,
              model,
              price: input.price === undefined ? engine.price(model) : input.price,
              ...(apiKey ? { apiKey } : {}),
              stage: input.stage,
              maxOutputTokens: stageDescriptor(input.stage).maxOutputTokens,
              callId: `${input.generationId}/${input.stage}/${path}`,
              attempt,
              allowanceMicros: (input.allowanceMicros ?? Infinity) - spentMicros - tally.usage.costMicros,
              signal,
              live,
              log,
              answers: isBuiltIn
                ? NO_ANSWERS
                : databaseAnswers(services.unitOfWork, {
                    input,
                    activity: activityKey(),
                    attempt,
                    engine: engine.info.id,
                    model,
                    ttlSeconds: input.useCache === false || !isAsked ? 0 : services.answerTtlSeconds,
                    secret: services.secret,
                    signal,
                  }),
              onRemembered: async (request, text) =>
                await this.keepExchange(input, log, {
                  stage: input.stage,
                  path,
                  attempt,
                  host: engine.info.host,
                  at: new Date().toISOString(),
                  durationMs: 0,
                  promptVersion: request.prompt.version,
                  request: recordedRequest(engine.info.id, request),
                  text,
                  isRemembered: true,
                }),
              ...(isBuiltIn || !isAsked
                ? {}
                : {
                    admit: (tokens: number) => services.limits.admit(engine.info.id, input.organizationId, tokens, signal, waitFor),
                    onHeldBack: (isHeldBack: boolean) => waitFor(isHeldBack ? 'PROVIDER_LIMIT' : undefined),
                  }),
              onUsage: (usage) => {
                tally.usage = addUsage(tally.usage, usage);
                if (!isBuiltIn && isAsked)
                  void services.limits
                    .count(engine.info.id, input.organizationId, usage.outputTokens)
                    .catch((error: unknown) => services.log.warn({ err: error }, 'Tokens were not counted against the limit'));
              },
            },
            question,
          );
        } finally {
          await live.end();
        }
      },
    };
  }

  /**
   * The engine that answers for a file: the chosen one, with what it is asked and answers written down; or, in a replay,
   * what was written down.
   */
  private async engineFor(
    input: PerformStageInput,
    subject: Subject,
    path: string,
    log: Sayer,
  ): Promise<{ engine: ModelEngine; isBuiltIn: boolean; isAsked: boolean }> {
    const { services } = this;
    const id = input.engine ?? subject.engine;
    if (!subject.replay) {
      const engine = services.models.get(id);
      const isBuiltIn = engine.info.host === 'built-in';
      if (engine.isDeterministic) return { engine, isBuiltIn, isAsked: true };
      return { engine: recordingEngine(engine, path, (exchange) => this.keepExchange(input, log, exchange)), isBuiltIn, isAsked: true };
    }
    const opened = await this.services.openRecords.open(input.organizationId, subject.replay);
    const known = services.models.all().find(({ info }) => info.id === id);
    if (known?.isDeterministic) return { engine: known, isBuiltIn: true, isAsked: false };
    const { organizationId, generationId, stage } = input;
    const engine = replayedEngine(services.unitOfWork, opened, subject.replay, {
      organizationId,
      generationId,
      stage,
      path,
      engine: id,
      price: input.price ?? null,
    });
    return { engine, isBuiltIn: recordedHost(opened, id) === 'built-in', isAsked: false };
  }

  /** Keeps what an engine was asked and answered, where the organization wants that. The work goes on without it. */
  private async keepExchange(input: PerformStageInput, log: Sayer, exchange: Exchange): Promise<void> {
    const { services } = this;
    const { organizationId, generationId } = input;
    const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
      outlast(() => services.unitOfWork.run(input, work), Context.current().cancellationSignal);
    try {
      let isKept = this.keeps.get(organizationId);
      if (isKept === undefined) {
        const days = await inTransaction((tx) => tx.engines.recordDays());
        isKept = (days ?? services.recordDays) > 0;
        this.keeps.set(organizationId, isKept);
      }
      if (!isKept) return;
      const address = await services.records.put(organizationId, JSON.stringify(exchange));
      const { stage, path, request } = exchange;
      await inTransaction((tx) => tx.exchanges.add(generationId, { stage, path, identity: requestIdentity(request), address }));
    } catch (error) {
      services.log.warn({ err: error, stage: exchange.stage }, 'What an engine was asked and answered was not kept');
      log.warn('What was asked and answered could not be kept: a replay will not know it');
    }
  }

  /** Blob before row: an orphan blob costs space, a row without its blob is lost work. */
  private async store(input: PerformStageInput, drafts: readonly Draft[]): Promise<(ArtifactRef & { lines: number })[]> {
    return await Promise.all(
      drafts.map(async ({ path, text, mediaType }) => {
        const content = Buffer.from(text, 'utf8');
        return {
          id: randomUUID(),
          stage: input.stage,
          path: requireSafePath(path),
          mediaType: mediaType ?? mediaTypeOf(path),
          bytes: content.length,
          sha256: await this.services.blobs.put(input.organizationId, content),
          lines: countLines(text),
        };
      }),
    );
  }

  private async complete(
    input: PerformStageInput,
    refs: (ArtifactRef & { lines: number })[],
    outcome: StageOutcome,
    { tally, log, durationMs }: { tally: Tally; log: AttemptLog; durationMs: number },
  ): Promise<void> {
    const { attempt } = Context.current().info;
    const artifacts = refs.map(({ lines: _, ...ref }) => ref);
    await log.with(async (tx) => {
      // An attempt that was given up for dead, and another that took its place, may both end well: the first counts.
      const isFirst = await tx.ledger.appendOnce(
        input.generationId,
        completionKey(input),
        input.item
          ? {
              type: 'ITEM_COMPLETED',
              stage: input.stage,
              item: input.item,
              attempt,
              artifacts,
              ...usedBy(tally),
              durationMs,
              ...warningsOf(outcome),
            }
          : {
              type: 'STAGE_COMPLETED',
              stage: input.stage,
              attempt,
              artifacts,
              ...usedBy(tally),
              durationMs,
              ...warningsOf(outcome),
              ...(outcome.repository ? { repository: outcome.repository } : {}),
              ...(outcome.merged?.files.length ? { merged: outcome.merged.files } : {}),
            },
      );
      if (!isFirst) return;
      if (outcome.merged) await this.keepEdits(tx, input, outcome.merged);
      await tx.artifacts.upsert(input.generationId, refs);
      if (outcome.repository) await tx.generations.recordHeadCommit(input.generationId, outcome.repository.headCommit);
      if (tally.promptSha256) await tx.outputs.clear(input.generationId, input.stage, input.item);
    });
  }

  /** @throws Conflict where somebody edited the repository meanwhile: it is put together again */
  private async keepEdits(tx: Transaction, input: PerformStageInput, { edits, over }: NonNullable<StageOutcome['merged']>): Promise<void> {
    const { projectId } = await this.subjectOf(tx, input);
    await tx.fileEdits.lock(projectId);
    const now = (await tx.fileEdits.live(projectId)).map(({ seq }) => seq);
    if (now.join() !== over.join()) throw new Conflict('Somebody edited the repository while it was written', 'It is written again.');
    await tx.fileEdits.add(projectId, input.generationId, edits);
  }

  private async recordFailure(
    input: PerformStageInput,
    attempt: number,
    error: unknown,
    { tally, log, durationMs }: { tally: Tally; log: AttemptLog; durationMs: number },
  ): Promise<void> {
    const described = isCancelled(error)
      ? { code: 'CANCELLED', message: 'Cancelled', isRetryable: false }
      : withDelay(describeError(error), attempt);
    try {
      const key = `failed:${input.stage}:${input.item ?? ''}:${activityKey()}:${attempt}`;
      await log.with((tx) =>
        tx.ledger.appendOnce(input.generationId, key, {
          type: 'ATTEMPT_FAILED',
          stage: input.stage,
          ...itemOf(input),
          attempt,
          error: described,
          durationMs,
          ...usedBy(tally),
        }),
      );
    } catch (recordError) {
      // The generation has ended, or the database is away: the next attempt records this one as lost.
      this.services.log.warn({ err: recordError, stage: input.stage }, 'A failed attempt was not recorded');
    }
  }

  /** What a question is asked with where a person sent its answer back: the answer, and what the person says of it. */
  private async revised(input: PerformStageInput, path: string, question: Question, { comment }: Revision): Promise<Question> {
    const row = await this.services.unitOfWork.run(input, (tx) => tx.artifacts.find(input.generationId, input.stage, path));
    const last = row ? await this.textOf(input.organizationId, row.sha256) : '';
    return {
      ...question,
      prompt: revisionPrompt(question.prompt, last, comment),
      ...(question.shorter ? { shorter: revisionPrompt(question.shorter, last, comment) } : {}),
    };
  }

  private async textOf(organizationId: string, sha256: string): Promise<string> {
    const key = `${organizationId}/${sha256}`;
    const known = this.texts.get(key);
    if (known !== undefined) return known;
    const text = (await this.services.blobs.get(organizationId, sha256)).toString('utf8');
    this.texts.set(key, text);
    return text;
  }

  /** What an attempt is made from. */
  private async readBefore(tx: Transaction, input: PerformStageInput): Promise<Before> {
    const rows = await tx.artifacts.ofStages(input.generationId, SINGLE_STAGES);
    return { subject: await this.subjectOf(tx, input), hashes: new Map(rows.map((row) => [`${row.stage}/${row.path}`, row.sha256])) };
  }

  /** It does not change while a generation runs: read once for all of its attempts on this worker. */
  private async subjectOf(tx: Transaction, input: PerformStageInput): Promise<Subject> {
    const known = this.subjects.get(input.generationId);
    if (known) return known;
    const { projectId, description, engine, model, parentId, replay } = await tx.generations.get(input.generationId);
    const { name } = await tx.projects.get(projectId);
    // A replay asks what was asked, word for word.
    const recorded = replay ? (await this.services.openRecords.open(input.organizationId, replay)).record.generation : undefined;
    const subject = {
      projectId,
      projectName: recorded?.projectName ?? name,
      description,
      engine,
      model,
      parentId: recorded?.parentId ?? parentId,
      replay,
    };
    this.subjects.set(input.generationId, subject);
    return subject;
  }

  private implementation(name: StageName): StageImplementation {
    const found = this.implementations.get(name);
    if (!found) throw new Error(`No implementation of stage ${name} on this worker`);
    return found;
  }
}

const stageOf = (state: GenerationState, name: StageName): GenerationState['stages'][number] | undefined =>
  state.stages.find((stage) => stage.name === name);
/** Done, whether or not somebody has said yes to it. */
const isMade = (stage: GenerationState['stages'][number] | undefined): boolean =>
  stage?.status === 'COMPLETE' || stage?.status === 'AWAITING_INPUT' || stage?.status === 'REUSED';
/** Under which the end of a stage, or of one item of it, is recorded once for each round. */
const completionKey = ({ stage, item, revision }: PerformStageInput): string =>
  `complete:${stage}:${item ?? ''}${revision ? `:${revision.round}` : ''}`;
/** What the ledger says of it. */
const usedBy = ({ waitsFor: _, ...used }: Tally): Omit<Tally, 'waitsFor'> => used;
const refOf = ({ id, stage, path, mediaType, bytes, sha256 }: ArtifactRow): ArtifactRef => ({ id, stage, path, mediaType, bytes, sha256 });
const itemOf = (input: PerformStageInput): { item?: string } => (input.item === undefined ? {} : { item: input.item });

/** One activity of one run: the same for all its attempts, and another one where the workflow asks anew. */
function activityKey(): string {
  const { workflowExecution, activityId } = Context.current().info;
  return `${workflowExecution?.runId ?? ''}/${activityId}`;
}

const warningsOf = ({ warnings }: StageOutcome): { warnings?: string[] } => (warnings?.length ? { warnings } : {});

/** How long the attempt waited for a worker. */
function queuedMs(): { queuedMs?: number } {
  const ms = Date.now() - Context.current().info.currentAttemptScheduledTimestampMs;
  return ms > 0 && ms < 30 * 24 * 3_600_000 ? { queuedMs: ms } : {};
}

/** When the next attempt is due, where the provider did not say. */
function withDelay(error: AttemptError, attempt: number): AttemptError {
  const policy = Context.current().info.retryPolicy;
  if (!error.isRetryable || error.nextRetryDelayMs !== undefined || !policy) return error;
  if (policy.maximumAttempts && attempt >= policy.maximumAttempts) return error;
  const ms = msToNumber(policy.initialInterval ?? 1_000) * (policy.backoffCoefficient ?? 2) ** (attempt - 1);
  return { ...error, nextRetryDelayMs: Math.min(ms, msToNumber(policy.maximumInterval ?? 60_000)) };
}

type AttemptEvent = Extract<GenerationEventBody, { type: 'ATTEMPT_STARTED' | 'ATTEMPT_FAILED' }>;

async function attemptsOf(tx: Transaction, input: PerformStageInput): Promise<AttemptEvent[]> {
  const events = await tx.ledger.all(input.generationId);
  return events
    .map(({ body }) => body)
    .filter(
      (body): body is AttemptEvent =>
        (body.type === 'ATTEMPT_STARTED' || body.type === 'ATTEMPT_FAILED') && body.stage === input.stage && body.item === input.item,
    );
}

/** The beginning of a text, cut at a character's end. */
function preview(text: string): string {
  const content = Buffer.from(text, 'utf8');
  return content.length <= PREVIEW_BYTES
    ? storable(text)
    : storable(new TextDecoder().decode(content.subarray(0, PREVIEW_BYTES), { stream: true }));
}

/** SHA-256 of a prompt, for the ledger: tells whether two attempts asked the same. */
function promptHash(prompt: { version: string; system: string; user: string }): string {
  return createHash('sha256').update([prompt.version, prompt.system, prompt.user].join('\n')).digest('hex');
}
