import { OUTPUT_CHANNEL } from '@millwright/contracts';
import {
  BadInput,
  FINAL_STATUSES,
  GENERATION,
  GENERATION_OPERATIONS,
  LIMITS,
  NotFound,
  faultOfName,
  readInput,
  type GenerationEventBody,
  type GenerationOperation,
  type GenerationState,
  type OperationFields,
  type Permission,
  type StageName,
} from '@millwright/domain';
import {
  UnitOfWork,
  type ArtifactRow,
  type GenerationRow,
  type LoggedLine,
  type ModelCallRow,
  type OutputChunk,
  type Page,
  type Keyset,
  type ProjectRow,
} from '@millwright/persistence';
import type { Counted } from '../../graphql/connection.js';
import { EventBridge } from '../../graphql/event-bridge.js';
import { mapIterator } from '../../graphql/map-iterator.js';
import { requireId } from '../../graphql/require-id.js';
import type { Viewer } from '../../security/viewer.js';
import type { Reduced, StreamService } from '../stream/stream.service.js';
import type { GenerationStarter } from './generation-starter.js';
import { TemporalGateway } from './temporal-gateway.js';
import type { StartGenerationInput } from './generation.types.js';
import type { NameGenerationInput } from './people.types.js';

/** Rows read ahead for a subscriber: what one who does not take them costs. */
const BATCH = 25;

/** A generation's event with the state that it led to. */
export interface ReducedEvent extends Reduced<GenerationState, GenerationEventBody> {
  /** What else is known of the generation, as it is now: its budget, its run, its repository. */
  row: GenerationRow;
}

/** What people do with generations. Rows are looked for in the viewer's own organizations and nowhere else. */
export class GenerationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly starter: GenerationStarter,
    private readonly temporal: TemporalGateway,
    private readonly bridge: EventBridge,
    private readonly streams: StreamService,
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

  /** @throws NotFound · Forbidden · BadInput · PreconditionFailed */
  async start(viewer: Viewer, input: StartGenerationInput): Promise<GenerationRow> {
    const project = await this.projectOf(viewer, input.projectId);
    return await this.starter.start(viewer, { project, description: project.description, choices: input });
  }

  /**
   * Does what the table of operations says to a running generation.
   *
   * @param given what the person said with it, by the names of its fields.
   * @throws BadInput · NotFound · Forbidden · PreconditionFailed in the words of its entry
   */
  async operate(viewer: Viewer, id: string, operation: GenerationOperation, given: Readonly<Record<string, unknown>>, path?: string): Promise<GenerationRow> {
    const { fields, permission } = GENERATION_OPERATIONS[operation];
    const request = { actor: viewer.actor, ...readInput<OperationFields>(fields, given, path) };
    return await this.control(viewer, id, operation, request, permission);
  }

  /** Asks the running workflow; it decides, and its ledger says so. */
  async control<Request>(
    viewer: Viewer,
    id: string,
    update: string,
    request: Request,
    permission: Permission = 'generation.run',
  ): Promise<GenerationRow> {
    const row = await this.get(viewer, id, permission);
    if (row.status === 'QUEUED') await this.temporal.start(row.input);
    await this.temporal.control(update, row, request);
    return await this.get(viewer, id);
  }

  /** @throws NotFound · Forbidden · BadInput */
  async rename(viewer: Viewer, { generationId, name }: NameGenerationInput): Promise<GenerationRow> {
    const row = await this.get(viewer, generationId, 'generation.run');
    const wanted = name?.trim() || null;
    const fault = wanted === null ? undefined : faultOfName(wanted, LIMITS.generationNameMax);
    if (fault) throw new BadInput([{ path: 'input.name', message: fault }]);
    await this.unitOfWork.run({ organizationId: row.organizationId, userId: viewer.userId }, (tx) => tx.generations.rename(row.id, wanted));
    return await this.get(viewer, row.id);
  }

  /** Starts rows that a crash left queued. Every API process does it; starting twice finds the first. */
  async startQueued(queued: readonly { organizationId: string; id: string }[]): Promise<void> {
    for (const { organizationId, id } of queued) {
      const row = await this.unitOfWork.run({ organizationId }, (tx) => tx.generations.find(id));
      if (row?.status === 'QUEUED') await this.temporal.start(row.input);
    }
  }

  /** Calls to engines for a stage, or for one item of it, as they were made. */
  async modelCalls(organizationId: string, id: string, of: { stage: StageName; item: string | null }): Promise<ModelCallRow[]> {
    return await this.unitOfWork.run({ organizationId }, (tx) => tx.modelCalls.list(id, of));
  }

  /** What the attempts at a stage, or at one item of it, said of what they did. */
  async attemptLog(organizationId: string, id: string, of: { stage: StageName; item: string | null }): Promise<LoggedLine[]> {
    return await this.unitOfWork.run({ organizationId }, (tx) => tx.attemptLogs.list(id, of));
  }

  async list(
    organizationId: string,
    projectId: string,
    options: { limit: number; after?: Keyset },
  ): Promise<Page<GenerationRow> & Counted> {
    const page = await this.unitOfWork.run({ organizationId }, (tx) => tx.generations.list(projectId, options));
    return { ...page, count: () => this.unitOfWork.run({ organizationId }, (tx) => tx.generations.count(projectId)) };
  }

  async artifact(organizationId: string, generationId: string, stage: StageName, path: string): Promise<ArtifactRow | null> {
    return await this.unitOfWork.run({ organizationId }, (tx) => tx.artifacts.find(generationId, stage, path));
  }

  async artifacts(
    organizationId: string,
    generationId: string,
    options: { stage?: StageName; limit: number; after?: { stage: string; path: string } },
  ): Promise<Page<ArtifactRow> & Counted> {
    const page = await this.unitOfWork.run({ organizationId }, (tx) => tx.artifacts.list(generationId, options));
    return { ...page, count: () => this.unitOfWork.run({ organizationId }, (tx) => tx.artifacts.count(generationId, options.stage)) };
  }

  /** Events after a cursor, each with the state that it led to. */
  async events(row: GenerationRow, after: number, limit: number): Promise<{ events: ReducedEvent[]; hasNextPage: boolean }> {
    const { events, hasNextPage } = await this.streams.events(GENERATION, { id: row.id, scope: row }, { after, limit });
    return { events: events.map((reduced) => ({ ...reduced, row })), hasNextPage };
  }

  /** Every event after the cursor, then each new one, until the generation ends. */
  async follow(row: GenerationRow, after: number): Promise<AsyncIterableIterator<ReducedEvent>> {
    return mapIterator(await this.streams.follow(GENERATION, { id: row.id, scope: row }, after), (reduced) => ({ ...reduced, row }));
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

  private async projectOf(viewer: Viewer, projectId: string): Promise<ProjectRow> {
    requireId(projectId, 'The project');
    for (const { organizationId } of viewer.memberships) {
      const project = await this.unitOfWork.run({ organizationId, userId: viewer.userId }, (tx) => tx.projects.find(projectId));
      if (project) return project;
    }
    throw new NotFound('The project');
  }
}
