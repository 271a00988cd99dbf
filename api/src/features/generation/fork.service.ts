import {
  BadInput,
  InputCheck,
  LIMITS,
  PreconditionFailed,
  stageDescriptor,
  type ArtifactRef,
  type GenerationEventBody,
  type Parentage,
  type StageName,
} from '@millwright/domain';
import type { BlobStore, ModelRegistry } from '@millwright/integrations';
import type { ArtifactRow, GenerationRow, ProjectRow, Transaction, UnitOfWork } from '@millwright/persistence';
import type { Viewer } from '../../security/viewer.js';
import { followedBy, storeEdits, type EditInput, type StoredEdit } from './artifact-edits.js';
import type { GenerationService } from './generation.service.js';
import type { GenerationStarter, StartChoices } from './generation-starter.js';

export interface ForkInput {
  generationId: string;
  fromStage: StageName;
  edits?: readonly EditInput[] | null;
  engine?: string | null;
  model?: string | null;
  budgetUsd?: number | null;
  idempotencyKey?: string | null;
}

export interface RetryChoices {
  engine?: string | null;
  model?: string | null;
  budgetUsd?: number | null;
}

export interface BulkRetryInput {
  organizationId?: string | null;
  code: string;
  engine?: string | null;
  failedSince?: Date | null;
}

/** A stage that a person sent back, with the files of it that are to be made again. */
interface SentBack {
  event: Extract<GenerationEventBody, { type: 'STAGE_SENT_BACK' }>;
  /** Of a stage that fans out: all of its files. */
  planned?: string[];
  items?: string[];
}

/** What of an earlier generation is there from the start. */
interface Reused {
  /** Stages as a whole. */
  reused: StageName[];
  /** Stages of which some is there. */
  items?: StageName[];
  edits: StoredEdit[];
  sentBack?: SentBack[];
}

/** New generations that go on from earlier ones: what stands before is the same by hash, and bought no second time. */
export class ForkService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly generations: GenerationService,
    private readonly starter: GenerationStarter,
    private readonly blobs: BlobStore,
    private readonly models: ModelRegistry,
  ) {}

  /** @throws NotFound · Forbidden · BadInput · PreconditionFailed where a stage before `fromStage` is not complete */
  async fork(viewer: Viewer, input: ForkInput): Promise<GenerationRow> {
    const source = requireOriginal(await this.generations.get(viewer, input.generationId, 'generation.run'));
    const names = source.input.stages.map((stage) => stage.name);
    const at = names.indexOf(input.fromStage);
    if (at < 0) throw new BadInput([{ path: 'input.fromStage', message: `must be one of: ${names.join(', ')}` }]);
    const reused = names.slice(0, at);
    const open = reused.find((name) => !isDone(source, name));
    if (open)
      throw new PreconditionFailed(
        `${stageDescriptor(open).title} of that generation is not complete`,
        `Fork from ${open} or an earlier stage, or wait until it is complete.`,
      );
    const { project, rows } = await this.read(source, reused);
    const edits = await storeEdits(
      this.blobs,
      source.organizationId,
      rows,
      input.edits ?? [],
      project.name,
      followedBy(this.models, (next) => input.engine ?? source.input.stageEngines?.[next]?.engine ?? source.engine, {
        projectName: project.name,
        description: source.description,
      }),
    );
    return await this.start(viewer, source, project, {
      parent: { generationId: source.id, kind: 'FORK', fromStage: input.fromStage },
      reused,
      edits,
      // What a person asked to have anew is not taken from the memory of answers.
      choices: { ...input, useCache: false },
    });
  }

  /** Repeats a failed or cancelled generation from where it stopped. @throws NotFound · Forbidden · BadInput · PreconditionFailed */
  async retry(viewer: Viewer, generationId: string, choices: RetryChoices): Promise<GenerationRow> {
    const source = requireOriginal(await this.generations.get(viewer, generationId, 'generation.run'));
    if (source.status !== 'FAILED' && source.status !== 'CANCELLED')
      throw new PreconditionFailed(
        source.status === 'COMPLETE' ? 'The generation is complete' : 'The generation has not ended',
        source.status === 'COMPLETE' ? 'Fork it from the stage that you want anew.' : 'Wait until it ends, or cancel it first.',
      );
    return await this.retryRow(viewer, source, choices);
  }

  /** Failures of the viewer's organization that nobody has tried again, by cause. @throws NotFound · Forbidden */
  async failures(
    viewer: Viewer,
    organizationId: string | null | undefined,
  ): Promise<{ code: string; engine: string; count: number; lastAt: Date }[]> {
    const scope = { organizationId: viewer.in(organizationId, 'generation.read').organizationId, userId: viewer.userId };
    return await this.unitOfWork.run(scope, (tx) => tx.generations.failures());
  }

  /**
   * Tries all failures of one cause again, oldest first, as many as may be open at once.
   * @throws NotFound · Forbidden · BadInput
   */
  async retryAll(viewer: Viewer, input: BulkRetryInput): Promise<{ started: GenerationRow[]; left: number }> {
    const { organizationId } = viewer.in(input.organizationId, 'generation.run');
    const check = new InputCheck();
    const code = check.text('input.code', input.code, { max: 100 });
    check.done();
    const scope = { organizationId, userId: viewer.userId };
    const rows = await this.unitOfWork.run(scope, (tx) =>
      tx.generations.failed(code, {
        ...(input.engine ? { engine: input.engine } : {}),
        ...(input.failedSince ? { since: input.failedSince } : {}),
        limit: LIMITS.bulkRetryMax,
      }),
    );
    const started: GenerationRow[] = [];
    for (const row of rows) {
      try {
        // The same press of the button twice starts each of them once.
        started.push(await this.retryRow(viewer, row, { idempotencyKey: `retry:${row.id}` }));
      } catch (error) {
        if (!(error instanceof PreconditionFailed) || started.length === 0) throw error;
        break;
      }
    }
    return { started, left: rows.length - started.length };
  }

  private async retryRow(viewer: Viewer, source: GenerationRow, choices: StartChoices): Promise<GenerationRow> {
    const names = source.input.stages.map((stage) => stage.name);
    const reused = names.filter((name) => isDone(source, name));
    const fromStage = names.find((name) => !reused.includes(name));
    if (!fromStage)
      throw new PreconditionFailed('Every stage of that generation is complete', 'Fork it from the stage that you want anew.');
    const { project } = await this.read(source, []);
    const sentBack = await this.sentBack(source, reused);
    // Files that were written stay written.
    const partial = source.state.stages.filter(
      ({ name, itemsDone }) => !reused.includes(name) && (itemsDone > 0 || sentBack.some(({ event }) => event.stage === name)),
    );
    return await this.start(viewer, source, project, {
      parent: { generationId: source.id, kind: 'RETRY', fromStage },
      reused,
      items: partial.map((stage) => stage.name),
      sentBack,
      edits: [],
      choices,
    });
  }

  private async start(
    viewer: Viewer,
    source: GenerationRow,
    project: ProjectRow,
    from: { parent: Parentage; choices: StartChoices } & Reused,
  ): Promise<GenerationRow> {
    const { input } = source;
    const { parent, reused, choices, sentBack = [] } = from;
    const isSameEngine = !choices.engine || choices.engine === source.engine;
    return await this.starter.start(viewer, {
      project,
      description: source.description,
      parent,
      stages: input.stages,
      reused,
      revisions: Object.fromEntries(
        sentBack.map(({ event: { stage, round, comment }, items }) => [stage, { round: round + 1, comment, ...(items ? { items } : {}) }]),
      ),
      choices: {
        engine: choices.engine ?? source.engine,
        model: choices.model ?? (isSameEngine ? source.model : null),
        budgetUsd: choices.budgetUsd ?? (source.budgetMicros === null ? null : source.budgetMicros / 1_000_000),
        useCache: choices.useCache ?? input.useCache ?? true,
        approveAfter: input.approveAfter ?? [],
        approveCriticality: input.approveCriticality ?? null,
        atCeiling: input.atCeiling ?? null,
        idempotencyKey: choices.idempotencyKey ?? null,
      },
      prepare: (tx, generationId) => reuse(tx, source.id, generationId, from),
    });
  }

  /** Stages that a person had sent back, and that were not done again as a whole when the generation ended. */
  private async sentBack(source: GenerationRow, done: readonly StageName[]): Promise<SentBack[]> {
    const stages = source.state.stages.filter(({ name, round }) => !done.includes(name) && (round ?? 1) > 1).map(({ name }) => name);
    if (stages.length === 0) return [];
    const events = (await this.unitOfWork.run(source, (tx) => tx.ledger.all(source.id))).map(({ body }) => body);
    return stages.flatMap((stage) => {
      const at = events.findLastIndex((body) => body.type === 'STAGE_SENT_BACK' && body.stage === stage);
      const event = events[at];
      if (event?.type !== 'STAGE_SENT_BACK') return [];
      const planned = events.flatMap((body) => (body.type === 'STAGE_ITEMS_PLANNED' && body.stage === stage ? [body.items] : []))[0];
      const again = new Set(
        events.slice(at).flatMap((body) => (body.type === 'ITEM_COMPLETED' && body.stage === stage ? [body.item] : [])),
      );
      const items = (event.items ?? planned)?.filter((item) => !again.has(item));
      return [{ event, ...(planned ? { planned } : {}), ...(items ? { items } : {}) }];
    });
  }

  private async read(source: GenerationRow, stages: readonly StageName[]): Promise<{ project: ProjectRow; rows: ArtifactRow[] }> {
    return await this.unitOfWork.run(source, async (tx) => ({
      project: await tx.projects.get(source.projectId),
      rows: (await tx.artifacts.all(source.id)).filter((row) => stages.includes(row.stage)),
    }));
  }
}

/** @throws PreconditionFailed for a replay, which holds what a record says and no more */
function requireOriginal(row: GenerationRow): GenerationRow {
  if (row.replay) throw new PreconditionFailed('This is a replay, which asks no engine', 'Go on from the generation that it replays.');
  return row;
}

/** Whether a stage is done and, where it needed one, has its yes. */
function isDone(source: GenerationRow, name: StageName): boolean {
  const status = source.state.stages.find((stage) => stage.name === name)?.status;
  return status === 'COMPLETE' || status === 'REUSED';
}

/** Puts an earlier generation's artifacts in place, with a person's edits over them. */
async function reuse(
  tx: Transaction,
  source: string,
  generationId: string,
  { reused, items = [], edits, sentBack = [] }: Reused,
): Promise<GenerationEventBody[]> {
  const rows = await tx.artifacts.copy(source, generationId, [...reused, ...items]);
  await tx.artifacts.upsert(
    generationId,
    edits.map(({ artifact, lines }) => ({ ...artifact, lines })),
  );
  const refsOf = (stage: StageName): ArtifactRef[] =>
    rows
      .filter((row) => row.stage === stage)
      .map(({ id, path, mediaType, bytes, sha256 }) => ({ id, stage, path, mediaType, bytes, sha256 }));
  const begun = sentBack.flatMap(({ event, planned, items: open }): GenerationEventBody[] => [
    ...(planned ? [{ type: 'STAGE_ITEMS_PLANNED' as const, stage: event.stage, items: planned }] : []),
    { type: 'ITEMS_REUSED', stage: event.stage, from: source, artifacts: refsOf(event.stage) },
    { ...event, ...(open ? { items: open } : {}) },
  ]);
  const whole = reused.map((stage): GenerationEventBody => {
    const edited = edits.filter(({ artifact }) => artifact.stage === stage).map(({ lines: _, ...edit }) => edit);
    return {
      type: 'STAGE_REUSED',
      stage,
      from: source,
      artifacts: rows
        .filter((row) => row.stage === stage)
        .map(({ id, path, mediaType, bytes, sha256 }) => {
          const edit = edited.find(({ artifact }) => artifact.path === path);
          return { id, stage, path, mediaType, bytes: edit?.artifact.bytes ?? bytes, sha256: edit?.artifact.sha256 ?? sha256 };
        }),
      ...(edited.length > 0 ? { edits: edited } : {}),
    };
  });
  return [...whole, ...begun];
}
