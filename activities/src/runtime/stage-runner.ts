import type { PerformStageInput, PerformStageResult, PlanItemsResult } from '@millwright/contracts';
import {
  NO_USAGE,
  addUsage,
  countLines,
  mediaTypeOf,
  requireSafePath,
  stageDescriptor,
  type ArtifactRef,
  type GenerationEventBody,
  type GenerationState,
  type StageName,
  type Usage,
} from '@millwright/domain';
import type { GenerationRow, ProjectRow, Transaction } from '@millwright/persistence';
import { stageAttempts } from '@millwright/platform';
import { Context } from '@temporalio/activity';
import { createHash, randomUUID } from 'node:crypto';
import { askEngine } from './ask-engine.js';
import { describeError, isCancelled, toFailure } from './failure.js';
import { LiveText } from './live-text.js';
import type { Services } from './services.js';
import type { Draft, Question, StageContext, StageImplementation, StageOutcome } from './stage.js';

const HEARTBEAT_EVERY_MS = 1_000;
const PREVIEW_BYTES = 2_048;

/** What an attempt has used and asked so far; goes into its ledger row, however it ends. */
interface Tally {
  usage: Usage;
  promptSha256?: string;
}

/** The rows that every attempt works with. */
interface Subject {
  generation: GenerationRow;
  project: ProjectRow;
}

/**
 * Runs one attempt of a stage, or of one item of it: before it a ledger row, after it artifacts, projection
 * and ledger row in one transaction. What an earlier attempt has completed is returned, not made again.
 */
export class StageRunner {
  constructor(
    private readonly services: Services,
    private readonly implementations: ReadonlyMap<StageName, StageImplementation>,
  ) {}

  async perform(input: PerformStageInput): Promise<PerformStageResult> {
    return await this.attempt(input, async (context, startedAt, tally) => {
      const outcome = await this.implementation(input.stage).perform(context);
      const refs = await this.store(input, outcome.drafts);
      await this.complete(input, refs, outcome, tally, Date.now() - startedAt);
      return {
        artifacts: refs.map(({ lines: _, ...ref }, i) => ({ ...ref, preview: preview(outcome.drafts[i]!.text) })),
        usage: tally.usage,
        attempts: Context.current().info.attempt,
      };
    });
  }

  async planItems(input: PerformStageInput): Promise<PlanItemsResult> {
    const implementation = this.implementation(input.stage);
    const subject = await this.services.unitOfWork.run(input, (tx) => subjectOf(tx, input));
    const context = this.context(input, subject, new AbortController().signal, { usage: NO_USAGE }, NO_USAGE);
    const items = (await implementation.planItems?.(context)) ?? [];
    await this.services.unitOfWork.run(input, async (tx) => {
      const state = await tx.ledger.lock(input.generationId);
      if (stageOf(state, input.stage)?.itemsTotal !== null) return;
      await tx.ledger.append(input.generationId, [
        {
          type: 'STAGE_STARTED',
          stage: input.stage,
          ...(input.engine ? { engine: input.engine } : {}),
          ...(input.model ? { model: input.model } : {}),
        },
        { type: 'STAGE_ITEMS_PLANNED', stage: input.stage, items },
      ]);
    });
    return { items };
  }

  async completeFanOut(input: PerformStageInput): Promise<PerformStageResult> {
    return await this.services.unitOfWork.run(input, async (tx) => {
      const state = await tx.ledger.lock(input.generationId);
      const stage = stageOf(state, input.stage);
      const rows = await tx.artifacts.all(input.generationId, input.stage);
      if (stage?.status !== 'COMPLETE')
        await tx.ledger.append(input.generationId, [
          {
            type: 'STAGE_COMPLETED',
            stage: input.stage,
            artifacts: [],
            durationMs: Date.now() - Date.parse(stage?.startedAt ?? new Date().toISOString()),
          },
        ]);
      return { artifacts: [], usage: stage?.usage ?? NO_USAGE, attempts: rows.length };
    });
  }

  /** The frame of every attempt: recorded before, recorded when it fails, heartbeating in between. */
  private async attempt(
    input: PerformStageInput,
    work: (context: StageContext, startedAt: number, tally: Tally) => Promise<PerformStageResult>,
  ): Promise<PerformStageResult> {
    const activity = Context.current();
    const { attempt } = activity.info;
    const startedAt = Date.now();
    const tally: Tally = { usage: NO_USAGE };
    const heartbeat = setInterval(
      () => activity.heartbeat({ stage: input.stage, item: input.item, seconds: Math.round((Date.now() - startedAt) / 1_000) }),
      HEARTBEAT_EVERY_MS,
    );
    try {
      const begun = await this.begin(input, attempt);
      if ('done' in begun) return begun.done;
      const context = this.context(input, begun.subject, activity.cancellationSignal, tally, begun.spent);
      const result = await work(context, startedAt, tally);
      stageAttempts.inc({ stage: input.stage, outcome: 'complete' });
      return result;
    } catch (error) {
      stageAttempts.inc({ stage: input.stage, outcome: isCancelled(error) ? 'cancelled' : 'failed' });
      await this.recordFailure(input, attempt, error, Date.now() - startedAt, tally);
      throw toFailure(error, attempt, tally.usage.costMicros);
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async begin(
    input: PerformStageInput,
    attempt: number,
  ): Promise<{ done: PerformStageResult } | { spent: Usage; subject: Subject }> {
    return await this.services.unitOfWork.run(input, async (tx) => {
      const state = await tx.ledger.lock(input.generationId);
      const done = await this.completed(tx, input, state);
      if (done) return { done };
      const events: GenerationEventBody[] = [];
      const before = attempt > 1 ? await attemptsOf(tx, input) : [];
      const last = before.at(-1);
      // A worker that was killed could not say so itself.
      if (last?.type === 'ATTEMPT_STARTED')
        events.push({
          type: 'ATTEMPT_FAILED',
          stage: input.stage,
          ...itemOf(input),
          attempt: last.attempt,
          error: { code: 'WORKER_LOST', message: `The worker ${last.worker} ended in the middle of it`, isRetryable: true },
          durationMs: 0,
        });
      if (!input.item && stageOf(state, input.stage)?.status === 'PENDING')
        events.push({
          type: 'STAGE_STARTED',
          stage: input.stage,
          ...(input.engine ? { engine: input.engine } : {}),
          ...(input.model ? { model: input.model } : {}),
        });
      events.push({
        type: 'ATTEMPT_STARTED',
        stage: input.stage,
        ...itemOf(input),
        attempt,
        ...(input.engine ? { engine: input.engine } : {}),
        ...(input.model ? { model: input.model } : {}),
        worker: this.services.worker,
      });
      await tx.ledger.append(input.generationId, events);
      if (attempt > 1) await tx.outputs.clear(input.generationId, input.stage, input.item);
      return {
        subject: await subjectOf(tx, input),
        spent: before.reduce((sum, event) => (event.type === 'ATTEMPT_FAILED' ? addUsage(sum, event.usage) : sum), NO_USAGE),
      };
    });
  }

  /** What an attempt before this one has completed, where its answer never reached Temporal. */
  private async completed(tx: Transaction, input: PerformStageInput, state: GenerationState): Promise<PerformStageResult | undefined> {
    const rows = input.item
      ? [await tx.artifacts.find(input.generationId, input.stage, input.item)].filter((row) => row !== null)
      : stageOf(state, input.stage)?.status === 'COMPLETE'
        ? await tx.artifacts.all(input.generationId, input.stage)
        : undefined;
    if (!rows || (input.item && rows.length === 0)) return undefined;
    const artifacts = rows.map(({ id, stage, path, mediaType, bytes, sha256 }): ArtifactRef => ({
      id,
      stage,
      path,
      mediaType,
      bytes,
      sha256,
    }));
    // The item's own usage is in the ledger; the stage's in the state.
    return {
      artifacts,
      usage: input.item ? NO_USAGE : (stageOf(state, input.stage)?.usage ?? NO_USAGE),
      attempts: Context.current().info.attempt,
    };
  }

  private context(
    input: PerformStageInput,
    { generation, project }: Subject,
    signal: AbortSignal,
    tally: Tally,
    spent: Usage,
  ): StageContext {
    const { services } = this;
    const readText = async (stage: StageName, path: string): Promise<string> => {
      const row = await services.unitOfWork.run(input, (tx) => tx.artifacts.get(input.generationId, stage, path));
      return (await services.blobs.get(input.organizationId, row.sha256)).toString('utf8');
    };
    return {
      input,
      services,
      generation,
      project,
      signal,
      readText,
      readJson: async <T>(stage: StageName, path: string) => JSON.parse(await readText(stage, path)) as T,
      ask: async (path: string, question: Question) => {
        tally.promptSha256 = promptHash(question.prompt);
        const live = new LiveText(services.liveText, input.organizationId, input.generationId, input.stage, path);
        try {
          return await askEngine(
            {
              engine: services.models.get(input.engine ?? generation.engine),
              model: input.model ?? generation.model,
              stage: input.stage,
              maxOutputTokens: stageDescriptor(input.stage).maxOutputTokens,
              callId: `${input.generationId}/${input.stage}/${path}`,
              attempt: Context.current().info.attempt,
              allowanceMicros: (input.allowanceMicros ?? Infinity) - spent.costMicros,
              signal,
              live,
              onUsage: (usage) => (tally.usage = addUsage(tally.usage, usage)),
            },
            question,
          );
        } finally {
          await live.end();
        }
      },
    };
  }

  /** Blob before row: an orphan blob is swept later, a row without its blob is lost work. */
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
    tally: Tally,
    durationMs: number,
  ): Promise<void> {
    const { attempt } = Context.current().info;
    const artifacts = refs.map(({ lines: _, ...ref }) => ref);
    await this.services.unitOfWork.run(input, async (tx) => {
      const state = await tx.ledger.lock(input.generationId);
      // An attempt that was given up for dead, and another that took its place, may both end well: the first counts.
      if (await this.completed(tx, input, state)) return;
      await tx.artifacts.upsert(input.generationId, refs);
      if (outcome.repository) await tx.generations.recordHeadCommit(input.generationId, outcome.repository.headCommit);
      await tx.ledger.append(input.generationId, [
        input.item
          ? { type: 'ITEM_COMPLETED', stage: input.stage, item: input.item, attempt, artifacts, ...tally, durationMs }
          : {
              type: 'STAGE_COMPLETED',
              stage: input.stage,
              attempt,
              artifacts,
              ...tally,
              durationMs,
              ...(outcome.repository ? { repository: outcome.repository } : {}),
            },
      ]);
      await tx.outputs.clear(input.generationId, input.stage, input.item);
    });
  }

  private async recordFailure(input: PerformStageInput, attempt: number, error: unknown, durationMs: number, tally: Tally): Promise<void> {
    const described = isCancelled(error) ? { code: 'CANCELLED', message: 'Cancelled', isRetryable: false } : describeError(error);
    try {
      await this.services.unitOfWork.run(input, (tx) =>
        tx.ledger.append(input.generationId, [
          { type: 'ATTEMPT_FAILED', stage: input.stage, ...itemOf(input), attempt, error: described, durationMs, ...tally },
        ]),
      );
    } catch (recordError) {
      // The generation has ended, or the database is away: the next attempt records this one as lost.
      this.services.log.warn({ err: recordError, stage: input.stage }, 'A failed attempt was not recorded');
    }
  }

  private implementation(name: StageName): StageImplementation {
    const found = this.implementations.get(name);
    if (!found) throw new Error(`No implementation of stage ${name} on this worker`);
    return found;
  }
}

const stageOf = (state: GenerationState, name: StageName): GenerationState['stages'][number] | undefined =>
  state.stages.find((stage) => stage.name === name);
const itemOf = (input: PerformStageInput): { item?: string } => (input.item === undefined ? {} : { item: input.item });

async function subjectOf(tx: Transaction, input: PerformStageInput): Promise<Subject> {
  const generation = await tx.generations.get(input.generationId);
  return { generation, project: await tx.projects.get(generation.projectId) };
}

type AttemptEvent = Extract<GenerationEventBody, { type: 'ATTEMPT_STARTED' | 'ATTEMPT_FAILED' }>;

async function attemptsOf(tx: Transaction, input: PerformStageInput): Promise<AttemptEvent[]> {
  const events = await tx.ledger.read(input.generationId, 0, 1_000_000);
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
  return content.length <= PREVIEW_BYTES ? text : new TextDecoder().decode(content.subarray(0, PREVIEW_BYTES), { stream: true });
}

/** SHA-256 of a prompt, for the ledger: tells whether two attempts asked the same. */
function promptHash(prompt: { version: string; system: string; user: string }): string {
  return createHash('sha256').update([prompt.version, prompt.system, prompt.user].join('\n')).digest('hex');
}
