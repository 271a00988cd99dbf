import { DestroyRef, Injectable, computed, inject, resource, signal } from '@angular/core';
import {
  EMPTY_STATE,
  FINAL_STATUSES,
  GENERATION_OPERATIONS,
  describeEvent,
  hasFailed,
  listAttempts,
  reduceGeneration,
  type CommunicationSchema,
  type GenerationEvent,
  type GenerationEventBody,
  type GenerationOperation,
  type GenerationState,
} from '@millwright/domain';
import { ApiError, Graphql } from '../../core/graphql';
import {
  ArchiveProjectDocument,
  CancelGenerationDocument,
  DeleteProjectDocument,
  GenerationDocument,
  GenerationEventsDocument,
  NameGenerationDocument,
  PauseGenerationDocument,
  ProjectDocument,
  ResumeGenerationDocument,
  RetryGenerationDocument,
  ReviseProjectDocument,
  SetApprovalDocument,
  StageOutputDocument,
  StartGenerationDocument,
  type ProjectQuery,
  type StageOutputSubscription,
} from '../../core/operations';
import type { AgainChoice } from './again.dialog';
import { Artifacts } from './artifacts.service';
import { idleAfter, NEVER_IDLE, type Idle } from './idle-time';
import { finishingOf, madeOf, nextAttemptsOf } from './store-views';

export type Project = NonNullable<ProjectQuery['project']>;
export type GenerationItem = Project['generations']['edges'][number]['node'];
export interface LogLine {
  seq: number;
  at: string;
  message: string;
  isBad: boolean;
  body: GenerationEventBody;
}
/** One project and the generation that is looked at: a snapshot, then every event, reduced as the server reduces it. */
@Injectable()
export class GenerationStore {
  private readonly graphql = inject(Graphql);
  readonly project = signal<Project | undefined>(undefined);
  readonly error = signal<unknown>(undefined);
  readonly generation = signal<GenerationItem | undefined>(undefined);
  readonly state = signal<GenerationState>(EMPTY_STATE);
  readonly idle = signal<Idle>(NEVER_IDLE);
  readonly log = signal<LogLine[]>([]);
  /** Text being written, by "stage path". */
  readonly live = signal<ReadonlyMap<string, string>>(new Map());

  readonly isOpen = computed(() => this.state().seq > 0 && !FINAL_STATUSES.includes(this.state().status));
  /** Whether what had happened when it was asked for has been read: of a generation that has ended, its end. */
  readonly isRead = computed(() => {
    const had = this.generation()?.status;
    return this.state().seq > 0 && (!had || !FINAL_STATUSES.includes(had) || FINAL_STATUSES.includes(this.state().status));
  });
  /** Set where it replays a record. */
  readonly replay = computed(() => {
    const first = this.log()[0]?.body;
    return first?.type === 'GENERATION_QUEUED' ? first.replay : undefined;
  });
  readonly attempts = computed(() => listAttempts(this.log()));
  readonly finishing = computed(() => finishingOf(this.log(), this.state().status, this.attempts()));
  /** What it is at, in a few words; empty where it has ended well. */
  readonly current = computed(() => {
    const { stages, status, currentStage } = this.state();
    if (this.finishing()) return this.finishing();
    if (status === 'COMPLETE') return '';
    const stage = stages.find((s) => s.name === currentStage);
    return stage ? `${stage.title}${stage.itemsTotal ? ` ${stage.itemsDone}/${stage.itemsTotal}` : ''}` : '';
  });
  readonly made = computed(() => madeOf(this.log()));
  readonly nextAttempts = computed(() => nextAttemptsOf(this.log()));
  /** Where the repository can be had as a ZIP file, as this generation made it. */
  readonly archive = computed(() => {
    const url = this.project()?.repository?.archiveUrl;
    return url && this.state().status === 'COMPLETE' ? `${new URL(url).pathname}?generation=${this.generation()?.id}` : '';
  });
  /** The communication schema; undefined until it is computed. */
  readonly schema = resource({
    params: () => {
      const generation = this.generation();
      const stage = this.state().stages.find(({ name }) => name === 'COMMUNICATION_SCHEMA');
      return generation && (stage?.status === 'COMPLETE' || stage?.status === 'REUSED') ? generation.id : undefined;
    },
    loader: async ({ params }) => {
      const text = await this.artifacts.text(params, { stage: 'COMMUNICATION_SCHEMA', path: 'communication-schema.json' });
      return text ? (JSON.parse(text) as CommunicationSchema) : undefined;
    },
  });
  private readonly artifacts = inject(Artifacts);
  private stops: (() => void)[] = [];
  private pending: GenerationEvent[] = [];

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  async load(projectId: string, generationId: string | undefined): Promise<void> {
    try {
      const { project } = await this.graphql.ask(ProjectDocument, { id: projectId });
      if (!project) throw new ApiError('The project was not found', 'NOT_FOUND');
      this.project.set(project);
      this.error.set(undefined);
      const items = project.generations.edges.map((edge) => edge.node);
      const wanted = generationId
        ? (items.find((item) => item.id === generationId) ?? (await this.older(projectId, generationId)))
        : items[0];
      if (wanted && wanted.id !== this.generation()?.id) this.follow(wanted);
    } catch (error) {
      this.error.set(error);
    }
  }

  /** A generation that is none of the project's newest. @throws ApiError where the project has it not */
  private async older(projectId: string, id: string): Promise<GenerationItem> {
    const { generation } = await this.graphql.ask(GenerationDocument, { id });
    if (generation?.project.id !== projectId) throw new ApiError('The generation was not found', 'NOT_FOUND');
    return generation;
  }

  private follow(generation: GenerationItem): void {
    this.stop();
    this.generation.set(generation);
    this.state.set(EMPTY_STATE);
    this.idle.set(NEVER_IDLE);
    this.log.set([]);
    this.live.set(new Map());
    this.stops.push(
      this.graphql.follow(
        GenerationEventsDocument,
        () => ({ id: generation.id, after: String(this.pending.at(-1)?.seq ?? this.state().seq) }),
        {
          next: ({ generationEvents: { cursor, at, data } }) => this.take({ seq: Number(cursor), at, body: data as GenerationEventBody }),
        },
      ),
      this.graphql.follow(StageOutputDocument, () => ({ id: generation.id }), { next: ({ stageOutput }) => this.write(stageOutput) }),
    );
  }

  /** Events of one moment are put on the screen together: a history of hundreds is one change. */
  private take(event: GenerationEvent): void {
    if (this.pending.length === 0) queueMicrotask(() => setTimeout(() => this.flush(), 16));
    this.pending.push(event);
  }

  private flush(): void {
    const events = this.pending;
    this.pending = [];
    const before = this.state();
    const fresh = events.filter((event) => event.seq > before.seq);
    if (fresh.length === 0) return;
    let [state, idle] = [before, this.idle()];
    for (const event of fresh) {
      state = reduceGeneration(state, event);
      idle = idleAfter(idle, state.status, event.at);
    }
    this.state.set(state);
    this.idle.set(idle);
    this.log.update((log) => [
      ...log,
      ...fresh.map(({ seq, at, body }) => ({
        seq,
        at,
        body,
        message: describeEvent(body),
        isBad: body.type === 'ATTEMPT_FAILED' ? hasFailed(body.error) : body.type === 'GENERATION_FAILED',
      })),
    ]);
    for (const { body } of fresh) {
      if (body.type === 'ITEM_COMPLETED') this.forget(`${body.stage} ${body.item}`);
      if (body.type === 'STAGE_COMPLETED') this.forget(`${body.stage} `);
    }
    const project = this.project();
    // What it made, the repository among it, is asked for once it has ended.
    if (FINAL_STATUSES.includes(this.state().status) && project && !FINAL_STATUSES.includes(before.status))
      void this.load(project.id, this.generation()?.id);
  }

  private write({ stage, path, offset, text }: StageOutputSubscription['stageOutput']): void {
    const key = `${stage} ${path ?? ''}`;
    this.live.update((live) => {
      const before = live.get(key) ?? '';
      // A piece that overlaps what is there (after a reconnect) replaces it from its offset on.
      return new Map(live).set(key, before.slice(0, offset) + text);
    });
  }

  private forget(prefix: string): void {
    this.live.update((live) => new Map([...live].filter(([key]) => !key.startsWith(prefix))));
  }

  /** Why something cannot be done now, in the words with which the server would refuse it; null: it can. */
  refusal(operation: GenerationOperation, input: Record<string, unknown> = {}): string | null {
    return GENERATION_OPERATIONS[operation].refuse(this.state(), input as never);
  }

  async act(what: 'pause' | 'stop' | 'resume' | 'cancel', reason?: string): Promise<void> {
    const generationId = this.generation()?.id;
    if (!generationId) return;
    if (what === 'pause' || what === 'stop')
      await this.graphql.ask(PauseGenerationDocument, { input: { generationId }, inFlight: what === 'stop' ? 'ABORT' : 'FINISH' });
    else if (what === 'resume') await this.graphql.ask(ResumeGenerationDocument, { input: { generationId } });
    else await this.graphql.ask(CancelGenerationDocument, { input: { generationId, reason: reason ?? null } });
  }

  /**
   * The project's generation again. One that was complete is written anew; one that was not goes on with the answers that
   * it has. Where it waits for a person is kept for the project, and so is another description.
   *
   * @returns the id of the new one
   */
  async startAgain({ engine, model, budgetUsd, approveAfter }: AgainChoice, description?: string): Promise<string> {
    if (description !== undefined) await this.revise({ description });
    const project = this.project();
    if (!project) throw new Error('There is no project to generate');
    if (approveAfter && !isSame(approveAfter, project.approveAfter)) {
      await this.graphql.ask(SetApprovalDocument, {
        input: { projectId: project.id, approveAfter, approveCriticality: project.approveCriticality },
      });
      this.project.set({ ...project, approveAfter });
    }
    const { startGeneration } = await this.graphql.ask(StartGenerationDocument, {
      input: {
        projectId: project.id,
        engine,
        model,
        budgetUsd,
        approveAfter: approveAfter ?? null,
        atCeiling: 'ASK',
        useCache: this.state().status !== 'COMPLETE',
      },
    });
    return startGeneration.generation.id;
  }

  /**
   * A failed or cancelled generation from where it stopped; what is complete is kept.
   * @returns the id of the new one
   */
  async retry({ engine, model, budgetUsd }: AgainChoice): Promise<string> {
    const { retryGeneration } = await this.graphql.ask(RetryGenerationDocument, {
      input: { generationId: this.generation()!.id },
      engine,
      model,
      budgetUsd,
    });
    return retryGeneration.generation.id;
  }

  /** Another name or description of the project, from the next generation on. */
  async revise(change: { name?: string; description?: string }): Promise<void> {
    const { reviseProject } = await this.graphql.ask(ReviseProjectDocument, { input: { projectId: this.project()!.id, ...change } });
    this.project.update((project) => project && { ...project, ...reviseProject.project });
  }

  /** Gives the generation that is looked at a name, or takes it away. */
  async rename(name: string | null): Promise<void> {
    const { id } = this.generation()!;
    const { nameGeneration } = await this.graphql.ask(NameGenerationDocument, { input: { generationId: id, name } });
    const named = (item: GenerationItem): GenerationItem => (item.id === id ? { ...item, name: nameGeneration.generation.name } : item);
    this.generation.update((generation) => generation && named(generation));
    this.project.update((project) => {
      if (!project) return project;
      const edges = project.generations.edges.map(({ node }) => ({ node: named(node) }));
      return { ...project, generations: { ...project.generations, edges } };
    });
  }

  /** Has it go with everything after a time. @param name as it was typed */
  async delete(name: string): Promise<void> {
    const { deleteProject } = await this.graphql.ask(DeleteProjectDocument, { input: { projectId: this.project()!.id, name } });
    this.project.update((project) => project && { ...project, ...deleteProject.project });
  }

  async putAway(isArchived: boolean): Promise<void> {
    await this.graphql.ask(ArchiveProjectDocument, { input: { projectId: this.project()!.id, isArchived } });
    this.project.update((project) => project && { ...project, isArchived });
  }

  private stop(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
    this.pending = [];
  }
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join();
