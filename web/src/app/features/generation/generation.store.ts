import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import {
  EMPTY_STATE,
  FINAL_STATUSES,
  describeEvent,
  reduceGeneration,
  type GenerationEvent,
  type GenerationEventBody,
  type GenerationState,
} from '@millwright/domain';
import { Graphql } from '../../core/graphql';

export interface GenerationItem {
  id: string;
  status: string;
  engine: string;
  model: string;
  budgetUsd: number | null;
  createdAt: string;
  completedAt: string | null;
  temporalUrl: string | null;
  usage: { costUsd: number };
}
export interface Project {
  id: string;
  name: string;
  slug: string;
  description: string;
  repository: { cloneUrl: string; archiveUrl: string; headCommit: string; defaultBranch: string } | null;
  generations: { edges: { node: GenerationItem }[]; totalCount: number };
}
export interface LogLine {
  seq: number;
  at: string;
  message: string;
  isBad: boolean;
  body: GenerationEventBody;
}
interface EventMessage {
  generationEvents: { cursor: string; at: string; data: GenerationEventBody };
}
interface OutputMessage {
  stageOutput: { stage: string; path: string | null; offset: number; text: string };
}

const PROJECT = `query ($id: ID!) { project(id: $id) { id name slug description
  repository { cloneUrl archiveUrl headCommit defaultBranch }
  generations(first: 50) { totalCount edges { node { id status engine model budgetUsd createdAt completedAt temporalUrl usage { costUsd } } } } } }`;

/** One project and the generation that is looked at: a snapshot, then every event, reduced as the server reduces it. */
@Injectable()
export class GenerationStore {
  private readonly graphql = inject(Graphql);
  readonly project = signal<Project | undefined>(undefined);
  readonly error = signal<unknown>(undefined);
  readonly generation = signal<GenerationItem | undefined>(undefined);
  readonly state = signal<GenerationState>(EMPTY_STATE);
  readonly log = signal<LogLine[]>([]);
  /** Text being written, by "stage path". */
  readonly live = signal<ReadonlyMap<string, string>>(new Map());
  readonly isConnected = signal(true);
  readonly isOpen = computed(() => this.state().seq > 0 && !FINAL_STATUSES.includes(this.state().status));
  private stops: (() => void)[] = [];
  private pending: GenerationEvent[] = [];

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  async load(projectId: string, generationId: string | undefined): Promise<void> {
    try {
      const { project } = await this.graphql.ask<{ project: Project }>(PROJECT, { id: projectId });
      this.project.set(project);
      this.error.set(undefined);
      const items = project.generations.edges.map((edge) => edge.node);
      const wanted = items.find((item) => item.id === generationId) ?? items[0];
      if (wanted && wanted.id !== this.generation()?.id) this.follow(wanted);
    } catch (error) {
      this.error.set(error);
    }
  }

  private follow(generation: GenerationItem): void {
    this.stop();
    this.generation.set(generation);
    this.state.set(EMPTY_STATE);
    this.log.set([]);
    this.live.set(new Map());
    this.stops.push(
      this.graphql.follow<EventMessage>(
        'subscription ($id: ID!, $after: String) { generationEvents(generationId: $id, after: $after) { cursor at data } }',
        () => ({ id: generation.id, after: String(this.pending.at(-1)?.seq ?? this.state().seq) }),
        {
          next: ({ generationEvents: { cursor, at, data } }) => this.take({ seq: Number(cursor), at, body: data }),
          connection: (isUp) => this.isConnected.set(isUp),
        },
      ),
      this.graphql.follow<OutputMessage>(
        'subscription ($id: ID!) { stageOutput(generationId: $id) { stage path offset text } }',
        () => ({ id: generation.id }),
        { next: ({ stageOutput }) => this.write(stageOutput) },
      ),
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
    this.state.set(fresh.reduce(reduceGeneration, before));
    this.log.update((log) => [
      ...log,
      ...fresh.map(({ seq, at, body }) => ({
        seq,
        at,
        body,
        message: describeEvent(body),
        isBad: body.type === 'ATTEMPT_FAILED' || body.type === 'GENERATION_FAILED',
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

  private write({ stage, path, offset, text }: OutputMessage['stageOutput']): void {
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

  async act(what: 'pause' | 'resume' | 'cancel', reason?: string): Promise<void> {
    const type = what === 'cancel' ? 'CancelGenerationInput' : 'GenerationIdInput';
    await this.graphql.ask(`mutation ($input: ${type}!) { ${what}Generation(input: $input) { generation { id } } }`, {
      input: { generationId: this.generation()?.id, ...(reason ? { reason } : {}) },
    });
  }

  async startAgain(): Promise<string> {
    const generation = this.generation();
    const { startGeneration } = await this.graphql.ask<{ startGeneration: { generation: { id: string } } }>(
      'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { generation { id } } }',
      {
        input: {
          projectId: this.project()?.id,
          engine: generation?.engine,
          model: generation?.model,
          ...(generation?.budgetUsd == null ? {} : { budgetUsd: generation.budgetUsd }),
        },
      },
    );
    return startGeneration.generation.id;
  }

  private stop(): void {
    for (const stop of this.stops) stop();
    this.stops = [];
    this.pending = [];
  }
}
