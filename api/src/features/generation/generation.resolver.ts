import { BadInput, type StageName } from '@millwright/domain';
import type { BlobStore } from '@millwright/integrations';
import { decodeKeyset } from '@millwright/persistence';
import type { Config } from '@millwright/platform';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { pageSize, toConnection } from '../../graphql/connection.js';
import { eventCursor } from '../../graphql/event-cursor.js';
import { mapIterator } from '../../graphql/map-iterator.js';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { BLOBS, CONFIG, GENERATIONS } from '../../tokens.js';
import { ProjectType } from '../project/project.types.js';
import { toProject } from '../project/project.mapper.js';
import { toArtifact, toEvent, toGeneration, toGenerationConnection, toUsage } from './generation.mapper.js';
import type { GenerationService } from './generation.service.js';
import {
  ArtifactConnection,
  ArtifactType,
  GenerationConnection,
  GenerationEventConnection,
  GenerationEventType,
  GenerationType,
  GenerationPayload,
  LogLineType,
  ModelCallType,
  StageNameEnum,
  StageOutputType,
  StartGenerationInput,
  StartGenerationPayload,
} from './generation.types.js';
import { NameGenerationInput, StarterType } from './people.types.js';

@Resolver(() => GenerationType)
export class GenerationResolver {
  constructor(
    @Inject(GENERATIONS) private readonly generations: GenerationService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Query(() => GenerationType, { nullable: true })
  @Requires('generation.read')
  async generation(@Args('id', { type: () => ID }) id: string, @Context() { viewer }: RequestContext): Promise<GenerationType> {
    return toGeneration(await this.generations.get(requireViewer(viewer), id), this.config);
  }

  @Query(() => GenerationEventConnection)
  @Requires('generation.read')
  async generationEvents(
    @Args('generationId', { type: () => ID }) generationId: string,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 100 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<GenerationEventConnection> {
    const row = await this.generations.get(requireViewer(viewer), generationId);
    const cursor = eventCursor(after);
    const { events, hasNextPage } = await this.generations.events(row, cursor, pageSize(first, 100));
    return toConnection(
      events,
      hasNextPage,
      cursor > 0,
      ({ event }) => String(event.seq),
      ({ event, state }) => toEvent(event, toGeneration(row, this.config, state)),
    );
  }

  @Mutation(() => StartGenerationPayload)
  @Requires('generation.run')
  async startGeneration(
    @Args('input') input: StartGenerationInput,
    @Context() { viewer }: RequestContext,
  ): Promise<StartGenerationPayload> {
    return { generation: toGeneration(await this.generations.start(requireViewer(viewer), input), this.config) };
  }

  @Mutation(() => GenerationPayload, { description: 'gives a generation a name beside its number, or takes it away' })
  @Requires('generation.run')
  async nameGeneration(@Args('input') input: NameGenerationInput, @Context() { viewer }: RequestContext): Promise<GenerationPayload> {
    return { generation: toGeneration(await this.generations.rename(requireViewer(viewer), input), this.config) };
  }

  @Subscription(() => GenerationEventType, {
    name: 'generationEvents',
    resolve: (event: GenerationEventType) => event,
    description:
      'every event after `after` (default: all), then each new one; ends when the generation does. Nothing is missed or repeated across a reconnect.',
  })
  @Requires('generation.read')
  async followEvents(
    @Args('generationId', { type: () => ID }) generationId: string,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<AsyncIterableIterator<GenerationEventType>> {
    const row = await this.generations.get(requireViewer(viewer), generationId);
    const events = await this.generations.follow(row, eventCursor(after));
    return mapIterator(events, ({ event, state, row: now }) => toEvent(event, toGeneration(now, this.config, state)));
  }

  @Subscription(() => StageOutputType, {
    resolve: (output: StageOutputType) => output,
    description: 'the stage’s text as the engine writes it; a late subscriber gets the text so far',
  })
  @Requires('generation.read')
  async stageOutput(
    @Args('generationId', { type: () => ID }) generationId: string,
    @Context() { viewer }: RequestContext,
  ): Promise<AsyncIterableIterator<StageOutputType>> {
    const row = await this.generations.get(requireViewer(viewer), generationId);
    return mapIterator(this.generations.followOutput(row), ({ stage, path, offset, text }) => ({ stage, path, offset, text }));
  }

  @ResolveField(() => String, { nullable: true, description: 'its address in the Temporal UI; null where it is for administrators alone' })
  temporalUrl(@Parent() generation: GenerationType, @Context() { viewer }: RequestContext): string | null {
    return this.config.TEMPORAL_UI_UPSTREAM && !viewer?.isAdministrator ? null : generation.temporalUrl;
  }

  @ResolveField(() => ProjectType)
  async project(@Parent() generation: GenerationType, @Context() { loaders }: RequestContext): Promise<ProjectType> {
    const row = await loaders.project.load({ organizationId: generation.organizationId, id: generation.projectId });
    return toProject(row!);
  }

  @ResolveField(() => StarterType, { nullable: true, description: 'who started it; null where their account is gone' })
  async startedBy(@Parent() generation: GenerationType, @Context() { loaders }: RequestContext): Promise<StarterType | null> {
    const row = await loaders.starter.load({ organizationId: generation.organizationId, id: generation.id });
    return row ? { id: row.userId, name: row.name } : null;
  }

  @ResolveField(() => GenerationType, { nullable: true, description: 'the generation this one was forked or retried from' })
  async parent(@Parent() generation: GenerationType, @Context() { loaders }: RequestContext): Promise<GenerationType | null> {
    if (!generation.parentId) return null;
    const row = await loaders.generation.load({ organizationId: generation.organizationId, id: generation.parentId });
    return row ? toGeneration(row, this.config) : null;
  }

  @ResolveField(() => ArtifactType, { nullable: true, description: 'one artifact by its stage and path; null where there is none' })
  async artifact(
    @Parent() generation: GenerationType,
    @Args('stage', { type: () => StageNameEnum }) stage: StageName,
    @Args('path', { type: () => String }) path: string,
  ): Promise<ArtifactType | null> {
    const row = await this.generations.artifact(generation.organizationId, generation.id, stage, path);
    return row ? toArtifact(row) : null;
  }

  @ResolveField(() => [ModelCallType], {
    description: 'calls to engines for a stage, or for one item of it, in the order in which they were made',
  })
  async modelCalls(
    @Parent() generation: GenerationType,
    @Args('stage', { type: () => StageNameEnum }) stage: StageName,
    @Args('item', { type: () => String, nullable: true }) item: string | null,
  ): Promise<ModelCallType[]> {
    const rows = await this.generations.modelCalls(generation.organizationId, generation.id, { stage, item });
    return rows.map((row) => ({ ...row, usage: row.usage && toUsage(row.usage) }));
  }

  @ResolveField(() => [LogLineType], {
    description: 'what the attempts at a stage, or at one item of it, said of what they did; kept after their workers are gone',
  })
  async attemptLog(
    @Parent() generation: GenerationType,
    @Args('stage', { type: () => StageNameEnum }) stage: StageName,
    @Args('item', { type: () => String, nullable: true }) item: string | null,
  ): Promise<LogLineType[]> {
    return await this.generations.attemptLog(generation.organizationId, generation.id, { stage, item });
  }

  @ResolveField(() => ArtifactConnection)
  async artifacts(
    @Parent() generation: GenerationType,
    @Args('stage', { type: () => StageNameEnum, nullable: true }) stage: StageName | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 100 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ArtifactConnection> {
    const { rows, hasNextPage, count } = await this.generations.artifacts(generation.organizationId, generation.id, {
      limit: pageSize(first, 100),
      ...(stage ? { stage } : {}),
      ...(after ? { after: artifactCursor(after) } : {}),
    });
    return {
      ...toConnection(
        rows,
        hasNextPage,
        after !== null,
        (row) => Buffer.from(`${row.stage}|${row.path}`).toString('base64url'),
        toArtifact,
      ),
      count,
    };
  }
}

@Resolver(() => GenerationConnection)
export class GenerationConnectionResolver {
  @ResolveField(() => Int)
  async totalCount(@Parent() connection: GenerationConnection): Promise<number> {
    return await connection.count();
  }
}

@Resolver(() => ArtifactConnection)
export class ArtifactConnectionResolver {
  @ResolveField(() => Int)
  async totalCount(@Parent() connection: ArtifactConnection): Promise<number> {
    return await connection.count();
  }
}

@Resolver(() => ArtifactType)
export class ArtifactResolver {
  constructor(@Inject(BLOBS) private readonly blobs: BlobStore) {}

  @ResolveField(() => String, { nullable: true, description: 'the text itself; null for a binary one' })
  async text(@Parent() artifact: ArtifactType): Promise<string | null> {
    const content = await this.blobs.get(artifact.organizationId, artifact.sha256);
    return content.includes(0) ? null : content.toString('utf8');
  }
}

@Resolver(() => ProjectType)
export class ProjectGenerationsResolver {
  constructor(
    @Inject(GENERATIONS) private readonly generations: GenerationService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @ResolveField('generations', () => GenerationConnection, { description: 'newest first' })
  async list(
    @Parent() project: ProjectType,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<GenerationConnection> {
    const page = await this.generations.list(project.organizationId, project.id, {
      limit: pageSize(first, 20),
      ...(after ? { after: decodeKeyset(after) } : {}),
    });
    return toGenerationConnection(page, Boolean(after), this.config);
  }

  @ResolveField(() => GenerationType, { nullable: true })
  async latestGeneration(@Parent() project: ProjectType, @Context() { loaders }: RequestContext): Promise<GenerationType | null> {
    const row = await loaders.latestGeneration.load({ organizationId: project.organizationId, id: project.id });
    return row ? toGeneration(row, this.config) : null;
  }
}

function artifactCursor(after: string): { stage: string; path: string } {
  const [stage, ...path] = Buffer.from(after, 'base64url').toString('utf8').split('|');
  if (!stage || path.length === 0)
    throw new BadInput([{ path: 'after', message: 'is not a cursor of this list; use an endCursor that it gave' }]);
  return { stage, path: path.join('|') };
}
