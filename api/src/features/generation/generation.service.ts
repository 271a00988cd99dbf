import {
  CANCEL_GENERATION,
  LEDGER_CHANNEL,
  OUTPUT_CHANNEL,
  PAUSE_GENERATION,
  RESUME_GENERATION,
  type ControlRequest,
  type GenerateProjectInput,
} from '@millwright/contracts';
import {
  BadInput,
  EMPTY_STATE,
  FINAL_STATUSES,
  InputCheck,
  LIMITS,
  NotFound,
  pinStages,
  reduceGeneration,
  type GenerationEvent,
  type GenerationState,
  type Permission,
  type StageName,
} from '@millwright/domain';
import { UnitOfWork, type ArtifactRow, type GenerationRow, type OutputChunk, type Page, type Keyset } from '@millwright/persistence';
import { type Config, type Logger } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import { EventBridge } from '../../graphql/event-bridge.js';
import { mapIterator } from '../../graphql/map-iterator.js';
import type { Viewer } from '../../security/viewer.js';
import type { EngineService } from '../engine/engine.service.js';
import { TemporalGateway } from './temporal-gateway.js';
import type { StartGenerationInput } from './generation.types.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What a call is taken to read at first, beside the description; one that reads more asks for more. */
const FIRST_PROMPT_BYTES = 16_000;
/** Rows read ahead for a subscriber: what one who does not take them costs. */
const BATCH = 25;

/** An id from outside; what is none of ours cannot be found. @throws NotFound */
export function requireId(id: string, what: string): string {
  if (!UUID.test(id)) throw new NotFound(what);
  return id;
}

/** A generation's event with the state that it led to. */
export interface ReducedEvent {
  event: GenerationEvent;
  state: GenerationState;
}

/** What people do with generations. Rows are looked for in the viewer's own organizations and nowhere else. */
export class GenerationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly engines: EngineService,
    private readonly temporal: TemporalGateway,
    private readonly bridge: EventBridge,
    private readonly config: Config,
    private readonly log: Logger,
  ) {}

  /** @throws NotFound · Forbidden */
  async get(viewer: Viewer, id: string, permission: Permission = 'generation.read'): Promise<GenerationRow> {
    requireId(id, 'The generation');
    for (const { organizationId } of viewer.memberships) {
      const row = await this.unitOfWork.run({ organizationId, userId: viewer.userId }, (tx) => tx.generations.find(id));
      if (!row) continue;
      viewer.in(organizationId, permission);
      return row;
    }
    throw new NotFound('The generation');
  }

  async start(viewer: Viewer, input: StartGenerationInput): Promise<GenerationRow> {
    const check = new InputCheck();
    if (input.idempotencyKey) check.text('input.idempotencyKey', input.idempotencyKey, { max: LIMITS.idempotencyKeyMax });
    if (input.budgetUsd != null)
      check.that(
        Number.isFinite(input.budgetUsd) && input.budgetUsd >= 0 && input.budgetUsd <= 1_000_000,
        'input.budgetUsd',
        'must be 0 to 1,000,000 US dollars',
      );
    check.done();
    const project = await this.projectOf(viewer, input.projectId);
    const { organizationId } = viewer.in(project.organizationId, 'generation.run');
    const scope = { organizationId, userId: viewer.userId };
    const key = input.idempotencyKey ?? null;
    const known = key ? await this.unitOfWork.run(scope, (tx) => tx.generations.findByIdempotencyKey(key)) : null;
    if (known) return known;
    const workflowInput = await this.workflowInput(project, input);
    await this.unitOfWork.run(scope, async (tx) => {
      await tx.generations.add({ input: workflowInput, description: project.description, idempotencyKey: key, createdBy: viewer.userId });
      await tx.ledger.append(workflowInput.generationId, [
        {
          type: 'GENERATION_QUEUED',
          stages: workflowInput.stages,
          engine: workflowInput.engine,
          model: workflowInput.model,
          budgetMicros: workflowInput.budgetMicros,
        },
      ]);
    });
    // The row stands: where Temporal is away, the starter brings it on its way later.
    await this.temporal
      .start(workflowInput)
      .catch((error: unknown) => this.log.warn({ err: error }, 'A generation stays queued until Temporal answers'));
    return await this.unitOfWork.run(scope, (tx) => tx.generations.get(workflowInput.generationId));
  }

  private async workflowInput(
    project: { id: string; organizationId: string; name: string; description: string },
    input: StartGenerationInput,
  ): Promise<GenerateProjectInput> {
    const { chosen, fallbacks, stageEngines } = await this.engines.choose(project.organizationId, input);
    const budgetMicros = input.budgetUsd == null ? null : Math.floor(input.budgetUsd * 1_000_000);
    // A ceiling over something whose price nobody knows would hold nothing.
    const unpriced = [chosen, ...fallbacks, ...Object.values(stageEngines)].find((choice) => choice.price === null);
    if (unpriced && budgetMicros !== null)
      throw new BadInput([
        {
          path: 'input.budgetUsd',
          message: `cannot be held: the price of ${unpriced.model} (${unpriced.engine}) is not known. Set MODEL_PRICES on the server, choose another model, or start without a ceiling`,
        },
      ]);
    const { config } = this;
    return {
      generationId: randomUUID(),
      organizationId: project.organizationId,
      projectId: project.id,
      projectName: project.name,
      engine: chosen.engine,
      model: chosen.model,
      stages: pinStages(),
      budgetMicros,
      price: chosen.price,
      ...(fallbacks.length > 0 ? { fallbacks } : {}),
      ...(Object.keys(stageEngines).length > 0 ? { stageEngines } : {}),
      useCache: input.useCache ?? true,
      promptBytes: FIRST_PROMPT_BYTES + Buffer.byteLength(project.description),
      limits: {
        window: config.STAGE_WINDOW,
        heartbeatTimeoutMs: config.STAGE_HEARTBEAT_MS,
        stageTimeoutMs: config.STAGE_TIMEOUT_MS,
        maximumAttempts: config.STAGE_ATTEMPTS,
        initialRetryMs: config.STAGE_RETRY_MS,
      },
    };
  }

  async pause(viewer: Viewer, id: string): Promise<GenerationRow> {
    return await this.control(viewer, id, PAUSE_GENERATION);
  }

  async resume(viewer: Viewer, id: string): Promise<GenerationRow> {
    return await this.control(viewer, id, RESUME_GENERATION);
  }

  async cancel(viewer: Viewer, id: string, reason: string | null | undefined): Promise<GenerationRow> {
    const check = new InputCheck();
    if (reason) check.text('input.reason', reason, { max: LIMITS.reasonMax });
    check.done();
    return await this.control(viewer, id, CANCEL_GENERATION, reason ?? undefined);
  }

  private async control(viewer: Viewer, id: string, update: string, reason?: string): Promise<GenerationRow> {
    const row = await this.get(viewer, id, 'generation.run');
    if (row.status === 'QUEUED') await this.temporal.start(row.input);
    const request: ControlRequest = { actor: viewer.actor, ...(reason ? { reason } : {}) };
    await this.temporal.control(update, id, request);
    return await this.get(viewer, id);
  }

  /** Starts rows that a crash left queued. Every API process does it; starting twice finds the first. */
  async startQueued(queued: readonly { organizationId: string; id: string }[]): Promise<void> {
    for (const { organizationId, id } of queued) {
      const row = await this.unitOfWork.run({ organizationId }, (tx) => tx.generations.find(id));
      if (row?.status === 'QUEUED') await this.temporal.start(row.input);
    }
  }

  async list(
    organizationId: string,
    projectId: string,
    options: { limit: number; after?: Keyset },
  ): Promise<Page<GenerationRow> & { totalCount: number }> {
    return await this.unitOfWork.run({ organizationId }, async (tx) => ({
      ...(await tx.generations.list(projectId, options)),
      totalCount: await tx.generations.count(projectId),
    }));
  }

  async artifact(organizationId: string, generationId: string, stage: StageName, path: string): Promise<ArtifactRow | null> {
    return await this.unitOfWork.run({ organizationId }, (tx) => tx.artifacts.find(generationId, stage, path));
  }

  async artifacts(
    organizationId: string,
    generationId: string,
    options: { stage?: StageName; limit: number; after?: { stage: string; path: string } },
  ): Promise<Page<ArtifactRow> & { totalCount: number }> {
    return await this.unitOfWork.run({ organizationId }, async (tx) => ({
      ...(await tx.artifacts.list(generationId, options)),
      totalCount: await tx.artifacts.count(generationId, options.stage),
    }));
  }

  /** Events after a cursor, each with the state that it led to. */
  async events(row: GenerationRow, after: number, limit: number): Promise<{ events: ReducedEvent[]; hasNextPage: boolean }> {
    const fold = new Fold(await this.stateAt(row, after));
    const events = await this.unitOfWork.run(row, (tx) => tx.ledger.read(row.id, after, limit + 1));
    return { events: events.slice(0, limit).map((event) => fold.next(event)), hasNextPage: events.length > limit };
  }

  /** Every event after the cursor, then each new one, until the generation ends. */
  async follow(row: GenerationRow, after: number): Promise<AsyncIterableIterator<ReducedEvent>> {
    const fold = new Fold(await this.stateAt(row, after));
    let cursor = after;
    const events = this.bridge.follow(
      LEDGER_CHANNEL,
      row.id,
      async () => {
        const batch = await this.unitOfWork.run(row, (tx) => tx.ledger.read(row.id, cursor, BATCH));
        cursor = batch.at(-1)?.seq ?? cursor;
        return batch;
      },
      ({ body }) => endsGeneration(body),
      // Someone who asks after the last event is told at once that nothing follows.
      async () => FINAL_STATUSES.includes(fold.state.status),
    );
    // Reduced as it is taken: what waits for a slow reader is rows, not states.
    return mapIterator(events, (event) => fold.next(event));
  }

  /** The text being written: what there is so far, then each new piece, until the generation ends. */
  followOutput(row: GenerationRow): AsyncIterableIterator<OutputChunk> {
    let cursor = 0;
    return this.bridge.follow(
      OUTPUT_CHANNEL,
      row.id,
      async () => {
        const chunks = await this.unitOfWork.run(row, (tx) => tx.outputs.read(row.id, cursor, BATCH));
        cursor = chunks.at(-1)?.id ?? cursor;
        return chunks;
      },
      () => false,
      async () => FINAL_STATUSES.includes((await this.unitOfWork.run(row, (tx) => tx.generations.get(row.id))).status),
    );
  }

  private async stateAt(row: GenerationRow, after: number): Promise<GenerationState> {
    let state = EMPTY_STATE;
    while (state.seq < after) {
      const events = await this.unitOfWork.run(row, (tx) => tx.ledger.read(row.id, state.seq, Math.min(1_000, after - state.seq)));
      if (events.length === 0) break;
      state = events.reduce(reduceGeneration, state);
    }
    return state;
  }

  private async projectOf(
    viewer: Viewer,
    projectId: string,
  ): Promise<{ id: string; organizationId: string; name: string; description: string }> {
    requireId(projectId, 'The project');
    for (const { organizationId } of viewer.memberships) {
      const project = await this.unitOfWork.run({ organizationId, userId: viewer.userId }, (tx) => tx.projects.find(projectId));
      if (project) return project;
    }
    throw new NotFound('The project');
  }
}

const endsGeneration = ({ type }: GenerationEvent['body']): boolean =>
  type === 'GENERATION_COMPLETED' || type === 'GENERATION_FAILED' || type === 'GENERATION_CANCELLED';

/** The running reduction of a ledger. */
class Fold {
  constructor(public state: GenerationState) {}
  next(event: GenerationEvent): ReducedEvent {
    this.state = reduceGeneration(this.state, event);
    return { event, state: this.state };
  }
}
